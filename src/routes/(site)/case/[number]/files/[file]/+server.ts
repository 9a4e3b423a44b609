import { fileResponse } from '#platform/files/index.ts';
import { notFound } from '#platform/errors.ts';
import { apiError } from '#platform/web/api.ts';
import { fileOf } from '../../../actions.ts';
import { rightTo } from '../../../refs.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params, cookies, request, url }) => {
	try {
		const right = rightTo(cookies, params.number);
		if (!right) throw notFound('file');
		const { key, name } = await fileOf(locals, right, params.file, url.searchParams.has('thumb'));
		return await fileResponse(key, { name, ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
