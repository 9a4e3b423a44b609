import { takeVisitList } from '#modules/care/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** Today's list for the phone, which locks it away at once. */
export const POST: RequestHandler = async ({ locals }) => {
	try {
		return Response.json(await takeVisitList(locals.ctx));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
