import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readWorkbook } from '#platform/sheets/index.ts';
import { findTables, mappingOf, matchPerson, normaliseTable, proposeColumns, repeatsInFile, type KnownPerson, type NormalRow } from './index.ts';
import { allowance, disabled, elders, households, idOf, sideBySide, testLand, wide, workbookOf, type SheetPlan } from './sheets.testing.ts';

const hints = { today: '2026-11-24', date1904: false, land: testLand(), areaCode: '0577' };

const place = (person: NormalRow) => person.values.place && `${person.values.place.buildingId ?? person.values.place.compoundId} ${person.values.place.sure ? '' : '? '}${person.values.place.doors.map(({ unit, door }) => `${unit}-${door}`).join(' ')}`;

async function understand(plan: SheetPlan) {
	const { sheets } = await readWorkbook(await workbookOf([plan]));
	const rows = sheets[0]!.rows;
	const tables = findTables(sheets[0]!);
	expect(tables).toHaveLength(1);
	const table = tables[0]!;
	const proposals = proposeColumns(table, rows, hints);
	const people = normaliseTable(table, rows, mappingOf(proposals), hints);
	return { rows, table, proposals, people, mapped: Object.fromEntries(proposals.map(({ head, chosen }) => [head, chosen?.field ?? null])) };
}
const codes = (person: NormalRow) => person.problems.map(({ code, cell }) => `${code} ${cell}`);

describe('a list of old people', async () => {
	const { table, mapped, people, proposals } = await understand(elders);

	test('is found below its title and notes, without its total, its signatures and the row that holds a number only', () => {
		expect(table).toMatchObject({ title: '云岭街道 80 周岁以上老年人登记表', headRows: [3, 3], repeats: 1 });
		expect(table.skipped).toEqual([{ row: 9, kind: 'total' }, { row: 10, kind: 'note' }]);
		expect(people.map(({ row }) => row)).toEqual([4, 5, 6, 7]);
	});

	test('its columns are known by head and values', () => {
		expect(mapped).toEqual({ 序号: 'serial', 姓名: 'name', 性别: 'sex', 公民身份号码: 'idNumber', 出生年月: 'birthDate', 家庭住址: 'address', 联系电话: 'phone', 备注: 'remarks' });
		expect(proposals.every(({ chosen }) => chosen!.confidence >= 0.75)).toBe(true);
		expect(proposals[3]!.chosen!.evidence).toEqual([{ kind: 'head', word: '公民身份号码', likeness: 1 }, { kind: 'values', look: 'idNumber', share: 1, seen: 4 }]);
	});

	test('its rows are typed, and every fault has its cell', () => {
		expect(people[0]!.values).toEqual({
			name: '周桂英',
			idNumber: idOf('1938-05-12', 22),
			sex: '2',
			birth: { date: '1938-05-12', known: 'day' },
			phones: ['12000000001'],
			place: { text: '白云小区3幢2单元502', communityId: 'c1', compoundId: '白云小区', buildingId: '白云小区3', doors: [{ unit: 2, floor: 5, door: '502' }], sure: true }
		});
		expect(codes(people[0]!)).toEqual([]);
		expect(people[1]).toMatchObject({ values: { name: '吴德福', idPrefix: '999999194111301', sex: '1', birth: { date: '1941-11-30' }, emergency: { name: '', phone: '12000000002', words: '儿子' }, remarks: '独居' } });
		expect(people[1]!.values.phones).toBeUndefined();
		expect(codes(people[1]!)).toEqual(['idDamaged D5', 'birthCentury E5', 'addressOpen F5']);
		expect(people.map(place)).toEqual(['白云小区3 2-502', '白云小区3 ? 2-501 2-503', undefined, '红云苑12 1-1203'].map((each, i) => (i === 2 ? 'null ? ' : each)));
		expect(people[2]).toMatchObject({ values: { phones: ['0577-88880001', '12000000003'], place: { text: '3-2-601', communityId: null } }, problems: [{ code: 'addressUnclear', cell: 'F6' }] });
		expect(codes(people[3]!)).toEqual(['maybeDied B7', 'idOld D7']);
		expect(people[3]!.values).toMatchObject({ name: '王长根', birth: { date: '1940-01-02' }, sex: '1' });
	});
});

describe('a household register', async () => {
	const { table, mapped, people } = await understand(households);

	test('its three head rows are read through', () => {
		expect(table.headRows).toEqual([2, 4]);
		expect(mapped).toEqual({
			户编号: 'householdNumber',
			'户主信息 / 姓名': 'headName',
			'户主信息 / 身份证号': 'headIdNumber',
			'户主信息 / 联系电话': 'headPhone',
			'家庭成员信息 / 姓名': 'name',
			'家庭成员信息 / 身份证号': 'idNumber',
			'家庭成员信息 / 与户主关系': 'relation',
			'家庭成员信息 / 文化程度': 'education',
			'住址 / 小区': 'compound',
			'住址 / 楼栋房号 / 楼号': 'building',
			'住址 / 楼栋房号 / 单元': 'unit',
			'住址 / 楼栋房号 / 室': 'door',
			备注: 'remarks'
		});
	});

	test('members have their household, and a head without a row gets one', () => {
		expect(people.map(({ row, part, household, values }) => [row, part, household, values.name, values.relation, values.householdNumber])).toEqual([
			[5, 0, '1', '陈建国', '02', 'BY0001'],
			[6, 0, '1', '林美珍', '12', 'BY0001'],
			[7, 0, '1', '陈小雨', '32', 'BY0001'],
			[8, -1, '2', '何志强', '02', 'BY0002'],
			[8, 0, '2', '赵红', '10', 'BY0002'],
			[9, 0, '2', '何晓晨', '20', 'BY0002']
		]);
		expect(people[3]!.values).toMatchObject({ idNumber: idOf('1975-01-15', 117), sex: '1', phones: ['12000000012'], place: { text: '白云小区三号楼二单元402', buildingId: '白云小区3', doors: [{ unit: 2, floor: 4, door: '402' }], sure: true } });
		expect(people[5]!.values).toMatchObject({ education: '80', place: { sure: true } });
		expect(people.flatMap(codes)).toEqual([]);
	});
});

describe('a list of the disabled', async () => {
	const { table, mapped, people } = await understand(disabled);

	test('its head of two rows that are not merged', () => {
		expect(table.headRows).toEqual([3, 4]);
		expect(table.skipped.map(({ row, kind }) => [row, kind])).toEqual([[5, 'numbering'], [8, 'head'], [11, 'total']]);
		expect(mapped).toEqual({
			残疾人证号: 'disabilityCard',
			'联系方式 / 手机': 'phone',
			'联系方式 / 固话': 'phone',
			姓名: 'name',
			'残疾情况 / 类别': 'disabilityKind',
			'残疾情况 / 等级': 'disabilityGrade',
			'监护人 / 姓名': 'guardianName',
			'监护人 / 电话': 'guardianPhone',
			性别: 'sex',
			是否低保: 'group:dibao',
			网格: 'grid'
		});
	});

	test('kind, grade, card, guardian and what is unclear', () => {
		expect(people.map(({ values }) => values.groups)).toEqual([
			[{ group: 'dibao' }, { group: 'disabled', kind: '64', grade: '2', certificate: `${idOf('1958-04-04', 113)}42` }],
			[{ group: 'dibao' }, { group: 'disabled', kind: '66', grade: '1', certificate: `${idOf('1990-10-10', 228)}61` }],
			[{ group: 'disabled', kind: '65', grade: '3', certificate: `${idOf('2010-09-09', 331)}53` }],
			[{ group: 'disabled', grade: '4' }]
		]);
		expect(people[1]!.values).toMatchObject({ sex: '2', phones: ['0577-88880002'], guardian: { name: '刘卫东', phone: '12000000023' } });
		expect(codes(people[3]!)).toEqual(['phoneUnclear B10', 'disabilityUnclear E10']);
		expect(people[3]!.other).toEqual([{ head: '联系方式 / 手机', value: '120000' }, { head: '残疾情况 / 类别', value: '不清楚' }]);
	});
});

describe('recipients of the allowance', async () => {
	const { table, mapped, people } = await understand(allowance);

	test('households with blanks below, and headings between the rows', () => {
		expect(mapped).toMatchObject({ 户主姓名: 'headName', 家庭成员: 'name', 证件号码: 'idNumber', 救助类别: 'groups', 居住地址: 'address', 享受人数: null });
		expect(table.skipped.map(({ kind }) => kind)).toEqual(['section', 'section']);
		expect(people.map(({ household, values }) => [household, values.name, values.relation])).toEqual([
			['1', '冯阿六', '02'],
			['1', '冯小军', '20'],
			['1', '冯圆圆', '42'],
			['2', '蒋玉梅', '02'],
			['3', '沈国庆', '02']
		]);
	});

	test('addresses stand under the heading of their compound', () => {
		expect(people.map(place)).toEqual(['白云小区5 1-101', '白云小区5 1-101', '白云小区5 1-101', '白云小区5 2-202', '红云苑12 1-302']);
	});

	test('groups and what is no field', () => {
		expect(people.map(({ values }) => values.groups)).toEqual([[{ group: 'dibao' }, { group: 'disabled', kind: '64', grade: '3' }], [{ group: 'dibao' }], [{ group: 'dibao' }], [{ group: 'tekun' }], [{ group: 'dibao' }, { group: 'entitled', kind: 'martyr_family' }]]);
		expect(people[0]!.other).toEqual([{ head: '享受人数', value: '3' }]);
		expect(people.flatMap(codes)).toEqual([]);
	});
});

test('names and telephones side by side', async () => {
	const { table, people, mapped } = await understand(sideBySide);
	expect(table.repeats).toBe(2);
	expect(mapped).toEqual({ 室号: 'door', 姓名: 'name', 手机: 'phone', 备注: 'remarks' });
	expect(people.map(({ row, part, values }) => [row, part, values.place?.text, values.name, values.phones])).toEqual([
		[3, 0, '101', '杨树林', ['12000000031']],
		[3, 1, '102', '何花', ['12000000032']],
		[4, 0, '201', '秦岭', ['12000000033']],
		[5, 0, '301', '尤佳', ['12000000034', '12000000035']],
		[5, 1, '302', '许多多', ['12000000036']]
	]);
	// Its title says which building.
	expect(place(people[1]!)).toBe('白云小区3 ? 1-102 2-102 3-102 4-102');
});

test('members of a household in one row', async () => {
	const { table, people, mapped } = await understand(wide);
	expect(table.repeats).toBe(2);
	expect(mapped).toMatchObject({ 承租人姓名: 'headName', 承租人身份证: 'headIdNumber', 承租人电话: 'headPhone', 租住地址: 'address', 登记时间: null, 民族: 'ethnicity' });
	expect(people.map(({ values }) => [values.name, values.relation, values.headName, values.place?.doors[0]?.door, values.phones])).toEqual([
		['丁一凡', '02', '丁一凡', '303', ['12000000041']],
		['鲁小满', '12', '丁一凡', '303', undefined],
		['丁小宝', '20', '丁一凡', '303', undefined],
		['买买提·艾力', '02', '买买提·艾力', '304', ['12000000042']]
	]);
});

test('a death among the remarks is said, another’s is not; a bare serial number is shown with its day', async () => {
	const { rows, table, people } = await understand({ name: 's', rows: [['姓名', '出生日期', '备注'], ['安康', 21252, '已于今年8月去世'], ['安宁', 20109, '丈夫去世，独居'], ['安静', 19510307, '身体尚可']] });
	expect(people.map(codes)).toEqual([['maybeDied C2'], [], []]);
	expect(proposeColumns(table, rows, hints)[1]!.samples).toEqual(['21252 = 1958-03-08', '20109 = 1955-01-20', '19510307']);
});

test('a form is known again whatever the order of its columns', async () => {
	const { table } = await understand(elders);
	const order = [3, 1, 0, 2, 5, 4, 7, 6];
	const moved = await understand({ ...elders, merges: [], rows: elders.rows.map((row, i) => (i < 2 ? [row[0]!] : order.map((at) => row[at] ?? null))) });
	expect(moved.table.fingerprint).toBe(table.fingerprint);
	expect((await understand(allowance)).table.fingerprint).not.toBe(table.fingerprint);
});

test('a mapping from the last time goes before everything', async () => {
	const { rows, table } = await understand(elders);
	const again = proposeColumns(table, rows, hints, { 备注: 'groups', 联系电话: null });
	expect(again.find(({ key }) => key === '备注')!.chosen).toEqual({ field: 'groups', confidence: 1, evidence: [{ kind: 'remembered' }] });
	expect(again.find(({ key }) => key === '联系电话')!.chosen).toBeNull();
});

test('two tables on one sheet, and a sheet without any', async () => {
	const { sheets } = await readWorkbook(await workbookOf([{ name: 'a', rows: [...disabled.rows, [], ['白云小区3幢'], ...sideBySide.rows.slice(1)] }, { name: 'b', rows: [['通知'], ['请各社区于周五前报送。']] }]));
	expect(findTables(sheets[0]!).map(({ rows }) => rows.length)).toEqual([4, 3]);
	expect(findTables(sheets[1]!)).toEqual([]);
});

test('whatever stands on a sheet, nothing breaks and no row is lost', () => {
	const cell = fc.oneof(fc.constant(null), fc.constantFrom('姓名', '身份证号', '户主', '电话', '住址', '合计', '男', '张三', idOf('1950-01-01', 12), '白云小区3-2-502'), fc.string({ unit: 'binary', maxLength: 12 }), fc.double(), fc.boolean());
	fc.assert(
		fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 14 }), (rows) => {
			const tables = findTables({ rows });
			for (const table of tables) {
				for (const { row } of table.rows) expect(rows[row - 1]).toBeDefined();
				const people = normaliseTable(table, rows, mappingOf(proposeColumns(table, rows, hints)), hints);
				expect(people.length).toBeLessThanOrEqual(table.rows.length * (table.repeats + 1));
			}
		}),
		{ numRuns: 500 }
	);
});

describe('matching', () => {
	const known = (personId: string, more: Partial<KnownPerson>): KnownPerson => ({ personId, name: '周桂英', id: null, birth: null, dwelling: null, phones: [], ...more });
	const row = { name: '周桂英', id: 'x1', birth: '1938-05-12', dwelling: 'd1', phones: ['p1'] };

	test('the same number and name is the same person', () => {
		expect(matchPerson(row, [known('a', { id: 'x1' }), known('b', { birth: '1938-05-12', dwelling: 'd1' })])).toEqual({ match: 'same', candidates: [{ personId: 'a', score: 100, reasons: ['id', 'name'] }] });
	});
	test('the same number under another name is asked', () => {
		expect(matchPerson(row, [known('a', { name: '周桂瑛', id: 'x1' })])).toMatchObject({ match: 'likely', candidates: [{ reasons: ['idOtherName'] }] });
	});
	test('another number is another person, and so is another birthday', () => {
		expect(matchPerson(row, [known('a', { id: 'x2', birth: '1938-05-12', dwelling: 'd1' }), known('b', { birth: '1965-05-12', dwelling: 'd1' })]).match).toBe('new');
	});
	test('name with birth and dwelling, name with telephone', () => {
		expect(matchPerson({ ...row, id: null }, [known('a', { birth: '1938-05-12', dwelling: 'd1' })])).toMatchObject({ match: 'likely', candidates: [{ score: 90, reasons: ['name', 'birth', 'dwelling'] }] });
		expect(matchPerson({ ...row, id: null, birth: null, dwelling: null }, [known('a', { phones: ['p1'] })])).toMatchObject({ match: 'likely', candidates: [{ reasons: ['name', 'phone'] }] });
		expect(matchPerson({ ...row, birth: '1938' }, [known('a', { birth: '1938-05-12' })])).toMatchObject({ match: 'likely', candidates: [{ score: 62 }] });
		expect(matchPerson({ ...row, birth: null, dwelling: null, phones: [] }, [known('a', {})]).match).toBe('new');
	});
	test('a birth that is told differently, at the same home, is asked', () => {
		expect(matchPerson({ ...row, id: null, birth: '1938-04' }, [known('a', { birth: '1938-05-12', dwelling: 'd1' })])).toEqual({ match: 'likely', candidates: [{ personId: 'a', score: 60, reasons: ['name', 'otherBirth', 'dwelling'] }] });
		expect(matchPerson({ ...row, id: null, birth: '1939-04-01', dwelling: null, phones: [] }, [known('a', { birth: '1938-05-12' })]).match).toBe('new');
	});
	test('two that fit are ambiguous', () => {
		expect(matchPerson({ ...row, id: null }, [known('a', { birth: '1938-05-12', dwelling: 'd1' }), known('b', { birth: '1938-05-12', dwelling: 'd1' })]).match).toBe('ambiguous');
	});
	test('nothing is called the same without the same number', () => {
		const keys = fc.record({ name: fc.constantFrom('甲', '乙'), id: fc.constantFrom(null, '1', '2'), birth: fc.constantFrom(null, '1950', '1950-01', '1950-01-01', '1950-01-02'), dwelling: fc.constantFrom(null, 'd', 'e'), phones: fc.subarray(['p', 'q']) });
		fc.assert(
			fc.property(keys, fc.array(keys, { maxLength: 5 }), (one, others) => {
				const people = others.map((other, i) => ({ ...other, personId: `${i}` }));
				const { match, candidates } = matchPerson(one, people);
				if (match === 'same') expect(people.find(({ personId }) => personId === candidates[0]!.personId)).toMatchObject({ id: one.id, name: one.name });
				for (const { personId } of candidates) {
					const person = people[Number(personId)]!;
					expect(person.id === null || one.id === null || person.id === one.id).toBe(true);
				}
			})
		);
	});
	test('the same person twice in a file', () => {
		expect(repeatsInFile([row, { ...row, name: '吴德福', id: 'x9', birth: null }, { ...row, name: '别人' }, { ...row, id: null }])).toEqual([null, null, { of: 0, sameName: false }, { of: 0, sameName: true }]);
	});
});
