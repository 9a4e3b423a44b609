import { ratesSheet } from '#modules/requests/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';
import { ratesFilter } from '../filter.ts';

/** The figures of the page as a workbook, by the same address. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		const { period, query } = ratesFilter(url, locals.ctx, locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
		return workbookDownload(`rates-${period.from}-${period.to}.xlsx`, await ratesSheet(locals.ctx, query));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
