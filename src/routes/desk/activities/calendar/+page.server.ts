import { listCommunities } from '#modules/areas/index.ts';
import { listKinds, mayKeep, permissions, usedPlaces } from '#modules/activities/index.ts';
import { demand } from '#platform/access.ts';
import { readView, timesOfSpan } from './view.server.ts';
import type { PageServerLoad } from './$types';

/** Everything that is published, whoever leads it: a worker must see what others do in the same hall. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	demand(ctx.actor, permissions.edit);
	const { today, filter, span } = readView(locals, url);
	const [times, kinds, communities, places] = await Promise.all([timesOfSpan(locals, filter, span), listKinds(ctx, {}), listCommunities(ctx, {}), usedPlaces(ctx, {})]);
	return {
		today,
		filter,
		span,
		now: ctx.clock.now(),
		times: times.map((time) => ({ id: time.id, activityId: time.activityId, title: time.title, startsAt: time.startsAt, endsAt: time.endsAt, onDay: time.onDay, place: time.place, state: time.state, communityId: time.communityId, capacity: time.capacity, taken: time.taken, mine: mayKeep(ctx.actor, time) })),
		kinds: kinds.filter(({ retired }) => !retired).map(({ code, name, nameEn }) => ({ code, name, nameEn })),
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		places
	};
};
