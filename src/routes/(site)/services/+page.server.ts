import { listCommunities } from '#modules/areas/index.ts';
import { searchServices } from '#modules/directory/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = Object.fromEntries([...url.searchParams].filter(([name, value]) => value !== '' && SEARCH.has(name)));
	const [found, communities] = await Promise.all([searchServices(locals.ctx, asked), listCommunities(locals.ctx, {})]);
	return {
		found,
		asked: asked as Record<string, string | undefined>,
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		today: dateIn(locals.ctx.clock.now(), locals.subdistrict!.timeZone)
	};
};

const SEARCH = new Set(['q', 'term', 'group', 'kind', 'cost', 'community', 'open', 'lon', 'lat', 'within', 'after']);
