import { permissions } from '#modules/requests/index.ts';
import { demand } from '#platform/access.ts';
import { apiError } from '#platform/web/api.ts';
import { findProviders } from '../lists.server.ts';
import type { RequestHandler } from './$types';

/** Services to offer a case to, by words (`q`), for a community or for any. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		demand(locals.ctx.actor, permissions.handle);
		return Response.json(await findProviders(locals.ctx, url.searchParams.get('q') ?? '', url.searchParams.get('community')), { headers: { 'cache-control': 'no-store' } });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
