import { sheetError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Cell } from './types.ts';

/**
 * The text of a CSV file in the encodings that Chinese offices save: UTF-8 with or without BOM, UTF-16 with BOM
 * ("Unicode text"), else GB18030, which holds GBK and GB2312.
 * @throws AppError `sheets.notTable` when it is none of them
 */
export function decodeText(bytes: Buffer): string {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
	if (bytes.includes(0)) throw sheetError('notTable');
	for (const encoding of ['utf-8', 'gb18030']) {
		try {
			return new TextDecoder(encoding, { fatal: true }).decode(bytes);
		} catch {
			// Not this one.
		}
	}
	throw sheetError('notTable');
}

/**
 * Parses delimited text (RFC 4180): quoted fields may hold delimiters, line breaks and doubled quotes; lines end in
 * CRLF, LF or CR. The delimiter is the one of comma, tab and semicolon that the first lines have most of.
 * `="00123"`, which keeps zeros from Excel, and a leading tab or `'` before a digit or sign give what they protect.
 * @throws AppError `sheets.tooLarge`
 */
export function parseCsv(text: string, limits: Limits): Cell[][] {
	const delimiter = findDelimiter(text);
	const rows: Cell[][] = [];
	let row: Cell[] = [];
	let cells = 0;
	let at = 0;

	const put = (value: string) => {
		row.push(value === '' ? null : unguard(value));
		if (row.length > limits.columns && value !== '') throw sheetError('tooLarge', { what: 'columns' });
		if (++cells > limits.cells) throw sheetError('tooLarge', { what: 'cells' });
	};
	const endRow = () => {
		while (row.length > 0 && row.at(-1) === null) row.pop();
		rows.push(row);
		if (rows.length > limits.rows && row.length > 0) throw sheetError('tooLarge', { what: 'rows' });
		row = [];
	};

	while (at < text.length) {
		let value = '';
		if (text[at] === '"') {
			at++;
			for (;;) {
				const quote = text.indexOf('"', at);
				if (quote === -1) {
					value += text.slice(at);
					at = text.length;
					break;
				}
				value += text.slice(at, quote);
				at = quote + 1;
				if (text[at] !== '"') break;
				value += '"';
				at++;
			}
		}
		const start = at;
		while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
		put(value + text.slice(start, at));
		if (at >= text.length) break;
		if (text[at] === delimiter) {
			at++;
			// A line, or the file, that ends in a delimiter has one more, empty field.
			if (at < text.length) continue;
			put('');
			break;
		}
		at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
		endRow();
	}
	if (row.length > 0) endRow();
	while (rows.length > 0 && rows.at(-1)!.length === 0) rows.pop();
	return rows;
}

function findDelimiter(text: string): string {
	const sample = text.slice(0, 5000).replace(/"[^"]*"/g, '');
	let best = ',';
	let most = 0;
	for (const delimiter of [',', '\t', ';']) {
		const count = sample.split(delimiter).length - 1;
		if (count > most) {
			best = delimiter;
			most = count;
		}
	}
	return best;
}

function unguard(value: string): string {
	const kept = /^="(.*)"$/s.exec(value);
	if (kept) return kept[1]!;
	return /^['\t][=+\-@\d\t]/.test(value) ? value.slice(1) : value;
}
