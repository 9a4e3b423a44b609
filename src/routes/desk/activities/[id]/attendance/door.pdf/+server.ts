import { printDoorPoster } from '#modules/activities/index.ts';
import { config } from '#platform/config.ts';
import { notFound } from '#platform/errors.ts';
import { apiError } from '#platform/web/api.ts';
import { chosenTime } from '../../chosen.ts';
import { paperPlace } from '../place.ts';
import type { RequestHandler } from './$types';

/** The poster with the code that people scan at the door. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const { roster } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
		if (!roster) throw notFound('occurrence');
		const pdf = await printDoorPoster(locals.ctx, roster, paperPlace(locals.ctx, locals.subdistrict!), config().publicOrigin);
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="check-in-${roster.onDay}.pdf"`, 'cache-control': 'private, no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
