import ExcelJS from 'exceljs';
import { expect, test } from 'vitest';
import { makeZip } from '../../../tests/support/zip.ts';
import { stampWorkbook } from './stamp.ts';

const stamp = { by: '张伟', words: '导出 <张伟> & 2026-11-24 21:00', at: new Date('2026-11-24T13:00:00Z') };

test('the properties say who and when, the sheet stays', async () => {
	const book = new ExcelJS.Workbook();
	book.creator = '区民政局';
	book.addWorksheet('表').addRow(['姓名']);
	const stamped = await stampWorkbook(Buffer.from(await book.xlsx.writeBuffer()), stamp);
	const again = new ExcelJS.Workbook();
	await again.xlsx.load(stamped as never);
	expect([again.creator, again.lastModifiedBy, again.description, again.modified]).toEqual(['区民政局', stamp.by, stamp.words, stamp.at]);
	expect(again.getWorksheet('表')!.getCell('A1').value).toBe('姓名');
});

test('a workbook without properties comes back as it was', async () => {
	const bytes = makeZip([{ path: 'xl/workbook.xml', content: '<workbook/>' }]);
	expect((await stampWorkbook(bytes, stamp)).equals(bytes)).toBe(true);
});
