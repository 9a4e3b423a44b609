import { printRoster, rosterOf } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import { demandTime } from '../../chosen.ts';
import { paperPlace } from '../place.ts';
import type { RequestHandler } from './$types';

/** The list at the door, to tick by hand. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const { occurrenceId } = await demandTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
		const roster = await rosterOf(locals.ctx, { occurrenceId });
		const pdf = await printRoster(locals.ctx, roster, paperPlace(locals.ctx, locals.subdistrict!));
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="attendance-${roster.onDay}.pdf"`, 'cache-control': 'private, no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
