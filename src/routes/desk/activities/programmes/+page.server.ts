import { listProgrammes } from '#modules/activities/index.ts';
import { isId } from '#platform/ids.ts';
import { ownCommunities } from './own-communities.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const community = url.searchParams.get('community');
	const communityId = isId(community) ? community : null;
	const [programmes, own] = await Promise.all([listProgrammes(locals.ctx, { communityId }), ownCommunities(locals.ctx)]);
	return { programmes, communityId, ...own };
};
