/**
 * Shifts of an activity's times follow them: one whose time is cancelled is cancelled, one whose time moves moves as far, one whose
 * time takes place after all is open again with those who had a place. A shift at which somebody has checked in was held, and stays.
 */
import { sql } from 'kysely';
import '#modules/activities/index.ts';
import { dateIn } from '#platform/dates/index.ts';
import { onEvent, type EventPayload } from '#platform/events.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { zoneIn } from '#platform/today.ts';
import { volunteersMessages } from '../messages/index.ts';
import { endShift, type ShiftRow } from './shift.store.ts';

type Tx = WriteTx<'volunteers'>;

export function followActivityTimes(): void {
	onEvent<'activities.timesChanged', 'volunteers'>('activities.timesChanged', followTimes);
}

async function followTimes({ occurrenceIds, what, why, moved = [] }: EventPayload<'activities.timesChanged'>, tx: Tx): Promise<void> {
	const byOf = (shift: ShiftRow) => moved.find(({ occurrenceId }) => occurrenceId === shift.occurrence_id)?.byMs ?? 0;
	const shifts = await shiftsOf(tx, occurrenceIds);
	// Those ahead make room first: a week's shifts that all move a day on would else meet each other where they still stand.
	if (what === 'moved') shifts.sort((a, b) => (byOf(a) > 0 ? b.starts_at.getTime() - a.starts_at.getTime() : a.starts_at.getTime() - b.starts_at.getTime()));
	for (const shift of shifts) {
		const open = shift.state === 'open';
		if (what === 'cancelled' && open) await endShift(tx, shift, { reason: why || volunteersMessages.zh.activityCancelled, withActivity: true });
		if (what === 'restored' && shift.ended_with_activity) await reopen(tx, shift);
		if (what === 'moved' && open && byOf(shift) !== 0) await move(tx, shift, byOf(shift));
	}
}

/** Shifts of these times at which nobody has checked in, held. */
const shiftsOf = ({ db, ctx }: Tx, occurrenceIds: readonly string[]): Promise<ShiftRow[]> =>
	db
		.selectFrom('volunteers.shift as h')
		.selectAll()
		.where('h.subdistrict_id', '=', ctx.subdistrictId)
		.where('h.occurrence_id', '=', sql<string>`any(${[...occurrenceIds]}::uuid[])`)
		.where((eb) => eb.not(eb.exists(eb.selectFrom('volunteers.span as s').select('s.id').whereRef('s.subdistrict_id', '=', 'h.subdistrict_id').whereRef('s.shift_id', '=', 'h.id').where('s.state', '<>', 'void'))))
		.orderBy('h.id')
		.forUpdate()
		.execute();

/** Whoever has a place elsewhere at this time, by now, cannot have this one: nobody is at two places. */
const elsewhere = (from: Date, to: Date) => sql<boolean>`EXISTS (SELECT FROM volunteers.signup k WHERE k.subdistrict_id = s.subdistrict_id AND k.volunteer_id = s.volunteer_id AND k.state = 'signed' AND k.shift_id <> s.shift_id AND k.starts_at < ${to} AND k.ends_at > ${from})`;

async function reopen({ db, ctx }: Tx, shift: ShiftRow): Promise<void> {
	const now = ctx.clock.now();
	await sql`WITH back AS (
			UPDATE volunteers.signup s SET state = 'signed', ended_at = NULL FROM volunteers.volunteer w
			WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.shift_id = ${shift.id} AND s.state = 'cancelled' AND s.ended_at >= ${shift.changed_at}
				AND w.subdistrict_id = s.subdistrict_id AND w.id = s.volunteer_id AND w.state = 'active' AND NOT ${elsewhere(shift.starts_at, shift.ends_at)} RETURNING s.role_id
		) UPDATE volunteers.shift_role r SET taken = (SELECT count(*) FROM back WHERE back.role_id = r.id) WHERE r.subdistrict_id = ${ctx.subdistrictId} AND r.shift_id = ${shift.id}`.execute(db);
	await db.updateTable('volunteers.shift').set({ state: 'open', cancel_reason: '', ended_with_activity: false, changed_at: now, version: shift.version + 1 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', shift.id).execute();
}

/** Moves it with all places; of those who have another at the new time it is one less, and the desk sees that it is short of people. */
async function move(tx: Tx, shift: ShiftRow, byMs: number): Promise<void> {
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const [from, to] = [new Date(shift.starts_at.getTime() + byMs), new Date(shift.ends_at.getTime() + byMs)];
	const { rows: lost } = await sql<{ role_id: string }>`UPDATE volunteers.signup s SET state = 'cancelled', ended_at = ${now} WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.shift_id = ${shift.id} AND s.state = 'signed' AND ${elsewhere(from, to)} RETURNING role_id`.execute(db);
	for (const { role_id } of lost) await db.updateTable('volunteers.shift_role').set((eb) => ({ taken: eb('taken', '-', 1) })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', role_id).execute();
	await db.updateTable('volunteers.signup').set({ starts_at: from, ends_at: to }).where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shift.id).where('state', '=', 'signed').execute();
	await db
		.updateTable('volunteers.shift')
		.set({ starts_at: from, ends_at: to, on_day: dateIn(from, await zoneIn(tx)), short_notice: shift.short_notice || lost.length > 0, changed_at: now, version: shift.version + 1 })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', shift.id)
		.execute();
}
