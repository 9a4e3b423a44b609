import { printAssessment } from '#modules/care/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	try {
		if (!isId(params.id)) throw notFound('assessment');
		const { name, nameEn, timeZone } = locals.subdistrict!;
		const pdf = await printAssessment(locals.ctx, params.id, { subdistrict: (locals.ctx.locale === 'en' && nameEn) || name, zone: timeZone });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="assessment.pdf"', 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
