import type { WriteTx } from '#platform/db/tx.ts';
import type { Occurrence } from '../occurrences/occurrence.model.ts';
import type { Activity } from './activity.model.ts';

export type Undoable = 'publish' | 'withdraw' | 'move' | 'cancel';

/** What of an activity a change that can be taken back touches, and its times as they were. */
export interface Before {
	activity: Pick<Activity, 'state' | 'publishedAt' | 'expandedUntil' | 'stopsBefore' | 'shift' | 'exceptOn'>;
	times: Occurrence[];
}

/** Remembers how it was, in place of the change before. */
export async function rememberForUndo({ db, ctx }: WriteTx<'activities'>, activity: Activity, did: Undoable, times: readonly Occurrence[]): Promise<void> {
	const { state, publishedAt, expandedUntil, stopsBefore, shift, exceptOn } = activity;
	const row = {
		subdistrict_id: ctx.subdistrictId,
		activity_id: activity.id,
		did,
		before: JSON.stringify({ activity: { state, publishedAt, expandedUntil, stopsBefore, shift, exceptOn }, times }),
		at: ctx.clock.now(),
		by_id: ctx.actor.id
	};
	await db
		.insertInto('activities.undo')
		.values(row)
		.onConflict((oc) => oc.columns(['subdistrict_id', 'activity_id']).doUpdateSet(row))
		.execute();
}

/** JSON keeps instants as text; here they are instants again. */
export function readBefore(value: unknown): Before {
	const { activity, times } = value as { activity: Before['activity'] & { publishedAt: string | null }; times: (Omit<Occurrence, 'startsAt' | 'endsAt' | 'changedAt'> & Record<'startsAt' | 'endsAt' | 'changedAt', string>)[] };
	return {
		activity: { ...activity, publishedAt: activity.publishedAt === null ? null : new Date(activity.publishedAt) },
		times: times.map((time) => ({ ...time, startsAt: new Date(time.startsAt), endsAt: new Date(time.endsAt), changedAt: new Date(time.changedAt) }))
	};
}
