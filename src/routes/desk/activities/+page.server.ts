import { listCommunities } from '#modules/areas/index.ts';
import { deskActivities, keptBy, listKinds } from '#modules/activities/index.ts';
import { readListFilter } from './filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const filter = readListFilter(url);
	const kept = keptBy(ctx.actor);
	const [list, kinds, communities] = await Promise.all([deskActivities(ctx, { ...filter, cursor: url.searchParams.get('cursor'), limit: 50 }), listKinds(ctx, {}), listCommunities(ctx, {})]);
	return { ...list, filter, kinds, communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn, own: kept === 'all' || kept.includes(id) })) };
};
