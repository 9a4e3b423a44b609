import { listCommunities } from '#modules/areas/index.ts';
import { permissions, rateRecords } from '#modules/requests/index.ts';
import { mayCall } from '#platform/access.ts';
import type { PageServerLoad } from './$types';
import { partOf, ratesFilter } from '../filter.ts';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx } = locals;
	const asked = partOf(params.rate, url);
	const { period, query } = ratesFilter(url, ctx, locals.subdistrict?.timeZone ?? 'Asia/Shanghai');
	const [list, communities] = await Promise.all([rateRecords(ctx, { ...query, ...asked, cursor: url.searchParams.get('cursor'), limit: 50 }), listCommunities(ctx, {})]);
	const areas = new Map(communities.map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	return { ...asked, period, mayExport: mayCall(ctx.actor, permissions.export), items: list.items.map((item) => ({ ...item, community: areas.get(item.communityId ?? '') ?? '' })), next: list.next };
};
