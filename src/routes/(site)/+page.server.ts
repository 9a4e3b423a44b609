import { listNotices } from '#modules/notices/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	const { pinned, items } = await listNotices(locals.ctx, { limit: 6 });
	return { news: [...pinned, ...items].slice(0, 6).map(({ id, title, pinned, publishFrom }) => ({ id, title, pinned, publishFrom })) };
};
