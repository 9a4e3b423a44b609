/** Reads imports: the list of them, the choices of one, its lines beside the people they may be. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { Ctx } from '#platform/context.ts';
import { forModule } from '#platform/usecase.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { asText } from '#platform/sheets/index.ts';
import { CARD_COLUMNS, cardOf, people, type CardRow, type PersonCard } from '../person/card.ts';
import { idHash, phoneHash } from '../person/values.ts';
import { permissions } from '../residents.permissions.ts';
import { levelOf } from '../residents.policy.ts';
import { todayOf } from '#platform/today.ts';
import { mappingOf, proposeColumns, type ColumnProposal, type Mapping } from './columns.ts';
import { countRows } from './import.check.ts';
import type { ConsentField, Field } from './fields.ts';
import { consentPurposes } from './import.consents.ts';
import { isOfPeople } from './head-words.ts';
import { droppedColumns, droppedFields, type DroppedColumn, type Dropping } from './import.dropped.ts';
import { openFile, openRow, readSheets } from './import.file.ts';
import { demandOwn, demandSeen, importScope } from './import.policy.ts';
import { ImportId, RowsInput, type Decision, type RowFilter } from './import.schemas.ts';
import { IMPORT_COLUMNS, readImport, type Counts, type ImportRecord, type SealedRow } from './import.store.ts';
import type { MatchReason } from './match.ts';
import type { RowValues } from './normalise.ts';
import { ACCEPTABLE, type Problem, type ProblemCode } from './problems.ts';
import { saidOf, type SaidValue } from './said.ts';
import { parseLooseDate } from './values/date.ts';

const { query } = forModule<'residents'>();

export interface ImportLine extends Omit<ImportRecord, 'sheets' | 'choices'> {
	/** the caller's own: its lines may be opened */
	own: boolean;
}

/** Imports of the caller and of their communities, the newest first. */
export const listImports = query({
	name: 'residents.listImports',
	access: permissions.import,
	input: v.object({ cursor: cursorInput, limit: limitInput(100) }),
	run: async ({ db, ctx }, { cursor, limit }): Promise<Page<ImportLine>> => {
		const scope = importScope(ctx.actor);
		const after = readCursor(cursor);
		const rows = await db
			.selectFrom('residents.import')
			.select(IMPORT_COLUMNS)
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('state', '!=', 'dropped')
			.$if(scope !== 'all', (q) => q.where((eb) => eb.or([eb('created_by', '=', ctx.actor.id), eb('community_id', '=', sql<string>`any(${scope === 'all' ? [] : scope}::uuid[])`)])))
			.$if(after !== null, (q) => q.where(sql<boolean>`(created_at, id) < (${after!.at}, ${after!.id})`))
			.orderBy('created_at', 'desc')
			.orderBy('id', 'desc')
			.limit(limit + 1)
			.execute();
		const lines = (rows as unknown as ImportRecord[]).map(({ sheets: _, choices: __, ...row }): ImportLine => ({ ...row, own: row.createdBy !== null && row.createdBy === ctx.actor.id }));
		return pageOf(lines, limit, ({ createdAt }) => createdAt);
	}
});

/** One import with its counts; not its lines. */
export const importById = query({
	name: 'residents.importById',
	access: permissions.import,
	input: ImportId,
	run: async (tx, { id }): Promise<ImportRecord & { own: boolean }> => {
		const record = await readImport(tx, id);
		demandSeen(tx.ctx.actor, record);
		const open = record.state === 'checked';
		return { ...record, counts: open ? await countRows(tx, id) : record.counts, own: record.createdBy !== null && record.createdBy === tx.ctx.actor.id };
	}
});

const fileOf = query({
	name: 'residents.importFile',
	access: permissions.import,
	input: ImportId,
	run: async (tx, { id }) => {
		const record = await readImport(tx, id);
		demandOwn(tx.ctx.actor, record);
		const prints = [...new Set(record.sheets.flatMap(({ tables }) => tables.map(({ fingerprint }) => fingerprint)))];
		const forms = prints.length
			? await tx.db.selectFrom('residents.import_form').select(['fingerprint', 'name', 'mapping', 'uses', 'changed_at as changedAt']).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('fingerprint', 'in', prints).execute()
			: [];
		return { record, bytes: await openFile(tx, id), forms, today: await todayOf(tx), dropped: await droppedFields(tx), consents: await consentPurposes(tx) };
	}
});

/** A purpose in the caller's language. */
export interface ConsentChoice {
	field: ConsentField;
	name: string;
}

/** What is chosen, or proposed to be chosen, of a file. */
export interface ImportChoices {
	record: ImportRecord;
	tables: [sheet: number, table: number][];
	columns: ColumnProposal[];
	mapping: Mapping;
	/** the form was seen before: how often, under which name */
	remembered: { name: string; uses: number } | null;
	statedOn: string;
	/** fields whose values may not be taken, or only of some */
	dropped: Partial<Record<Field, Dropping>>;
	/** purposes that a column can be a consent to */
	consents: ConsentChoice[];
	/** the first rows of the first chosen table, as they stand */
	preview: { row: number; cells: string[] }[];
}

/**
 * The tables and columns of a file with what is proposed for each. Read outside of the transaction: a large file takes a
 * second.
 * @param tables those that the person chose; by default the largest, all others of its form and all that are lists of people
 */
export async function importChoices(ctx: Ctx, input: { id: string; tables?: [number, number][] }): Promise<ImportChoices> {
	const { record, bytes, forms, today, dropped, consents } = await fileOf(ctx, { id: input.id });
	const file = await readSheets(bytes);
	const at = ([sheet, table]: [number, number]) => file.sheets[sheet]?.tables[table];
	const chosen = (input.tables ?? record.choices?.tables ?? usualTables(record)).filter((place) => at(place) !== undefined);
	const hints = { today, date1904: file.date1904 };
	const byKey = new Map<string, ColumnProposal>();
	let remembered: ImportChoices['remembered'] = null;
	for (const [sheet, table] of chosen) {
		const found = file.sheets[sheet]!.tables[table]!;
		const form = forms.find(({ fingerprint }) => fingerprint === found.fingerprint);
		if (form) remembered ??= { name: form.name, uses: form.uses };
		const known = record.choices ? record.choices.columns : ((form?.mapping ?? null) as Mapping | null);
		for (const proposal of proposeColumns(found, file.sheets[sheet]!.rows, hints, known)) if (!byKey.has(proposal.key)) byKey.set(proposal.key, proposal);
	}
	const columns = [...byKey.values()];
	const [first] = chosen;
	const table = first ? at(first) : undefined;
	return {
		record,
		tables: chosen,
		columns,
		mapping: mappingOf(columns),
		dropped,
		consents: consents.map(({ field, name, nameEn }) => ({ field, name: (ctx.locale === 'en' && nameEn) || name })),
		remembered: record.choices ? null : remembered,
		statedOn: record.choices?.statedOn ?? (table ? statedOn(file.sheets[first![0]]!.rows.slice(0, table.headRows[0] - 1), today) : today),
		preview: table ? table.rows.slice(0, 5).map(({ row }) => ({ row, cells: table.columns.map(({ at: [index] }) => asText(file.sheets[first![0]]!.rows[row - 1]![index!] ?? null).slice(0, 30)) })) : []
	};
}

/**
 * The largest table of what is not hidden, those of the same form (a file with a sheet for each building is one list), and every other
 * that is a list of people by its heads: a workbook with a sheet for the old and one for the disabled is taken whole.
 */
export function usualTables(record: Pick<ImportRecord, 'sheets'>): [number, number][] {
	const all = record.sheets.flatMap(({ hidden, tables }, sheet) => tables.map((table, i) => ({ at: [sheet, i] as [number, number], hidden, ...table })));
	const largest = all.filter(({ hidden }) => !hidden).sort((a, b) => b.rows - a.rows)[0] ?? all[0];
	return largest ? all.filter(({ hidden, fingerprint, rows, heads }) => (fingerprint === largest.fingerprint || isOfPeople(heads)) && rows > 0 && (!hidden || largest.hidden)).map(({ at }) => at) : [];
}

/** The day that stands above the head (填报日期：2026年3月1日), else today. */
function statedOn(above: readonly (readonly unknown[])[], today: string): string {
	for (const text of above.flat()) {
		const found = typeof text === 'string' ? /\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?/.exec(text) : null;
		const day = found ? parseLooseDate(found[0], { today, date1904: false }) : null;
		if (day?.known === 'day' && day.date <= today) return day.date;
	}
	return today;
}

/** A person whom a line may be, beside it. */
export interface CandidateView {
	card: PersonCard;
	score: number;
	reasons: MatchReason[];
	/** `agrees` null: one of the two does not say it */
	fields: { field: 'sex' | 'birth' | 'idNumber' | 'phone' | 'address'; theirs: string; agrees: boolean | null }[];
}

export interface RowView {
	rowNo: number;
	sheet: string;
	sheetRow: number;
	/** −1: the head, who has no row of their own */
	part: number;
	values: RowValues;
	/** the same in words */
	said: SaidValue[];
	other: SealedRow['other'];
	problems: Problem[];
	worst: 'ok' | 'warning' | 'error';
	match: 'unknown' | 'new' | 'same' | 'likely' | 'ambiguous' | 'in_file';
	repeats: number | null;
	candidates: CandidateView[];
	decision: Decision | null;
	decidedFor: string | null;
	personId: string | null;
	effect: 'created' | 'updated' | 'unchanged' | 'skipped' | null;
}

const WHERE: Record<RowFilter, ReturnType<typeof sql<boolean>>> = {
	errors: sql<boolean>`worst = 'error'`,
	undecided: sql<boolean>`worst <> 'error' AND (decision IS NULL OR match IN ('likely', 'ambiguous'))`,
	warnings: sql<boolean>`worst = 'warning'`,
	same: sql<boolean>`match = 'same'`,
	new: sql<boolean>`match = 'new' AND worst <> 'error'`,
	repeats: sql<boolean>`match = 'in_file'`,
	all: sql<boolean>`true`
};

/** Lines of one's own import, in the order of the file; `acceptable`: errors among them that can be waved through. */
export const importRows = query({
	name: 'residents.importRows',
	access: permissions.import,
	input: RowsInput,
	run: async (tx, { id, show, after, limit }): Promise<{ items: RowView[]; next: number | null; counts: Counts; acceptable: ProblemCode[]; /** by column, what will not be taken */ dropped: DroppedColumn[]; consents: ConsentChoice[] }> => {
		const { db, ctx } = tx;
		demandOwn(ctx.actor, await readImport(tx, id));
		const rows = await db
			.selectFrom('residents.import_row')
			.select(['row_no as rowNo', 'sheet', 'sheet_row as sheetRow', 'values_sealed as sealed', 'problems', 'worst', 'match', 'decision', 'decided_for as decidedFor', 'person_id as personId', 'effect'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('import_id', '=', id)
			.where('row_no', '>', after)
			.where(WHERE[show])
			.orderBy('row_no')
			.limit(limit + 1)
			.execute();
		const shown = rows.slice(0, limit).map((row) => ({ row, sealed: openRow<SealedRow>(row.sealed) }));
		const known = await candidatesOf(tx, shown.flatMap(({ sealed }) => sealed.candidates.map(({ personId }) => personId)));
		const items = shown.map(({ row, sealed }): RowView => ({
			rowNo: row.rowNo,
			sheet: row.sheet,
			sheetRow: row.sheetRow,
			part: sealed.part,
			values: sealed.values,
			said: saidOf(sealed.values, ctx.locale),
			other: sealed.other,
			problems: row.problems as unknown as Problem[],
			worst: row.worst as RowView['worst'],
			match: row.match as RowView['match'],
			repeats: sealed.repeats,
			candidates: sealed.candidates.flatMap(({ personId, score, reasons }) => {
				const person = known.get(personId);
				return person ? [{ card: person.card, score, reasons, fields: besides(sealed.values, person) }] : [];
			}),
			decision: row.decision as Decision | null,
			decidedFor: row.decidedFor,
			personId: row.personId,
			effect: row.effect as RowView['effect']
		}));
		const { rows: codes } = await sql<{ code: ProblemCode }>`SELECT DISTINCT p->>'code' AS code FROM residents.import_row r, jsonb_array_elements(r.problems) p
			WHERE r.subdistrict_id = ${ctx.subdistrictId} AND r.import_id = ${id} AND r.worst = 'error' AND p->>'code' = ANY(${ACCEPTABLE as string[]}::text[]) ORDER BY 1`.execute(db);
		return { items, next: rows.length > limit ? items.at(-1)!.rowNo : null, counts: await countRows(tx, id), acceptable: codes.map(({ code }) => code), dropped: await droppedColumns(tx, id), consents: (await consentPurposes(tx)).map(({ field, name, nameEn }) => ({ field, name: (ctx.locale === 'en' && nameEn) || name })) };
	}
});

interface KnownCandidate {
	card: PersonCard;
	sex: string;
	birth: string | null;
	idHash: string | null;
	idMasked: string | null;
	phoneHash: string | null;
	phoneMasked: string | null;
	buildingId: string | null;
	unit: number | null;
	door: string | null;
}

async function candidatesOf(tx: Parameters<typeof people>[0], ids: readonly string[]): Promise<Map<string, KnownCandidate>> {
	if (ids.length === 0) return new Map();
	const today = await todayOf(tx);
	const rows = await people(tx)
		.select([...CARD_COLUMNS, 'p.birth_known as birthKnown', 'p.id_hash as idHash', 'p.id_masked as idMasked', 'p.phone_hash as phoneHash', 'd.building_id as buildingId', 'd.unit', 'd.door'])
		.where('p.id', '=', sql<string>`any(${[...new Set(ids)]}::uuid[])`)
		.execute();
	return new Map(
		rows.map((row) => {
			const card = cardOf(tx.ctx.actor, row as CardRow, today);
			const birth = row.birthDate ? row.birthDate.slice(0, row.birthKnown === 'day' ? 10 : row.birthKnown === 'month' ? 7 : 4) : null;
			const seesBirth = levelOf(card.seeing, 'birth') === 'full';
			return [row.id, { card, sex: row.sex, birth: seesBirth ? birth : null, idHash: row.idHash, idMasked: row.idMasked, phoneHash: row.phoneHash, phoneMasked: row.phoneMasked, buildingId: row.buildingId, unit: row.unit, door: row.door }];
		})
	);
}

/** What a line says beside what the register says, as far as the caller may see it. */
function besides(values: RowValues, person: KnownCandidate): CandidateView['fields'] {
	const agree = <T>(mine: T | null | undefined, theirs: T | null | undefined): boolean | null => (mine == null || theirs == null ? null : mine === theirs);
	const { birth, place } = values;
	const length = Math.min(birth ? { day: 10, month: 7, year: 4 }[birth.known] : 10, person.birth?.length ?? 10);
	const door = place?.sure ? `${place.buildingId}/${place.doors[0]!.unit}/${place.doors[0]!.door}` : null;
	return [
		{ field: 'sex', theirs: person.sex, agrees: person.sex === '0' || person.sex === '9' ? null : agree(values.sex, person.sex as RowValues['sex']) },
		{ field: 'birth', theirs: person.birth ?? '', agrees: agree(birth?.date.slice(0, length), person.birth?.slice(0, length)) },
		{ field: 'idNumber', theirs: person.idMasked ?? '', agrees: agree(values.idNumber ? idHash(values.idNumber) : null, person.idHash) },
		{ field: 'phone', theirs: person.phoneMasked ?? '', agrees: values.phones && person.phoneHash ? values.phones.map(phoneHash).includes(person.phoneHash) : null },
		{ field: 'address', theirs: person.card.address, agrees: agree(door, person.buildingId ? `${person.buildingId}/${person.unit}/${person.door}` : null) }
	];
}

/** The form under which the sheets of an import are remembered, for the line "known from last time". */
export const importForms = query({
	name: 'residents.importForms',
	access: permissions.import,
	input: v.object({}),
	run: async ({ db, ctx }) => db.selectFrom('residents.import_form').select(['id', 'name', 'uses', 'changed_at as changedAt']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('changed_at', 'desc').limit(100).execute()
});

