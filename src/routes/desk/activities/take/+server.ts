import { takeRosters } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** The lists at the door for the phone, which locks them away at once. */
export const POST: RequestHandler = async ({ locals }) => {
	try {
		return Response.json(await takeRosters(locals.ctx, {}));
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
