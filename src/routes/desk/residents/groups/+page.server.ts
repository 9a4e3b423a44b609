import { listCommunities } from '#modules/areas/index.ts';
import { groupsOverview, scopeOf } from '#modules/residents/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const communityId = url.searchParams.get('community') || null;
	const scope = scopeOf(ctx.actor);
	const [overview, communities] = await Promise.all([groupsOverview(ctx, { communityId }), listCommunities(ctx, {})]);
	const named = (each: { name: string; nameEn: string }) => (ctx.locale === 'en' && each.nameEn) || each.name;
	return {
		communityId,
		communities: communities.filter(({ id }) => scope === 'all' || scope.includes(id)).map((each) => ({ id: each.id, name: named(each) })),
		people: overview.people,
		ageUnknown: overview.ageUnknown,
		derived: overview.derived,
		recorded: overview.recorded.map((type) => ({ code: type.code, name: named(type), count: type.count, reviewDue: type.reviewDue, source: type.source, reviewMonths: type.reviewMonths }))
	};
};
