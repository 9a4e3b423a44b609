import { deskNotice } from '#modules/notices/index.ts';
import { notFound } from '#platform/errors.ts';
import { fileResponse } from '#platform/files/index.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** A file of a notice or of its draft, for whoever may edit it. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
	try {
		if (!isId(params.id)) throw notFound('notice');
		const { draft, notice } = await deskNotice(locals.ctx, { id: params.id });
		const file = (draft ?? notice)?.attachments[Number(params.n)];
		if (!file) throw notFound('file');
		return await fileResponse(file.key, { name: file.name, ifNoneMatch: request.headers.get('if-none-match') });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
