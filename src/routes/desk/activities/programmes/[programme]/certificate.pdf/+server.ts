import { issueCertificate, printCertificate } from '#modules/activities/index.ts';
import { config } from '#platform/config.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The certificate of a learner who passed; it is issued the first time somebody asks for it. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const whoKey = url.searchParams.get('who');
		if (!isId(params.programme) || !whoKey) throw notFound('programme');
		const { snapshot } = await issueCertificate(locals.ctx, { kind: 'passed', subjectId: params.programme, whoKey });
		const pdf = await printCertificate(locals.ctx, snapshot, config().publicOrigin);
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${snapshot.number}.pdf"`, 'cache-control': 'private, no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
