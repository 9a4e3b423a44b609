import { listCommunities } from '#modules/areas/index.ts';
import { timesBetween } from '#modules/activities/index.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

/** Today and the six days after it, for a screen on a wall; `?community=` is its own and those of the whole subdistrict. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx, subdistrict } = locals;
	const now = ctx.clock.now();
	const today = dateIn(now, subdistrict!.timeZone);
	const communityId = isId(url.searchParams.get('community')) ? url.searchParams.get('community') : null;
	const [times, communities] = await Promise.all([timesBetween(ctx, { from: today, to: addDays(today, 6), communityId, limit: 100 }), listCommunities(ctx, {})]);
	const community = communities.find(({ id }) => id === communityId);
	return {
		now,
		community: community ? { name: community.name, nameEn: community.nameEn } : null,
		days: [...Map.groupBy(times.filter((time) => time.endsAt > now), ({ onDay }) => onDay)].map(([day, list]) => ({ day, today: day === today, times: list.map(({ id, title, startsAt, endsAt, place, state }) => ({ id, title, startsAt, endsAt, place, state })) }))
	};
};
