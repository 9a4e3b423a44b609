import { saveAssessment } from '#modules/care/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** What was answered since the last time; the page sends it as somebody answers. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	try {
		const { version } = await saveAssessment(locals.ctx, { ...((await request.json()) as object), id: params.id } as Parameters<typeof saveAssessment>[1]);
		return Response.json({ version });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
