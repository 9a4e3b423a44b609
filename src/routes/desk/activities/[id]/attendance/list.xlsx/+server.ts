import { rosterSheet } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { chosenTime } from '../../chosen.ts';
import type { RequestHandler } from './$types';

/** Sign-ups and attendance as a workbook, masked as on screen. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const { roster } = await chosenTime(locals.ctx, params.id, url.searchParams.get('occurrence'));
		if (!roster) throw notFound('occurrence');
		return workbookDownload(`attendance-${roster.onDay}.xlsx`, rosterSheet(locals.ctx, roster, locals.subdistrict!.timeZone));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
