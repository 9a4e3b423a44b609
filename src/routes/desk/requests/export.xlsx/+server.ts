import { exportSheet } from '#modules/requests/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';
import { filterOf } from '../view.ts';

/** The list as it is seen, by the same parameters in the address. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
		const { sort: _, ...filter } = filterOf(url);
		return workbookDownload(`cases-${dateIn(locals.ctx.clock.now(), zone)}.xlsx`, await exportSheet(locals.ctx, filter, zone));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
