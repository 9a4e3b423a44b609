import { ratesSheet } from '#modules/requests/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';
import { ratesFilter } from '../filter.ts';

/** The figures of the page as a workbook, by the same address. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		const { period, query } = ratesFilter(url, locals.ctx, locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
		const book = await ratesSheet(locals.ctx, query);
		return new Response(book as BodyInit, {
			headers: { 'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'content-disposition': `attachment; filename="rates-${period.from}-${period.to}.xlsx"`, 'cache-control': 'no-store' }
		});
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
