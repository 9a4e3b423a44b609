import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import yauzl from 'yauzl';
import { makeZip, type ZipPart } from '../../../tests/support/zip.ts';
import { changesSince, fillTemplate, readWorkbook, type SheetFill } from './index.ts';

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const rel = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${TYPES}/${type}" Target="${target}"/>`;
const rels = (...all: string[]) => `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join('')}</Relationships>`;
const text = (reference: string, style: number, words: string) => `<c r="${reference}" s="${style}" t="inlineStr"><is><t>${words}</t></is></c>`;

const SHEET = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${TYPES}" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac">
<dimension ref="A1:F10"/><cols><col min="1" max="6" width="12" style="1"/></cols>
<sheetData><row r="1" ht="30" customHeight="1">${text('A1', 0, '高龄老人统计表')}</row>
<row r="2">${text('A2', 0, '截至日期：')}<c r="B2" s="2"/></row>
<row r="3" x14ac:dyDescent="0.2">${text('A3', 3, '序号')}${text('B3', 3, '姓名')}${text('D3', 3, '年龄')}${text('E3', 3, '标准')}${text('F3', 3, '金额')}</row>
<row r="4" ht="20"><c r="A4" s="4"><v>1</v></c><c r="B4" s="4" t="inlineStr"><is><t>例：王某</t></is></c><c r="C4" s="4"/><c r="D4" s="4"/><c r="E4" s="4"/><c r="F4" s="4"><f t="shared" ref="F4:F6" si="0">D4*E4</f><v>0</v></c></row>
<row r="5" ht="20"><c r="A5" s="4"/><c r="B5" s="4"/><c r="C5" s="4"/><c r="D5" s="4"/><c r="E5" s="4"/><c r="F5" s="4"><f t="shared" si="0"/><v>0</v></c></row>
<row r="6" ht="20"><c r="A6" s="5"/><c r="B6" s="5"/><c r="C6" s="5"/><c r="D6" s="5"/><c r="E6" s="5"/><c r="F6" s="5"><f t="shared" si="0"/><v>0</v></c></row>
<row r="7">${text('A7', 3, '合计')}<c r="D7" s="3"><f>SUM(D4:D6)</f><v>0</v></c><c r="F7" s="3"><f>SUM(F4:F6)&amp;"元"</f><v>0</v></c></row>
<row r="8">${text('A8', 0, '填表人：')}</row></sheetData>
<sheetProtection sheet="1" objects="1"/><mergeCells count="4"><mergeCell ref="A1:F1"/><mergeCell ref="B4:C4"/><mergeCell ref="B5:C5"/><mergeCell ref="B6:C6"/></mergeCells>
<conditionalFormatting sqref="D4:D6"><cfRule type="expression" priority="1"><formula>D4&gt;99</formula></cfRule></conditionalFormatting>
<dataValidations count="1"><dataValidation type="list" sqref="E4:E6"><formula1>$F$1:$F$2</formula1></dataValidation></dataValidations>
<printOptions horizontalCentered="1"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" r:id="rId2"/><headerFooter><oddFooter>第 &amp;P 页</oddFooter></headerFooter>
<rowBreaks count="1" manualBreakCount="1"><brk id="7" max="16383" man="1"/></rowBreaks><drawing r:id="rId1"/>MORE</worksheet>`;

/** A form as it comes from above: formulas, validations, formats, a drawn shape, a chart, printer settings, things no library knows. */
function form({ comment = '', date1904 = false } = {}): Buffer {
	const parts: ZipPart[] = [
		{ path: '[Content_Types].xml', content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>' },
		{ path: '_rels/.rels', content: rels(rel('rId1', 'officeDocument', 'xl/workbook.xml')) },
		{
			path: 'xl/workbook.xml',
			content: `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${TYPES}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets><sheet name="高龄 统计" sheetId="1" r:id="rId1"/><sheet name="汇总" sheetId="2" r:id="rId2"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'高龄 统计'!$A$1:$F$8</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">'高龄 统计'!$1:$3</definedName></definedNames><calcPr calcId="191029"/></workbook>`
		},
		{ path: 'xl/_rels/workbook.xml.rels', content: rels(rel('rId1', 'worksheet', 'worksheets/sheet1.xml'), rel('rId2', 'worksheet', 'worksheets/sheet2.xml'), rel('rId3', 'styles', 'styles.xml'), rel('rId4', 'calcChain', 'calcChain.xml'), rel('rId5', 'theme', 'theme/theme1.xml')) },
		{ path: 'xl/worksheets/sheet1.xml', content: SHEET.replace('MORE', comment ? '<legacyDrawing r:id="rId3"/>' : '') },
		{ path: 'xl/worksheets/_rels/sheet1.xml.rels', content: rels(rel('rId1', 'drawing', '../drawings/drawing1.xml'), rel('rId2', 'printerSettings', '../printerSettings/printerSettings1.bin'), ...(comment ? [rel('rId4', 'comments', '../comments1.xml')] : [])) },
		{ path: 'xl/worksheets/sheet2.xml', content: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1"><f>'高龄 统计'!F7</f><v>0</v></c><c r="B1"><f>SUM('高龄 统计'!D4:D6)</f></c></row></sheetData></worksheet>` },
		{ path: 'xl/styles.xml', content: '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="49"/><xf numFmtId="14"/><xf numFmtId="0"/><xf numFmtId="0"/><xf numFmtId="0"/></cellXfs></styleSheet>' },
		{ path: 'xl/calcChain.xml', content: '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="F7" i="1"/></calcChain>' },
		{ path: 'xl/theme/theme1.xml', content: '<a:theme xmlns:a="x" name="办公"/>' },
		{ path: 'xl/printerSettings/printerSettings1.bin', content: Buffer.from([0, 1, 2, 255, 254]) },
		{ path: 'xl/drawings/drawing1.xml', content: '<xdr:wsDr xmlns:xdr="x"><xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:row>7</xdr:row></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:row>9</xdr:row></xdr:to><xdr:sp/></xdr:twoCellAnchor></xdr:wsDr>' },
		{ path: 'xl/charts/chart1.xml', content: "<c:chartSpace xmlns:c=\"x\"><c:f>'高龄 统计'!$D$4:$D$6</c:f></c:chartSpace>" },
		{ path: 'customXml/item1.xml', content: '<样式 版本="7"/>' },
		...(comment ? [{ path: 'xl/comments1.xml', content: `<comments xmlns="x"><commentList><comment ref="${comment}"/></commentList></comments>` }] : [])
	];
	return makeZip(parts);
}

/** Every part: its bytes as they are packed, and unpacked as text. */
async function partsOf(bytes: Buffer): Promise<Map<string, { packed: string; text: string }>> {
	const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
	const parts = new Map<string, { packed: string; text: string }>();
	for await (const entry of zip.eachEntry()) {
		const read = async (decompress: boolean) => {
			const stream = await zip.openReadStreamPromise(entry, decompress ? undefined : { decompress: false });
			const chunks: Buffer[] = [];
			for await (const chunk of stream.pipe(new PassThrough())) chunks.push(chunk as Buffer);
			return Buffer.concat(chunks);
		};
		parts.set(entry.fileName, { packed: (await read(false)).toString('base64'), text: (await read(true)).toString() });
	}
	return parts;
}

const NAME = '高龄 统计';
const people = (n: number) => Array.from({ length: n }, (_, i) => ({ key: `p${i}`, values: [i + 1, `老人${i}`, 80 + i, 100] }));
const fill = (n: number, more: Partial<SheetFill> = {}): SheetFill => ({ sheet: NAME, cells: [{ reference: 'B2', value: { date: '2026-11-24' } }], lists: [{ firstRow: 4, lastRow: 6, columns: ['A', 'B', 'D', 'E'], rows: people(n) }], ...more });

describe('a form that has lines enough', async () => {
	const before = form();
	const { bytes, cells, skipped } = await fillTemplate(before, [fill(2)]);

	test('holds the values, and the example of the form is gone', async () => {
		const rows = (await readWorkbook(bytes)).sheets[0]!.rows;
		expect(rows[1]).toEqual(['截至日期：', '2026-11-24']);
		expect(rows[3]).toEqual([1, '老人0', '老人0', 80, 100]);
		expect(rows[4]).toEqual([2, '老人1', '老人1', 81, 100]);
		expect(rows[5]).toEqual([]);
		expect(cells.slice(0, 2)).toEqual([{ sheet: NAME, reference: 'B2', slot: 'B2', key: '', value: '2026-11-24' }, { sheet: NAME, reference: 'A4', slot: '4A', key: 'p0', value: 1 }]);
		expect(cells).toHaveLength(9);
		expect(skipped).toEqual([]);
	});

	test('every other part has its very bytes', async () => {
		const [was, is] = [await partsOf(before), await partsOf(bytes)];
		expect([...is.keys()]).toEqual([...was.keys()]);
		const changed = [...is].filter(([path, { packed }]) => packed !== was.get(path)!.packed).map(([path]) => path);
		expect(changed).toEqual(['xl/workbook.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']);
		expect(is.get('xl/workbook.xml')!.text).toBe(was.get('xl/workbook.xml')!.text.replace('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'));
	});

	test('in the sheet nothing but cells has changed, and formulas wait to be calculated', async () => {
		const [was, is] = [(await partsOf(before)).get('xl/worksheets/sheet1.xml')!.text, (await partsOf(bytes)).get('xl/worksheets/sheet1.xml')!.text];
		const around = (xml: string) => xml.replace(/<c\s[^>]*?(?:\/>|>.*?<\/c>)/g, '');
		expect(around(is)).toBe(around(was));
		expect(is).toContain('<c r="F7" s="3"><f>SUM(F4:F6)&amp;"元"</f></c>');
		expect(is).toContain('<c r="B2" s="2"><v>46350</v></c>');
	});
});

describe('a form with too few lines', async () => {
	const { bytes, cells } = await fillTemplate(form(), [fill(7)]);
	const parts = await partsOf(bytes);
	const sheet = parts.get('xl/worksheets/sheet1.xml')!.text;

	test('gets more, and what stands below moves down', async () => {
		const rows = (await readWorkbook(bytes)).sheets[0]!.rows;
		expect(rows.slice(3, 10).map((row) => row[1])).toEqual(people(7).map(({ values }) => values[1]));
		expect(rows[10]![0]).toBe('合计');
		expect(rows[11]![0]).toBe('填表人：');
		expect(cells.at(-1)).toEqual({ sheet: NAME, reference: 'E10', slot: '4E', key: 'p6', value: 100 });
	});

	test('new lines look like the ones before, the last one like the last', () => {
		expect(sheet).toContain('<row r="9" ht="20"><c r="A9" s="4">');
		expect(sheet).toContain('<row r="10" ht="20"><c r="A10" s="5">');
	});

	test('totals, formulas of lines, merges, validations, formats, print area, chart, pictures reach over them', () => {
		expect(sheet).toContain('<f>SUM(D4:D10)</f>');
		for (let row = 4; row <= 10; row++) expect(sheet).toContain(`<f>D${row}*E${row}</f>`);
		expect(sheet).toMatch(/<mergeCells count="8">.*<mergeCell ref="B10:C10"\/>/s);
		for (let row = 4; row <= 10; row++) expect(sheet).toContain(`<mergeCell ref="B${row}:C${row}"/>`);
		expect(sheet).toContain('<conditionalFormatting sqref="D4:D10">');
		expect(sheet).toContain('sqref="E4:E10"');
		expect(sheet).toContain('<formula1>$F$1:$F$2</formula1>');
		expect(sheet).toContain('<brk id="11" max="16383" man="1"/>');
		expect(sheet).toContain('<dimension ref="A1:F14"/>');
		expect(parts.get('xl/workbook.xml')!.text).toContain("'高龄 统计'!$A$1:$F$12");
		expect(parts.get('xl/workbook.xml')!.text).toContain("'高龄 统计'!$1:$3");
		expect(parts.get('xl/worksheets/sheet2.xml')!.text).toContain("<f>'高龄 统计'!F11</f></c><c r=\"B1\"><f>SUM('高龄 统计'!D4:D10)</f>");
		expect(parts.get('xl/charts/chart1.xml')!.text).toContain('$D$4:$D$10');
		expect(parts.get('xl/drawings/drawing1.xml')!.text).toContain('<xdr:row>11</xdr:row></xdr:from>');
	});

	test('the stored order of calculation goes, with what names it', () => {
		expect(parts.has('xl/calcChain.xml')).toBe(false);
		expect(parts.get('[Content_Types].xml')!.text).not.toContain('calcChain');
		expect(parts.get('xl/_rels/workbook.xml.rels')!.text).not.toContain('calcChain');
	});

	test('another program opens it', async () => {
		const book = new ExcelJS.Workbook();
		// Its own reader fails on drawn shapes; the values are what is asked.
		await book.xlsx.load(bytes as unknown as ArrayBuffer, { ignoreNodes: ['drawing'] }).catch((error: unknown) => {
			if (!String(error).includes('anchors')) throw error;
		});
		if (book.worksheets[0]) expect(book.worksheets[0].getCell('B10').value).toBe('老人6');
	});
});

test('a comment on the head does not hinder, one below the lines does', async () => {
	await expect(fillTemplate(form({ comment: 'B3' }), [fill(7)])).resolves.toBeDefined();
	await expect(fillTemplate(form({ comment: 'A7' }), [fill(7)])).rejects.toMatchObject({ code: 'sheets.cannotGrow', params: { rows: 3, more: 4 } });
	await expect(fillTemplate(form({ comment: 'A7' }), [fill(3)])).resolves.toBeDefined();
});

test('formulas of the form and covered cells are left alone and named', async () => {
	const { skipped, cells } = await fillTemplate(form(), [fill(0, { lists: [], cells: [{ reference: 'D7', value: 9 }, { reference: 'C5', value: 'x' }, { reference: 'F8', value: '李敏' }, { reference: 'H20', value: 1 }] })]);
	expect(skipped).toEqual([{ sheet: NAME, reference: 'D7', why: 'formula' }, { sheet: NAME, reference: 'C5', why: 'merged' }]);
	expect(cells.map(({ reference }) => reference)).toEqual(['F8', 'H20']);
});

test('the calendar of an old Mac', async () => {
	const { bytes } = await fillTemplate(form({ date1904: true }), [fill(0)]);
	expect((await readWorkbook(bytes)).sheets[0]!.rows[1]![1]).toBe('2026-11-24');
});

test('an unknown sheet', () => expect(fillTemplate(form(), [{ sheet: '没有', cells: [], lists: [] }])).rejects.toMatchObject({ code: 'sheets.damaged', params: { sheet: '没有' } }));

test('whatever is filled in is read again, and an empty filling of nothing changes no part', async () => {
	const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.integer(), fc.constantFrom('=1+1', '<x>&"', '_x0041_', '  两头有空格  ', '多\n行'));
	await fc.assert(
		fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 8 }), async (values) => {
			const { bytes, cells } = await fillTemplate(form(), [{ sheet: NAME, cells: [], lists: [{ firstRow: 4, lastRow: 6, columns: ['B'], rows: values.map((each, i) => ({ key: `${i}`, values: [each] })) }] }]);
			const rows = (await readWorkbook(bytes)).sheets[0]!.rows;
			values.forEach((each, i) => {
				const read = rows[3 + i]?.[1] ?? null;
				if (typeof each === 'number') expect(read).toBe(each);
				// Control characters and lone halves of pairs cannot stand in a sheet.
				else if (/^[\P{Cc}\n]*$/u.test(each) && each.isWellFormed() && !/[\ufffe\uffff]/.test(each)) expect(read).toBe(each === '' ? null : each);
			});
			expect(cells).toHaveLength(values.length);
		}),
		{ numRuns: 60 }
	);
	const plain = makeZip([
		{ path: '_rels/.rels', content: rels(rel('rId1', 'officeDocument', 'xl/workbook.xml')) },
		{ path: 'xl/workbook.xml', content: '<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>' },
		{ path: 'xl/_rels/workbook.xml.rels', content: rels(rel('rId1', 'worksheet', 'worksheets/sheet1.xml')) },
		{ path: 'xl/worksheets/sheet1.xml', content: '<x:worksheet xmlns:x="m"><x:sheetData/></x:worksheet>' }
	]);
	expect((await fillTemplate(plain, [{ sheet: 'a', cells: [], lists: [] }])).bytes.equals(plain)).toBe(true);
	const { bytes } = await fillTemplate(plain, [{ sheet: 'a', cells: [{ reference: 'B3', value: 'x' }, { reference: 'A3', value: 1 }, { reference: 'A1', value: 2 }], lists: [] }]);
	expect((await readWorkbook(bytes)).sheets[0]!.rows).toEqual([[2], [], [1, 'x']]);
});

describe('what has changed', () => {
	const cells = async (n: number, ages: Record<string, number> = {}, without = '') =>
		(await fillTemplate(form(), [fill(0, { lists: [{ firstRow: 4, lastRow: 6, columns: ['A', 'B', 'D', 'E'], rows: people(n).filter(({ key }) => key !== without).map(({ key, values }, i) => ({ key, values: [i + 1, values[1]!, ages[key] ?? values[2]!, values[3]!] })) }] })])).cells;

	test('is told by record, not by line', async () => {
		const changes = changesSince(await cells(4), await cells(5, { p2: 99 }, 'p0'));
		expect(changes.map(({ reference, key, kind, before, after }) => [reference, key, kind, before, after])).toEqual([
			['A4', 'p1', 'changed', 2, 1],
			['A5', 'p2', 'changed', 3, 2],
			['D5', 'p2', 'changed', 82, 99],
			['A6', 'p3', 'changed', 4, 3],
			['A7', 'p4', 'new', null, 4],
			['B7', 'p4', 'new', null, '老人4'],
			['D7', 'p4', 'new', null, 84],
			['E7', 'p4', 'new', null, 100],
			['A4', 'p0', 'gone', 1, null],
			['B4', 'p0', 'gone', '老人0', null],
			['D4', 'p0', 'gone', 80, null],
			['E4', 'p0', 'gone', 100, null]
		]);
	});
	test('nothing, when nothing has', async () => expect(changesSince(await cells(3), await cells(3))).toEqual([]));
});
