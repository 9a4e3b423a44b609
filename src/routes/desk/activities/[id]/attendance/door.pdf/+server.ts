import { printDoorPoster } from '#modules/activities/index.ts';
import { config } from '#platform/config.ts';
import { apiError } from '#platform/web/api.ts';
import { demandTime } from '../../chosen.ts';
import { paperPlace } from '../place.ts';
import type { RequestHandler } from './$types';

/** The poster with the code that people scan at the door. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const time = await demandTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
		const pdf = await printDoorPoster(locals.ctx, time, paperPlace(locals.ctx, locals.subdistrict!), config().publicOrigin);
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="check-in-${time.onDay}.pdf"`, 'cache-control': 'private, no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
