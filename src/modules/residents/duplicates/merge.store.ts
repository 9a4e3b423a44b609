/**
 * Makes one record of two, and two of one again. The gone record stays as it was, but for where it leads (`merged_into`) and where it
 * lives (nowhere); everything that hangs on it moves to the kept one. What a merge overwrites is kept, sealed, until it is undone.
 */
import { sql, type RawBuilder } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { AppError, conflict } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { settle } from '../household/membership.store.ts';
import type { Membership } from '../household/membership.model.ts';
import { choose, FIELD_KEYS, type FieldKey, type SourceKind } from '../person/fields.ts';
import { columnsToStored } from '../person/record.ts';
import { alike, columnsOf, storedValue, type StoredValue } from '../person/values.ts';
import { noSuchPerson, recordMoved } from '../residents.errors.ts';
import { todayOf } from '#platform/today.ts';
import './duplicates.events.ts';
import '../household/household.events.ts';
import '../person/person.events.ts';
import { PERSON_COLUMNS, snapshotOf, unchanged, type Snapshot } from './merge.snapshot.ts';

type Tx = WriteTx<'residents'>;

const PURPOSE = 'merge';

export interface MergeOrder {
	keptId: string;
	goneId: string;
	/** the versions that the caller saw, by person */
	versions: Record<string, number>;
	/** whose value stands, by field; a field that is not named is chosen as everywhere (`choose`) */
	fields: Partial<Record<FieldKey, string>>;
	/** whose present household stands, where both are in one; else the kept record's */
	homeOf?: string | undefined;
}

interface Numbers {
	idNumber: string | null;
	phone: string | null;
}

/** What is kept of a merge, sealed. */
interface Kept {
	before: Snapshot;
	after: Snapshot;
	/** of the kept record, in plain: sealed again when the merge is undone and no statement has them */
	numbers: Numbers;
	/** rows that the merge ended, with what it wrote */
	ended: { table: 'relation' | 'group_fact'; id: string; on: string }[];
	written: string[];
}

/** Ids of rows that only changed hands, by table and column. */
type Moved = Record<string, string[]>;

/** The tables in which a row changes hands as it is. */
const HANDS = { relation_person: ['relation', 'person_id'], relation_other: ['relation', 'other_id'], group_fact: ['group_fact', 'person_id'], consent: ['consent', 'person_id'], account_link: ['account_link', 'person_id'], subject_request: ['subject_request', 'person_id'], led_here: ['person', 'merged_into'] } as const;

type PersonRow = Awaited<ReturnType<typeof hold>>[number];

async function hold({ db, ctx }: Tx, ids: readonly string[]) {
	return db.selectFrom('residents.person').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${ids}::uuid[])`).where('merged_into', 'is', null).where('erased_at', 'is', null).orderBy('id').forUpdate().execute();
}

/**
 * Merges one record into another. The two are locked in the order of their ids, so that of two merges at once that share a record the
 * second finds what the first has done, and is refused.
 * @param demand throws unless the caller may merge records of the community
 * @throws AppError platform.notFound, residents.recordMoved, residents.mergeOneDied, residents.mergeTwoAccounts (409)
 */
export async function mergeRecords(tx: Tx, order: MergeOrder, demand: (communityId: string | null) => void = () => {}): Promise<{ mergeId: string; fields: FieldKey[]; communityId: string | null }> {
	const { db, ctx } = tx;
	const rows = await hold(tx, [order.keptId, order.goneId]);
	const kept = rows.find(({ id }) => id === order.keptId);
	const gone = rows.find(({ id }) => id === order.goneId);
	if (!kept || !gone || kept.id === gone.id) throw noSuchPerson();
	for (const { community_id } of rows) demand(community_id);
	if (rows.some(({ id, version }) => order.versions[id] !== version)) throw recordMoved();
	// Which of the two is wrong is known to people only; a death ends plans, ties and households.
	if ((kept.died_on === null) !== (gone.died_on === null)) throw conflict('residents.mergeOneDied');
	await demandOneAccount(tx, kept.id, gone.id);

	const mergeId = newId();
	const open = await openMemberships(tx, [kept.id, gone.id]);
	const households = [...new Set(open.map(({ householdId }) => householdId))];
	const written = [...(await stateWhatStands(tx, kept, mergeId)), ...(await stateWhatStands(tx, gone, mergeId))];
	const before = await snapshotOf(tx, [kept.id, gone.id], households);

	const { columns, fields } = await mergeStatements(tx, kept, gone, order.fields);
	const now = ctx.clock.now();
	// The gone one first: an ID number stands in one living record.
	await db.updateTable('residents.person').set((eb) => ({ merged_into: kept.id, household_id: null, dwelling_id: null, version: eb('version', '+', 1), changed_at: now })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', gone.id).execute();
	const home = await mergeHomes(tx, kept, gone, open, order.homeOf === gone.id, mergeId);
	await db.updateTable('residents.person').set((eb) => ({ ...(columns as object), ...home, version: eb('version', '+', 1), changed_at: now })).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', kept.id).execute();
	const { moved, ended } = await moveTheRest(tx, kept.id, gone.id);

	const after = await snapshotOf(tx, [kept.id, gone.id], households);
	const numbers: Numbers = { idNumber: kept.id_sealed && unseal(kept.id_sealed, 'identity'), phone: kept.phone_sealed && unseal(kept.phone_sealed, 'contact') };
	const remembered: Kept = { before, after, numbers, ended, written };
	await db
		.insertInto('residents.merge')
		.values({ subdistrict_id: ctx.subdistrictId, id: mergeId, kept_id: kept.id, gone_id: gone.id, before_sealed: seal(JSON.stringify(remembered), PURPOSE), moved: JSON.stringify(moved), at: now, by_id: isId(ctx.actor.id) ? ctx.actor.id : null, by_name: ctx.actor.name })
		.execute();
	if (fields.length) await tx.emit('residents.personChanged', { personId: kept.id, fields });
	if (home.household_id !== kept.household_id) await tx.emit('residents.moved', { personId: kept.id, communityId: home.community_id, dwellingId: home.dwelling_id, householdId: home.household_id });
	await tx.emit('residents.merged', { mergeId, keptId: kept.id, goneId: gone.id, on: await todayOf(tx) });
	return { mergeId, fields, communityId: home.community_id };
}

/** Two accounts that each say "this is me" are two people, or one of the links is wrong. */
async function demandOneAccount({ db, ctx }: Tx, keptId: string, goneId: string): Promise<void> {
	const links = await db.selectFrom('residents.account_link').select('user_id').distinct().where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', [keptId, goneId]).where('acts_as', '=', 'self').where('ended_at', 'is', null).execute();
	if (links.length > 1) throw conflict('residents.mergeTwoAccounts');
}

interface Open {
	id: string;
	personId: string;
	householdId: string;
	relation: string;
	residence: string;
	fromOn: string | null;
}

const openMemberships = ({ db, ctx }: Tx, ids: readonly string[]): Promise<Open[]> =>
	db.selectFrom('residents.membership').select(['id', 'person_id as personId', 'household_id as householdId', 'relation', 'residence', 'from_on as fromOn']).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', 'in', [...ids]).where('until_on', 'is', null).orderBy('household_id').execute();

interface Statement extends StoredValue {
	id: string;
	personId: string;
	field: FieldKey;
	sourceKind: SourceKind;
	statedOn: string;
	pinned: boolean;
	chosen: boolean;
}

const statementsOf = async ({ db, ctx }: Tx, ids: readonly string[]): Promise<Statement[]> =>
	(await db
		.selectFrom('residents.statement')
		.select(['id', 'person_id as personId', 'field', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind as sourceKind', 'stated_on as statedOn', 'pinned', 'chosen'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', 'in', [...ids])
		.where('withdrawn_at', 'is', null)
		.orderBy('id')
		.execute()) as Statement[];

/** A value that stands in a record without a statement (from before statements were kept) gets one, so that it can be chosen. @returns their ids */
async function stateWhatStands(tx: Tx, row: PersonRow, mergeId: string): Promise<string[]> {
	const { db, ctx } = tx;
	const said = await statementsOf(tx, [row.id]);
	const golden = columnsToStored(row);
	const missing = FIELD_KEYS.filter((field) => golden[field] !== null && !said.some((each) => each.field === field && each.chosen));
	if (!missing.length) return [];
	const rows = missing.map((field) => ({
		subdistrict_id: ctx.subdistrictId, id: newId(), person_id: row.id, field, ...golden[field]!, source_kind: 'merge', source_id: mergeId, stated_on: row.created_at.toISOString().slice(0, 10), chosen: true, pinned: false, recorded_at: ctx.clock.now(), recorded_by: null, recorded_by_name: ctx.actor.name
	}));
	await db.insertInto('residents.statement').values(rows).execute();
	return rows.map(({ id }) => id);
}

/** Every statement is the kept record's now; which of them stands is what the caller chose, else what is chosen everywhere. */
async function mergeStatements(tx: Tx, kept: PersonRow, gone: PersonRow, wanted: MergeOrder['fields']): Promise<{ columns: Record<string, unknown>; fields: FieldKey[] }> {
	const { db, ctx } = tx;
	const said = Map.groupBy(await statementsOf(tx, [kept.id, gone.id]), ({ field }) => field);
	const golden = columnsToStored(kept);
	const columns: Record<string, unknown> = {};
	const fields: FieldKey[] = [];
	const chosen: string[] = [];
	const pinned: string[] = [];
	for (const [field, statements] of said) {
		const natural = choose(field, statements);
		const asked = wanted[field] ? statements.find((each) => each.personId === wanted[field] && each.chosen) : undefined;
		const winner = asked ?? natural!;
		chosen.push(winner.id);
		// What people chose against the order of trust stays chosen when the next sheet comes.
		if (winner.pinned || winner.id !== natural!.id) pinned.push(winner.id);
		if (alike(golden[field] ?? null, winner)) continue;
		fields.push(field);
		Object.assign(columns, columnsOf(field, winner));
	}
	await sql`UPDATE residents.statement SET person_id = ${kept.id}, chosen = withdrawn_at IS NULL AND id = any(${chosen}::uuid[]), pinned = withdrawn_at IS NULL AND id = any(${pinned}::uuid[])
		WHERE subdistrict_id = ${ctx.subdistrictId} AND person_id IN (${kept.id}, ${gone.id})`.execute(db);
	return { columns, fields };
}

interface Home {
	community_id: string | null;
	dwelling_id: string | null;
	household_id: string | null;
	lives_away: boolean;
	left_on: string | null;
	died_on: string | null;
}

/** The memberships are the kept record's; of two that are open one ends today, in one and the same household as a mistake on every day. */
async function mergeHomes(tx: Tx, kept: PersonRow, gone: PersonRow, open: readonly Open[], preferGone: boolean, mergeId: string): Promise<Home> {
	const { db, ctx } = tx;
	const today = await todayOf(tx);
	const [ofKept, ofGone] = [kept, gone].map(({ id }) => open.find(({ personId }) => personId === id));
	const isHead = (span: Open) => span.relation === '01' || span.relation === '02';
	const twice = ofKept && ofGone && ofKept.householdId === ofGone.householdId;
	const goneWins = !ofKept || (ofGone && (twice ? isHead(ofGone) && !isHead(ofKept) : preferGone));
	const loser = ofKept && ofGone ? (goneWins ? ofKept : ofGone) : null;
	let ended: Membership | null = null;
	if (loser) {
		const from = twice ? (loser.fromOn ?? today) : loser.fromOn;
		const until = twice ? from! : from !== null && from > today ? from : today;
		await db
			.updateTable('residents.membership')
			.set({ from_on: from, until_on: until, end_reason: twice ? 'mistake' : 'merged', ended_in: mergeId })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', loser.id)
			.execute();
		ended = { ...loser, fromOn: from, untilOn: until, endReason: 'merged', openedIn: null, endedIn: mergeId } as Membership;
	}
	await db.updateTable('residents.membership').set({ person_id: kept.id }).where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', gone.id).execute();
	await settle(tx, [...new Set(open.map(({ householdId }) => householdId))], ended ? [{ diedOn: null, spans: [ended] }] : []);
	const from = goneWins && ofGone ? gone : kept;
	const atHome = Boolean(ofKept ?? ofGone);
	const left = [kept.left_on, gone.left_on].filter((day) => day !== null).sort().at(-1) ?? null;
	return { community_id: from.community_id ?? gone.community_id, dwelling_id: from.dwelling_id, household_id: from.household_id, lives_away: from.lives_away, left_on: atHome ? null : left, died_on: kept.died_on };
}

/** Ties, groups, consents, accounts, requests. What one person has only once is ended in the gone record's line, or stays there. */
async function moveTheRest(tx: Tx, keptId: string, goneId: string): Promise<{ moved: Moved; ended: Kept['ended'] }> {
	const { db, ctx } = tx;
	const today = await todayOf(tx);
	const tenant = ctx.subdistrictId;
	const ended: Kept['ended'] = [];
	const end = async (table: 'relation' | 'group_fact', rows: RawBuilder<{ id: string; on: string }>) => {
		for (const { id, on } of (await rows.execute(db)).rows) ended.push({ table, id, on });
	};
	// Nobody is tied to oneself, and a tie that both have is one.
	await end(
		'relation',
		sql`UPDATE residents.relation r SET until_on = greatest(r.from_on, ${today}::date) WHERE r.subdistrict_id = ${tenant} AND r.until_on IS NULL AND (
				(r.person_id = ${goneId} AND r.other_id = ${keptId}) OR (r.person_id = ${keptId} AND r.other_id = ${goneId})
				OR (r.person_id = ${goneId} AND EXISTS (SELECT 1 FROM residents.relation k WHERE k.subdistrict_id = r.subdistrict_id AND k.person_id = ${keptId} AND k.until_on IS NULL AND k.kind = r.kind AND (k.other_id = r.other_id OR (k.other_id IS NULL AND r.other_id IS NULL AND k.phone_hash = r.phone_hash))))
				OR (r.other_id = ${goneId} AND EXISTS (SELECT 1 FROM residents.relation k WHERE k.subdistrict_id = r.subdistrict_id AND k.person_id = r.person_id AND k.other_id = ${keptId} AND k.until_on IS NULL AND k.kind = r.kind)))
			RETURNING r.id, r.until_on AS on`
	);
	await end(
		'group_fact',
		sql`UPDATE residents.group_fact g SET until_on = greatest(g.from_on, ${today}::date), end_reason = 'merged' WHERE g.subdistrict_id = ${tenant} AND g.person_id = ${goneId} AND g.until_on IS NULL
				AND EXISTS (SELECT 1 FROM residents.group_fact k WHERE k.subdistrict_id = g.subdistrict_id AND k.person_id = ${keptId} AND k.until_on IS NULL AND k.code = g.code AND (k.kind IS NOT DISTINCT FROM g.kind))
			RETURNING g.id, g.until_on AS on`
	);
	const unless: Partial<Record<keyof typeof HANDS, RawBuilder<unknown>>> = {
		relation_person: sql`AND t.other_id IS DISTINCT FROM ${keptId}`,
		relation_other: sql`AND t.person_id <> ${keptId}`,
		consent: sql`AND NOT (t.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM residents.consent k WHERE k.subdistrict_id = t.subdistrict_id AND k.person_id = ${keptId} AND k.purpose = t.purpose AND k.withdrawn_at IS NULL))`,
		account_link: sql`AND NOT (t.ended_at IS NULL AND EXISTS (SELECT 1 FROM residents.account_link k WHERE k.subdistrict_id = t.subdistrict_id AND k.person_id = ${keptId} AND k.user_id = t.user_id AND k.ended_at IS NULL))`
	};
	const moved: Moved = {};
	for (const [name, [table, column]] of Object.entries(HANDS) as [keyof typeof HANDS, readonly [string, string]][]) {
		const { rows } = await sql<{ id: string }>`UPDATE ${sql.table(`residents.${table}`)} t SET ${sql.ref(column)} = ${keptId} WHERE t.subdistrict_id = ${tenant} AND t.${sql.ref(column)} = ${goneId} ${unless[name] ?? sql``} RETURNING t.id`.execute(db);
		if (rows.length) moved[name] = rows.map(({ id }) => id);
	}
	return { moved, ended };
}

/**
 * Two records again, as they were. What came to the kept record since and contradicts nothing (a visit, a new group) stays with it.
 * @throws AppError platform.notFound, residents.cannotUnmerge (409) when a value, a household or another merge has been built on it
 */
export async function unmergeRecords(tx: Tx, mergeId: string, demand: (communityId: string | null) => void = () => {}): Promise<{ keptId: string; goneId: string; communityId: string | null }> {
	const { db, ctx } = tx;
	const tenant = ctx.subdistrictId;
	const merge = await db.selectFrom('residents.merge').select(['kept_id as keptId', 'gone_id as goneId', 'before_sealed as sealed', 'moved', 'at']).where('subdistrict_id', '=', tenant).where('id', '=', mergeId).where('undone_at', 'is', null).forUpdate().executeTakeFirst();
	if (!merge) throw noSuchPerson();
	const { keptId, goneId } = merge;
	const locked = await db.selectFrom('residents.person').select(['id', 'community_id as communityId', 'household_id as householdId', 'merged_into as mergedInto', 'erased_at as erasedAt']).where('subdistrict_id', '=', tenant).where('id', 'in', [keptId, goneId]).orderBy('id').forUpdate().execute();
	const now = locked.find(({ id }) => id === keptId)!;
	demand(now.communityId);
	const cannot = (): AppError => conflict('residents.cannotUnmerge');
	// Forgotten since, by wish or because its time was over.
	if (merge.sealed === '') throw cannot();
	const then = JSON.parse(unseal(merge.sealed, PURPOSE)) as Kept;
	if (now.mergedInto !== null || locked.some(({ erasedAt }) => erasedAt !== null)) throw cannot();
	const later = await db.selectFrom('residents.merge').select('id').where('subdistrict_id', '=', tenant).where('undone_at', 'is', null).where('id', '>', mergeId).where((eb) => eb.or([eb('kept_id', 'in', [keptId, goneId]), eb('gone_id', 'in', [keptId, goneId])])).executeTakeFirst();
	if (later) throw cannot();
	const households = then.before.households.map(({ id }) => id);
	if (!unchanged(await snapshotOf(tx, [keptId, goneId], households), then.after)) throw cannot();

	await sql`UPDATE residents.membership m SET person_id = b.person_id, from_on = b.from_on, until_on = b.until_on, end_reason = b.end_reason, ended_in = b.ended_in
		FROM json_populate_recordset(NULL::residents.membership, ${JSON.stringify(inOrder(then.before.memberships))}::json) b WHERE m.subdistrict_id = ${tenant} AND m.id = b.id AND (b.until_on IS NOT NULL OR b.person_id = ${goneId})`.execute(db);
	await sql`UPDATE residents.membership m SET person_id = b.person_id, from_on = b.from_on, until_on = b.until_on, end_reason = b.end_reason, ended_in = b.ended_in
		FROM json_populate_recordset(NULL::residents.membership, ${JSON.stringify(then.before.memberships)}::json) b WHERE m.subdistrict_id = ${tenant} AND m.id = b.id`.execute(db);
	await sql`UPDATE residents.statement s SET person_id = b.person_id, chosen = b.chosen, pinned = b.pinned
		FROM json_populate_recordset(NULL::residents.statement, ${JSON.stringify(then.before.statements)}::json) b WHERE s.subdistrict_id = ${tenant} AND s.id = b.id`.execute(db);
	await restorePeople(tx, keptId, goneId, then);
	await sql`UPDATE residents.household h SET head_id = b.head_id, closed_on = b.closed_on, close_reason = b.close_reason, version = h.version + 1, changed_at = ${ctx.clock.now()}
		FROM json_populate_recordset(NULL::residents.household, ${JSON.stringify(then.before.households)}::json) b WHERE h.subdistrict_id = ${tenant} AND h.id = b.id`.execute(db);
	if (then.written.length) await db.deleteFrom('residents.statement').where('subdistrict_id', '=', tenant).where('id', '=', sql<string>`any(${then.written}::uuid[])`).execute();
	for (const [name, ids] of Object.entries(merge.moved as unknown as Moved)) {
		const [table, column] = HANDS[name as keyof typeof HANDS];
		await sql`UPDATE ${sql.table(`residents.${table}`)} SET ${sql.ref(column)} = ${goneId} WHERE subdistrict_id = ${tenant} AND id = any(${ids}::uuid[]) AND ${sql.ref(column)} = ${keptId}`.execute(db);
	}
	// Only what still stands as the merge ended it: what staff have written since stays written.
	for (const { table, id, on } of then.ended)
		await sql`UPDATE ${sql.table(`residents.${table}`)} SET until_on = NULL ${table === 'group_fact' ? sql`, end_reason = NULL` : sql``} WHERE subdistrict_id = ${tenant} AND id = ${id} AND until_on = ${on}::date ${table === 'group_fact' ? sql`AND end_reason = 'merged'` : sql``}`.execute(db);
	await db.updateTable('residents.merge').set({ undone_at: ctx.clock.now() }).where('subdistrict_id', '=', tenant).where('id', '=', mergeId).execute();
	for (const row of then.before.people) {
		await tx.emit('residents.personChanged', { personId: row.id, fields: [...FIELD_KEYS] });
		if (row.household_id !== (row.id === keptId ? now.householdId : null)) await tx.emit('residents.moved', { personId: row.id, communityId: row.community_id as string | null, dwellingId: row.dwelling_id as string | null, householdId: row.household_id as string | null });
	}
	await tx.emit('residents.unmerged', { mergeId, keptId, goneId });
	return { keptId, goneId, communityId: now.communityId };
}

/** Ended ones first: nobody may have two that are open, not even within one statement's way through the rows. */
const inOrder = (rows: Snapshot['memberships']) => [...rows].sort((a, b) => Number(a.until_on === null) - Number(b.until_on === null));

/** The columns of both people as they were. The gone record lives again after the kept one gave back what was the gone one's. */
async function restorePeople(tx: Tx, keptId: string, goneId: string, then: Kept): Promise<void> {
	const { db, ctx } = tx;
	const said = await statementsOf(tx, [keptId]);
	const changed = (column: string) => then.before.people.find(({ id }) => id === keptId)![column] !== then.after.people.find(({ id }) => id === keptId)![column];
	const numbers: Record<string, unknown> = {};
	for (const field of ['idNumber', 'phone'] as const) {
		if (!changed(field === 'phone' ? 'phone_masked' : 'id_masked') && !said.some((each) => each.field === field)) continue;
		const plain = then.numbers[field];
		const fresh = plain === null ? null : storedValue(field, plain);
		const stated = said.find((each) => each.field === field && each.chosen && each.value_hash === fresh?.value_hash);
		Object.assign(numbers, columnsOf(field, stated ?? fresh));
	}
	const names = sql.join(PERSON_COLUMNS.filter((name) => name !== 'id_masked' && name !== 'phone_masked').map((name) => sql`${sql.ref(name)} = b.${sql.ref(name)}`));
	await sql`UPDATE residents.person p SET ${names}, version = p.version + 1, changed_at = ${ctx.clock.now()}
		FROM json_populate_recordset(NULL::residents.person, ${JSON.stringify(then.before.people)}::json) b WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = b.id`.execute(db);
	if (Object.keys(numbers).length) await db.updateTable('residents.person').set(numbers as object).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', keptId).execute();
	await db.updateTable('residents.person').set({ merged_into: null }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', goneId).execute();
}
