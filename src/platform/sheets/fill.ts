/**
 * Fills a superior's own template and leaves it as it is: only the values of the named cells change, in the file's own
 * XML. Not through exceljs: loading and writing again loses charts, drawn shapes, form controls, printer settings and
 * what newer versions of Excel put beside the sheet.
 */
import { openArchive, readPart, type Archive } from './archive.ts';
import { sheetError } from './errors.ts';
import { movedRow, type Growth } from './formula-shift.ts';
import { growDrawing, growReferences, growSheet, inheritedStyle, isInTheWay } from './grow.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { cellReference, columnNumber, parseReference } from './reference.ts';
import { dateToSerial, type DateKind } from './serial.ts';
import { applyEdits, escapeXml, indexSheet, walkXml, withAttribute, type Edit, type SheetXml } from './sheet-xml.ts';
import { safeText } from './write.ts';
import { readBook, readDateKinds, relationships, workbookPath } from './xlsx-book.ts';
import { replaceParts } from './zip-edit.ts';

/** What goes into a cell. A date becomes a real one where the cell is formatted as a date, else its text; null empties the cell. */
export type FillValue = string | number | { date: string } | null;

/** Lines of people, households or cases below a head. */
export interface ListFill {
	/** the lines that the form has ready, from 1; more are put in when they do not suffice */
	firstRow: number;
	lastRow: number;
	/** letters of the columns, in the order of the values */
	columns: readonly string[];
	/** `key` names the record, so that its line is found again the next time */
	rows: readonly { key: string; values: readonly FillValue[] }[];
}

export interface SheetFill {
	sheet: string;
	cells: readonly { reference: string; value: FillValue }[];
	lists: readonly ListFill[];
}

/** A cell that was filled, and for which record; `key` is '' for a single cell. */
export interface FilledCell {
	sheet: string;
	/** in the filled file, where lines may have been put in above */
	reference: string;
	/** in the template: the cell, or the list's first row and the column's letter (`5E`) */
	slot: string;
	key: string;
	value: string | number | null;
}

export interface FillResult {
	bytes: Buffer;
	cells: FilledCell[];
	/** cells that were left alone: a formula of the form's own, or covered by a merge */
	skipped: { sheet: string; reference: string; why: 'formula' | 'merged' }[];
}

/**
 * @throws AppError `sheets.*` as `readWorkbook`; `sheets.cannotGrow` (422) when lines would have to be put in through a
 * comment or a table of the form; `sheets.damaged` with
 * `params.sheet` when the file has no such sheet
 */
export async function fillTemplate(bytes: Buffer, fills: readonly SheetFill[]): Promise<FillResult> {
	const archive = await openArchive(bytes, DEFAULT_LIMITS);
	const path = await workbookPath(archive);
	const targets = await relationships(archive, path);
	const book = await readBook(archive, path);
	const styles = targets.byType('styles');
	const kinds = styles && archive.has(styles) ? await readDateKinds(archive, styles) : [];
	const pathOf = new Map(book.sheets.flatMap(({ name, id }) => (targets.byId(id)?.type === 'worksheet' ? [[name, targets.byId(id)!.path] as const] : [])));

	const parts = new Parts(archive);
	const result: Omit<FillResult, 'bytes'> = { cells: [], skipped: [] };
	let grown = false;
	for (const fill of fills) {
		const at = pathOf.get(fill.sheet);
		if (!at) throw sheetError('damaged', { sheet: fill.sheet });
		const growths = growthsOf(fill.lists);
		for (const growth of growths) {
			grown = true;
			await grow(archive, parts, { name: fill.sheet, path: at, workbook: path, others: [...pathOf.values()] }, growth);
		}
		const placed = place(fill, growths);
		const filled = fillSheet(await parts.text(at), placed, kinds, book.date1904);
		parts.set(at, filled.xml);
		for (const { row, column, slot, key, value } of placed) {
			const reference = cellReference(row, column);
			const why = filled.skipped.get(reference);
			if (why && key !== null) result.skipped.push({ sheet: fill.sheet, reference, why });
			if (!why && key !== null) result.cells.push({ sheet: fill.sheet, reference, slot, key, value: plainValue(value) });
		}
	}
	await recalculate(parts, path, [...pathOf.values()]);
	if (grown) await dropCalculationOrder(archive, parts, path);
	return { bytes: await replaceParts(bytes, parts.changed()), ...result };
}

/** Parts as they are now. */
class Parts {
	private readonly texts = new Map<string, string | null>();
	private readonly originals = new Map<string, string>();
	private readonly archive: Archive;

	constructor(archive: Archive) {
		this.archive = archive;
	}

	has(path: string): boolean {
		return this.archive.has(path) && this.texts.get(path) !== null;
	}

	async text(path: string): Promise<string> {
		const known = this.texts.get(path);
		if (typeof known === 'string') return known;
		const original = await readPart(this.archive, path);
		this.originals.set(path, original);
		this.texts.set(path, original);
		return original;
	}

	set(path: string, text: string | null): void {
		this.texts.set(path, text);
	}

	/** Only what is not as it was. */
	changed(): Map<string, string | null> {
		return new Map([...this.texts].filter(([path, text]) => text !== this.originals.get(path)));
	}
}

/** From the bottom of the sheet to its top, so that a growth moves no list that is still to grow. */
const growthsOf = (lists: readonly ListFill[]): Growth[] =>
	lists
		.map(({ firstRow, lastRow, rows }): Growth => ({ first: firstRow, last: lastRow, count: rows.length - (lastRow - firstRow + 1) }))
		.filter(({ count }) => count > 0)
		.sort((a, b) => b.first - a.first);

async function grow(archive: Archive, parts: Parts, { name, path, workbook, others }: { name: string; path: string; workbook: string; others: string[] }, growth: Growth): Promise<void> {
	const around = await relationships(archive, path);
	for (const type of ['comments', 'table'] as const) {
		for (const part of around.all(type)) {
			let inTheWay = false;
			walkXml(await parts.text(part), {
				open: ({ name: tag, attributes }) => {
					if ((tag === 'comment' || tag === 'table') && attributes.ref && isInTheWay(attributes.ref, growth)) inTheWay = true;
				}
			});
			if (inTheWay) throw sheetError('cannotGrow', { rows: growth.last - growth.first + 1, more: growth.count });
		}
	}
	parts.set(path, growSheet(await parts.text(path), name, growth));
	const charts: string[] = [];
	for (const drawing of around.all('drawing')) {
		parts.set(drawing, growDrawing(await parts.text(drawing), growth));
		charts.push(...(await relationships(archive, drawing)).all('chart'));
	}
	for (const other of new Set([...others.filter((each) => each !== path), workbook, ...charts, ...archive.paths().filter((each) => /\/charts\/[^/]+\.xml$/.test(each))])) {
		if (parts.has(other)) parts.set(other, growReferences(await parts.text(other), name, growth));
	}
}

interface Placed {
	row: number;
	column: number;
	slot: string;
	/** null: a line that stays empty */
	key: string | null;
	value: FillValue;
}

/** Every cell with the place where it is after the growths. */
function place({ cells, lists }: SheetFill, growths: readonly Growth[]): Placed[] {
	const placed: Placed[] = [];
	for (const { reference, value } of cells) {
		const at = parseReference(reference);
		if (at) placed.push({ row: growths.reduce((row, growth) => movedRow(growth, row), at.row), column: at.column, slot: reference, key: '', value });
	}
	for (const { firstRow, lastRow, columns, rows } of lists) {
		const above = growths.filter(({ last }) => last < firstRow);
		const top = above.reduce((row, growth) => movedRow(growth, row), firstRow);
		rows.forEach(({ key, values }, i) => {
			columns.forEach((letter, c) => placed.push({ row: top + i, column: columnNumber(letter), slot: `${firstRow}${letter}`, key, value: values[c] ?? null }));
		});
		// Lines that stay empty hold nothing of an example or of the last time.
		for (let row = firstRow + rows.length; row <= lastRow; row++) for (const letter of columns) placed.push({ row: top + row - firstRow, column: columnNumber(letter), slot: `${firstRow}${letter}`, key: null, value: null });
	}
	return placed;
}

function fillSheet(xml: string, placed: readonly Placed[], kinds: readonly DateKind[], date1904: boolean): { xml: string; skipped: Map<string, 'formula' | 'merged'> } {
	const sheet = indexSheet(xml);
	const covered = coveredCells(xml);
	const skipped = new Map<string, 'formula' | 'merged'>();
	const byRow = Map.groupBy(placed, ({ row }) => row);
	const edits: Edit[] = [];
	const rowAt = new Map(sheet.rows.map((row) => [row.row, row]));
	const newRows: { row: number; text: string }[] = [];
	for (const [number, cells] of [...byRow].sort(([a], [b]) => a - b)) {
		const row = rowAt.get(number);
		const made: { column: number; text: string }[] = [];
		for (const { column, value } of cells) {
			const reference = cellReference(number, column);
			const cell = row?.cells.find((each) => each.column === column);
			if (cell?.formula) skipped.set(reference, 'formula');
			else if (covered(number, column)) skipped.set(reference, 'merged');
			else if (cell) edits.push({ start: cell.start, end: cell.end, text: cellXml(sheet, reference, cell.attributes, value, kinds, date1904) });
			else if (value !== null) {
				const style = inheritedStyle(sheet, row?.attributes ?? null, column);
				made.push({ column, text: cellXml(sheet, reference, style ? { s: style } : {}, value, kinds, date1904) });
			}
		}
		if (made.length === 0) continue;
		made.sort((a, b) => a.column - b.column);
		if (!row) newRows.push({ row: number, text: `<${sheet.prefix}row r="${number}">${made.map(({ text }) => text).join('')}</${sheet.prefix}row>` });
		else if (row.closesItself) edits.push({ start: row.start, end: row.end, text: `${xml.slice(row.start, row.openEnd).replace(/\s*\/>$/, '>')}${made.map(({ text }) => text).join('')}</${sheet.prefix}row>` });
		else for (const { column, text } of made) edits.push({ start: placeIn(row, column), end: placeIn(row, column), text });
	}
	const end = sheet.data.closesItself ? -1 : xml.lastIndexOf('<', sheet.data.end - 1);
	if (end < 0 && newRows.length > 0) edits.push({ start: sheet.data.start, end: sheet.data.end, text: `<${sheet.prefix}sheetData>${newRows.map(({ text }) => text).join('')}</${sheet.prefix}sheetData>` });
	else for (const { row, text } of newRows) {
		const at = sheet.rows.find((each) => each.row > row)?.start ?? end;
		edits.push({ start: at, end: at, text });
	}
	return { xml: applyEdits(xml, edits), skipped };
}

/** Where a cell of a column would stand in a row: before the next one, or at the row's end. */
function placeIn(row: SheetXml['rows'][number], column: number): number {
	const next = row.cells.find((cell) => cell.column > column);
	if (next) return next.start;
	const last = row.cells.at(-1);
	return last ? last.end : row.openEnd;
}

function cellXml({ prefix }: SheetXml, reference: string, attributes: Record<string, string>, value: FillValue, kinds: readonly DateKind[], date1904: boolean): string {
	const kind = kinds[Number(attributes.s ?? 0)] ?? 'none';
	const kept = Object.entries(attributes)
		.filter(([name]) => !['r', 't', 'cm', 'vm'].includes(name))
		.map(([name, text]) => ` ${name}="${escapeXml(text)}"`)
		.join('');
	const open = `<${prefix}c r="${reference}"${kept}`;
	if (value === null || value === '') return `${open}/>`;
	if (typeof value === 'number') return `${open}><${prefix}v>${value}</${prefix}v></${prefix}c>`;
	if (typeof value === 'object' && (kind === 'date' || kind === 'datetime')) return `${open}><${prefix}v>${dateToSerial(value.date, date1904)}</${prefix}v></${prefix}c>`;
	const text = escapeXml(safeText(typeof value === 'object' ? value.date : value));
	return `${open} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${text}</${prefix}t></${prefix}is></${prefix}c>`;
}

const plainValue = (value: FillValue): string | number | null => (value !== null && typeof value === 'object' ? value.date : value === '' ? null : value);

/** Is a cell under a merge whose corner is another? What is written there nobody sees. */
function coveredCells(xml: string): (row: number, column: number) => boolean {
	type Merge = [top: number, left: number, bottom: number, right: number];
	const byRow = new Map<number, Merge[]>();
	walkXml(xml, {
		open: ({ name, attributes }) => {
			if (name !== 'mergeCell') return;
			const [from, to] = (attributes.ref ?? '').split(':').map(parseReference);
			// Merges of forms are low; one over a whole column is no place for lines.
			if (from && to) for (let row = from.row; row <= Math.min(to.row, from.row + 1000); row++) byRow.set(row, [...(byRow.get(row) ?? []), [from.row, from.column, to.row, to.column]]);
		}
	});
	return (row, column) => (byRow.get(row) ?? []).some(([top, left, , right]) => column >= left && column <= right && (row !== top || column !== left));
}

/**
 * The form's own formulas are calculated anew when the file is opened; until then they show nothing, for what they
 * showed before may be wrong.
 */
async function recalculate(parts: Parts, workbook: string, sheets: readonly string[]): Promise<void> {
	let any = false;
	for (const path of sheets) {
		const xml = await parts.text(path);
		const edits = indexSheet(xml).rows.flatMap(({ cells }) =>
			cells.flatMap(({ formula, value, start, openEnd, attributes }): Edit[] => {
				if (!formula) return [];
				any = true;
				if (!value) return [];
				return [{ start: value.start, end: value.end, text: '' }, ...(attributes.t ? [{ start, end: openEnd, text: withAttribute(xml.slice(start, openEnd), 't', null) }] : [])];
			})
		);
		if (edits.length > 0) parts.set(path, applyEdits(xml, edits));
	}
	if (!any) return;
	const xml = await parts.text(workbook);
	let edit: Edit | null = null;
	let end = -1;
	let prefix = '';
	let before = -1;
	walkXml(xml, {
		open: ({ name, start, end: close }) => {
			if (name === 'workbook') prefix = /^<([\w.-]+:)/.exec(xml.slice(start, close))?.[1] ?? '';
			if (name === 'calcPr') edit = { start, end: close, text: withAttribute(xml.slice(start, close), 'fullCalcOnLoad', '1') };
			if (AFTER_CALCULATION.has(name) && before < 0) before = start;
		},
		close: ({ name, start }) => {
			if (name === 'workbook') end = start;
		}
	});
	const at = before >= 0 ? before : end;
	parts.set(workbook, applyEdits(xml, [edit ?? { start: at, end: at, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` }]));
}

/** What stands behind `calcPr` in a workbook (ECMA-376 part 1, 18.2.27: the order is fixed). */
const AFTER_CALCULATION = new Set(['oleSize', 'customWorkbookViews', 'pivotCaches', 'smartTagPr', 'smartTagTypes', 'webPublishing', 'fileRecoveryPr', 'webPublishObjects', 'extLst']);

/** The stored order of calculation names cells that have moved; Excel makes it anew. */
async function dropCalculationOrder(archive: Archive, parts: Parts, workbook: string): Promise<void> {
	const path = (await relationships(archive, workbook)).byType('calcChain');
	if (!path || !archive.has(path)) return;
	parts.set(path, null);
	const types = '[Content_Types].xml';
	const rels = workbook.replace(/([^/]+)$/, '_rels/$1.rels');
	for (const [part, belongs] of [
		[types, (attributes: Record<string, string>) => attributes.PartName === `/${path}`],
		[rels, (attributes: Record<string, string>) => (attributes.Type ?? '').endsWith('/calcChain')]
	] as const) {
		if (!archive.has(part)) continue;
		const xml = await parts.text(part);
		const edits: Edit[] = [];
		walkXml(xml, {
			open: ({ attributes, start, end, closesItself }) => {
				if (belongs(attributes) && closesItself) edits.push({ start, end, text: '' });
			}
		});
		parts.set(part, applyEdits(xml, edits));
	}
}

/** Where every value of a filling stands, without filling anything: to compare with another filling. */
export const placedCells = (fills: readonly SheetFill[]): FilledCell[] =>
	fills.flatMap((fill) => place(fill, growthsOf(fill.lists)).flatMap(({ row, column, slot, key, value }) => (key === null ? [] : [{ sheet: fill.sheet, reference: cellReference(row, column), slot, key, value: plainValue(value) }])));

/** One difference between two fillings of a form. */
export interface FillChange {
	sheet: string;
	/** where it stands now; for a record that is gone, where it stood */
	reference: string;
	slot: string;
	key: string;
	kind: 'new' | 'changed' | 'gone';
	before: string | number | null;
	after: string | number | null;
}

/**
 * What is different from the last filling, cell by cell. Lines are compared by their records, so that one person more
 * at the top does not make every line a change.
 */
export function changesSince(before: readonly FilledCell[], after: readonly FilledCell[]): FillChange[] {
	const id = ({ sheet, slot, key }: FilledCell) => `${sheet}\0${slot}\0${key}`;
	const rest = new Map(before.map((cell) => [id(cell), cell]));
	const changes: FillChange[] = [];
	for (const cell of after) {
		const { sheet, reference, slot, key, value } = cell;
		const old = rest.get(id(cell));
		rest.delete(id(cell));
		if (!old ? value === null : old.value === value) continue;
		changes.push({ sheet, reference, slot, key, kind: old ? 'changed' : 'new', before: old?.value ?? null, after: value });
	}
	for (const { sheet, reference, slot, key, value } of rest.values()) if (value !== null) changes.push({ sheet, reference, slot, key, kind: 'gone', before: value, after: null });
	return changes;
}
