import { land, listCommunities } from '#modules/areas/index.ts';
import { audienceGroups, listKinds, publicPhotos, readActivity, timeViews } from '#modules/activities/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import type { PageServerLoad } from './$types';

/** One activity; `?on=` is the time that somebody chose, otherwise the next one, otherwise the last. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
	const { ctx, subdistrict } = locals;
	if (!isId(params.id)) throw notFound('activity');
	const [{ activity, times }, kinds, communities, ground, photos, groups] = await Promise.all([readActivity(ctx, { id: params.id }), listKinds(ctx, {}), listCommunities(ctx, {}), land(ctx), publicPhotos(ctx, { activityId: params.id }), audienceGroups(ctx)]);
	const now = ctx.clock.now();
	const coming = times.filter((time) => time.endsAt > now);
	const past = times.filter((time) => time.endsAt <= now).reverse();
	const chosen = times.find((time) => time.id === url.searchParams.get('on')) ?? coming.find((time) => time.state === 'planned') ?? past[0] ?? null;
	const [place] = chosen && chosen.endsAt > now ? await timeViews(ctx, { ids: [chosen.id] }) : [];
	const building = activity.buildingId ? ground.buildings.find(({ id }) => id === activity.buildingId) : undefined;
	const compound = building && ground.compounds.find(({ id }) => id === building.compoundId);
	return {
		activity,
		chosen,
		/** the way into the chosen time, and what makes a second tap change nothing */
		signUp: place ? { time: place, clientId: newId(), signedIn: ctx.actor.kind === 'user' } : null,
		coming: coming.slice(0, 12),
		past: past.slice(0, 6),
		now,
		today: dateIn(now, subdistrict?.timeZone ?? 'Asia/Shanghai'),
		kind: kinds.find(({ code }) => code === activity.kind) ?? null,
		communities: communities.map(({ id, name, nameEn, address, deskPhone }) => ({ id, name, nameEn, address, deskPhone })),
		building: building && compound ? { name: `${compound.name}${building.name}`, address: compound.address, at: building.lon !== null && building.lat !== null ? ([building.lon, building.lat] as [number, number]) : null } : null,
		areas: building?.lon != null ? ground.communities.flatMap(({ id, name, nameEn, outline }) => (outline ? [{ id, name: (ctx.locale === 'en' && nameEn) || name, geometry: outline }] : [])) : [],
		groups: groups.filter(({ code }) => activity.audienceGroups.includes(code)).map(({ name }) => name),
		photos: photos.map(({ id, caption, onDay }) => ({ id, caption, onDay }))
	};
};
