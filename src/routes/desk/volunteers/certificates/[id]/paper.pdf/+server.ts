import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { printCertificate } from '#modules/volunteers/index.ts';
import { config } from '#platform/config.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	try {
		if (!isId(params.id)) throw notFound('certificate');
		const { number, pdf } = await printCertificate(locals.ctx, params.id, config().publicOrigin);
		return new Response(new Uint8Array(pdf), { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${number}.pdf"`, 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
