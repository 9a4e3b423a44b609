import { contributionSheet } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { readContributionFilter } from '../filter.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		return workbookDownload('contributions.xlsx', await contributionSheet(locals.ctx, readContributionFilter(url, locals.ctx, locals.subdistrict!.timeZone)));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
