import { activitySheet } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { readListFilter } from '../filter.ts';
import type { RequestHandler } from './$types';

/** The list as it is filtered, as a sheet. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		return workbookDownload('activities.xlsx', await activitySheet(locals.ctx, locals.subdistrict!.timeZone, readListFilter(url)));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
