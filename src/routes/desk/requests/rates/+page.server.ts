import { listCommunities } from '#modules/areas/index.ts';
import { listCategories, listClockPolicies, rates } from '#modules/requests/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';
import { ratesFilter } from './filter.ts';

const GROUPS = ['community', 'category', 'type', 'channel'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { ctx } = locals;
	const zone = locals.subdistrict?.timeZone ?? 'Asia/Shanghai';
	const filter = ratesFilter(url, ctx, zone);
	const by = GROUPS.find((each) => each === url.searchParams.get('by')) ?? 'community';
	const long = filter.period.from.slice(0, 7) !== filter.period.to.slice(0, 7);
	const [[whole], groups, months, communities, categories, clocks] = await Promise.all([
		rates(ctx, filter.query),
		rates(ctx, { ...filter.query, by }),
		long ? rates(ctx, { ...filter.query, by: 'month' }) : [],
		listCommunities(ctx, {}),
		listCategories(ctx, {}),
		listClockPolicies(ctx, {})
	]);
	const nameOf = (each: { name: string; nameEn: string }) => (ctx.locale === 'en' && each.nameEn) || each.name;
	// What holds today for an ordinary case, in the chosen community or everywhere; the latest row not after today comes first.
	const today = dateIn(ctx.clock.now(), zone);
	const promises = clocks.filter((row) => row.clock === 'first_contact' && row.urgency === 'normal' && row.validFrom <= today);
	const promise = promises.find((row) => row.communityId !== null && row.communityId === filter.query.communityId) ?? promises.find((row) => row.communityId === null);
	return {
		period: filter.period,
		mine: filter.query.mine,
		community: filter.query.communityId,
		category: filter.query.categoryCode,
		by,
		whole: whole!.figures,
		groups,
		months: months.filter((month) => month.group !== null),
		promise: promise && { hours: promise.minutes / 60, working: promise.unit === 'working' },
		communities: communities.map((each) => ({ id: each.id, name: nameOf(each) })),
		categories: categories.map((group) => ({ name: group.name[ctx.locale] || group.name.zh, items: group.categories.map((each) => ({ code: each.code, name: each.name[ctx.locale] || each.name.zh })) }))
	};
};
