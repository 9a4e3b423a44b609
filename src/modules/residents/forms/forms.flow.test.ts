import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { person as actorOf, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { land } from '#modules/areas/index.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import type { SummedMeasure } from '#platform/measure.ts';
import { readWorkbook } from '#platform/sheets/index.ts';
import { addFact } from '../groups/group-facts.store.ts';
import { installGroups } from '../groups/groups.install.ts';
import { ensureDwelling } from '../household/dwelling.store.ts';
import { openHousehold } from '../household/household.store.ts';
import { changeMemberships } from '../household/membership.store.ts';
import { idOf } from '../import/sheets.testing.ts';
import { changePeople } from '../person/person.store.ts';
import { recordConsent } from '../privacy/consents.ts';
import { auditLooks } from '../privacy/looks.audit.ts';
import { installPurposes } from '../privacy/purposes.ts';
import { filledFile, fillById, formById, listForms } from './forms.queries.ts';
import { addForm, archiveForm, fillForm, mapForm } from './forms.usecases.ts';
import { elderForm, householdForm } from './forms.testing.ts';

useDatabase();

let subdistrict: { id: string; communities: [string, string] };
let worker: ReturnType<typeof testCtx>;
let manager: ReturnType<typeof testCtx>;
const ids: string[] = [];
const PEOPLE = [
	['周桂英', '1938-05-12', 22, '2', '502', '02'],
	['吴德福', '1941-11-30', 113, '1', '301', '02'],
	['郑秀兰', '1943-02-28', 44, '2', '301', '10'],
	['赵小明', '1990-01-01', 115, '1', '301', '20']
] as const;

beforeAll(async () => {
	subdistrict = await testSubdistrict();
	const [home, other] = subdistrict.communities;
	worker = testCtx(subdistrict.id, { ...actorOf('worker', home), id: newId(), name: '李敏' });
	manager = testCtx(subdistrict.id, { ...actorOf('manager'), id: newId() });
	const [compoundId, buildingId] = [newId(), newId()];
	await ownerPool().query('INSERT INTO areas.compound (subdistrict_id, id, community_id, name) VALUES ($1, $2, $3, $4)', [subdistrict.id, compoundId, home, '白云小区']);
	await ownerPool().query('INSERT INTO areas.building (subdistrict_id, id, compound_id, name, units, floors, doors_per_floor) VALUES ($1, $2, $3, $4, 1, 6, 2)', [subdistrict.id, buildingId, compoundId, '3号楼']);
	const all = await land(worker);
	await writeTx<'residents', void>(worker, async (tx) => {
		await installGroups(tx);
		ids.push(...PEOPLE.map(() => newId()));
		await changePeople(tx, PEOPLE.map(([name, birthDate, order, sex], i) => ({ id: ids[i]!, isNew: true, communityId: home, fields: { name, birthDate, sex, idNumber: idOf(birthDate, order), phone: `1200000000${i}` }, source: { kind: 'desk', statedOn: '2026-01-01' } })));
		await changePeople(tx, [{ id: newId(), isNew: true, communityId: other, fields: { name: '外社区', birthDate: '1930-01-01' }, source: { kind: 'desk', statedOn: '2026-01-01' } }]);
		const homes = new Map<string, string>();
		for (const door of ['502', '301']) {
			const dwellingId = await ensureDwelling(tx, all, buildingId, { unit: 1, floor: Number(door[0]), door });
			homes.set(door, (await openHousehold(tx, { communityId: home, dwellingId, openedOn: null, number: `BY${door}` })).id);
		}
		await changeMemberships(tx, PEOPLE.map(([, , , , door, relation], i) => ({ kind: 'join', personId: ids[i]!, householdId: homes.get(door)!, on: null, relation, residence: 'owner' })));
		await addFact(tx, { personId: ids[0]!, code: 'dibao', fromOn: '2026-01-01', source: { kind: 'desk' } });
	});
});

const bring = async (bytes: Buffer) => (await addForm(worker, { fileName: '高龄.xlsx', issuer: '区民政局', bytes: new Uint8Array(bytes) })).id;
const period = { from: '2026-10-01', to: '2026-10-31', reason: '每月报区民政局' };
const rowsOf = async (fill: string) => (await readWorkbook((await filledFile(worker, { id: fill })).bytes)).sheets[0]!.rows;

describe('a form for old people', () => {
	let id: string;
	let first: string;

	test('is understood, and filled as it stands with one click', async () => {
		id = await bring(await elderForm());
		const form = await formById(worker, { id });
		expect(form).toMatchObject({ name: '高龄老人情况统计表', issuer: '区民政局', fills: [] });
		expect(form.mapping.lists).toMatchObject([{ sheet: '统计表', firstRow: 5, lastRow: 8, of: 'people', group: 'age80' }]);
		first = (await fillForm(worker, { id, communityId: subdistrict.communities[0], ...period })).id;
		const rows = await rowsOf(first);
		expect(rows[1]!.filter((cell, i, all) => cell !== all[i - 1])).toEqual(['填报单位：测试社区1', '填报日期：2026年11月24日']);
		expect(rows.slice(4, 8).map((row) => row.slice(0, 9))).toEqual([
			[1, '吴德福', '吴德福', '男', 84, idOf('1941-11-30', 113), '白云小区3号楼301', '12000000001', 100],
			[2, '郑秀兰', '郑秀兰', '女', 83, idOf('1943-02-28', 44), '白云小区3号楼301', '12000000002', 100],
			[3, '周桂英', '周桂英', '女', 88, idOf('1938-05-12', 22), '白云小区3号楼502', '12000000000', 100],
			[null, null, null, null, null, null, null, null, 100]
		]);
		expect(rows[9]!.slice(0, 2)).toEqual(['填表人：', '李敏']);
	});

	test('everybody in it can see that they were, and why', async () => {
		const { rows } = await ownerPool().query<{ person_id: string; what: string; took: string[]; reason: string }>('SELECT person_id, what, took, reason FROM residents.look ORDER BY person_id');
		expect(rows).toEqual([ids[0], ids[1], ids[2]].sort().map((person_id) => ({ person_id, what: 'form', took: ['identity', 'contact'], reason: '每月报区民政局' })));
		const { rows: plain } = await ownerPool().query<{ text: string }>('SELECT cells_sealed AS text FROM residents.report_fill');
		expect(plain[0]!.text).not.toMatch(/周桂英|99999919|1200000/);
	});

	test('a form that takes several sensitive kinds is found under each of them, and of nobody under what they have not agreed to', async () => {
		await writeTx<'residents', void>(worker, installPurposes);
		const book = new ExcelJS.Workbook();
		book.addWorksheet('s').addRows([['老人情况表'], ['姓名', '残疾情况', '是否低保', '民族', '备注'], ...Array.from({ length: 8 }, () => ['', '', '', '', ''])]);
		const of = await bring(Buffer.from(await book.xlsx.writeBuffer()));
		await recordConsent(worker, { personId: ids[0]!, purpose: 'health', agree: true, way: 'counter' });
		await ownerPool().query('DELETE FROM residents.look');
		const form = await formById(worker, { id: of });
		await mapForm(worker, { id: of, version: form.version, name: form.name, issuer: '', mapping: { ...form.mapping, lists: form.mapping.lists.map((list) => ({ ...list, of: 'people', group: 'age80', columns: [{ letter: 'A', source: 'name' }, { letter: 'B', source: 'disability' }, { letter: 'C', source: 'groups' }, { letter: 'D', source: 'ethnicity' }] })) } });
		await fillForm(worker, { id: of, communityId: subdistrict.communities[0], ...period });
		const auditor = testCtx(subdistrict.id, { ...actorOf('audit_admin'), id: newId() });
		const under = async (fieldGroup: 'health' | 'background' | 'money') => (await auditLooks(auditor, { fieldGroup, what: 'form' })).items.map(({ fieldGroups }) => fieldGroups);
		expect(await under('health')).toEqual([['health', 'money', 'background']]);
		expect(await under('money')).toHaveLength(3);
		expect((await under('background')).filter((groups) => groups.includes('health'))).toHaveLength(1);
		// Whoever stands in a list of a group is known to be in it.
		await ownerPool().query('DELETE FROM residents.look');
		const again = await formById(worker, { id: of });
		await mapForm(worker, { id: of, version: again.version, name: form.name, issuer: '', mapping: { ...again.mapping, lists: again.mapping.lists.map((list) => ({ ...list, group: 'dibao', columns: [{ letter: 'A', source: 'name' }] })) } });
		await fillForm(worker, { id: of, communityId: subdistrict.communities[0], ...period });
		expect(await under('money')).toEqual([['money']]);
		for (const [table, column] of [['report_fill', 'form_id'], ['report_form', 'id']]) await ownerPool().query(`DELETE FROM residents.${table} WHERE ${column} = $1`, [of]);
	});

	test('the next time says what changed, by person, and counts what nobody typed', async () => {
		expect((await fillById(worker, { id: first })).first).toBe(true);
		await writeTx<'residents', unknown>(worker, (tx) => changePeople(tx, [{ id: ids[2]!, fields: { phone: '12000009999' }, source: { kind: 'desk', statedOn: '2026-11-24' } }]));
		await writeTx<'residents', unknown>(worker, (tx) => changeMemberships(tx, [{ kind: 'die', personId: ids[1]!, on: '2026-11-20' }]));
		const { id: second } = await fillForm(worker, { id, communityId: subdistrict.communities[0], ...period });
		const fill = await fillById(worker, { id: second });
		expect(fill.changes.map(({ reference, kind, before, after, who, head }) => [reference, kind, before, after, who?.name, head])).toEqual([
			['A5', 'changed', 2, 1, '郑秀兰', '序号'],
			['H5', 'changed', '12000000002', '12000009999', '郑秀兰', '联系电话'],
			['A6', 'changed', 3, 2, '周桂英', '序号'],
			...['A5', 'B5', 'D5', 'E5', 'F5', 'G5', 'H5'].map((reference) => [reference, 'gone', expect.anything(), null, '吴德福', expect.any(String)])
		]);
		const { fills, cells, forms } = await listForms(worker, {});
		expect(fills).toBe(2);
		expect(cells).toBe(forms[0]!.cells);
		expect(cells).toBe(3 * 7 + 3 + 2 * 7 + 3);
	});

	test('what somebody else filled is theirs; a reason is asked for; other areas are not one’s own', async () => {
		await expect(fillById(manager, { id: first })).rejects.toMatchObject({ code: 'platform.notFound' });
		await expect(filledFile(manager, { id: first })).rejects.toMatchObject({ code: 'platform.notFound' });
		await expect(fillForm(worker, { id, communityId: subdistrict.communities[0], from: '2026-10-01', to: '2026-10-31', reason: '' })).rejects.toMatchObject({ fields: [{ path: 'reason', code: 'residents.reasonMissing' }] });
		await expect(fillForm(worker, { id, communityId: subdistrict.communities[1], ...period })).rejects.toMatchObject({ code: 'platform.forbidden' });
		await expect(fillForm(worker, { id, communityId: null, ...period })).rejects.toMatchObject({ code: 'residents.chooseArea' });
		const { id: all } = await fillForm(manager, { id, communityId: null, ...period });
		expect((await fillById(manager, { id: all })).rows).toBe(3);
	});
});

test('households, measures and groups in single cells', async () => {
	const id = await bring(await householdForm());
	const form = await formById(worker, { id });
	expect(form.mapping.lists[0]).toMatchObject({ of: 'households', group: null });
	const measure: SummedMeasure = {
		key: 'requests.solved',
		unit: 'count',
		adds: 'events',
		title: { zh: '解决', en: 'Solved' },
		noun: { zh: '件', en: 'requests' },
		counted: { zh: '已解决', en: 'solved' },
		byDay: async (_tx, { from }) => [{ communityId: subdistrict.communities[0], day: from, numerator: from === '2026-10-01' ? 7 : 0 }],
		records: async () => ({ items: [], next: null })
	};
	await mapForm(worker, { id, version: form.version, name: '居民户花名册', issuer: '', mapping: { lists: form.mapping.lists, cells: [{ sheet: '居民户', reference: 'h1', source: 'group:dibao', prefix: '低保：' }, { sheet: '居民户', reference: 'H2', source: 'measure:requests.solved', prefix: '' }, { sheet: '居民户', reference: 'H3', source: 'households', prefix: '' }, { sheet: '居民户', reference: 'H4', source: 'lines', prefix: '' }] } });
	await expect(mapForm(worker, { id, version: form.version, name: 'x', mapping: { lists: [], cells: [] } })).rejects.toMatchObject({ code: 'residents.recordMoved' });
	const { id: fill } = await fillForm(worker, { id, communityId: subdistrict.communities[0], ...period, measures: [measure] });
	const rows = await rowsOf(fill);
	expect(rows.slice(0, 4)).toEqual([
		['居民户花名册', null, null, null, null, null, null, '低保：1'],
		['户号', '户主姓名', '户主身份证号', '户主电话', '住址', '家庭人口', null, 7],
		['BY301', null, null, null, '白云小区3号楼301', 2, null, 2],
		['BY502', '周桂英', idOf('1938-05-12', 22), '12000000000', '白云小区3号楼502', 1, null, 2]
	]);
	expect((await fillById(worker, { id: fill })).figures).toEqual([{ sheet: '居民户', reference: 'H1', source: 'group:dibao', value: '低保：1' }, { sheet: '居民户', reference: 'H2', source: 'measure:requests.solved', value: '7' }]);
	await archiveForm(worker, { id });
	expect((await listForms(worker, {})).forms.at(-1)).toMatchObject({ id, archivedAt: expect.any(Date) });
});

test('what is no form is refused with its reason', async () => {
	await expect(bring(Buffer.from('姓名,电话\n'))).rejects.toMatchObject({ code: 'sheets.notTable' });
	await expect(bring(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).rejects.toMatchObject({ code: 'sheets.oldFormat' });
});
