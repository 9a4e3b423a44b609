import { printHousehold } from '#modules/residents/index.ts';
import { isDate } from '#platform/dates/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The household's card, of today or a past day. */
export const GET: RequestHandler = async ({ locals, params, url }) => {
	try {
		const on = url.searchParams.get('on');
		const pdf = await printHousehold(locals.ctx, params.id, on && isDate(on) ? on : null);
		return new Response(new Uint8Array(pdf), { headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="household.pdf"', 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
