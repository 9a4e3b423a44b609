import { open } from 'node:fs/promises';
import { decodeText, parseCsv } from './csv.ts';
import { sheetError } from './errors.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import type { Workbook } from './types.ts';
import { readXlsx } from './xlsx-reader.ts';

/**
 * Reads a table that somebody brought: .xlsx (also from WPS and LibreOffice) or CSV, told apart by content and never
 * by name. Built for files that were made to harm or are merely odd: see `archive.ts` for the limits and
 * `xlsx-reader.ts` for what is never opened.
 *
 * 20,000 rows × 20 columns take about a second, in pieces that let other requests through.
 * @throws AppError `sheets.empty`, `notTable`, `oldFormat`, `encrypted`, `webPage`, `damaged`, `tooLarge` (see `errors.ts`)
 */
export async function readWorkbook(source: Buffer | string, limits: Partial<Limits> = {}): Promise<Workbook> {
	const all = { ...DEFAULT_LIMITS, ...limits };
	const bytes = typeof source === 'string' ? await readBounded(source, all.bytes) : source;
	if (bytes.length > all.bytes) throw sheetError('tooLarge', { what: 'bytes' });
	if (bytes.length === 0) throw sheetError('empty');

	if (bytes.subarray(0, 4).equals(ZIP)) return readXlsx(bytes, all);
	if (bytes.subarray(0, 8).equals(OLE)) {
		// The same container holds old workbooks and, in a stream of this name, new ones with a password.
		throw sheetError(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'oldFormat');
	}
	if (/^%PDF|^\x89PNG|^\xff\xd8\xff|^GIF8|^Rar!|^7z/.test(bytes.toString('latin1', 0, 8))) throw sheetError('notTable');
	const text = decodeText(bytes);
	if (/^\s*<(!doctype|html|table|meta|head|style|\?xml|\?mso)/i.test(text)) throw sheetError('webPage');
	const rows = parseCsv(text, all);
	if (rows.length === 0) throw sheetError('empty');
	return { sheets: [{ name: '', hidden: false, rows, uncalculated: 0 }], date1904: false };
}

const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** A file's bytes; its size is asked of the open file, so that it cannot grow between question and reading. */
async function readBounded(path: string, most: number): Promise<Buffer> {
	const file = await open(path);
	try {
		if ((await file.stat()).size > most) throw sheetError('tooLarge', { what: 'bytes' });
		return await file.readFile();
	} finally {
		await file.close();
	}
}
