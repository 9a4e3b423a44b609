import { personalData } from '#app/personal-data.ts';
import { impactRecord, printImpact } from '#modules/residents/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The record on paper: of one purpose, or of all. */
export const GET: RequestHandler = async ({ locals: { ctx, subdistrict }, url }) => {
	try {
		const impacts = await impactRecord(ctx, { code: url.searchParams.get('purpose'), others: await personalData(ctx) });
		const { name, nameEn, timeZone } = subdistrict!;
		const pdf = await printImpact(ctx, impacts, { subdistrict: (ctx.locale === 'en' && nameEn) || name, zone: timeZone });
		return new Response(pdf as BodyInit, { headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="impact-record.pdf"', 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(ctx, error);
	}
};
