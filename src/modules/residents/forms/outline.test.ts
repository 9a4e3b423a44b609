import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { readTemplate } from '#platform/sheets/index.ts';
import { elderForm, householdForm } from './forms.testing.ts';
import { outlineTemplate } from './outline.ts';

describe('a form for people', async () => {
	const [sheet] = outlineTemplate(await readTemplate(await elderForm()));

	test('its list: heads in two rows, lines ready, the form’s own column', () => {
		expect(sheet!.lists).toEqual([
			{
				title: '高龄老人情况统计表',
				headRows: [3, 4],
				firstRow: 5,
				lastRow: 8,
				columns: [
					{ letter: 'A', head: '序号', source: 'number', formula: false },
					{ letter: 'B', head: '基本情况 / 姓名', source: 'name', formula: false },
					{ letter: 'D', head: '基本情况 / 性别', source: 'sex', formula: false },
					{ letter: 'E', head: '基本情况 / 年龄', source: 'age', formula: false },
					{ letter: 'F', head: '身份证号码', source: 'idNumber', formula: false },
					{ letter: 'G', head: '家庭住址', source: 'address', formula: false },
					{ letter: 'H', head: '联系电话', source: 'phone', formula: false },
					{ letter: 'I', head: '补贴标准', source: null, formula: false },
					{ letter: 'J', head: '补贴金额', source: null, formula: true }
				]
			}
		]);
	});

	test('its cells that ask, in the cell or beside it', () => {
		expect(sheet!.cells).toEqual([
			{ reference: 'A2', label: '填报单位', prefix: '填报单位：', source: 'area' },
			{ reference: 'G2', label: '填报日期', prefix: '填报日期：', source: 'today' },
			{ reference: 'B10', label: '填表人', prefix: '', source: 'filler' },
			{ reference: 'F10', label: '审核人', prefix: '', source: null }
		]);
	});
});

test('a form for households, and a sheet of explanations', async () => {
	const sheets = outlineTemplate(await readTemplate(await householdForm()));
	expect(sheets.map(({ sheet, lists }) => [sheet, lists.length])).toEqual([['居民户', 1], ['填表说明', 0]]);
	expect(sheets[0]!.lists[0]).toMatchObject({ firstRow: 3, lastRow: 5 });
	expect(sheets[0]!.lists[0]!.columns.map(({ source }) => source)).toEqual(['householdNumber', 'headName', 'headIdNumber', 'headPhone', 'address', 'members']);
});

test('a table of figures has no list', async () => {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet('a');
	for (const row of [['人口统计'], ['项目', '本月数', '上月'], ['总人口', null, null], ['60岁以上', null, null]]) sheet.addRow(row);
	const [outline] = outlineTemplate(await readTemplate(Buffer.from(await book.xlsx.writeBuffer())));
	expect(outline!.lists).toEqual([]);
	expect(outline!.cells.map(({ reference, source }) => [reference, source])).toEqual([['B3', 'people'], ['B4', 'group:age60']]);
});

test('figures are proposed where a row names one group, and nowhere else', async () => {
	const book = new ExcelJS.Workbook();
	const sheet = book.addWorksheet('a');
	for (const row of [['统计表（季报）'], ['单位：', '', '', '', '报送时间：'], ['指标', '计量单位', '代码', '本季数', '其中：女'], ['60周岁及以上老年人', '人', '01'], ['独居老年人', '人', '02'], ['其中：女', '人', '03'], ['低保边缘人口', '人', '04'], ['80周岁以上失能老人', '人', '05'], ['低保户数', '户', '06'], ['总户数', '户', '07'], ['残疾人', '人', '08', 12]]) sheet.addRow(row);
	sheet.addRow(['老龄化率', '%', '09', { formula: 'D4/100' }]);
	const [outline] = outlineTemplate(await readTemplate(Buffer.from(await book.xlsx.writeBuffer())));
	expect(outline!.cells.map(({ reference, source }) => [reference, source])).toEqual([['B2', 'area'], ['E2', 'today'], ['D4', 'group:age60'], ['D5', 'group:living_alone'], ['D7', 'group:dibao_edge'], ['D10', 'households']]);
});
