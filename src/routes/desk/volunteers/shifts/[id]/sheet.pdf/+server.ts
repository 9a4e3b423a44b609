import { printSignInSheet } from '#modules/volunteers/index.ts';
import { config } from '#platform/config.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	try {
		if (!isId(params.id)) throw notFound('shift');
		const { name, nameEn, timeZone } = locals.subdistrict!;
		const pdf = await printSignInSheet(locals.ctx, params.id, { subdistrict: (locals.ctx.locale === 'en' && nameEn) || name, zone: timeZone, origin: config().publicOrigin });
		return new Response(new Uint8Array(pdf), { headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="sheet.pdf"', 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
