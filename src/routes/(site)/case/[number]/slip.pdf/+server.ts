import { listCommunities } from '#modules/areas/index.ts';
import { followCase, followPath, slip, slipWords, STEPS } from '#modules/requests/index.ts';
import { siteMessages } from '#modules/site/index.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { qrSvg, renderPdf } from '#platform/print/index.ts';
import { apiError } from '#platform/web/api.ts';
import { rightTo } from '../../refs.ts';
import type { RequestHandler } from './$types';

/** The slip of the counter, printed at home: number, code, who, by when. */
export const GET: RequestHandler = async ({ locals, params, cookies, url }) => {
	try {
		const right = rightTo(cookies, params.number);
		if (!right) throw notFound('request');
		const { ctx, subdistrict } = locals;
		const found = await followCase(ctx, { ref: right });
		const community = (await listCommunities(ctx, {})).find(({ id }) => id === found.communityId);
		const m = siteMessages[ctx.locale];
		const stamp = (at: Date) => formatDateTime(at, subdistrict!.timeZone, ctx.locale);
		const address = `${url.origin}${'key' in right ? followPath(found.number, right.key) : `/case/${found.number}`}`;
		const say = m.caseView.nextOf[found.state];
		const pdf = await renderPdf(slip, {
			lang: ctx.locale,
			size: 'a6',
			org: `${subdistrict!.name}${community?.name ?? ''}`,
			number: found.number,
			submittedAt: stamp(found.createdAt),
			qr: qrSvg(address),
			url: address,
			said: found.text,
			worker: found.owner?.name ?? m.caseView.desk(community?.name ?? subdistrict!.name),
			role: found.owner ? m.caseView.workerRole : m.caseView.deskRole,
			phone: found.owner?.deskPhone || community?.deskPhone,
			firstContactBy: stamp(found.contactDueAt),
			resolutionBy: stamp(found.resolveDueAt),
			next: typeof say === 'string' ? say : say(found.state === 'merged' ? (found.mergedIntoNumber ?? '') : stamp(found.state === 'in_progress' ? found.resolveDueAt : found.contactDueAt)),
			steps: STEPS.map((step) => m.steps[step]),
			at: found.step ? STEPS.indexOf(found.step) : 0,
			words: slipWords[ctx.locale]
		});
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${found.number}.pdf"` } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
