import { listOrganizations } from '#modules/directory/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const q = (url.searchParams.get('q') ?? '').slice(0, 60);
	return { q, after: url.searchParams.get('after'), found: await listOrganizations(locals.ctx, { words: q, limit: 50, after: url.searchParams.get('after') ?? undefined }), done: url.searchParams.has('done') };
};
