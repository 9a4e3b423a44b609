import { listCommunities } from '#modules/areas/index.ts';
import { staffOfCommunity } from '#platform/accounts/index.ts';
import { communitiesOf, type Ctx } from '#platform/context.ts';

/** Members of staff with one of the roles in the caller's own area, each once, for a list to choose from: by name, with their community. */
export async function staffMembers(ctx: Ctx, roles: ('worker' | 'head' | 'manager')[]): Promise<{ id: string; name: string; place: string }[]> {
	const own = communitiesOf(ctx.actor, 'worker', 'head', 'manager');
	const areas = own === 'all' ? [null] : own;
	const [found, communities] = await Promise.all([Promise.all(areas.map((communityId) => staffOfCommunity(ctx, { communityId, roles }))), listCommunities(ctx, {})]);
	const name = (id: string | null) => {
		const community = communities.find((each) => each.id === id);
		return community ? (ctx.locale === 'en' && community.nameEn) || community.name : '';
	};
	return [...new Map(found.flat().map((each) => [each.id, { id: each.id, name: each.name, place: name(each.communityId) }])).values()];
}
