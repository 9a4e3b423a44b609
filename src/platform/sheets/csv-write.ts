import type { Cell } from './types.ts';

/**
 * A table as CSV, piece by piece: UTF-8 with BOM (Excel takes it for GBK otherwise), CRLF, commas (RFC 4180).
 * A text that begins with `=`, `+`, `-`, `@`, tab or CR gets a `'` in front, so that no spreadsheet runs it
 * (OWASP, CSV injection); `parseCsv` takes it off again. Numbers are written as they are.
 */
export async function* writeCsv(headers: readonly string[], rows: Iterable<Cell[]> | AsyncIterable<Cell[]>): AsyncGenerator<string> {
	yield `\ufeff${csvLine(headers)}`;
	let block = '';
	for await (const row of rows) {
		block += csvLine(row);
		if (block.length > 60_000) {
			yield block;
			block = '';
		}
	}
	if (block) yield block;
}

function csvLine(cells: readonly Cell[]): string {
	return `${cells.map(csvField).join(',')}\r\n`;
}

function csvField(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
	if (typeof cell === 'boolean') return cell ? '是' : '否';
	const text = cell.toWellFormed();
	const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
