/** Which time of the activity a desk page shows: the one in the address, else the nearest to now. */
import { timeHead, timesOf, type TimeHead } from '#modules/activities/index.ts';
import type { Ctx } from '#platform/context.ts';
import { notFound } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';

export interface ChosenTime {
	/** to choose from, the chosen one among them */
	times: { id: string; startsAt: Date; endsAt: Date }[];
	/** null: the activity has no time yet */
	head: TimeHead | null;
}

/** @throws platform.notFound (404) for an activity that is not the caller's to keep */
export async function chosenTime(ctx: Ctx, activityId: string, asked: string | null): Promise<ChosenTime> {
	if (!isId(activityId)) throw notFound('activity');
	const times = await timesOf(ctx, { activityId });
	const id = isId(asked) ? asked : times[0]?.id;
	const head = id ? await timeHead(ctx, { occurrenceId: id }) : null;
	if (head && head.activityId !== activityId) throw notFound('occurrence');
	return { times: head && times.every((time) => time.id !== id) ? [{ id: head.occurrenceId, startsAt: head.startsAt, endsAt: head.endsAt }, ...times] : times, head };
}

/** The one that a paper is of. @throws platform.notFound (404), also for an activity that has no time yet */
export async function demandTime(ctx: Ctx, activityId: string, asked: string | null): Promise<TimeHead> {
	const head = isId(asked) ? await timeHead(ctx, { occurrenceId: asked }) : (await chosenTime(ctx, activityId, null)).head;
	if (head?.activityId !== activityId) throw notFound('occurrence');
	return head;
}
