import { listDoors, countDoors } from '#modules/care/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const which = url.searchParams.get('which') === 'closed' ? 'closed' : 'open';
	const [list, counts, communities] = await Promise.all([listDoors(ctx, { which, cursor: url.searchParams.get('cursor'), limit: 50 }), countDoors(ctx, {}), listCommunities(ctx, {})]);
	return { which, lines: list.items, next: list.next, counts, communities: communities.map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })) };
};
