/** Forms as a superior office sends them, made by hand. */
import ExcelJS from 'exceljs';

const border: Partial<ExcelJS.Borders> = { top: { style: 'thin' }, bottom: { style: 'thin' }, left: { style: 'thin' }, right: { style: 'thin' } };

/** Old people with an amount that the form calculates: two head rows, four lines, a total, signatures. */
export async function elderForm(): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet('统计表', { pageSetup: { paperSize: 9, orientation: 'landscape', printTitlesRow: '1:4' } });
	sheet.addRow(['高龄老人情况统计表']);
	sheet.addRow(['填报单位：', null, null, null, null, null, '填报日期：   年  月  日']);
	sheet.addRow(['序号', '基本情况', null, null, null, '身份证号码', '家庭住址', '联系电话', '补贴标准', '补贴金额']);
	sheet.addRow([null, '姓名', null, '性别', '年龄']);
	for (let line = 1; line <= 4; line++) {
		const row = sheet.addRow([line, null, null, null, null, null, null, null, 100]);
		row.getCell(10).value = { formula: `I${row.number}*12` };
		row.height = 24;
		for (let column = 1; column <= 10; column++) row.getCell(column).border = border;
	}
	sheet.addRow(['合计', null, null, null, null, null, null, null, null, { formula: 'SUM(J5:J8)' }]);
	const last = sheet.addRow(['填表人：', null, null, null, '审核人：']);
	last.getCell(2).border = border;
	last.getCell(6).border = border;
	for (const merge of ['A1:J1', 'A2:F2', 'G2:J2', 'A3:A4', 'B3:E3', 'B4:C4', 'F3:F4', 'G3:G4', 'H3:H4', 'I3:I4', 'J3:J4', 'B5:C5', 'B6:C6', 'B7:C7', 'B8:C8']) sheet.mergeCells(merge);
	return Buffer.from(await book.xlsx.writeBuffer());
}

export async function householdForm(): Promise<Buffer> {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet('居民户');
	sheet.addRow(['居民户花名册']);
	sheet.addRow(['户号', '户主姓名', '户主身份证号', '户主电话', '住址', '家庭人口']);
	for (let line = 0; line < 3; line++) for (let column = 1; column <= 6; column++) sheet.getRow(3 + line).getCell(column).border = border;
	book.addWorksheet('填表说明').addRow(['请于每月 5 日前报送。']);
	return Buffer.from(await book.xlsx.writeBuffer());
}
