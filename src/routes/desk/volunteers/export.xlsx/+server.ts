import { serviceSheet } from '#modules/volunteers/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';

/** The record of service of a period, with the reason why it is taken out. */
export const GET: RequestHandler = async ({ locals, url }) => {
	try {
		const of = (name: string) => url.searchParams.get(name) ?? '';
		const community = of('community');
		return workbookDownload(`service-${of('from').slice(0, 10).replace(/[^\d-]/g, '')}.xlsx`, await serviceSheet(locals.ctx, { from: of('from'), to: of('to'), communityId: isId(community) ? community : null, reason: of('reason') }));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
