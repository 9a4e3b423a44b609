import { deskPhotos } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A photo for those who keep the activity, public or not; `?thumb=1` is the small one. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	try {
		const photo = isId(params.id) ? (await deskPhotos(locals.ctx, { activityId: params.id })).find(({ id }) => id === params.photo) : undefined;
		if (!photo) throw notFound('photo');
		return await fileResponse(url.searchParams.has('thumb') ? photo.file.thumbKey : photo.file.key, { ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
