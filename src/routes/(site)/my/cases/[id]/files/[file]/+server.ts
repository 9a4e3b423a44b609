import { fileResponse } from '#platform/files/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import { fileOf } from '../../../../../case/actions.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, request, url }) => {
	try {
		if (!isId(params.id)) throw notFound('file');
		const { key, name } = await fileOf(locals, { id: params.id }, params.file, url.searchParams.has('thumb'));
		return await fileResponse(key, { name, ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
