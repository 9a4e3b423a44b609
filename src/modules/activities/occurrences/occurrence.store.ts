import type { Selectable } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import type { ActivitiesOccurrence } from '../../../../db/schema.gen.ts';
import type { MovedBy } from '../activities.events.ts';
import { HELD_KEYS } from '../activities.measure-keys.ts';
import type { Occurrence } from './occurrence.model.ts';
import { MOST_TIMES, plannedTimes, type Series } from './recurrence.model.ts';

export const toOccurrence = (row: Selectable<ActivitiesOccurrence>): Occurrence => ({
	id: row.id,
	activityId: row.activity_id,
	plannedFor: row.planned_for,
	startsAt: row.starts_at,
	endsAt: row.ends_at,
	onDay: row.on_day,
	place: row.place,
	capacity: row.capacity,
	taken: row.taken,
	state: row.state as Occurrence['state'],
	why: row.why,
	byHand: row.by_hand,
	uid: row.uid,
	sequence: row.sequence,
	changedAt: row.changed_at,
	version: row.version
});

/** The times of an activity in order; `lock` for a change. */
export async function timesOf({ db, ctx }: ReadTx<'activities'>, activityId: string, lock = false): Promise<Occurrence[]> {
	const rows = await db
		.selectFrom('activities.occurrence')
		.selectAll()
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('activity_id', '=', activityId)
		.orderBy('starts_at')
		.orderBy('id')
		.limit(5 * MOST_TIMES)
		.$if(lock, (q) => q.forUpdate())
		.execute();
	return rows.map(toOccurrence);
}

/**
 * Makes the times that a series gives after what has been made, up to a day of the rule. What is there already stays as it is.
 * @returns how many were made
 */
export async function makeTimes(tx: WriteTx<'activities'>, activity: Series & { id: string; capacity: number | null }, zone: string, from: string, until: string, holidays: ReadonlySet<string>): Promise<number> {
	const planned = plannedTimes(activity, zone, from, until, holidays);
	if (!planned.length) return 0;
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const made = await db
		.insertInto('activities.occurrence')
		.values(
			planned.map(({ plannedFor, onDay, startsAt, endsAt }) => {
				const id = newId();
				// A UUID of its own is a UID for the whole world (RFC 7986 §5.3).
				return { subdistrict_id: ctx.subdistrictId, id, activity_id: activity.id, planned_for: plannedFor, on_day: onDay, starts_at: startsAt, ends_at: endsAt, capacity: activity.capacity, uid: id, changed_at: now };
			})
		)
		.onConflict((oc) => oc.columns(['subdistrict_id', 'activity_id', 'planned_for']).doNothing())
		.returning('on_day')
		.execute();
	await factChanged(tx, { measures: HELD_KEYS, days: made.map(({ on_day }) => on_day) });
	return made.length;
}

/** Writes where and whether times take place; the calendar's SEQUENCE rises with each such change. */
export async function putTimes(tx: WriteTx<'activities'>, times: readonly Occurrence[]): Promise<void> {
	if (!times.length) return;
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const were = await db
		.selectFrom('activities.occurrence')
		.select('on_day')
		.distinct()
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', 'in', times.map(({ id }) => id))
		.execute();
	await factChanged(tx, { measures: HELD_KEYS, days: [...were.map(({ on_day }) => on_day), ...times.map(({ onDay }) => onDay)] });
	for (const { id, startsAt, endsAt, onDay, place, capacity, state, why, byHand, sequence, version } of times)
		await db
			.updateTable('activities.occurrence')
			.set({ starts_at: startsAt, ends_at: endsAt, on_day: onDay, place, capacity, state, why, by_hand: byHand, sequence: sequence + 1, version: version + 1, changed_at: now })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.execute();
}

/** How far each of these times moved. */
export const movedBy = (before: readonly Occurrence[], after: readonly Occurrence[]): MovedBy[] =>
	after.flatMap(({ id, startsAt }) => {
		const was = before.find((time) => time.id === id);
		return was && was.startsAt.getTime() !== startsAt.getTime() ? [{ occurrenceId: id, byMs: startsAt.getTime() - was.startsAt.getTime() }] : [];
	});

/** The local days on which an activity, or those of a kind, have times: what counts them is to count anew. */
export async function daysWithTimes({ db, ctx }: ReadTx<'activities'>, of: { activityId: string } | { kind: string }): Promise<string[]> {
	const rows = await db
		.selectFrom('activities.occurrence as o')
		.select('o.on_day')
		.distinct()
		.where('o.subdistrict_id', '=', ctx.subdistrictId)
		.where((eb) => ('activityId' in of ? eb('o.activity_id', '=', of.activityId) : eb('o.activity_id', 'in', eb.selectFrom('activities.activity as a').select('a.id').where('a.subdistrict_id', '=', ctx.subdistrictId).where('a.kind', '=', of.kind))))
		.execute();
	return rows.map(({ on_day }) => on_day);
}
