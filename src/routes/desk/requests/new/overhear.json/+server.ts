import { overhear, permissions } from '#modules/requests/index.ts';
import { demand } from '#platform/access.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** What the form being filled in lets see of the caller and of what could help. By POST: a telephone number stands in no address. */
export const POST: RequestHandler = async ({ locals, request }) => {
	try {
		demand(locals.ctx.actor, permissions.register);
		return Response.json(await overhear(locals.ctx, (await request.json()) as Record<string, unknown>, locals.subdistrict?.timeZone ?? 'Asia/Shanghai'), { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
