import { getService, hoursOf, printService } from '#modules/directory/index.ts';
import { config } from '#platform/config.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { RequestHandler } from './$types';

/** The service on one A4 page, for the notice board and for people without a phone. */
export const GET: RequestHandler = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('service');
	const service = await getService(locals.ctx, { id: params.id });
	const pdf = await printService(service, await hoursOf(locals.ctx, { id: service.id }), {
		locale: locals.ctx.locale,
		zone: locals.subdistrict!.timeZone,
		org: (locals.ctx.locale === 'en' && locals.subdistrict!.nameEn) || locals.subdistrict!.name,
		url: `${config().publicOrigin}/services/${service.id}`
	});
	return new Response(new Uint8Array(pdf), { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(service.name)}.pdf` } });
};
