import { activitiesMessages, icsResponse, ownFeedEvents } from '#modules/activities/index.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** Somebody's own calendar: the address is the secret, no session is asked for. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	try {
		const events = await ownFeedEvents(locals.ctx, { site: url.origin, key: params.key.slice(0, 100) });
		return icsResponse(request, { name: activitiesMessages.zh.own.title, zone: locals.subdistrict!.timeZone }, events, { cache: 'private, max-age=300' });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
