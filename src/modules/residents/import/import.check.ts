/** Checks a received sheet against the register, line by line, in a job that can be left alone. Writes nothing but the import itself. */
import { sql } from 'kysely';
import { land, type Land } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx, type WriteTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { maskName } from '#platform/text/index.ts';
import { idHash, nameKey, phoneHash } from '../person/values.ts';
import { zoneOf } from '#platform/tenant.ts';
import { isConsent } from './fields.ts';
import { todayOf } from '#platform/today.ts';
import { sayConsents } from './import.consents.ts';
import { sayDropped } from './import.dropped.ts';
import { openFile, readSheets, sealRow } from './import.file.ts';
import { mayImportInto } from './import.policy.ts';
import type { Decision } from './import.schemas.ts';
import { readImport, setState, type Choices, type Counts, type SealedRow } from './import.store.ts';
import { matchPerson, repeatsInFile, type KnownPerson, type MatchKeys } from './match.ts';
import { normaliseTable, type NormalRow } from './normalise.ts';
import { problem, type Problem, type ProblemCode } from './problems.ts';

/** Lines written before the progress is told. */
const BATCH = 500;

/** A person of the register, as far as a line is compared with them. */
export interface Known extends KnownPerson {
	communityId: string | null;
	died: boolean;
}

export interface CheckedRow {
	sheet: string;
	normal: NormalRow;
	keys: MatchKeys;
	problems: Problem[];
	match: 'new' | 'same' | 'likely' | 'ambiguous' | 'in_file';
	sealed: SealedRow;
	decision: Decision | null;
	decidedFor: string | null;
}

/** A home by its door, the same for the register and for a sheet. */
export const doorKey = (buildingId: string, unit: number, door: string): string => `${buildingId}/${unit}/${door}`;

/** What a line is compared by. */
export function keysOf({ values }: Pick<NormalRow, 'values'>): MatchKeys {
	const { birth, place } = values;
	return {
		name: nameKey(values.name),
		id: values.idNumber ? idHash(values.idNumber) : null,
		birth: birth ? birth.date.slice(0, { day: 10, month: 7, year: 4 }[birth.known]) : null,
		dwelling: place?.sure ? doorKey(place.buildingId!, place.doors[0]!.unit, place.doors[0]!.door) : null,
		phones: (values.phones ?? []).map(phoneHash)
	};
}

/** The job: reads the file as it was chosen, compares every line, keeps what came of it. A newer choice stops it. */
export async function runCheck(ctx: Ctx, payload: { importId: string; version: number; scope: 'all' | string[] }): Promise<void> {
	const { importId, version, scope } = payload;
	const all = await land(ctx);
	const { record, bytes, today } = await readTx<'residents', { record: Awaited<ReturnType<typeof readImport>>; bytes: Buffer; today: string }>(ctx, async (tx) => ({ record: await readImport(tx, importId), bytes: await openFile(tx, importId), today: await todayOf(tx) }));
	if (record.state !== 'checking' || record.version !== version || !record.choices) return;
	try {
		const lines = await linesOf(bytes, record.choices, all, today);
		const known = await knownPeople(ctx, lines);
		const rows = checkRows(lines, known, { scope, communityId: record.communityId, accepted: record.choices.accepted });
		await sayJoins(ctx, rows);
		const given = await sayConsents(ctx, rows, record.choices.statedOn, await zoneOf(ctx));
		await sayDropped(ctx, rows, record.choices.columns, given);
		if (!(await begin(ctx, importId, version, rows.length))) return;
		for (let at = 0; at < rows.length; at += BATCH) if (!(await writeRows(ctx, importId, version, rows.slice(at, at + BATCH), at, record.choices.accepted))) return;
		await writeTx<'residents', void>(ctx, async (tx) => {
			const still = await stillOurs(tx, importId, version, rows.length);
			if (still) await setState(tx, importId, { state: 'checked', counts: await countRows(tx, importId), errorCode: null });
		});
	} catch (error) {
		const code = error instanceof AppError ? error.code : 'platform.unexpected';
		await writeTx<'residents', void>(ctx, (tx) => setState(tx, importId, { state: 'failed', errorCode: code }));
		if (!(error instanceof AppError)) throw error;
	}
}

export interface Line {
	sheet: string;
	normal: NormalRow;
}

/** The people of the chosen tables, in the order of the file. */
export async function linesOf(bytes: Buffer, choices: Pick<Choices, 'tables' | 'columns'>, all: Land, today: string): Promise<Line[]> {
	const file = await readSheets(bytes);
	return choices.tables.flatMap(([sheetAt, tableAt]) => {
		const sheet = file.sheets[sheetAt];
		const table = sheet?.tables[tableAt];
		if (!sheet || !table) return [];
		return normaliseTable(table, sheet.rows, choices.columns, { today, date1904: file.date1904, land: all }).map((normal) => ({
			sheet: sheet.name,
			normal: { ...normal, household: normal.household === null ? null : `${sheetAt}.${tableAt}.${normal.household}` }
		}));
	});
}

/** Everybody of the register who has the name or the number of somebody in the file. */
export async function knownPeople(ctx: Ctx, lines: readonly Line[]): Promise<Known[]> {
	const names = [...new Set(lines.map(({ normal }) => nameKey(normal.values.name)).filter(Boolean))];
	const ids = [...new Set(lines.flatMap(({ normal }) => (normal.values.idNumber ? [idHash(normal.values.idNumber)] : [])))];
	const found = new Map<string, Known>();
	await readTx<'residents', void>(ctx, async ({ db }) => {
		const select = (column: 'name_key' | 'id_hash', wanted: readonly string[]) =>
			db
				.selectFrom('residents.person as p')
				.leftJoin('residents.dwelling as d', (join) => join.onRef('d.subdistrict_id', '=', 'p.subdistrict_id').onRef('d.id', '=', 'p.dwelling_id'))
				.select(['p.id', 'p.name_key', 'p.id_hash', 'p.phone_hash', 'p.birth_date', 'p.birth_known', 'p.community_id', 'p.died_on', 'd.building_id', 'd.unit', 'd.door'])
				.where('p.subdistrict_id', '=', ctx.subdistrictId)
				.where('p.merged_into', 'is', null)
				.where('p.erased_at', 'is', null)
				.where(sql.ref(`p.${column}`), '=', sql<string>`any(${wanted}::text[])`)
				.execute();
		for (const [column, all] of [['id_hash', ids], ['name_key', names]] as const)
			for (let at = 0; at < all.length; at += 5_000)
				for (const row of await select(column, all.slice(at, at + 5_000)))
					found.set(row.id, {
						personId: row.id,
						name: row.name_key,
						id: row.id_hash,
						birth: row.birth_date ? row.birth_date.slice(0, row.birth_known === 'day' ? 10 : row.birth_known === 'month' ? 7 : 4) : null,
						dwelling: row.building_id ? doorKey(row.building_id, row.unit!, row.door!) : null,
						phones: row.phone_hash ? [row.phone_hash] : [],
						communityId: row.community_id,
						died: row.died_on !== null
					});
	});
	return [...found.values()];
}

/** Every line with whom it may be, what is wrong with it, and what will happen to it unless somebody decides otherwise. */
export function checkRows(lines: readonly Line[], known: readonly Known[], { scope, communityId, accepted }: { scope: 'all' | readonly string[]; communityId: string | null; accepted: readonly ProblemCode[] }): CheckedRow[] {
	const byName = Map.groupBy(known, ({ name }) => name);
	const byId = new Map(known.flatMap((person) => (person.id ? [[person.id, person] as const] : [])));
	const byPerson = new Map(known.map((person) => [person.personId, person]));
	const keys = lines.map(({ normal }) => keysOf(normal));
	const repeats = repeatsInFile(keys);
	return lines.map(({ sheet, normal }, i): CheckedRow => {
		const mine = keys[i]!;
		const problems = [...normal.problems];
		const say = (code: ProblemCode, field: Problem['field'], params?: Problem['params']) => problems.push(problem(code, field, `A${normal.row}`, params));
		const sameNumber = mine.id ? byId.get(mine.id) : undefined;
		const { match: found, candidates } = matchPerson(mine, new Set([...(mine.name ? (byName.get(mine.name) ?? []) : []), ...(sameNumber ? [sameNumber] : [])]));
		// Whoever is kept by another community is found by the whole number or the telephone only, and said to be there, no more.
		const own = candidates.filter(({ personId }) => mayImportInto(scope, byPerson.get(personId)!.communityId));
		const away = candidates.some(({ personId, reasons }) => !mayImportInto(scope, byPerson.get(personId)!.communityId) && reasons.some((reason) => reason === 'id' || reason === 'idOtherName' || reason === 'phone'));
		const repeat = repeats[i];
		if (repeat && !repeat.sameName) say('twiceInFile', 'idNumber', { row: lines[repeat.of]!.normal.row });
		if (away && own.length === 0) say('elsewhere', 'name');
		const match = own.length === candidates.length ? found : own.length === 0 ? 'new' : own.length === 1 ? 'likely' : 'ambiguous';
		const first = match === 'new' ? null : byPerson.get(own[0]!.personId)!;
		if (first?.died) say('hasDied', 'name');
		else if (first && match === 'same' && first.dwelling && mine.dwelling && first.dwelling !== mine.dwelling) say('livesElsewhere', 'address');
		if (!first && !mayImportInto(scope, normal.values.place?.communityId ?? communityId)) say('otherCommunity', 'address');
		const wrong = problems.some(({ level, code }) => level === 'error' && !accepted.includes(code));
		const inFile = repeat?.sameName === true && (match === 'new' || match === 'same');
		return {
			sheet,
			normal,
			keys: mine,
			problems,
			match: inFile ? 'in_file' : match,
			sealed: { part: normal.part, household: normal.household, values: normal.values, other: normal.other, candidates: own, repeats: inFile ? repeat.of + 1 : null },
			decision: wrong ? null : match === 'same' || inFile ? 'update' : match === 'new' ? 'create' : null,
			decidedFor: match === 'same' ? own[0]!.personId : null
		};
	});
}

/** Says of lines that name nobody's household that a household lives behind the door already: who they are shall be seen before it is written. */
async function sayJoins(ctx: Ctx, rows: readonly CheckedRow[]): Promise<void> {
	const alone = rows.filter(({ normal, keys, match }) => normal.household === null && normal.values.householdNumber === undefined && keys.dwelling !== null && match !== 'same' && match !== 'in_file');
	const buildings = [...new Set(alone.map(({ normal }) => normal.values.place!.buildingId!))];
	if (buildings.length === 0) return;
	const lived = await readTx<'residents', Set<string>>(ctx, async ({ db }) => {
		const { rows } = await sql<{ building_id: string; unit: number; door: string }>`SELECT d.building_id, d.unit, d.door FROM residents.dwelling d JOIN residents.household h ON h.subdistrict_id = d.subdistrict_id AND h.dwelling_id = d.id AND h.closed_on IS NULL
			WHERE d.subdistrict_id = ${ctx.subdistrictId} AND d.building_id = any(${buildings}::uuid[]) GROUP BY d.id, d.building_id, d.unit, d.door HAVING count(*) = 1`.execute(db);
		return new Set(rows.map(({ building_id, unit, door }) => doorKey(building_id, unit, door)));
	});
	for (const { normal, keys, problems } of alone) if (lived.has(keys.dwelling!)) problems.push(problem('joinsHousehold', 'address', `A${normal.row}`));
}

/** How bad a line is, once errors that were waved through count as warnings. */
export const worstOf = (problems: readonly Problem[], accepted: readonly ProblemCode[]): 'ok' | 'warning' | 'error' =>
	problems.some(({ level, code }) => level === 'error' && !accepted.includes(code)) ? 'error' : problems.some(({ level }) => level !== 'note') ? 'warning' : 'ok';

async function begin(ctx: Ctx, importId: string, version: number, rows: number): Promise<boolean> {
	return writeTx<'residents', boolean>(ctx, async (tx) => {
		if (!(await stillOurs(tx, importId, version, 0))) return false;
		await tx.db.updateTable('residents.import').set({ row_count: rows }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', importId).execute();
		await tx.db.deleteFrom('residents.import_row').where('subdistrict_id', '=', ctx.subdistrictId).where('import_id', '=', importId).execute();
		return true;
	});
}

/** Tells how far it is; false when somebody chose otherwise meanwhile. */
async function stillOurs({ db, ctx }: WriteTx<'residents'>, importId: string, version: number, done: number): Promise<boolean> {
	const { numUpdatedRows } = await db.updateTable('residents.import').set({ done_count: done }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', importId).where('state', '=', 'checking').where('version', '=', version).executeTakeFirst();
	return numUpdatedRows === 1n;
}

async function writeRows(ctx: Ctx, importId: string, version: number, rows: readonly CheckedRow[], from: number, accepted: readonly ProblemCode[]): Promise<boolean> {
	return writeTx<'residents', boolean>(ctx, async (tx) => {
		if (!(await stillOurs(tx, importId, version, from + rows.length))) return false;
		await tx.db
			.insertInto('residents.import_row')
			.values(
				rows.map((row, i) => ({
					subdistrict_id: ctx.subdistrictId,
					import_id: importId,
					row_no: from + i + 1,
					sheet: row.sheet,
					sheet_row: row.normal.row,
					values_sealed: sealRow(row.sealed),
					label_masked: maskName(row.normal.values.name),
					problems: JSON.stringify(row.problems),
					worst: worstOf(row.problems, accepted),
					match: row.match,
					candidates: row.sealed.candidates.map(({ personId }) => personId),
					decision: row.decision,
					decided_for: row.decidedFor
				}))
			)
			.execute();
		return true;
	});
}

/** Lines by what is shown of them. */
export async function countRows({ db, ctx }: Pick<WriteTx<'residents'>, 'db' | 'ctx'>, importId: string): Promise<Counts> {
	const { rows } = await sql<Counts>`SELECT count(*)::int AS "all", count(*) FILTER (WHERE worst = 'error')::int AS errors, count(*) FILTER (WHERE worst <> 'error' AND decision IS NULL)::int AS undecided,
		count(*) FILTER (WHERE worst = 'warning')::int AS warnings, count(*) FILTER (WHERE match = 'same')::int AS same, count(*) FILTER (WHERE match = 'new' AND worst <> 'error')::int AS new, count(*) FILTER (WHERE match = 'in_file')::int AS repeats
		FROM residents.import_row WHERE subdistrict_id = ${ctx.subdistrictId} AND import_id = ${importId}`.execute(db);
	return rows[0]!;
}

/** Remembers how the columns of these forms were chosen, for the next file of each. */
export async function rememberForms({ db, ctx }: WriteTx<'residents'>, forms: readonly { fingerprint: string; name: string; keys: readonly string[] }[], columns: Choices['columns']): Promise<string | null> {
	let first: string | null = null;
	for (const { fingerprint, name, keys } of forms) {
		// What a column of signatures agrees to is said anew for each paper.
		const kept = (field: Choices['columns'][string] | undefined) => (field && !isConsent(field) ? field : null);
		const mapping = JSON.stringify(Object.fromEntries(keys.map((key) => [key, kept(columns[key])])));
		const now = ctx.clock.now();
		const by = isId(ctx.actor.id) ? ctx.actor.id : null;
		const row = await db
			.insertInto('residents.import_form')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), fingerprint, name: name.slice(0, 120), mapping, uses: 1, changed_at: now, changed_by: by })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'fingerprint']).doUpdateSet({ mapping, uses: sql`import_form.uses + 1`, changed_at: now, changed_by: by }))
			.returning('id')
			.executeTakeFirstOrThrow();
		first ??= row.id;
	}
	return first;
}
