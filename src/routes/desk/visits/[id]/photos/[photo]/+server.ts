import { visitPhoto } from '#modules/care/index.ts';
import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A photo of a visit, for staff of the community; `?thumb` is the small picture. */
export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	try {
		if (!isId(params.id) || !isId(params.photo)) throw notFound('file');
		const { key } = await visitPhoto(locals.ctx, { visitId: params.id, photoId: params.photo, thumb: url.searchParams.has('thumb') });
		return await fileResponse(key, { ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
