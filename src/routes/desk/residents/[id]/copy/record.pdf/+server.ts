import { heldAbout } from '#app/held-about.ts';
import { copyForPerson, ownRecordPdf } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The copy that was asked for, on paper; making it is a look. */
export const GET: RequestHandler = async ({ locals: { ctx, subdistrict }, params }) => {
	try {
		const record = isId(params.id) ? await copyForPerson(ctx, params.id) : null;
		if (!record) throw notFound('person');
		const { name, nameEn, timeZone } = subdistrict!;
		const pdf = await ownRecordPdf(ctx, record, await heldAbout(ctx, params.id), { subdistrict: (ctx.locale === 'en' && nameEn) || name, zone: timeZone });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="record.pdf"', 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(ctx, error);
	}
};
