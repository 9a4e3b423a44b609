import { listCommunities } from '#modules/areas/index.ts';
import { activitiesMessages, feedEvents, icsResponse } from '#modules/activities/index.ts';
import { isId } from '#platform/ids.ts';
import type { RequestHandler } from './$types';

/** The public calendar; `?community=`, `?kind=` and `?place=` make it smaller. Its texts are written in Chinese. */
export const GET: RequestHandler = async ({ locals, url, request }) => {
	const asked = url.searchParams;
	const communityId = isId(asked.get('community')) ? asked.get('community') : null;
	const place = asked.get('place')?.trim().slice(0, 120) || null;
	const [events, communities] = await Promise.all([
		feedEvents(locals.ctx, { site: url.origin, communityId, kind: asked.get('kind')?.slice(0, 31) || null, place }),
		communityId ? listCommunities(locals.ctx, {}) : []
	]);
	const subdistrict = locals.subdistrict!;
	const name = [communities.find(({ id }) => id === communityId)?.name ?? subdistrict.name, activitiesMessages.zh.title, place].filter(Boolean).join(' ');
	return icsResponse(request, { name, zone: subdistrict.timeZone }, events, { cache: 'public, max-age=300' });
};
