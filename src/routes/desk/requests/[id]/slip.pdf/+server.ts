import { printSlip } from '#modules/requests/index.ts';
import { config } from '#platform/config.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The slip for the resident: `?size=a6` (default) or `roll`. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		if (!isId(params.id)) throw notFound('request');
		const { name, nameEn, timeZone } = locals.subdistrict!;
		const subdistrict = (locals.ctx.locale === 'en' && nameEn) || name;
		const { number, pdf } = await printSlip(locals.ctx, params.id, url.searchParams.get('size') === 'roll' ? 'roll' : 'a6', { subdistrict, zone: timeZone, origin: config().publicOrigin });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${number}.pdf"`, 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
