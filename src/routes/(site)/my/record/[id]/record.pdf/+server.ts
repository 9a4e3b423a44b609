import { heldAbout } from '#app/held-about.ts';
import { ownRecord, ownRecordPdf } from '#modules/residents/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** Everything held about somebody, for themselves, to keep and to print. */
export const GET: RequestHandler = async ({ locals: { ctx, subdistrict }, params }) => {
	try {
		if (!isId(params.id)) throw notFound('person');
		const record = await ownRecord(ctx, { personId: params.id });
		const held = record.actsAs === 'proxy' ? [] : await heldAbout(ctx, params.id);
		const { name, nameEn, timeZone } = subdistrict!;
		const pdf = await ownRecordPdf(ctx, record, held, { subdistrict: (ctx.locale === 'en' && nameEn) || name, zone: timeZone });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="record.pdf"', 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(ctx, error);
	}
};
