/** Check-ins and check-outs as rows, and the line of the ledger that a closed one makes. */
import { sql, type Selectable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { dateIn } from '#platform/dates/index.ts';
import { AppError, conflict } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { shownLead } from '../shifts/lead.ts';
import type { ShiftRow } from '../shifts/shift.store.ts';
import { doneIfServed } from '../tasks/task.store.ts';
import { inWords, noSuchSpan } from '../volunteers.errors.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { countedService, PAIRS_A_DAY } from './count.model.ts';
import { addEntry } from './ledger.store.ts';

type Tx = WriteTx<'volunteers'>;
export type SpanRow = Selectable<DB['volunteers.span']>;
export type InWay = 'phone' | 'staff' | 'lead' | 'paper';
export type OutWay = InWay | 'closed';

const overlap = () => conflict('volunteers.overlap');
const threePairs = () => new AppError('volunteers.threePairs', { status: 409, params: { most: PAIRS_A_DAY } });

/** A check-in that was sent before, or the one that is still open at this shift. */
async function knownCheckIn({ db, ctx }: Tx, shiftId: string, volunteerId: string, clientId: string | undefined): Promise<SpanRow | undefined> {
	return db
		.selectFrom('volunteers.span')
		.selectAll()
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where((eb) => eb.or([...(clientId ? [eb('in_client_id', '=', clientId)] : []), eb.and([eb('shift_id', '=', shiftId), eb('volunteer_id', '=', volunteerId), eb('state', '=', 'open')])]))
		.orderBy(sql`in_client_id IS NOT DISTINCT FROM ${clientId ?? null}`, 'desc')
		.limit(1)
		.executeTakeFirst();
}

/** The smallest number of a pair that is free: one that was declared void gives its own back. Null: none is. */
async function freeNumber({ db, ctx }: Tx, activityId: string, volunteerId: string, onDay: string): Promise<number | null> {
	const rows = await db
		.selectFrom('volunteers.span')
		.select('pair_no')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('activity_id', '=', activityId)
		.where('volunteer_id', '=', volunteerId)
		.where('on_day', '=', onDay)
		.where('state', '<>', 'void')
		.execute();
	const used = new Set(rows.map(({ pair_no }) => pair_no));
	return Array.from({ length: PAIRS_A_DAY }, (_, i) => i + 1).find((each) => !used.has(each)) ?? null;
}

/**
 * Writes a check-in down, once: sent again it is the same one. The number of the pair is decided by a unique key, so a fourth
 * is refused also when several come at once.
 * @throws volunteers.threePairs (409)
 */
export async function openSpan(tx: Tx, shift: ShiftRow, volunteerId: string, at: Date, way: InWay, zone: string, clientId?: string): Promise<SpanRow> {
	const { db, ctx } = tx;
	const onDay = dateIn(at, zone);
	for (let attempt = 0; attempt <= PAIRS_A_DAY; attempt++) {
		const known = await knownCheckIn(tx, shift.id, volunteerId, clientId);
		if (known) return known;
		const number = await freeNumber(tx, shift.activity_id, volunteerId, onDay);
		if (number === null) throw threePairs();
		const made = await db
			.insertInto('volunteers.span')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id: newId(),
				shift_id: shift.id,
				activity_id: shift.activity_id,
				volunteer_id: volunteerId,
				on_day: onDay,
				pair_no: number,
				in_at: at,
				in_way: way,
				in_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				in_client_id: clientId ?? null,
				recorded_at: ctx.clock.now()
			})
			// Another one took the number, or is the same: look again.
			.onConflict((oc) => oc.doNothing())
			.returningAll()
			.executeTakeFirst();
		if (made) return made;
	}
	throw threePairs();
}

/** Held for a change. @throws platform.notFound (404) */
export async function holdSpan({ db, ctx }: Tx, id: string): Promise<SpanRow> {
	const row = await db.selectFrom('volunteers.span').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw noSuchSpan();
	return row;
}

/**
 * Closes a span, and writes what of it counts into the ledger. That no two closed spans of a person overlap says the database,
 * also to two that close at once.
 * @throws volunteers.overlap, volunteers.outBeforeIn (409)
 */
export async function closeSpan(tx: Tx, span: SpanRow, shift: ShiftRow, at: Date, way: OutWay, options: { clientId?: string; reason?: string } = {}): Promise<{ minutes: number }> {
	const { db, ctx } = tx;
	if (span.state !== 'open') {
		const entry = await db.selectFrom('volunteers.entry').select('minutes').where('subdistrict_id', '=', ctx.subdistrictId).where('span_id', '=', span.id).where('source', '<>', 'correction').executeTakeFirst();
		return { minutes: entry?.minutes ?? 0 };
	}
	if (at <= span.in_at) throw conflict('volunteers.outBeforeIn');
	await inWords(
		db
			.updateTable('volunteers.span')
			.set({ state: 'closed', out_at: at, out_way: way, out_by: isId(ctx.actor.id) ? ctx.actor.id : null, out_reason: options.reason ?? '', out_client_id: options.clientId ?? null })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', span.id)
			.execute(),
		{ span_no_overlap: overlap }
	);
	const { count_after_minutes } = await rulesOn(tx, shift.on_day);
	const counted = countedService({ inAt: span.in_at, outAt: at }, { startsAt: shift.starts_at, endsAt: shift.ends_at }, count_after_minutes);
	if (counted.minutes > 0)
		await addEntry(tx, {
			volunteer_id: span.volunteer_id,
			kind: 'service',
			minutes: counted.minutes,
			on_day: shift.on_day,
			starts_at: counted.from,
			ends_at: counted.to,
			community_id: shift.community_id,
			shift_id: shift.id,
			span_id: span.id,
			title: shift.title,
			place: shift.place,
			category: shift.category,
			served: shift.served,
			content: shift.content,
			lead_name: await shownLead(tx, shift),
			source: way === 'closed' ? 'closed' : way === 'paper' ? 'paper' : 'checked',
			reason: options.reason ?? ''
		});
	if (shift.task_id) await doneIfServed(tx, shift.task_id);
	return { minutes: counted.minutes };
}
