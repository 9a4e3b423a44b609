import { listCommunities } from '#modules/areas/index.ts';
import { noticesMessages, readNotice } from '#modules/notices/index.ts';
import { formatDate, dateIn } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { notice as paper, qrSvg, renderPdf } from '#platform/print/index.ts';
import { apiError } from '#platform/web/api.ts';
import { plainWords } from '#ui/plain-text.ts';
import type { RequestHandler } from './$types';

/** The notice on A4 for a door or a board, with a code that leads to the original. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		if (!isId(params.id)) throw notFound('notice');
		const notice = await readNotice(locals.ctx, { id: params.id });
		const subdistrict = locals.subdistrict!;
		const community = (await listCommunities(locals.ctx, {})).find((each) => each.id === notice.communityId);
		const m = noticesMessages.zh;
		const address = `${url.origin}/notices/${notice.id}`;
		const pdf = await renderPdf(paper, {
			lang: 'zh',
			org: `${subdistrict.name}${community?.name ?? ''}`,
			kind: m.category[notice.category],
			title: notice.title,
			body: plainWords(notice.body),
			signature: community ? community.name : `${subdistrict.name}办事处`,
			date: formatDate(dateIn(notice.publishFrom, subdistrict.timeZone), 'zh'),
			contact: [community?.address, community?.deskPhone].filter(Boolean).join('\n'),
			qr: qrSvg(address),
			qrCaption: m.paperScan,
			url: address,
			pages: m.paperPages
		});
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="notice-${notice.id.slice(-8)}.pdf"` } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
