import { issueCertificate, printCertificate } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { config } from '#platform/config.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** One's own certificate; it is issued the first time somebody asks for it. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		const [kind, subjectId] = [url.searchParams.get('kind'), url.searchParams.get('subject')];
		if ((kind !== 'attendance' && kind !== 'passed') || !isId(subjectId)) throw notFound('certificate');
		const { snapshot } = await issueCertificate(locals.ctx, { kind, subjectId, whoKey: url.searchParams.get('who') });
		const pdf = await printCertificate(locals.ctx, snapshot, config().publicOrigin || url.origin);
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${snapshot.number}.pdf"`, 'cache-control': 'private, no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
