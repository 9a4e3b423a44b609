/** What a person does with a superior's form: brings it, says what goes where, has it filled. */
import { buffer } from 'node:stream/consumers';
import { sql } from 'kysely';
import { land, type Land } from '#modules/areas/index.ts';
import { formatDay } from '#platform/dates/index.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { openFile, saveDocument } from '#platform/files/index.ts';
import { isId, newId } from '#platform/ids.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { changesSince, fillTemplate, placedCells, readTemplate, type FillChange, type FillResult, type FillValue, type SheetFill } from '#platform/sheets/index.ts';
import { figureOf } from '#platform/measure.ts';
import { forModule } from '#platform/usecase.ts';
import { reachOf } from '../groups/groups.queries.ts';
import type { Sensitivity } from '../groups/group-types.data.ts';
import { fieldGroupOf } from '../groups/groups.queries.ts';
import { readGrounds, withheldAmong } from '../privacy/grounds.ts';
import { takenBeside, writeLooks } from '../privacy/looks.ts';
import { isGroupWithheld } from '../residents.policy.ts';
import { permissions } from '../residents.permissions.ts';
import { todayOf } from '#platform/today.ts';
import { AddFormInput, FillFormInput, FormId, MapFormInput } from './form.schemas.ts';
import { groupNamed } from './named.ts';
import { countHouseholds, countPeople, readLines, type FormLine, type Reach } from './form.values.ts';
import { outlineTemplate, type OutlineSheet } from './outline.ts';
import { groupsOf, type CellMapping, type CellSource, type FormMapping, type ListMapping } from './sources.ts';

const { useCase, query } = forModule<'residents'>();
const PURPOSE = 'form';
const subject = (input: { id: string }) => ({ subjectType: 'form', subjectId: input.id });

export interface FormRecord {
	id: string;
	name: string;
	issuer: string;
	fileKey: string;
	fileName: string;
	sheets: OutlineSheet[];
	mapping: FormMapping;
	archivedAt: Date | null;
	createdAt: Date;
	changedAt: Date;
	version: number;
}

export const FORM_COLUMNS = ['id', 'name', 'issuer', 'file_key as fileKey', 'file_name as fileName', 'sheets', 'mapping', 'archived_at as archivedAt', 'created_at as createdAt', 'changed_at as changedAt', 'version'] as const;

export async function readForm({ db, ctx }: ReadTx<'residents'>, id: string): Promise<FormRecord> {
	const row = await db.selectFrom('residents.report_form').select(FORM_COLUMNS).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row) throw notFound('form');
	return row as unknown as FormRecord;
}

/** What is proposed for a form before a person has looked: everything that its words say. */
export function proposedMapping(sheets: readonly OutlineSheet[]): FormMapping {
	const shown = sheets.filter(({ hidden }) => !hidden);
	return {
		lists: shown.flatMap(({ sheet, lists }) =>
			lists.map(({ title, firstRow, lastRow, columns }): ListMapping => {
				const filled = columns.flatMap(({ letter, source, formula }) => (source && !formula ? [{ letter, source }] : []));
				const households = filled.some(({ source }) => source === 'headIdNumber' || source === 'members') || (filled.some(({ source }) => source === 'headName') && !filled.some(({ source }) => source === 'name'));
				return { sheet, firstRow, lastRow, of: households ? 'households' : 'people', group: groupNamed(title), columns: filled };
			})
		),
		cells: shown.flatMap(({ sheet, cells }) => cells.flatMap(({ reference, prefix, source }): CellMapping[] => (source ? [{ sheet, reference, source, prefix }] : [])))
	};
}

/**
 * Takes a superior's template in. Its lists and questions are found by their words; nothing is filled yet.
 * @throws AppError `sheets.*`, `files.*` for a file that is no workbook, has macros or a password
 */
export const addForm = useCase({
	name: 'residents.addForm',
	access: permissions.export,
	input: AddFormInput,
	prepare: async (ctx, { bytes }) => {
		const sheets = outlineTemplate(await readTemplate(Buffer.from(bytes)));
		const { key } = await saveDocument(ctx.subdistrictId, Buffer.from(bytes));
		return { sheets, key };
	},
	run: async ({ db, ctx }, { name, issuer, fileName }, { sheets, key }) => {
		const id = newId();
		const now = ctx.clock.now();
		const title = sheets.flatMap(({ lists }) => lists.map((list) => list.title)).find(Boolean);
		await db
			.insertInto('residents.report_form')
			.values({ subdistrict_id: ctx.subdistrictId, id, name: name || title || fileName.replace(/\.xlsx$/i, ''), issuer, file_key: key, file_name: fileName, sheets: JSON.stringify(sheets), mapping: JSON.stringify(proposedMapping(sheets)), created_at: now, created_by: isId(ctx.actor.id) ? ctx.actor.id : null, changed_at: now })
			.execute();
		return { id };
	},
	subject: (_input, { id }) => ({ subjectType: 'form', subjectId: id })
});

/** Says what goes where. @throws residents.recordMoved (409) when somebody else did meanwhile */
export const mapForm = useCase({
	name: 'residents.mapForm',
	access: permissions.export,
	input: MapFormInput,
	run: async ({ db, ctx }, { id, version, name, issuer, mapping }) => {
		const { numUpdatedRows } = await db
			.updateTable('residents.report_form')
			.set((eb) => ({ name, issuer, mapping: JSON.stringify(mapping), changed_at: ctx.clock.now(), version: eb('version', '+', 1) }))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('id', '=', id)
			.where('version', '=', version)
			.executeTakeFirst();
		if (!numUpdatedRows) throw conflict('residents.recordMoved');
	},
	subject
});

/** Takes a form off the list, or puts it back; what was filled stays. */
export const archiveForm = useCase({
	name: 'residents.archiveForm',
	access: permissions.export,
	input: FormId,
	run: async (tx, { id }) => {
		const { archivedAt } = await readForm(tx, id);
		await tx.db.updateTable('residents.report_form').set({ archived_at: archivedAt ? null : tx.ctx.clock.now() }).where('subdistrict_id', '=', tx.ctx.subdistrictId).where('id', '=', id).execute();
	},
	subject
});

/**
 * Fills a form for a period and an area: reads every line and number out of the register, compares with the last time,
 * and writes down of each person that their data went into a form, and why. The file itself is made when it is fetched.
 * @throws platform.forbidden for an area that is not the caller's; residents.nothingMapped (409); residents.reasonMissing (422)
 */
export const fillForm = useCase({
	name: 'residents.fillForm',
	access: permissions.export,
	input: FillFormInput,
	prepare: async (ctx, input) => {
		const form = await formOf(ctx, { id: input.id });
		if (form.mapping.lists.length === 0 && form.mapping.cells.length === 0) throw conflict('residents.nothingMapped');
		const measures = new Map<string, number | null>();
		for (const { source } of form.mapping.cells) {
			const key = source.startsWith('measure:') ? source.slice(8) : null;
			const measure = key === null ? undefined : input.measures.find((each) => each.key === key);
			if (key !== null && measure && !measures.has(key)) measures.set(key, (await figureOf(ctx, measure, { from: input.from, to: input.to }, input.communityId)).value);
		}
		return { form, measures, all: await land(ctx), template: await templateOf(form) };
	},
	run: async (tx, input, { form, measures, all, template }) => {
		const { db, ctx } = tx;
		const reach = reachOf(ctx.actor, input.communityId);
		// The whole subdistrict is whose all of it is.
		if (input.communityId === null && reach !== 'all' && reach.length !== all.communities.length) throw conflict('residents.chooseArea');
		const today = await todayOf(tx);
		const lines: FormLine[][] = [];
		for (const list of form.mapping.lists) lines.push(await readLines(tx, list, all, reach, today));
		const fills = await fillsOf(tx, form.mapping, lines, { ...input, reach, today, all, measures });
		// Filled once here, so that a form that cannot be filled says so now and not when it is fetched.
		const result = await fillTemplate(template, fills);
		const before = await lastFill(tx, form.id, input.communityId);
		const changes = before ? changesSince(placedCells(before), result.cells) : [];
		const people = new Map(lines.flat().flatMap((line) => line.people.map((person) => [person.id, person] as const)));
		const everybody = [...people.values()];
		const kinds = new Map((await db.selectFrom('residents.group_type').select(['code', 'sensitivity']).where('subdistrict_id', '=', ctx.subdistrictId).execute()).map(({ code, sensitivity }) => [code, fieldGroupOf(sensitivity as Sensitivity)]));
		const took = takenBeside(groupsOf(form.mapping, (code) => kinds.get(code) ?? null));
		const withheldOf = await withheldAmong(tx, await readGrounds(tx), [...people.keys()]);
		// What somebody has not agreed to stands in no form.
		const looked = everybody.map((person) => ({ ...person, took: took.filter((group) => !isGroupWithheld('own_staff', group, withheldOf(person.id))) }));
		for (let at = 0; at < looked.length; at += 2_000) await writeLooks(tx, looked.slice(at, at + 2_000), { what: 'form', reasonCode: input.reasonCode, reason: input.reason || form.name });
		const id = newId();
		const kept: KeptFill = { fills, changes, skipped: result.skipped, first: before === null };
		await db
			.insertInto('residents.report_fill')
			.values({
				subdistrict_id: ctx.subdistrictId,
				id,
				form_id: form.id,
				community_id: input.communityId,
				period_from: input.from,
				period_to: input.to,
				cells_sealed: seal(JSON.stringify(kept), PURPOSE),
				rows: lines.reduce((sum, list) => sum + list.length, 0),
				cells: result.cells.filter(({ value }) => value !== null).length,
				changed: changes.length,
				made_at: ctx.clock.now(),
				made_by: isId(ctx.actor.id) ? ctx.actor.id : null,
				made_by_name: ctx.actor.name
			})
			.execute();
		return { id, people: people.size };
	},
	subject: ({ id, communityId, reasonCode, reason }, result) => ({ subjectType: 'form', subjectId: id, communityId, reason: [reasonCode, reason].filter(Boolean).join(': '), detail: { fill: result.id, people: result.people } })
});

/** What is kept of a filling: enough to make the file again, and to show what changed. */
export interface KeptFill {
	fills: SheetFill[];
	changes: FillChange[];
	skipped: FillResult['skipped'];
	/** there was no filling before to compare with */
	first: boolean;
}

export const openKept = (sealed: string): KeptFill => JSON.parse(unseal(sealed, PURPOSE)) as KeptFill;

const formOf = query({ name: 'residents.formToFill', access: permissions.export, input: FormId, run: (tx, { id }) => readForm(tx, id) });

export async function templateOf({ fileKey }: Pick<FormRecord, 'fileKey'>): Promise<Buffer> {
	return buffer((await openFile(fileKey)).stream);
}

async function lastFill({ db, ctx }: WriteTx<'residents'>, formId: string, communityId: string | null): Promise<SheetFill[] | null> {
	const row = await db
		.selectFrom('residents.report_fill')
		.select('cells_sealed')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('form_id', '=', formId)
		.where('community_id', communityId === null ? 'is' : '=', communityId)
		.orderBy('made_at', 'desc')
		.orderBy('id', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row ? openKept(row.cells_sealed).fills : null;
}

interface Filling {
	from: string;
	to: string;
	communityId: string | null;
	reach: Reach;
	today: string;
	all: Land;
	measures: ReadonlyMap<string, number | null>;
}

async function fillsOf(tx: ReadTx<'residents'>, mapping: FormMapping, lines: readonly FormLine[][], filling: Filling): Promise<SheetFill[]> {
	const sheets = [...new Set([...mapping.lists, ...mapping.cells].map(({ sheet }) => sheet))];
	const fills: SheetFill[] = [];
	for (const sheet of sheets) {
		const count = mapping.lists.reduce((sum, list, i) => (list.sheet === sheet ? sum + lines[i]!.length : sum), 0);
		const cells: { reference: string; value: FillValue }[] = [];
		for (const cell of mapping.cells) if (cell.sheet === sheet) cells.push({ reference: cell.reference, value: withPrefix(cell.prefix, await cellValue(tx, cell.source, count, filling)) });
		const lists = mapping.lists.flatMap((list, i) => (list.sheet === sheet ? [{ firstRow: list.firstRow, lastRow: list.lastRow, columns: list.columns.map(({ letter }) => letter), rows: lines[i]!.map(({ key, values }) => ({ key, values })) }] : []));
		fills.push({ sheet, cells, lists });
	}
	return fills;
}

/** Behind words that stay in the cell a date is text. */
function withPrefix(prefix: string, value: FillValue): FillValue {
	if (prefix === '') return value;
	return prefix + (value === null ? '' : typeof value === 'object' ? formatDay(value.date, 'zh') : String(value));
}

async function cellValue(tx: ReadTx<'residents'>, source: CellSource, lines: number, { from, to, communityId, reach, today, all, measures }: Filling): Promise<FillValue> {
	switch (source) {
		case 'today':
			return { date: today };
		case 'periodFrom':
			return { date: from };
		case 'periodTo':
			return { date: to };
		case 'period':
			return `${formatDay(from, 'zh')}至${formatDay(to, 'zh')}`;
		case 'area':
			return communityId ? (all.communities.find(({ id }) => id === communityId)?.name ?? null) : await subdistrictName(tx);
		case 'filler':
			return tx.ctx.actor.name;
		case 'lines':
			return lines;
		case 'people':
			return countPeople(tx, null, reach, today);
		case 'households':
			return countHouseholds(tx, reach);
		default:
			return source.startsWith('group:') ? countPeople(tx, source.slice(6), reach, today) : (measures.get(source.slice(8)) ?? null);
	}
}

async function subdistrictName({ db, ctx }: ReadTx<'residents'>): Promise<string | null> {
	const { rows } = await sql<{ name: string }>`SELECT name FROM platform.subdistrict WHERE subdistrict_id = ${ctx.subdistrictId}`.execute(db);
	return rows[0]?.name ?? null;
}
