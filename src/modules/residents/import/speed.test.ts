import { expect, test } from 'vitest';
import { readWorkbook, workbookBuffer } from '#platform/sheets/index.ts';
import { findTables, mappingOf, normaliseTable, proposeColumns, repeatsInFile } from './index.ts';
import { nameKey } from '../person/values.ts';
import { idOf, testLand } from './sheets.testing.ts';

const ROWS = 20_000;
const day = (i: number) => new Date(Date.UTC(1930, 0, 1 + (i % 30_000))).toISOString().slice(0, 10);

test('20,000 rows are read, recognised and made values in well under 20 seconds', async () => {
	const columns = ['序号', '姓名', '性别', '身份证号', '出生日期', '与户主关系', '户编号', '现住址', '联系电话', '民族', '文化程度', '婚姻状况', '政治面貌', '人员类别', '残疾情况', '工作单位', '紧急联系人', '紧急联系电话', '入住时间', '备注'];
	const rows = Array.from({ length: ROWS }, (_, i) => [
		i + 1,
		`${'王李张刘陈'[i % 5]}${String.fromCharCode(0x4e00 + (i % 5000))}`,
		i % 2 ? '男' : '女',
		idOf(day(i), (i % 500) * 2 + (i % 2)),
		day(i).replaceAll('-', '.'),
		i % 3 ? '儿子' : '户主',
		`BY${String(Math.floor(i / 3)).padStart(6, '0')}`,
		`白云小区${(i % 40) + 1}幢${(i % 4) + 1}单元${(i % 18) + 1}0${(i % 4) + 1}`,
		`1200${String(i).padStart(7, '0')}`,
		'汉族',
		'高中',
		'已婚',
		'群众',
		i % 10 ? '' : '低保、肢体二级',
		i % 10 ? '' : '肢体二级',
		'白云印刷厂',
		'李四',
		'12000000000',
		'2015年3月',
		''
	]);
	const bytes = await workbookBuffer({ now: new Date(), sheets: [{ name: '居民', columns: columns.map((header) => ({ header })), rows }] });
	const started = process.cpuUsage();
	const { sheets, date1904 } = await readWorkbook(bytes);
	const sheet = sheets[0]!;
	const [table] = findTables(sheet);
	const hints = { today: '2026-11-24', date1904, land: testLand() };
	const proposals = proposeColumns(table!, sheet.rows, hints);
	const people = normaliseTable(table!, sheet.rows, mappingOf(proposals), hints);
	repeatsInFile(people.map(({ values }) => ({ name: nameKey(values.name), id: values.idNumber ?? null, birth: values.birth?.date ?? null, dwelling: values.place?.text ?? null, phones: values.phones ?? [] })));
	const used = process.cpuUsage(started);
	expect(people).toHaveLength(ROWS);
	expect(people.filter(({ problems }) => problems.some(({ level }) => level === 'error'))).toHaveLength(0);
	const seconds = (used.user + used.system) / 1e6;
	expect(seconds).toBeLessThan(20);
	console.info(`20,000 rows × ${columns.length} columns: ${seconds.toFixed(1)} s of processor time`);
}, 60_000);
