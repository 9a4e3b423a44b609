import { PassThrough, type Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import type { Worksheet } from 'exceljs';
import { isDate } from '#platform/dates/index.ts';
import type { Cell } from './types.ts';

/**
 * What a column holds. `date` takes `YYYY-MM-DD`, `datetime` `YYYY-MM-DD HH:mm` (of the wall clock), and both become
 * real dates that Excel sorts and filters; `money` takes integer fen and shows yuan; `percent` takes 0.85 for 85 %.
 * Text in any column stays text, numbers and codes with leading zeros in `text` columns stay as they are.
 */
export type ColumnFormat = 'text' | 'integer' | 'decimal' | 'money' | 'percent' | 'date' | 'datetime';

export interface ColumnOut {
	header: string;
	/** in characters of the body font; by default from the head and the first rows */
	width?: number;
	/** default `text` */
	format?: ColumnFormat;
}

export interface SheetOut {
	/** at most 31 characters reach Excel; what it forbids in names is replaced */
	name: string;
	columns: ColumnOut[];
	rows: Iterable<Cell[]> | AsyncIterable<Cell[]>;
}

export interface WorkbookOut {
	sheets: SheetOut[];
	/** the creation time in the file's properties; no person's name is written there */
	now: Date;
}

const NUMBER_FORMATS: Record<ColumnFormat, string> = {
	text: '@',
	integer: '#,##0',
	decimal: '#,##0.00',
	money: '#,##0.00',
	percent: '0.0%',
	date: 'yyyy-mm-dd',
	datetime: 'yyyy-mm-dd hh:mm'
};

/** Rows that are looked at for the widths of columns before the first is written. */
const SAMPLED_ROWS = 100;
/** Rows written before other requests, and the zip, get their turn. */
const BATCH = 200;
const LONGEST_TEXT = 32_767;

/**
 * Writes .xlsx into a stream while the rows come, so that memory does not grow with their number. The head stays in
 * view and has filters. A text is written as text whatever it begins with (`=`, `+`, `-`, `@`), in a cell formatted
 * as text, so that no program runs it, not even after a person has edited the cell.
 * The stream is ended. An error of the rows or the stream rejects and destroys the stream.
 */
export async function writeWorkbook(target: Writable, book: WorkbookOut): Promise<void> {
	const { default: ExcelJS } = await import('exceljs');
	const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: target, useStyles: true, useSharedStrings: false, zip: { zlib: { level: 6 } } });
	writer.creator = 'Baiyun';
	writer.lastModifiedBy = 'Baiyun';
	writer.created = book.now;
	writer.modified = book.now;
	const done = finished(target);
	// The writer's own promise waits for ever when the stream breaks; `done` then tells.
	done.catch(() => {});
	try {
		const names = sheetNames(book.sheets.map((sheet) => sheet.name));
		for (const [i, sheet] of book.sheets.entries()) {
			const worksheet = writer.addWorksheet(names[i]!, { views: [{ state: 'frozen', ySplit: 1 }] });
			await Promise.race([writeSheet(worksheet, sheet, target), done]);
		}
		await Promise.race([writer.commit(), done]);
		await done;
	} catch (error) {
		target.destroy(error as Error);
		throw error;
	}
}

/** The same, whole in memory: for small tables and tests. */
export async function workbookBuffer(book: WorkbookOut): Promise<Buffer> {
	const through = new PassThrough();
	const [bytes] = await Promise.all([buffer(through), writeWorkbook(through, book)]);
	return bytes;
}

async function writeSheet(worksheet: Worksheet, { columns, rows }: SheetOut, target: Writable): Promise<void> {
	const formats = columns.map((column) => column.format ?? 'text');
	const sample: Cell[][] = [];
	let count = 0;
	let started = false;

	const begin = () => {
		started = true;
		worksheet.columns = columns.map((column, i) => ({
			width: column.width ?? widthFor([column.header, ...sample.map((row) => shown(row[i] ?? null, formats[i]!))]),
			style: { numFmt: NUMBER_FORMATS[formats[i]!], alignment: { vertical: 'top' } }
		}));
		const head = worksheet.addRow(columns.map((column) => safeText(column.header)));
		head.eachCell((cell) => {
			cell.style = {
				numFmt: '@',
				font: { bold: true },
				fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE7F0EC' } },
				border: { bottom: { style: 'thin', color: { argb: 'FF1F6B57' } } },
				alignment: { vertical: 'middle', wrapText: true }
			};
		});
		head.commit();
		for (const row of sample) write(row);
	};
	const write = (row: Cell[]) => {
		const line = worksheet.addRow(columns.map((_, i) => written(row[i] ?? null, formats[i]!)));
		line.eachCell((cell, column) => {
			// Text in a column of numbers or dates: still text, and says so.
			if (cell.type === TEXT && formats[column - 1] !== 'text') cell.numFmt = '@';
		});
		line.commit();
	};

	for await (const row of rows) {
		count += 1;
		if (!started) {
			sample.push(row);
			if (sample.length === SAMPLED_ROWS) begin();
			continue;
		}
		write(row);
		if (count % BATCH === 0) await breath(target);
	}
	if (!started) begin();
	if (columns.length > 0) worksheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: count + 1, column: columns.length } };
	worksheet.commit();
}

/** exceljs's ValueType.String, which its types declare but its ES module does not export by name. */
const TEXT = 3;

/** Waits until the reader at the other end has taken what was written, at least one turn of the event loop. */
async function breath(target: Writable): Promise<void> {
	await new Promise(setImmediate);
	while (target.writableNeedDrain && !target.destroyed) await new Promise((resolve) => setTimeout(resolve, 5));
	if (target.destroyed) throw target.errored ?? new Error('the reader has left');
}

function written(cell: Cell, format: ColumnFormat): string | number | boolean | Date | null {
	if (cell === null || cell === '') return null;
	if (typeof cell === 'number') {
		if (!Number.isFinite(cell)) return null;
		if (format === 'text') return String(cell);
		return format === 'money' ? cell / 100 : cell;
	}
	if (typeof cell === 'boolean') return cell ? '是' : '否';
	if (format === 'date' && isDate(cell)) return new Date(`${cell}T00:00:00Z`);
	if (format === 'datetime' && /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(cell) && isDate(cell.slice(0, 10))) return new Date(`${cell.replace(' ', 'T')}:00Z`);
	return safeText(cell);
}

/** What XML 1.0 and Excel can hold: no control characters, no half pairs, not too long, and `_x0041_` meant as written. */
export function safeText(text: string): string {
	const clean = text
		.toWellFormed()
		.replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu, (c) => (c === '\r' ? '' : ' '))
		.replace(/_x[0-9A-Fa-f]{4}_/g, (escape) => `_x005F${escape}`);
	return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1).toWellFormed()}…` : clean;
}

function shown(cell: Cell, format: ColumnFormat): string {
	if (cell === null) return '';
	if (typeof cell === 'number' && format !== 'text') return (format === 'money' ? cell / 100 : cell).toLocaleString('en', { minimumFractionDigits: format === 'integer' ? 0 : 2 });
	return String(cell);
}

/** Wide enough for the longest line of most: a Chinese character takes two places, and a bit for the filter's arrow. */
function widthFor(texts: string[]): number {
	let most = 0;
	for (const text of texts) {
		for (const line of text.split('\n')) {
			let width = 0;
			for (const character of line) width += character.codePointAt(0)! < 0x2e80 ? 1.1 : 2.1;
			most = Math.max(most, width);
		}
	}
	return Math.min(60, Math.max(6, Math.ceil(most) + 3));
}

/** Names that Excel takes: 1 to 31 characters, none of `[]:*?/\`, no quote at an end, all different whatever the case. */
function sheetNames(wanted: string[]): string[] {
	const taken = new Set<string>(['history']);
	return wanted.map((name, i) => {
		const base = safeText(name).replace(/[[\]:*?/\\\n\t]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, 31).toWellFormed() || `Sheet${i + 1}`;
		let unique = base;
		for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${base.slice(0, 27)} ${n}`;
		taken.add(unique.toLowerCase());
		return unique;
	});
}
