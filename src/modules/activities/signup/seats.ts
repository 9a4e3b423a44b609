/**
 * Places of one time. Whoever gives or takes one holds the occurrence's row, so that the last place goes to one party and the
 * others stand behind each other; a constraint of the table says the same once more.
 */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { noSuchTime } from '../activities.errors.ts';
import { LIVE, nextParties, offeredUntil, type SignupState } from './signup.model.ts';
import { tellParty } from './signup.tell.ts';

export type Tx = WriteTx<'activities'>;

/** For the test that shows what the lock is for. */
export const guard = { unsafeWithoutLock: false };

/** The occurrence as it is while we hold it. */
export interface Held {
	id: string;
	state: string;
	capacity: number | null;
	taken: number;
	lineLast: number;
	startsAt: Date;
	endsAt: Date;
	offerMinutes: number;
}

/** Holds the occurrence until the transaction ends. @throws platform.notFound (404) */
export async function holdOccurrence({ db, ctx }: Tx, id: string): Promise<Held> {
	const { rows } = await sql<Omit<Held, 'lineLast'> & { lineLast: string }>`SELECT o.id, o.state, o.capacity, o.taken, o.line_last AS "lineLast", o.starts_at AS "startsAt", o.ends_at AS "endsAt", a.offer_minutes AS "offerMinutes"
		FROM activities.occurrence o JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
		WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.id = ${id} ${guard.unsafeWithoutLock ? sql`` : sql`FOR UPDATE OF o`}`.execute(db);
	const [row] = rows;
	if (!row) throw noSuchTime();
	return { ...row, lineLast: Number(row.lineLast) };
}

export const freeOf = ({ capacity, taken }: Held): number => (capacity === null ? Number.POSITIVE_INFINITY : Math.max(0, capacity - taken));

/** Moves the count of places together with the sign-ups that hold them. */
export async function moveTaken({ db, ctx }: Tx, held: Held, by: number): Promise<void> {
	if (by === 0) return;
	await sql`UPDATE activities.occurrence SET taken = taken + ${by} WHERE subdistrict_id = ${ctx.subdistrictId} AND id = ${held.id}`.execute(db);
	held.taken += by;
}

/** Puts members of a party into a state. @returns how many were in one of the states `from` */
export async function moveMembers({ db, ctx }: Tx, partyId: string, from: readonly SignupState[], to: SignupState, more: { ids?: readonly string[]; offeredUntil?: Date | null } = {}): Promise<number> {
	let update = db
		.updateTable('activities.signup')
		.set({ state: to, offered_until: more.offeredUntil ?? null, changed_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('party_id', '=', partyId)
		.where('state', 'in', from);
	if (more.ids?.length) update = update.where('id', 'in', more.ids);
	const { numUpdatedRows } = await update.executeTakeFirst();
	return Number(numUpdatedRows);
}

/**
 * Offers what is free to those who wait, in the order of the line, each party that fits, and tells them until when. Called by
 * whoever frees a place or makes the room larger, in their transaction, while they hold the occurrence.
 */
export async function offerFreed(tx: Tx, held: Held): Promise<number> {
	const now = tx.ctx.clock.now();
	const free = freeOf(held);
	if (free === 0 || held.state !== 'planned' || held.startsAt <= now) return 0;
	const { rows } = await sql<{ partyId: string; size: number }>`SELECT party_id AS "partyId", count(*)::int AS size FROM activities.signup
		WHERE subdistrict_id = ${tx.ctx.subdistrictId} AND occurrence_id = ${held.id} AND state = 'waiting' GROUP BY party_id ORDER BY min(line_no) LIMIT 200`.execute(tx.db);
	const until = offeredUntil(now, held.offerMinutes, held.startsAt);
	const chosen = nextParties(rows, free);
	for (const { partyId, size } of chosen) {
		await moveMembers(tx, partyId, ['waiting'], 'offered', { offeredUntil: until });
		await moveTaken(tx, held, size);
		await tellParty(tx, partyId, 'offered', { until });
	}
	return chosen.length;
}

/** For whoever changes a time's room (activities' own editing): what became free goes to the line. */
export const offerFreedOf = async (tx: Tx, occurrenceId: string): Promise<number> => offerFreed(tx, await holdOccurrence(tx, occurrenceId));

export interface PartyMember {
	id: string;
	state: SignupState;
	whoKey: string;
	nameMasked: string;
	nameSealed: string | null;
	lineNo: number;
	position: number;
	offeredUntil: Date | null;
}

/** Members of a party that are still in, in the order in which they were written down. */
export async function liveMembers({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, partyId: string): Promise<PartyMember[]> {
	const rows = await db
		.selectFrom('activities.signup')
		.select(['id', 'state', 'who_key as whoKey', 'name_masked as nameMasked', 'name_sealed as nameSealed', 'line_no as lineNo', 'position', 'offered_until as offeredUntil'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('party_id', '=', partyId)
		.where('state', 'in', LIVE)
		.orderBy('position')
		.execute();
	return rows.map((row) => ({ ...row, state: row.state as SignupState, lineNo: Number(row.lineNo) }));
}

/** Where a party stands among those who wait, from 1. */
export async function placeInLine({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, occurrenceId: string, lineNo: number): Promise<number> {
	const { rows } = await sql<{ place: number }>`SELECT count(DISTINCT party_id)::int AS place FROM activities.signup
		WHERE subdistrict_id = ${ctx.subdistrictId} AND occurrence_id = ${occurrenceId} AND state = 'waiting' AND line_no <= ${lineNo}`.execute(db);
	return rows[0]!.place;
}
