import { land, listCommunities } from '#modules/areas/index.ts';
import { listTerms, searchServices } from '#modules/directory/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import type { PageServerLoad } from './$types';

/** What the form asks; `near` is a compound or a building, `lon` and `lat` a position. */
const ASKED = ['q', 'term', 'group', 'kind', 'cost', 'community', 'organization', 'open', 'near', 'lon', 'lat', 'within', 'after', 'view', 'z', 'at'];

export const load: PageServerLoad = async ({ locals, url }) => {
	const asked = Object.fromEntries(ASKED.flatMap((name) => (url.searchParams.get(name) ? [[name, url.searchParams.get(name)!]] : []))) as Record<string, string | undefined>;
	const { near, view, z, at, ...search } = asked;
	const ground = await land(locals.ctx);
	const place = near ? ground.byId.get(near) : undefined;
	const from = place && 'lon' in place && place.lon !== null && place.lat !== null ? { lon: place.lon, lat: place.lat } : {};
	const map = view === 'map';
	const [found, communities, terms] = await Promise.all([searchServices(locals.ctx, { ...search, ...from, ...(map && { limit: 100 }) }), listCommunities(locals.ctx, {}), listTerms(locals.ctx, {})]);
	const names = new Map(ground.communities.map(({ id, name, nameEn }) => [id, { name, nameEn }]));
	return {
		found,
		asked,
		map: map && {
			zoom: Number(z) || 0,
			centre: /^-?[\d.]+,-?[\d.]+$/.test(at ?? '') ? (at!.split(',').map(Number) as [number, number]) : null,
			areas: ground.communities.flatMap(({ id, name, nameEn, outline }) => (outline ? [{ id, name: (locals.ctx.locale === 'en' && nameEn) || name, geometry: outline }] : []))
		},
		communities: communities.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
		compounds: ground.compounds.filter(({ lon }) => lon !== null).map(({ id, communityId, name, nameEn }) => ({ id, name, nameEn, community: names.get(communityId) ?? { name: '', nameEn: '' } })),
		terms: terms.filter((term) => term.parentCode === null || term.services > 0).map(({ code, parentCode, zh, en, services }) => ({ code, parentCode, zh, en, services })),
		today: dateIn(locals.ctx.clock.now(), locals.subdistrict!.timeZone)
	};
};
