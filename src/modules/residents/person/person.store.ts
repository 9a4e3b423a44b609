/**
 * Writes people. `changePeople` is the one function that does: it keeps what each source said, chooses what stands in the golden
 * record, and writes the record with its hashes, masks and sounds. A whole sheet goes through it as one person does.
 */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';
import { isId, newId } from '#platform/ids.ts';
import { idNumberTaken, noSuchPerson, recordMoved } from '../residents.errors.ts';
import { CORE } from '../privacy/coverage.model.ts';
import { readGrounds, withheldAmong, type Grounds } from '../privacy/grounds.ts';
import { choose, type FieldKey, type SourceKind } from './fields.ts';
import './person.events.ts';
import { columnsOf, storedValue, type StoredValue } from './values.ts';

type Tx = WriteTx<'residents'>;

/** Who says it. */
export interface Source {
	kind: SourceKind;
	/** the import, form or visit */
	id?: string | null;
	note?: string;
	/** when it was said or the document was seen, `YYYY-MM-DD` */
	statedOn: string;
}

export interface PersonChange {
	/** a new person's own, or that of one in the register */
	id: string;
	/** a new person; needs a name */
	isNew?: boolean;
	/** of a new person: the community that keeps the record until a membership says where they live */
	communityId?: string | null;
	clientId?: string | null;
	/** normalised values (`normalised`); null says that there is none */
	fields: Partial<Record<FieldKey, string | null>>;
	source: Source;
	/** the version that the caller saw; a newer one is refused */
	version?: number;
	/** puts these values before any other source's */
	pin?: boolean;
	/** purposes that the person agrees to with this change; whoever calls writes the consents down in the same transaction */
	agrees?: readonly string[];
}

export interface Changed {
	id: string;
	version: number;
	/** fields whose golden value is another now */
	fields: FieldKey[];
	/** the statements that were written */
	statementIds: string[];
	/** fields that no active purpose needs, or that the person has not agreed to: nothing of them was written */
	refused: { field: FieldKey; why: 'no_purpose' | 'no_consent' }[];
}

interface Statement extends StoredValue {
	id: string;
	field: FieldKey;
	sourceKind: SourceKind;
	statedOn: string;
	pinned: boolean;
	chosen: boolean;
}

/** Values equal as stored: sealed ones by their hash, which is the same for the same value. */
const same = (a: StoredValue, b: StoredValue): boolean => a.value === b.value && a.value_hash === b.value_hash;

/** One change; see `changePeople`. */
export async function changePerson(tx: Tx, change: PersonChange): Promise<Changed> {
	return (await changePeople(tx, [change]))[0]!;
}

/**
 * Takes what one source says of each of some people. Locks those that are there in the order of their ids. What a source repeats
 * unchanged on a later day is not written again.
 * @returns in the order of `changes`
 * @throws AppError platform.notFound, residents.recordMoved (409), residents.idNumberTaken (409)
 */
export async function changePeople(tx: Tx, changes: readonly PersonChange[]): Promise<Changed[]> {
	const { db, ctx } = tx;
	const known = changes.filter(({ isNew }) => !isNew).map(({ id }) => id);
	const versions = new Map<string, number>();
	const before = new Map<string, Statement[]>();
	if (known.length) {
		const rows = await db
			.selectFrom('residents.person')
			.select(['id', 'version'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', sql<string>`any(${known}::uuid[])`)
			.where('merged_into', 'is', null)
			.where('erased_at', 'is', null)
			.orderBy('id')
			.forUpdate()
			.execute();
		for (const { id, version } of rows) versions.set(id, version);
		const said = await db
			.selectFrom('residents.statement')
			.select(['id', 'person_id', 'field', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind as sourceKind', 'stated_on as statedOn', 'pinned', 'chosen'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('person_id', '=', sql<string>`any(${known}::uuid[])`)
			.where('field', 'in', [...new Set(changes.flatMap(({ fields }) => Object.keys(fields)))])
			.where('withdrawn_at', 'is', null)
			.execute();
		for (const { person_id, ...statement } of said) before.set(person_id, [...(before.get(person_id) ?? []), statement as Statement]);
	}

	const added: Record<string, unknown>[] = [];
	const rechosen: { id: string; chosen: boolean; pinned: boolean }[] = [];
	const results: Changed[] = [];
	const rows: { id: string; isNew: boolean; columns: Record<string, unknown> }[] = [];
	const withheldOf = await withheldAmong(tx, await groundsFor(tx, changes), known, new Map(changes.flatMap(({ id, agrees }) => (agrees ? [[id, agrees] as const] : []))));
	const now = ctx.clock.now();
	const by = isId(ctx.actor.id) ? ctx.actor.id : null;

	for (const change of changes) {
		const version = change.isNew ? 0 : versions.get(change.id);
		if (version === undefined) throw noSuchPerson();
		if (change.version !== undefined && change.version !== version) throw recordMoved();
		const result: Changed = { id: change.id, version: version + 1, fields: [], statementIds: [], refused: [] };
		const columns: Record<string, unknown> = {};
		const withheld = withheldOf(change.id);
		for (const [field, value] of Object.entries(change.fields) as [FieldKey, string | null | undefined][]) {
			if (value === undefined) continue;
			// Who is new has agreed to nothing but what comes with it.
			if (value !== null && Object.hasOwn(withheld, field)) {
				result.refused.push({ field, why: withheld[field] === null ? 'no_purpose' : 'no_consent' });
				continue;
			}
			const stored = storedValue(field, value);
			const earlier = (before.get(change.id) ?? []).filter((statement) => statement.field === field);
			const chosenBefore = earlier.find(({ chosen }) => chosen) ?? null;
			// Nobody is without a name, and nothing is said by saying again that nothing is known.
			if (value === null && (field === 'name' || !chosenBefore)) continue;
			if (!change.pin && earlier.some((statement) => statement.sourceKind === change.source.kind && same(statement, stored) && (statement.chosen || statement.statedOn >= change.source.statedOn))) continue;
			const statement: Statement = { id: newId(), field, ...stored, sourceKind: change.source.kind, statedOn: change.source.statedOn, pinned: change.pin ?? false, chosen: false };
			// A newer pin takes the older one's place.
			const rivals = statement.pinned ? earlier.map((each) => ({ ...each, pinned: false })) : earlier;
			const chosen = choose(field, [...rivals, statement])!;
			statement.chosen = chosen.id === statement.id;
			for (const [i, each] of earlier.entries()) {
				const isChosen = each.id === chosen.id;
				if (each.chosen !== isChosen || each.pinned !== rivals[i]!.pinned) rechosen.push({ id: each.id, chosen: isChosen, pinned: rivals[i]!.pinned });
			}
			added.push({
				id: statement.id,
				person_id: change.id,
				field,
				...stored,
				source_kind: change.source.kind,
				source_id: change.source.id ?? null,
				source_note: change.source.note ?? '',
				stated_on: change.source.statedOn,
				chosen: statement.chosen,
				pinned: statement.pinned,
				recorded_at: now,
				recorded_by: by,
				recorded_by_name: ctx.actor.name
			});
			result.statementIds.push(statement.id);
			if (!chosenBefore || !same(chosenBefore, chosen)) {
				result.fields.push(field);
				Object.assign(columns, columnsOf(field, chosen));
			}
		}
		if (change.isNew) Object.assign(columns, { community_id: change.communityId ?? null, source_kind: change.source.kind, client_id: change.clientId ?? null });
		if (change.isNew || result.statementIds.length) rows.push({ id: change.id, isNew: change.isNew ?? false, columns });
		else result.version = version;
		results.push(result);
	}

	await refuseTaken(tx, rows);
	await insertPeople(tx, rows.filter(({ isNew }) => isNew), now, by);
	if (added.length) await sql`INSERT INTO residents.statement (subdistrict_id, id, person_id, field, value, value_sealed, value_hash, value_masked, source_kind, source_id, source_note, stated_on, chosen, pinned, recorded_at, recorded_by, recorded_by_name)
		SELECT ${ctx.subdistrictId}, r.* FROM json_to_recordset(${JSON.stringify(added)}) AS r(id uuid, person_id uuid, field text, value text, value_sealed text, value_hash text, value_masked text, source_kind text, source_id uuid, source_note text, stated_on date, chosen boolean, pinned boolean, recorded_at timestamptz, recorded_by uuid, recorded_by_name text)`.execute(db);
	if (rechosen.length) await sql`UPDATE residents.statement s SET chosen = r.chosen, pinned = r.pinned FROM json_to_recordset(${JSON.stringify(rechosen)}) AS r(id uuid, chosen boolean, pinned boolean)
		WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.id = r.id`.execute(db);
	await updatePeople(tx, rows.filter(({ isNew }) => !isNew), now);
	for (const { id, fields } of results) if (fields.length) await tx.emit('residents.personChanged', { personId: id, fields });
	return results;
}

/**
 * What a source said was a mistake: its statements are withdrawn, and where they stood in the golden record the best of the others
 * stands again.
 * @returns whose record changed
 */
export async function withdrawSource(tx: Tx, sourceId: string): Promise<string[]> {
	const { db, ctx } = tx;
	const withdrawn = await db
		.updateTable('residents.statement')
		.set({ withdrawn_at: ctx.clock.now(), pinned: false, chosen: false })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('source_id', '=', sourceId)
		.where('withdrawn_at', 'is', null)
		.returning(['person_id', 'field', sql<boolean>`(SELECT s.chosen FROM residents.statement s WHERE s.subdistrict_id = statement.subdistrict_id AND s.id = statement.id)`.as('chosen')])
		.execute();
	const open = new Map<string, Set<FieldKey>>();
	for (const { person_id, field, chosen } of withdrawn) if (chosen) open.set(person_id, (open.get(person_id) ?? new Set()).add(field as FieldKey));
	return chooseAnew(tx, open);
}

/**
 * Lets the best of what is still said stand in the golden record again, where what stood there is gone.
 * @returns whose record changed
 */
export async function chooseAnew(tx: Tx, open: ReadonlyMap<string, ReadonlySet<FieldKey>>): Promise<string[]> {
	const { db, ctx } = tx;
	if (!open.size) return [];
	const people = [...open.keys()];
	const versions = await db
		.selectFrom('residents.person')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', sql<string>`any(${people}::uuid[])`)
		.where('merged_into', 'is', null)
		.where('erased_at', 'is', null)
		.orderBy('id')
		.forUpdate()
		.execute();
	const there = new Set(versions.map(({ id }) => id));
	const rest = await db
		.selectFrom('residents.statement')
		.select(['id', 'person_id', 'field', 'value', 'value_sealed', 'value_hash', 'value_masked', 'source_kind as sourceKind', 'stated_on as statedOn', 'pinned'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', sql<string>`any(${people}::uuid[])`)
		.where('withdrawn_at', 'is', null)
		.execute();
	const byField = Map.groupBy(rest, ({ person_id, field }) => `${person_id} ${field}`);
	const again: string[] = [];
	const rows: { id: string; columns: Record<string, unknown> }[] = [];
	for (const [personId, fields] of open) {
		if (!there.has(personId)) continue;
		const columns: Record<string, unknown> = {};
		for (const field of fields) {
			const chosen = choose(field, (byField.get(`${personId} ${field}`) ?? []) as unknown as Statement[]);
			if (chosen) again.push(chosen.id);
			Object.assign(columns, columnsOf(field, chosen));
		}
		rows.push({ id: personId, columns });
	}
	await refuseTaken(tx, rows);
	if (again.length) await db.updateTable('residents.statement').set({ chosen: true }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', sql<string>`any(${again}::uuid[])`).execute();
	await updatePeople(tx, rows, ctx.clock.now());
	for (const { id } of rows) await tx.emit('residents.personChanged', { personId: id, fields: [...open.get(id)!] });
	return rows.map(({ id }) => id);
}

/** What the fields that are said are held on; not asked when only the base of the register is said. */
async function groundsFor(tx: Tx, changes: readonly PersonChange[]): Promise<Grounds> {
	const beyond = changes.some(({ fields }) => (Object.keys(fields) as FieldKey[]).some((field) => fields[field] && !CORE.includes(field)));
	return beyond ? readGrounds(tx) : new Map();
}

/** An ID number stands in one living record. The unique index decides between two who come at once; this says whose it is. */
export async function refuseTaken({ db, ctx }: Tx, rows: readonly { id: string; columns: Record<string, unknown> }[]): Promise<void> {
	const wanted = new Map(rows.flatMap(({ id, columns }) => (typeof columns.id_hash === 'string' ? [[columns.id_hash, id] as const] : [])));
	if (!wanted.size) return;
	const taken = await db
		.selectFrom('residents.person')
		.select(['id', 'id_hash'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id_hash', '=', sql<string>`any(${[...wanted.keys()]}::text[])`)
		.where('merged_into', 'is', null)
		.where('erased_at', 'is', null)
		.execute();
	const other = taken.find((row) => wanted.get(row.id_hash!) !== row.id);
	if (other) throw idNumberTaken(other.id);
}

/** Columns of `person` that follow from fields, with their types, for writing many rows at once. */
const COLUMNS = {
	community_id: 'uuid', name: 'text', name_masked: 'text', name_key: 'text', pinyin: 'text', initials: 'text', sort_key: 'text', former_name: 'text', sex: 'text', birth_date: 'date', birth_known: 'text',
	ethnicity: 'text', education: 'text', marital: 'text', political: 'text', workplace: 'text', id_hash: 'text', id_sealed: 'text', id_masked: 'text', phone_hash: 'text', phone_sealed: 'text',
	phone_masked: 'text', registered_elsewhere: 'boolean', source_kind: 'text', client_id: 'uuid'
} as const;
const list = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));
const typed = (names: readonly string[]) => sql.raw(names.map((name) => `${name} ${COLUMNS[name as keyof typeof COLUMNS]}`).join(', '));

async function insertPeople({ db, ctx }: Tx, rows: readonly { id: string; columns: Record<string, unknown> }[], now: Date, by: string | null): Promise<void> {
	if (!rows.length) return;
	const names = Object.keys(COLUMNS);
	const given = rows.map(({ id, columns }) => ({ sex: '0', birth_known: 'day', workplace: '', registered_elsewhere: false, ...columns, id }));
	await sql`INSERT INTO residents.person (subdistrict_id, id, created_at, created_by, changed_at, ${list(names)})
		SELECT ${ctx.subdistrictId}, r.id, ${now}, ${by}, ${now}, ${list(names.map((name) => `r.${name}`))}
		FROM json_to_recordset(${JSON.stringify(given)}) AS r(id uuid, ${typed(names)})`.execute(db);
}

/** Rows that change the same columns go together. */
async function updatePeople({ db, ctx }: Tx, rows: readonly { id: string; columns: Record<string, unknown> }[], now: Date): Promise<void> {
	for (const [key, group] of Map.groupBy(rows, ({ columns }) => Object.keys(columns).sort().join())) {
		const names = key ? key.split(',') : [];
		const set = names.map((name) => sql`, ${sql.ref(name)} = r.${sql.raw(name)}`);
		await sql`UPDATE residents.person p SET version = p.version + 1, changed_at = ${now} ${sql.join(set, sql``)}
			FROM json_to_recordset(${JSON.stringify(group.map(({ id, columns }) => ({ ...columns, id })))}) AS r(id uuid ${names.length ? sql`, ${typed(names)}` : sql``})
			WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = r.id`.execute(db);
	}
}
