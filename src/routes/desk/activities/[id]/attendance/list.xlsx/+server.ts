import { rosterOf, rosterSheet } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { demandTime } from '../../chosen.ts';
import type { RequestHandler } from './$types';

/** Sign-ups and attendance as a workbook, masked as on screen. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const { occurrenceId } = await demandTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
		const roster = await rosterOf(locals.ctx, { occurrenceId });
		return workbookDownload(`attendance-${roster.onDay}.xlsx`, rosterSheet(locals.ctx, roster, locals.subdistrict!.timeZone));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
