import { getReport, reportSheet } from '#modules/plan/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';
import { otherReport } from '../other.server.ts';

/** The report as a workbook; with `with`, beside another. */
export const GET: RequestHandler = async ({ locals: { ctx }, params, url }) => {
	try {
		const report = await getReport(ctx, { id: params.id });
		return workbookDownload(`plan-${report.from}-${report.to}.xlsx`, reportSheet(report, await otherReport(ctx, url), ctx.locale, ctx.clock.now()));
	} catch (error) {
		return apiError(ctx, error);
	}
};
