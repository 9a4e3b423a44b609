import { printCertificate } from '#modules/volunteers/index.ts';
import { config } from '#platform/config.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { RequestHandler } from './$types';

/** One's own certificate. */
export const GET: RequestHandler = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('certificate');
	const { number, pdf } = await printCertificate(locals.ctx, params.id, config().publicOrigin);
	return new Response(new Uint8Array(pdf), { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${number}.pdf"`, 'cache-control': 'no-store' } });
};
