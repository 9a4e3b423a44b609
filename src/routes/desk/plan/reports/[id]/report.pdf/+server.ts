import { listCommunities } from '#modules/areas/index.ts';
import { getReport, reportPdf } from '#modules/plan/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';
import { otherReport } from '../other.server.ts';

/** The report on paper; with `with`, beside another. */
export const GET: RequestHandler = async ({ locals: { ctx, subdistrict }, params, url }) => {
	try {
		const report = await getReport(ctx, { id: params.id });
		const community = report.plan.communityId ? (await listCommunities(ctx, {})).find(({ id }) => id === report.plan.communityId) : undefined;
		const pdf = await reportPdf(report, await otherReport(ctx, url), { org: `${subdistrict!.name}${community?.name ?? ''}`, locale: ctx.locale, zone: subdistrict!.timeZone, now: ctx.clock.now() });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="plan-${report.from}-${report.to}.pdf"` } });
	} catch (error) {
		return apiError(ctx, error);
	}
};
