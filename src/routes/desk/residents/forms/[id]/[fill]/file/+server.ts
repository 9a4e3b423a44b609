import { error } from '@sveltejs/kit';
import { filledFile } from '#modules/residents/index.ts';
import { apiError } from '#platform/web/api.ts';
import { workbookDownload } from '#platform/web/download.ts';
import { isId } from '#platform/ids.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals: { ctx }, params }) => {
	if (!isId(params.fill)) error(404);
	try {
		const { name, bytes } = await filledFile(ctx, { id: params.fill });
		const answer = workbookDownload('form.xlsx', async (target) => target.end(bytes));
		answer.headers.set('content-disposition', `attachment; filename="form.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`);
		return answer;
	} catch (problem) {
		return apiError(ctx, problem);
	}
};
