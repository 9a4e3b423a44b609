import { listChanges } from '#modules/directory/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const open = url.searchParams.get('view') !== 'decided';
	return { open, found: await listChanges(locals.ctx, { open, after: url.searchParams.get('after') ?? undefined, limit: 50 }), after: url.searchParams.get('after'), done: url.searchParams.has('done') };
};
