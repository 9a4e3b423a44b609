import { Writable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWorkbook, workbookBuffer, writeCsv, writeWorkbook, type Cell, type ColumnFormat, type WorkbookOut } from './index.ts';

const now = new Date('2026-03-12T06:30:00Z');
const book = (rows: Iterable<Cell[]> | AsyncIterable<Cell[]>, formats: ColumnFormat[] = ['text', 'text', 'text', 'text', 'text', 'text']): WorkbookOut => ({
	now,
	sheets: [{ name: '名册', columns: formats.map((format, i) => ({ header: `第${i + 1}列`, format })), rows }]
});
const open = async (bytes: Buffer) => {
	const read = new ExcelJS.Workbook();
	await read.xlsx.load(bytes as unknown as ArrayBuffer);
	return read;
};

describe('writeWorkbook', () => {
	test('text that looks like a formula is text, in a text cell', async () => {
		const dangerous = ['=1+1', '+86 120', '-2', '@SUM(A1)', '\t=1', '=HYPERLINK("x")'];
		const sheet = (await open(await workbookBuffer(book([dangerous])))).worksheets[0]!;
		for (let i = 1; i <= dangerous.length; i++) {
			const cell = sheet.getRow(2).getCell(i);
			expect(cell.type).toBe(ExcelJS.ValueType.String);
			expect(cell.formula).toBeUndefined();
			expect(cell.numFmt).toBe('@');
		}
		expect(sheet.getRow(2).getCell(1).value).toBe('=1+1');
		// The same in a column of numbers.
		const mixed = (await open(await workbookBuffer(book([['=1+1', 5]], ['integer', 'integer'])))).worksheets[0]!;
		expect([mixed.getCell('A2').numFmt, mixed.getCell('A2').type, mixed.getCell('B2').numFmt]).toEqual(['@', ExcelJS.ValueType.String, '#,##0']);
	});

	test('formats: real dates, yuan from fen, codes with their zeros', async () => {
		const row = ['00123', 1234567, 0.85, '2026-03-12', '2026-03-12 14:30', 12];
		const bytes = await workbookBuffer(book([row, ['x', null, null, '不详', null, true]], ['text', 'money', 'percent', 'date', 'datetime', 'integer']));
		expect((await readWorkbook(bytes)).sheets[0]!.rows.slice(1)).toEqual([
			['00123', 12345.67, 0.85, '2026-03-12', '2026-03-12 14:30', 12],
			['x', null, null, '不详', null, '是']
		]);
		const cell = (await open(bytes)).worksheets[0]!.getCell('D2');
		expect(cell.value).toEqual(new Date('2026-03-12T00:00:00Z'));
		expect(cell.numFmt).toBe('yyyy-mm-dd');
	});

	test('head in view, filters over all rows, widths for Chinese, no person in the properties', async () => {
		const wide = '竹溪街道云岭社区三号楼二单元';
		const read = await open(await workbookBuffer(book([[wide, 'a'], ['b', 'c']], ['text', 'text'])));
		const sheet = read.worksheets[0]!;
		expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
		expect(sheet.autoFilter).toBe('A1:B3');
		expect(sheet.getColumn(1).width).toBeGreaterThan(wide.length * 2);
		expect(sheet.getColumn(2).width).toBeLessThan(14);
		expect([read.creator, read.lastModifiedBy]).toEqual(['Baiyun', 'Baiyun']);
		expect(read.created).toEqual(now);
	});

	test('sheet names that Excel would refuse', async () => {
		const sheets = ['a/b:c*?[d]\\', 'a b c', 'A B C', '', '很长'.repeat(30), "'q'", 'History'].map((name) => ({ name, columns: [{ header: 'x' }], rows: [[1]] }));
		const names = (await open(await workbookBuffer({ now, sheets }))).worksheets.map((sheet) => sheet.name);
		expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(7);
		for (const name of names) expect(name).toMatch(/^(?!')[^[\]:*?/\\]{1,31}(?<!')$/);
	});

	test('any text comes back as it was, but for what XML cannot hold', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('_x0041_', '𠮷', ' a ', '<&">', 'a\nb')), { minLength: 1, maxLength: 6 }), async (row) => {
				const rows = (await readWorkbook(await workbookBuffer(book([row])))).sheets[0]!.rows;
				const plain = (text: string) => text.replaceAll('\r', '').replace(/(?![\t\n])\p{Cc}|[\ufffe\uffff]/gu, ' ');
				row.forEach((text, i) => void expect(rows[1]?.[i] ?? '').toBe(plain(text)));
			}),
			{ numRuns: 60 }
		);
	});

	test('a list of nothing has a head', async () => {
		expect((await readWorkbook(await workbookBuffer(book([], ['text', 'date'])))).sheets[0]!.rows).toEqual([['第1列', '第2列']]);
	});

	test('rows that fail midway, and a reader who leaves, end the writing', async () => {
		async function* failing() {
			for (let i = 0; i < 500; i++) yield [`${i}`];
			throw new Error('the database left');
		}
		await expect(workbookBuffer(book(failing(), ['text']))).rejects.toThrow('the database left');
		let written = 0;
		function* endless() {
			for (;;) {
				written++;
				yield ['x'.repeat(100)];
			}
		}
		const leaving = new Writable({ write: (_chunk, _encoding, done) => done(new Error('gone')) });
		await expect(writeWorkbook(leaving, book(endless(), ['text']))).rejects.toThrow('gone');
		await new Promise((resolve) => setTimeout(resolve, 20));
		const stopped = written;
		await new Promise((resolve) => setTimeout(resolve, 50));
		expect(written).toBe(stopped);
	});
});

describe('writeCsv', () => {
	const csv = async (headers: string[], rows: Cell[][]) => (await Array.fromAsync(writeCsv(headers, rows))).join('');

	test('BOM, CRLF, quotes and guards', async () => {
		expect(await csv(['姓名', '备注'], [['周文静', 'a "b", c'], ['=1+1', null], [-5, '-5']])).toBe('\ufeff姓名,备注\r\n周文静,"a ""b"", c"\r\n\'=1+1,\r\n-5,\'-5\r\n');
	});

	test('no field is a formula, and all are read back', async () => {
		const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter((t) => t.isWellFormed() && !t.includes('\0') && t.trim() !== '' && !/^['\t=]/.test(t) && !t.includes('\ufeff'));
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 5 }), async (rows) => {
				const out = await csv(['甲', '乙'], [...rows, ['=cmd', '+1']]);
				expect(out).not.toMatch(/(^|,|\n)"?[=+@]/);
				expect((await readWorkbook(Buffer.from(out))).sheets[0]!.rows.slice(1)).toEqual([...rows, ['=cmd', '+1']]);
			})
		);
	});
});
