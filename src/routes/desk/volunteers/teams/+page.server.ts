import { listTeams } from '#modules/volunteers/index.ts';
import { communityChoices } from '../communities.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const ended = url.searchParams.get('which') === 'ended';
	return { ended, teams: await listTeams(locals.ctx, { ended }), communities: await communityChoices(locals.ctx) };
};
