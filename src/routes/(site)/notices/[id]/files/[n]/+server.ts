import { readNotice } from '#modules/notices/index.ts';
import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A file of a notice that the public can read, by its place in the list. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	try {
		if (!isId(params.id)) throw notFound('notice');
		const file = (await readNotice(locals.ctx, { id: params.id })).attachments[Number(params.n)];
		if (!file) throw notFound('file');
		return await fileResponse(file.key, { name: file.name, ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
