import { permissions } from '#modules/volunteers/index.ts';
import { demand } from '#platform/access.ts';
import { dateIn } from '#platform/dates/index.ts';
import { communityChoices } from '../communities.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	demand(locals.ctx.actor, permissions.export);
	const today = dateIn(locals.ctx.clock.now(), locals.subdistrict!.timeZone);
	return { from: `${today.slice(0, 4)}-01-01`, to: today, communities: await communityChoices(locals.ctx, permissions.export) };
};
