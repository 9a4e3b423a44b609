/**
 * Reads the values of an .xlsx workbook (ECMA-376), and nothing else of it.
 *
 * Our own reader and not exceljs's, because that one (4.4.0) unpacks the whole zip without limit, makes an object for
 * each cell of a validation or merge that covers a whole column (a usual thing in forms from above: 1,048,576 cells),
 * and fails on drawings that other programs write. Here every part is a stream; drawings, validations, links and
 * macros are never opened; formulas are never evaluated: their stored result is the value.
 */
import { openArchive, type Archive } from './archive.ts';
import { sheetError } from './errors.ts';
import type { Limits } from './limits.ts';
import { parseReference } from './reference.ts';
import { serialToText, type DateKind } from './serial.ts';
import type { Cell, Sheet, Workbook } from './types.ts';
import { isTrue, readBook, readDateKinds, relationships, workbookPath } from './xlsx-book.ts';
import { readXml } from './xml.ts';

/** Excel's own bound of a cell's text. */
const LONGEST_TEXT = 32_767;

export async function readXlsx(bytes: Buffer, limits: Limits): Promise<Workbook> {
	const archive = await openArchive(bytes, limits);
	const path = await workbookPath(archive);
	const targets = await relationships(archive, path);
	const book = await readBook(archive, path);
	if (book.sheets.length > limits.sheets) throw sheetError('tooLarge', { what: 'sheets' });

	const shared = targets.byType('sharedStrings');
	const styles = targets.byType('styles');
	const strings = shared && archive.has(shared) ? await readSharedStrings(archive, shared, limits) : [];
	const kinds = styles && archive.has(styles) ? await readDateKinds(archive, styles) : [];

	const counter = { cells: 0 };
	const sheets: Sheet[] = [];
	for (const { name, id, hidden } of book.sheets) {
		const part = targets.byId(id);
		// Charts and macro sheets stand in the same list and have no rows.
		if (!part || part.type !== 'worksheet') continue;
		sheets.push({ name, hidden, ...(await readSheet(archive, part.path, { strings, kinds, date1904: book.date1904, limits, counter })) });
	}
	return { sheets, date1904: book.date1904 };
}

async function readSharedStrings(archive: Archive, path: string, limits: Limits): Promise<string[]> {
	const strings: string[] = [];
	const text = textCollector();
	await readXml(await archive.open(path), {
		open: (name) => {
			if (name === 'si') text.begin();
			else text.open(name);
		},
		text: text.add,
		close: (name) => {
			text.close(name);
			if (name !== 'si') return;
			if (strings.push(text.end()) > limits.cells) throw sheetError('tooLarge', { what: 'cells' });
		}
	});
	return strings;
}

interface SheetContext {
	strings: string[];
	kinds: DateKind[];
	date1904: boolean;
	limits: Limits;
	counter: { cells: number };
}

async function readSheet(archive: Archive, path: string, context: SheetContext): Promise<Pick<Sheet, 'rows' | 'uncalculated'>> {
	const { limits } = context;
	const rows: Cell[][] = [];
	const merges: Merge[] = [];
	const text = textCollector();
	let uncalculated = 0;
	let row = 0;
	let column = 0;
	let type = 'n';
	let style = 0;
	let value: string | null = null;
	let hasFormula = false;

	const put = (cell: Cell) => {
		if (cell === null || cell === '') return;
		if (++context.counter.cells > limits.cells) throw sheetError('tooLarge', { what: 'cells' });
		if (row > limits.rows) throw sheetError('tooLarge', { what: 'rows' });
		if (column > limits.columns) throw sheetError('tooLarge', { what: 'columns' });
		while (rows.length < row) rows.push([]);
		const cells = rows[row - 1]!;
		while (cells.length < column) cells.push(null);
		cells[column - 1] = cell;
	};

	await readXml(await archive.open(path), {
		open: (name, attributes) => {
			if (name === 'c') {
				const at = attributes.r ? parseReference(attributes.r) : null;
				if (at) ({ row, column } = at);
				else column += 1;
				type = attributes.t ?? 'n';
				style = Number(attributes.s ?? 0);
				value = null;
				hasFormula = false;
				if (type === 'inlineStr') text.begin();
			} else if (name === 'row') {
				row = attributes.r ? Number(attributes.r) : row + 1;
				column = 0;
				if (!Number.isInteger(row) || row < 1) throw sheetError('damaged');
			} else if (name === 'v') {
				text.begin();
				text.open('t');
			} else if (name === 'f') {
				hasFormula = true;
			} else if (name === 'mergeCell') {
				const merge = parseMerge(attributes.ref ?? '');
				if (merge && merges.length < limits.cells) merges.push(merge);
			} else {
				text.open(name);
			}
		},
		text: text.add,
		close: (name) => {
			if (name === 'v') {
				text.close('t');
				value = text.end();
			} else if (name === 'c') {
				const raw = type === 'inlineStr' ? text.end() : value;
				if (raw !== null) put(cellOf(raw, type, style, context));
				else if (hasFormula) uncalculated += 1;
			} else {
				text.close(name);
			}
		}
	});
	fillMerges(rows, merges, context);
	return { rows, uncalculated };
}

function cellOf(raw: string, type: string, style: number, { strings, kinds, date1904 }: SheetContext): Cell {
	switch (type) {
		case 's':
			return strings[Number(raw)] ?? null;
		case 'str':
		case 'inlineStr':
		case 'e':
			return raw;
		case 'b':
			return isTrue(raw);
		case 'd':
			return raw.replace('T', ' ').replace(/(\d{2}:\d{2}):\d{2}.*$/, '$1').replace(/ 00:00$/, '');
		default: {
			const number = Number(raw);
			if (raw.trim() === '' || !Number.isFinite(number)) return raw;
			// Other programs write all 18 digits of an identity number into the file, though none could calculate with them.
			if (/^\d{16,}$/.test(raw) && !Number.isSafeInteger(number)) return raw;
			const kind = kinds[style] ?? 'none';
			return kind === 'none' ? number : (serialToText(number, kind, date1904) ?? number);
		}
	}
}

interface Merge {
	top: number;
	left: number;
	bottom: number;
	right: number;
}

/**
 * Gives each cell of a merge the value that stands in its corner: a household's address beside each of its members,
 * a heading over each of its columns. Only within the rows and columns that hold values, and up to the cell limit.
 */
function fillMerges(rows: Cell[][], merges: Merge[], { limits, counter }: SheetContext): void {
	const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
	for (const { top, left, bottom, right } of merges) {
		const corner = rows[top - 1]?.[left - 1];
		if (corner === undefined || corner === null) continue;
		for (let r = top; r <= Math.min(bottom, rows.length); r++) {
			const row = rows[r - 1]!;
			for (let c = left; c <= Math.min(right, width); c++) {
				while (row.length < c) row.push(null);
				if (row[c - 1] !== null) continue;
				if (++counter.cells > limits.cells) throw sheetError('tooLarge', { what: 'cells' });
				row[c - 1] = corner;
			}
		}
	}
}

function parseMerge(reference: string): Merge | null {
	const [from, to] = reference.split(':').map(parseReference);
	return from && to ? { top: from.row, left: from.column, bottom: to.row, right: to.column } : null;
}

/**
 * Joins the texts of a string item: its own, or those of its rich-text runs. Readings over the characters (`rPh`)
 * are left out, and the escapes of control characters (`_x000D_`) undone.
 */
function textCollector() {
	let parts = '';
	let inText = false;
	let inReading = false;
	return {
		begin: () => {
			parts = '';
			inText = false;
			inReading = false;
		},
		open: (name: string) => {
			if (name === 't') inText = true;
			else if (name === 'rPh') inReading = true;
		},
		close: (name: string) => {
			if (name === 't') inText = false;
			else if (name === 'rPh') inReading = false;
		},
		add: (text: string) => {
			if (inText && !inReading && parts.length < LONGEST_TEXT) parts += text;
		},
		end: () => {
			const whole = parts.slice(0, LONGEST_TEXT);
			return whole.includes('_x') ? whole.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))) : whole;
		}
	};
}
