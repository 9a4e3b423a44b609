import { listCommunities } from '#modules/areas/index.ts';
import { CATEGORIES, listNotices, type Category } from '#modules/notices/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = url.searchParams;
	const communityId = isId(asked.get('community')) ? asked.get('community')! : undefined;
	const category = CATEGORIES.find((each): each is Category => each === asked.get('category'));
	const words = asked.get('q')?.trim().slice(0, 60) || undefined;
	const [list, communities] = await Promise.all([
		listNotices(locals.ctx, { communityId, category, words, after: asked.get('after') ?? undefined }),
		listCommunities(locals.ctx, {})
	]);
	return { ...list, communityId, category, words, paged: asked.has('after'), communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })) };
};
