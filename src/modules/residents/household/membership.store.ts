/**
 * Writes who lives where. `changeMemberships` is the one function that does: it keeps the lines of `membership`, the copies
 * in `person` (community, dwelling, household, lives_away, left_on, died_on) and the households' heads and ends in step.
 */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict, notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { todayOf } from '#platform/today.ts';
import './household.events.ts';
import { changed, isOpen, revived, takenBack, type Line, type Membership, type MembershipChange } from './membership.model.ts';

type Tx = WriteTx<'residents'>;

/** What a change did to one person. */
export interface Moved {
	personId: string;
	/** the open membership before and after; null: none */
	before: Membership | null;
	after: Membership | null;
}

export interface ChangeResult {
	/** names the change; `takeBackChange` takes it back */
	changeId: string;
	moved: Moved[];
}

interface HeldHousehold {
	id: string;
	communityId: string;
	dwellingId: string | null;
	closedOn: string | null;
}

interface Held {
	lines: Map<string, Line>;
	households: Map<string, HeldHousehold>;
	today: string;
}

/** One change; see `changeMemberships`. */
export async function changeMembership(tx: Tx, change: MembershipChange): Promise<ChangeResult & Moved> {
	const result = await changeMemberships(tx, [change]);
	return { ...result, ...result.moved[0]! };
}

/**
 * Makes changes in the order given, all or none, as one change that can be taken back as one. Locks the people, then
 * their households, each in the order of their ids: two moves of one person wait for each other, and the second finds
 * what the first has done.
 * @throws AppError as `changed` of the model; platform.notFound for an unknown person or household; residents.inTheFuture
 * (422), residents.householdClosed, residents.headIsAnother (409)
 */
export async function changeMemberships(tx: Tx, changes: readonly MembershipChange[]): Promise<ChangeResult> {
	const changeId = newId();
	const held = await hold(tx, changes.map(({ personId }) => personId), changes.flatMap((change) => (change.kind === 'join' ? [change.householdId] : [])));
	const before = new Map(held.lines);
	for (const change of changes) {
		if ('on' in change && change.on !== null && change.on > held.today) throw new AppError('residents.inTheFuture', { status: 422, fields: [{ path: 'on', code: 'residents.inTheFuture' }] });
		if (change.kind === 'join' && held.households.get(change.householdId)!.closedOn !== null) throw conflict('residents.householdClosed');
		held.lines.set(change.personId, changed(held.lines.get(change.personId)!, change, { id: newId(), changeId }));
	}
	const moved = await write(tx, held, before);
	for (const change of changes) if (change.kind === 'die') await endTies(tx, change.personId, change.on);
	return { changeId, moved };
}

/**
 * Takes a change of these people back, if nothing has been built on it since.
 * @throws AppError residents.cannotTakeBack (409)
 */
export async function takeBackChange(tx: Tx, changeId: string, personIds: readonly string[]): Promise<ChangeResult> {
	const held = await hold(tx, personIds, []);
	const before = new Map(held.lines);
	for (const [personId, line] of before) {
		const back = takenBack(line, changeId, held.today);
		if (!back) throw conflict('residents.cannotTakeBack');
		held.lines.set(personId, back);
	}
	const moved = await write(tx, held, before);
	for (const [personId, line] of before) if (line.diedOn !== null) await reviveTies(tx, personId, line.diedOn);
	return { changeId: newId(), moved };
}

/**
 * A death that was recorded by mistake: the person lives, where they lived.
 * @throws AppError residents.notDead (409)
 */
export async function withdrawDeath(tx: Tx, personId: string): Promise<ChangeResult> {
	const held = await hold(tx, [personId], []);
	const before = new Map(held.lines);
	const line = before.get(personId)!;
	if (line.diedOn === null) throw conflict('residents.notDead');
	held.lines.set(personId, revived(line));
	const moved = await write(tx, held, before);
	await reviveTies(tx, personId, line.diedOn);
	return { changeId: newId(), moved };
}

/** A household stands behind another door than was written down: its members' copies follow. Nobody moves. */
export async function correctDwelling({ db, ctx }: Tx, householdId: string, home: { communityId: string; dwellingId: string | null }): Promise<void> {
	await db.updateTable('residents.household').set({ dwelling_id: home.dwellingId, community_id: home.communityId }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', householdId).execute();
	await db.updateTable('residents.person').set({ dwelling_id: home.dwellingId, community_id: home.communityId }).where('subdistrict_id', '=', ctx.subdistrictId).where('household_id', '=', householdId).execute();
}

const MEMBERSHIP = ['id', 'household_id as householdId', 'person_id as personId', 'relation', 'residence', 'from_on as fromOn', 'until_on as untilOn', 'end_reason as endReason', 'opened_in as openedIn', 'ended_in as endedIn'] as const;

async function hold({ db, ctx }: Tx, personIds: readonly string[], householdIds: readonly string[]): Promise<Held> {
	const wanted = [...new Set(personIds)];
	const people = wanted.length
		? await db
				.selectFrom('residents.person')
				.select(['id', 'died_on'])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', 'in', wanted)
				.where('merged_into', 'is', null)
				.where('erased_at', 'is', null)
				.orderBy('id')
				.forUpdate()
				.execute()
		: [];
	if (people.length !== wanted.length) throw notFound('person');
	const spans = (people.length ? await db.selectFrom('residents.membership').select(MEMBERSHIP).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', wanted).execute() : []) as Membership[];
	const spansOf = Map.groupBy(spans, ({ personId }) => personId);
	const lines = new Map(people.map(({ id, died_on }): [string, Line] => [id, { diedOn: died_on, spans: spansOf.get(id) ?? [] }]));
	const touched = [...new Set([...householdIds, ...spans.filter((span) => isOpen(span) || span.endedIn !== null).map(({ householdId }) => householdId)])];
	const households = touched.length
		? await db
				.selectFrom('residents.household')
				.select(['id', 'community_id as communityId', 'dwelling_id as dwellingId', 'closed_on as closedOn'])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('id', 'in', touched)
				.orderBy('id')
				.forUpdate()
				.execute()
		: [];
	if (householdIds.some((id) => !households.some((each) => each.id === id))) throw notFound('household');
	return { lines, households: new Map(households.map((each) => [each.id, each])), today: await todayOf({ db, ctx }) };
}

const openOf = (line: Line): Membership | null => line.spans.find(isOpen) ?? null;

/** The day on which somebody moved away, if that is the last that is known of them. */
function leftOn(line: Line): string | null {
	if (openOf(line)) return null;
	const last = line.spans.filter(({ endReason }) => endReason !== 'mistake').sort((a, b) => (a.untilOn! < b.untilOn! ? 1 : -1))[0];
	return last?.endReason === 'moved_out' ? last.untilOn : null;
}

async function write(tx: Tx, held: Held, before: ReadonlyMap<string, Line>): Promise<Moved[]> {
	const { db, ctx } = tx;
	const known = new Map([...before.values()].flatMap(({ spans }) => spans.map((span) => [span.id, span] as const)));
	const spans = [...held.lines.values()].flatMap((line) => line.spans);
	const now = ctx.clock.now();
	const stamp = { subdistrict_id: ctx.subdistrictId, recorded_at: now, recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null };
	const row = (span: Membership) => ({ ...stamp, id: span.id, household_id: span.householdId, person_id: span.personId, relation: span.relation, residence: span.residence, from_on: span.fromOn, until_on: span.untilOn, end_reason: span.endReason, opened_in: span.openedIn, ended_in: span.endedIn });
	const old = spans.filter((span) => known.has(span.id) && known.get(span.id) !== span);
	const fresh = spans.filter((span) => !known.has(span.id));
	const update = (rows: readonly Membership[]) =>
		sql`UPDATE residents.membership m SET relation = n.relation, residence = n.residence, from_on = n.from_on, until_on = n.until_on, end_reason = n.end_reason, ended_in = n.ended_in
			FROM json_populate_recordset(NULL::residents.membership, ${JSON.stringify(rows.map(row))}::json) n WHERE m.subdistrict_id = ${ctx.subdistrictId} AND m.id = n.id`.execute(db);
	// Ended first, for nobody may have two that are open, not even between two statements.
	const [open, ended] = [old.filter(isOpen), old.filter((span) => !isOpen(span))];
	if (ended.length) await update(ended);
	if (open.length) await update(open);
	if (fresh.length) await sql`INSERT INTO residents.membership SELECT * FROM json_populate_recordset(NULL::residents.membership, ${JSON.stringify(fresh.map(row))}::json)`.execute(db);

	const touched = new Set<string>();
	const moved: Moved[] = [];
	const copies: Record<string, unknown>[] = [];
	for (const [personId, line] of held.lines) {
		const [was, is] = [openOf(before.get(personId)!), openOf(line)];
		moved.push({ personId, before: was, after: is });
		for (const span of [was, is]) if (span) touched.add(span.householdId);
		const home = is ? held.households.get(is.householdId)! : null;
		copies.push({ id: personId, community_id: home?.communityId ?? null, dwelling_id: home?.dwellingId ?? null, household_id: home?.id ?? null, lives_away: is?.residence === 'away', left_on: leftOn(line), died_on: line.diedOn });
	}
	await sql`UPDATE residents.person p SET community_id = coalesce(n.community_id, p.community_id), dwelling_id = n.dwelling_id, household_id = n.household_id, lives_away = n.lives_away, left_on = n.left_on, died_on = n.died_on,
			died_recorded_at = CASE WHEN n.died_on IS NULL THEN NULL ELSE coalesce(p.died_recorded_at, ${now}) END, changed_at = ${now}
		FROM json_populate_recordset(NULL::residents.person, ${JSON.stringify(copies)}::json) n WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = n.id`.execute(db);
	await settle(tx, [...touched], [...held.lines.values()]);

	for (const { personId, before: was, after: is } of moved) {
		const line = held.lines.get(personId)!;
		if (was?.householdId !== is?.householdId) {
			const home = is ? held.households.get(is.householdId)! : null;
			await tx.emit('residents.moved', { personId, communityId: home?.communityId ?? null, dwellingId: home?.dwellingId ?? null, householdId: home?.id ?? null });
		}
		const wasDead = before.get(personId)!.diedOn;
		if (line.diedOn !== null && wasDead === null) await tx.emit('residents.died', { personId, on: line.diedOn });
		if (line.diedOn === null && wasDead !== null) await tx.emit('residents.deathWithdrawn', { personId });
	}
	return moved;
}

/** Heads and ends follow from the members: who is written as the head is, and a household that the last one left is closed. */
export async function settle({ db, ctx }: Tx, householdIds: readonly string[], lines: readonly Line[]): Promise<void> {
	if (!householdIds.length) return;
	const states = await db
		.selectFrom('residents.household as h')
		.leftJoin('residents.membership as m', (join) => join.onRef('m.subdistrict_id', '=', 'h.subdistrict_id').onRef('m.household_id', '=', 'h.id').on('m.until_on', 'is', null))
		.select((eb) => [
			'h.id',
			'h.closed_on as closedOn',
			'h.close_reason as closeReason',
			eb.fn.count<number>('m.id').as('members'),
			sql<string[]>`coalesce(array_agg(m.person_id) FILTER (WHERE m.relation IN ('01', '02')), '{}')`.as('heads')
		])
		.where('h.subdistrict_id', '=', ctx.subdistrictId)
		.where('h.id', 'in', householdIds)
		.groupBy(['h.subdistrict_id', 'h.id'])
		.execute();
	if (states.some(({ heads }) => heads.length > 1)) throw conflict('residents.headIsAnother');
	const lastDay = (householdId: string): string | null => lines.flatMap(({ spans }) => spans.filter((span) => span.householdId === householdId && span.untilOn !== null).map(({ untilOn }) => untilOn!)).sort().at(-1) ?? null;
	const rows = states.map((state) => ({
		id: state.id,
		head_id: state.heads[0] ?? null,
		closed_on: state.members === 0 ? (state.closedOn ?? lastDay(state.id)) : null,
		close_reason: state.members === 0 ? (state.closeReason ?? 'empty') : null
	}));
	// Emptied ones first: a household that moved keeps its number, and two that are open may not have the same.
	for (const some of [rows.filter(({ closed_on }) => closed_on !== null), rows.filter(({ closed_on }) => closed_on === null)])
		if (some.length)
			await sql`UPDATE residents.household h SET head_id = n.head_id, closed_on = CASE WHEN n.close_reason IS NULL THEN NULL ELSE greatest(h.opened_on, n.closed_on) END, close_reason = n.close_reason, changed_at = ${ctx.clock.now()}, version = h.version + 1
				FROM json_populate_recordset(NULL::residents.household, ${JSON.stringify(some)}::json) n WHERE h.subdistrict_id = ${ctx.subdistrictId} AND h.id = n.id`.execute(db);
}

/** With a person end what others had in them (guardian, emergency contact …), what they had, and their groups. */
async function endTies({ db, ctx }: Tx, personId: string, on: string): Promise<void> {
	await db
		.updateTable('residents.relation')
		.set({ until_on: sql<string>`greatest(from_on, ${on}::date)` })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where((eb) => eb.or([eb('person_id', '=', personId), eb('other_id', '=', personId)]))
		.where('until_on', 'is', null)
		.execute();
	await db
		.updateTable('residents.group_fact')
		.set({ until_on: sql<string>`greatest(from_on, ${on}::date)`, end_reason: 'died' })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('until_on', 'is', null)
		.execute();
}

async function reviveTies({ db, ctx }: Tx, personId: string, diedOn: string): Promise<void> {
	await db
		.updateTable('residents.relation')
		.set({ until_on: null })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where((eb) => eb.or([eb('person_id', '=', personId), eb('other_id', '=', personId)]))
		.where('until_on', '=', sql<string>`greatest(from_on, ${diedOn}::date)`)
		.execute();
	await db
		.updateTable('residents.group_fact')
		.set({ until_on: null, end_reason: null })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('end_reason', '=', 'died')
		.execute();
}
