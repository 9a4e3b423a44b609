import { rateRecordsSheet } from '#modules/requests/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';
import { partOf, ratesFilter } from '../../filter.ts';

/** All cases behind a figure as a workbook, by the address of the page that shows them. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
		const { period, query } = ratesFilter(url, locals.ctx, zone);
		const asked = partOf(params.rate, url);
		return workbookDownload(`${asked.rate}-${asked.part}-${period.from}-${period.to}.xlsx`, await rateRecordsSheet(locals.ctx, { ...query, ...asked }, zone));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
