import { listCommunities } from '#modules/areas/index.ts';
import { AUDIENCES, comingTimes, listKinds, timesBetween } from '#modules/activities/index.ts';
import { weekOf } from '#modules/activities/ui/week.ts';
import { dateIn } from '#platform/dates/index.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

/** A week of activities under the filters of the address; words look for whatever is still to come instead. */
export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx, subdistrict } = locals;
	const asked = url.searchParams;
	const zone = subdistrict?.timeZone ?? 'Asia/Shanghai';
	const today = dateIn(ctx.clock.now(), zone);
	const words = asked.get('q')?.trim().slice(0, 60) || null;
	const filter = {
		communityId: isId(asked.get('community')) ? asked.get('community') : null,
		kind: asked.get('kind')?.slice(0, 31) || null,
		audience: AUDIENCES.find((each) => each === asked.get('for')) ?? null,
		free: asked.get('free') === '1'
	};
	const week = weekOf(asked.get('week'), today);
	const [found, communities, kinds] = await Promise.all([
		words ? comingTimes(ctx, { ...filter, words, cursor: asked.get('after'), limit: 30 }) : timesBetween(ctx, { ...filter, from: week.monday, to: week.sunday, limit: 300 }).then((items) => ({ items, next: null })),
		listCommunities(ctx, {}),
		listKinds(ctx, {})
	]);
	return {
		words,
		filter,
		week,
		today,
		now: ctx.clock.now(),
		days: [...Map.groupBy(found.items, ({ onDay }) => onDay)].map(([day, times]) => ({ day, times })),
		next: found.next,
		paged: asked.has('after'),
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		kinds: kinds.filter(({ retired }) => !retired)
	};
};
