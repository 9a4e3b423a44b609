import { saveAssessment } from '#modules/care/index.ts';
import { AppError, notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** What was answered since the last time; the page sends it as somebody answers. */
export const PUT: RequestHandler = async ({ locals, params, request }) => {
	try {
		if (!isId(params.id)) throw notFound('assessment');
		const given = (await request.json().catch((cause: unknown) => {
			throw new AppError('platform.notJson', { cause });
		})) as object;
		const { version } = await saveAssessment(locals.ctx, { ...given, id: params.id } as Parameters<typeof saveAssessment>[1]);
		return Response.json({ version });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
