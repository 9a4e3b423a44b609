import { ownVisitPhoto } from '#modules/care/index.ts';
import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A photo of a visit to oneself. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	try {
		if (![params.id, params.visit, params.photo].every(isId)) throw notFound('file');
		const { key } = await ownVisitPhoto(locals.ctx, { personId: params.id, visitId: params.visit, photoId: params.photo });
		return await fileResponse(key, { ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
