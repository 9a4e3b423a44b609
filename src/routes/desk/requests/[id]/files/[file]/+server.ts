import { attachmentOf } from '#modules/requests/index.ts';
import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A photo, proof or paper of a case, for whoever may open the case; `?thumb` is the small picture. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	try {
		if (!isId(params.id) || !isId(params.file)) throw notFound('file');
		const { key, name } = await attachmentOf(locals.ctx, { id: params.id, attachmentId: params.file, thumb: url.searchParams.has('thumb') });
		return await fileResponse(key, { name, ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
