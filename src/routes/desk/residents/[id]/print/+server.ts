import { printRecord } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The record on paper. Its file name is its id: a name would stand in the browser's list of downloads. */
export const GET: RequestHandler = async ({ locals, params }) => {
	try {
		if (!isId(params.id)) throw notFound('person');
		const { name, nameEn, timeZone } = locals.subdistrict!;
		const pdf = await printRecord(locals.ctx, params.id, { subdistrict: (locals.ctx.locale === 'en' && nameEn) || name, zone: timeZone });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${params.id}.pdf"`, 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
