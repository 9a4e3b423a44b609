import { listCommunities } from '#modules/areas/index.ts';
import { contributions, keptBy } from '#modules/activities/index.ts';
import { organizationNames } from '#modules/directory/index.ts';
import { readContributionFilter } from './filter.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const filter = readContributionFilter(url, ctx, locals.subdistrict!.timeZone);
	const kept = keptBy(ctx.actor);
	const [list, organizations, communities] = await Promise.all([contributions(ctx, { ...filter, cursor: url.searchParams.get('cursor'), limit: 100 }), organizationNames(ctx, {}), listCommunities(ctx, {})]);
	return { ...list, filter, organizations, communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn, own: kept === 'all' || kept.includes(id) })) };
};
