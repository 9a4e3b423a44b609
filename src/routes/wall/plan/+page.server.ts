import { listCommunities } from '#modules/areas/index.ts';
import { publicBoard } from '#modules/plan/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { ctx }, url }) => {
	const asked = url.searchParams.get('area');
	const area = asked && isId(asked) ? asked : null;
	const [communities, board] = await Promise.all([area ? listCommunities(ctx, {}) : [], publicBoard(ctx, { communityId: area })]);
	const community = communities.find(({ id }) => id === area);
	return { board, community: community ? (ctx.locale === 'en' && community.nameEn) || community.name : null };
};
