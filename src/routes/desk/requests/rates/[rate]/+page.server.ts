import { listCommunities } from '#modules/areas/index.ts';
import { LEFT_OUT, RATE_KEYS, rateRecords } from '#modules/requests/index.ts';
import { notFound } from '#platform/errors.ts';
import type { PageServerLoad } from './$types';
import { ratesFilter } from '../filter.ts';

const PARTS = ['numerator', 'against', 'denominator', ...LEFT_OUT] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const rate = RATE_KEYS.find((key) => key === params.rate);
	const part = PARTS.find((each) => each === (url.searchParams.get('part') ?? 'denominator'));
	if (!rate || !part) throw notFound('rate');
	const { period, query } = ratesFilter(url, ctx, locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	const [list, communities] = await Promise.all([rateRecords(ctx, { ...query, rate, part, cursor: url.searchParams.get('cursor'), limit: 50 }), listCommunities(ctx, {})]);
	const areas = new Map(communities.map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	return { rate, part, period, items: list.items.map((item) => ({ ...item, community: areas.get(item.communityId ?? '') ?? '' })), next: list.next };
};
