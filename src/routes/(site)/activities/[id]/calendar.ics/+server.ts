import { feedEvents, icsResponse, readActivity } from '#modules/activities/index.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';
import { apiError } from '#platform/web/api.ts';
import type { RequestHandler } from './$types';

/** One activity for a calendar program: every date, or with `?on=` the chosen one. */
export const GET: RequestHandler = async ({ locals, params, url, request }) => {
	try {
		if (!isId(params.id)) throw notFound('activity');
		const on = url.searchParams.get('on');
		const { activity } = await readActivity(locals.ctx, { id: params.id });
		const events = await feedEvents(locals.ctx, { site: url.origin, activityId: params.id, occurrenceId: isId(on) ? on : null });
		return icsResponse(request, { name: activity.title, zone: locals.subdistrict!.timeZone }, events, { cache: 'public, max-age=300', file: `activity-${params.id.slice(-8)}.ics` });
	} catch (error) {
		return apiError(locals.ctx, error);
	}
};
