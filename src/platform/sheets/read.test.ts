import { writeFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeZip, type ZipPart } from '../../../tests/support/zip.ts';
import { asBoolean, asDate, asNumber, asText, hasLostDigits, readWorkbook } from './index.ts';
import { dateKind, serialToText } from './serial.ts';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The smallest workbook around the XML of one sheet. */
function workbook(sheet: string, more: { styles?: string; strings?: string; date1904?: boolean; extra?: ZipPart[] } = {}): Buffer {
	const rel = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;
	return makeZip([
		{ path: '_rels/.rels', content: `<Relationships>${rel('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>` },
		{
			path: 'xl/workbook.xml',
			content: `<workbook xmlns:r="r"><workbookPr${more.date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="名册" sheetId="1" r:id="rId1"/></sheets></workbook>`
		},
		{
			path: 'xl/_rels/workbook.xml.rels',
			content: `<Relationships>${rel('rId1', 'worksheet', 'worksheets/sheet1.xml')}${rel('rId2', 'styles', 'styles.xml')}${rel('rId3', 'sharedStrings', '/xl/sharedStrings.xml')}</Relationships>`
		},
		{ path: 'xl/worksheets/sheet1.xml', content: `<worksheet>${sheet}</worksheet>` },
		...(more.styles ? [{ path: 'xl/styles.xml', content: `<styleSheet>${more.styles}</styleSheet>` }] : []),
		...(more.strings ? [{ path: 'xl/sharedStrings.xml', content: `<sst>${more.strings}</sst>` }] : []),
		...(more.extra ?? [])
	]);
}

const rowsOf = async (bytes: Buffer, limits = {}) => (await readWorkbook(bytes, limits)).sheets[0]!.rows;

describe('what a workbook holds', () => {
	test('a number of 16 digits and more stays as it is written', async () => {
		const rows = await rowsOf(workbook('<sheetData><row r="1"><c r="A1"><v>999999194912310022</v></c><c r="B1"><v>9.99999194912310E+17</v></c><c r="C1"><v>0.1234567890123456</v></c></row></sheetData>'));
		expect(rows).toEqual([['999999194912310022', 999999194912310000, 0.1234567890123456]]);
	});

	test('shared, rich, inline and formula strings; numbers; yes and no; errors', async () => {
		const rows = await rowsOf(
			workbook(
				`<sheetData><row r="1">
				<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>行内 &amp; 文</t></is></c>
				<c r="D1" t="str"><f>A1&amp;"x"</f><v>结果</v></c><c r="E1"><f>1+1</f><v>2</v></c><c r="F1"><f>NOW()</f></c>
				<c r="G1" t="b"><v>1</v></c><c r="H1" t="e"><v>#N/A</v></c><c r="I1"><v>1.5</v></c><c r="J1" t="s"><v>2</v></c></row></sheetData>`,
				{
					strings:
						'<si><t>周文静</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">云岭 </t></r><r><t>社区</t></r><rPh sb="0" eb="2"><t>yunling</t></rPh></si><si><t>一_x000A_二_x005F_x0041_</t></si>'
				}
			)
		);
		expect(rows).toEqual([['周文静', '云岭 社区', '行内 & 文', '结果', 2, null, true, '#N/A', 1.5, '一\n二_x0041_']]);
	});

	test('formulas without a stored result are counted', async () => {
		const { sheets } = await readWorkbook(workbook('<sheetData><row><c><f>1+1</f></c><c><f>2</f><v></v></c></row></sheetData>'));
		expect(sheets[0]!.uncalculated).toBe(1);
	});

	test('dates by format: built in, Chinese, with time; numbers stay numbers', async () => {
		const styles = `<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="yyyy/m/d\\ h:mm"/><numFmt numFmtId="178" formatCode="0.00_ ;[Red]\\-0.00"/></numFmts>
			<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
			<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/><xf numFmtId="31"/><xf numFmtId="20"/></cellXfs>`;
		const cells = [1, 2, 3, 4, 5, 6].map((s) => `<c s="${s}"><v>46093.604166666664</v></c>`).join('');
		const sheet = `<sheetData><row>${cells}<c t="d"><v>2026-03-12T00:00:00.000Z</v></c></row></sheetData>`;
		expect(await rowsOf(workbook(sheet, { styles }))).toEqual([
			['2026-03-12', '2026-03-12', '2026-03-12 14:30', 46093.604166666664, '2026-03-12', '14:30', '2026-03-12']
		]);
		expect((await rowsOf(workbook('<sheetData><row><c s="1"><v>44631</v></c></row></sheetData>', { styles, date1904: true })))[0]).toEqual(['2026-03-12']);
	});

	test('rows keep their numbers, gaps and all; prefixes and missing references do not matter', async () => {
		expect(await rowsOf(workbook('<x:sheetData xmlns:x="x"><x:row r="3"><x:c r="C3"><x:v>7</x:v></x:c></x:row><x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData>'))).toEqual([
			[],
			[],
			[null, null, 7],
			[8]
		]);
	});

	test('merged cells give their value to each of their cells, within the table', async () => {
		const rows = await rowsOf(
			workbook(
				`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>户主</t></is></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row></sheetData>
				<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="Z9:XFD1048576"/></mergeCells>`
			)
		);
		expect(rows).toEqual([
			['户主', 1],
			['户主', 2]
		]);
	});

	test('a validation over whole columns costs nothing', async () => {
		const started = performance.now();
		await rowsOf(
			workbook('<sheetData><row><c><v>1</v></c></row></sheetData><dataValidations><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"是,否"</formula1></dataValidation></dataValidations>')
		);
		expect(performance.now() - started).toBeLessThan(500);
	});

	test('agrees with what exceljs writes, over several sheets', async () => {
		const book = new ExcelJS.Workbook();
		const one = book.addWorksheet('居民');
		one.addRow(['姓名', '出生日期', '金额']);
		one.addRow(['周文静', new Date('1990-05-06T00:00:00Z'), 12.5]);
		one.getCell('B2').numFmt = 'yyyy-mm-dd';
		one.mergeCells('A4:C4');
		one.getCell('A4').value = { richText: [{ text: '合' }, { font: { bold: true }, text: '计' }] };
		book.addWorksheet('隐藏', { state: 'hidden' }).addRow([1]);
		const { sheets } = await readWorkbook(Buffer.from(await book.xlsx.writeBuffer()));
		expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
			['居民', false],
			['隐藏', true]
		]);
		expect(sheets[0]!.rows).toEqual([['姓名', '出生日期', '金额'], ['周文静', '1990-05-06', 12.5], [], ['合计', '合计', '合计']]);
	});

	test('a path is as good as the bytes', async () => {
		const path = join(mkdtempSync(join(tmpdir(), 'sheets-')), 'a.xlsx');
		writeFileSync(path, workbook('<sheetData><row><c><v>1</v></c></row></sheetData>'));
		expect((await readWorkbook(path)).sheets[0]!.rows).toEqual([[1]]);
		await expect(readWorkbook(path, { bytes: 10 })).rejects.toMatchObject({ code: 'sheets.tooLarge' });
	});
});

describe('hostile and odd files', () => {
	const cell = '<sheetData><row><c><v>1</v></c></row></sheetData>';
	const refused = (bytes: Buffer, code: string, params = {}, limits = {}) => expect(readWorkbook(bytes, limits)).rejects.toMatchObject({ code: `sheets.${code}`, params });

	test('a zip bomb is refused by its directory, before a byte is inflated', async () => {
		const bomb = Buffer.alloc(50_000_000, 'a');
		const started = performance.now();
		const bytes = workbook(cell, { extra: [{ path: 'xl/media/a.bin', content: bomb }] });
		const made = performance.now() - started;
		await refused(bytes, 'tooLarge', { what: 'ratio' });
		await refused(bytes, 'tooLarge', { what: 'inflated' }, { inflated: 40_000_000 });
		expect(performance.now() - started - made).toBeLessThan(300);
		await refused(workbook(cell, { extra: Array.from({ length: 30 }, (_, i) => ({ path: `x${i}`, content: '' })) }), 'tooLarge', { what: 'entries' }, { entries: 20 });
	});

	test('an entry that lies about its size is broken off', async () => {
		const rows = `<worksheet><sheetData>${'<row><c><v>1</v></c></row>'.repeat(100_000)}</sheetData></worksheet>`;
		const honest = workbook(cell);
		await refused(
			makeZip([
				{ path: '_rels/.rels', content: `<Relationships><Relationship Id="a" Type="${TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
				{ path: 'xl/workbook.xml', content: '<workbook><sheets><sheet name="a" id="a"/></sheets></workbook>' },
				{ path: 'xl/_rels/workbook.xml.rels', content: `<Relationships><Relationship Id="a" Type="${TYPES}/worksheet" Target="s.xml"/></Relationships>` },
				{ path: 'xl/s.xml', content: rows, declare: 500 }
			]),
			'damaged'
		);
		expect(await rowsOf(honest)).toEqual([[1]]);
	});

	test('doubled names, encrypted entries, cut and foreign zips', async () => {
		await refused(workbook(cell, { extra: [{ path: 'xl/worksheets/sheet1.xml', content: '<worksheet/>' }] }), 'damaged');
		await refused(workbook(cell, { extra: [{ path: 'x', content: 'x', encrypted: true }] }), 'encrypted');
		await refused(workbook(cell).subarray(0, 300), 'damaged');
		await refused(makeZip([{ path: 'readme.txt', content: 'x' }]), 'notTable');
		await refused(
			makeZip([
				{ path: '_rels/.rels', content: `<Relationships><Relationship Id="a" Type="${TYPES}/officeDocument" Target="word/document.xml"/></Relationships>` },
				{ path: 'word/document.xml', content: '<document/>' }
			]),
			'notTable'
		);
	});

	test('old, protected and masked files are told apart', async () => {
		const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
		await refused(Buffer.concat([ole, Buffer.alloc(600)]), 'oldFormat');
		await refused(Buffer.concat([ole, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(50)]), 'encrypted');
		await refused(Buffer.from('<html><table><tr><td>姓名</td></tr></table></html>'), 'webPage');
		await refused(Buffer.from('%PDF-1.7 …'), 'notTable');
		await refused(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'notTable');
		await refused(Buffer.alloc(0), 'empty');
	});

	test('entities do not expand and broken XML is a coded error', async () => {
		await refused(workbook('<sheetData><row><c t="inlineStr"><is><t>&lol;</t></is></c></row></sheetData>'), 'damaged');
		await refused(workbook('<sheetData><row>'), 'damaged');
	});

	test('limits hold while rows are read', async () => {
		const rows = Array.from({ length: 50 }, () => '<row><c><v>1</v></c></row>').join('');
		await refused(workbook(`<sheetData>${rows}</sheetData>`), 'tooLarge', { what: 'rows' }, { rows: 20 });
		await refused(workbook(`<sheetData>${rows}</sheetData>`), 'tooLarge', { what: 'cells' }, { cells: 20 });
		await refused(workbook('<sheetData><row><c r="XFD1"><v>1</v></c></row></sheetData>'), 'tooLarge', { what: 'columns' });
		// A coloured, empty cell at the far corner is no value.
		expect(await rowsOf(workbook('<sheetData><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'))).toEqual([]);
	});

	test('any bytes are a table or a coded error', async () => {
		const base = workbook(cell);
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }).map((a) => Buffer.from(a)), fc.tuple(fc.nat(base.length - 1), fc.nat(255)).map(([at, value]) => Buffer.from(base).fill(value, at, at + 1))), async (bytes) => {
				await readWorkbook(bytes).catch((error: unknown) => expect((error as { code: string }).code).toMatch(/^sheets\./));
			}),
			{ numRuns: 300 }
		);
	});
});

describe('CSV', () => {
	const csv = async (text: string | Buffer) => rowsOf(Buffer.from(text as string));

	test('encodings of Chinese offices', async () => {
		expect(await csv('\ufeff姓名,电话\r\n周文静,1')).toEqual([['姓名', '电话'], ['周文静', '1']]);
		// 姓名,街道 in GB18030
		expect(await csv(Buffer.from('d0d5c3fb2cbdd6b5c0', 'hex'))).toEqual([['姓名', '街道']]);
		expect(await csv(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名\t电话\n甲\t1', 'utf16le')]))).toEqual([['姓名', '电话'], ['甲', '1']]);
	});

	test('quotes, line breaks in fields, empty fields, other delimiters', async () => {
		expect(await csv('a,"b ""x"", c\nd",\r\n\n;,"",2,')).toEqual([['a', 'b "x", c\nd'], [], [';', null, '2']]);
		expect(await csv('姓名;电话\n甲;1')).toEqual([['姓名', '电话'], ['甲', '1']]);
		expect(await csv('a,"b')).toEqual([['a', 'b']]);
	});

	test('guards against spreadsheets are taken off', async () => {
		expect(await csv(`="00123",'=1+1,'+86,'寻常`)).toEqual([['00123', '=1+1', '+86', "'寻常"]]);
	});
});

describe('cells', () => {
	test.each([
		['2026-3-1', '2026-03-01'],
		['2026/3/1', '2026-03-01'],
		['２０２６．３．１', '2026-03-01'],
		['2026年3月1日', '2026-03-01'],
		['2026 年 03 月 01 日 上午', '2026-03-01'],
		['20260301', '2026-03-01'],
		[20260301, '2026-03-01'],
		['2026-03-01 14:30', '2026-03-01'],
		[46082, '2026-03-01'],
		['2026-02-30', null],
		['26-3-1', null],
		['三月', null],
		[12, null],
		[null, null]
	])('date %s', (cell, date) => expect(asDate(cell)).toBe(date));

	test.each([
		['１，２３４．５', 1234.5],
		['￥12', 12],
		['12 元', 12],
		['85%', 0.85],
		['(12)', -12],
		[3, 3],
		['1,23', null],
		['约 12', null],
		['', null],
		[true, null]
	])('number %s', (cell, number) => expect(asNumber(cell)).toBe(number));

	test('text, yes and no, lost digits', () => {
		expect(asText(' 周　文静\u200b\n')).toBe('周 文静');
		expect(asText(12000000000)).toBe('12000000000');
		expect(['是', '√', 'Y', 1, true].map(asBoolean)).toEqual([true, true, true, true, true]);
		expect(['否', '×', 'no', 0, '也许', null].map(asBoolean)).toEqual([false, false, false, false, null, null]);
		expect(hasLostDigits(Number('999999194912310022'))).toBe(true);
		expect(hasLostDigits('9.99999E+17')).toBe(true);
		expect(hasLostDigits('999999194912310022')).toBe(false);
	});

	test('formats of dates', () => {
		expect(['General', 'G/通用格式', '0.00E+00', '[Red]#,##0', '@', '"d"0', 'yyyy"年"', 'm/d', 'h:mm', '[h]:mm', '[$-804]yyyy/m/d h:mm', 'mmm'].map(dateKind)).toEqual([
			'none', 'none', 'none', 'none', 'none', 'none', 'date', 'date', 'time', 'time', 'datetime', 'date'
		]);
	});

	test('serials are the days that Excel shows, around the leap day that never was', () => {
		expect([1, 59, 61, 45351].map((n) => serialToText(n, 'date'))).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2024-02-29']);
		expect(serialToText(45351.99999, 'datetime')).toBe('2024-03-01');
		expect([-1, 2_958_466, Number.NaN].map((n) => serialToText(n, 'date'))).toEqual([null, null, null]);
	});
});
