import { printRoster } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { apiError } from '#platform/web/api.ts';
import { chosenTime } from '../../chosen.ts';
import { paperPlace } from '../place.ts';
import type { RequestHandler } from './$types';

/** The list at the door, to tick by hand. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const { roster } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
		if (!roster) throw notFound('occurrence');
		const pdf = await printRoster(locals.ctx, roster, paperPlace(locals.ctx, locals.subdistrict!));
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="attendance-${roster.onDay}.pdf"`, 'cache-control': 'private, no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
