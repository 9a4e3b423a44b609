import { searchServices } from '#modules/directory/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const q = url.searchParams.get('q') ?? '';
	return { q, after: url.searchParams.get('after'), found: await searchServices(locals.ctx, { kind: 'guide', q: q.slice(0, 200), limit: 50, after: url.searchParams.get('after') ?? undefined }) };
};
