import { land, listCommunities } from '#modules/areas/index.ts';
import { hoursOf, listSlots, listTerms, getService } from '#modules/directory/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	if (!isId(params.id)) throw notFound('service');
	const service = await getService(locals.ctx, { id: params.id });
	const [hours, slots, terms, communities, ground] = await Promise.all([
		hoursOf(locals.ctx, { id: service.id }),
		listSlots(locals.ctx, { serviceId: service.id, limit: 12 }),
		listTerms(locals.ctx, {}),
		listCommunities(locals.ctx, {}),
		land(locals.ctx)
	]);
	return {
		service,
		hours,
		slots,
		terms: terms.filter(({ code }) => service.terms.includes(code)).map(({ code, zh, en }) => ({ code, zh, en })),
		communities: communities.filter(({ id }) => service.communities.includes(id)).map(({ name, nameEn }) => ({ name, nameEn })),
		areas: ground.communities.flatMap(({ id, name, nameEn, outline }) => (outline ? [{ id, name: (locals.ctx.locale === 'en' && nameEn) || name, geometry: outline }] : []))
	};
};
