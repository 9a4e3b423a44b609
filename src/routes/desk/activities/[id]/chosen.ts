/** Which time of the activity a desk page shows: the one in the address, else the nearest to now. */
import { rosterOf, timesOf, type Roster } from '#modules/activities/index.ts';
import type { Ctx } from '#platform/context.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';

export interface ChosenTime {
	times: Awaited<ReturnType<typeof timesOf>>;
	/** null: the activity has no time yet */
	roster: Roster | null;
}

/** @throws platform.notFound (404) for an activity that is not the caller's to keep */
export async function chosenTime(ctx: Ctx, activityId: string, asked: string | null): Promise<ChosenTime> {
	if (!isId(activityId)) throw notFound('activity');
	const times = await timesOf(ctx, { activityId });
	const id = isId(asked) ? asked : times[0]?.id;
	const roster = id ? await rosterOf(ctx, { occurrenceId: id }) : null;
	if (roster && roster.activityId !== activityId) throw notFound('occurrence');
	return { times, roster };
}
