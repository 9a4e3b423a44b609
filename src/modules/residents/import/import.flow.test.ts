import { beforeAll, describe, expect, test } from 'vitest';
import { person as actorOf, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import type { Ctx } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { installGroups } from '../groups/groups.install.ts';
import { changePeople } from '../person/person.store.ts';
import { recordConsent } from '../privacy/consents.ts';
import { phoneHash } from '../person/values.ts';
import { installPurposes } from '../privacy/purposes.ts';
import { runApply } from './import.apply.ts';
import { runCheck } from './import.check.ts';
import { sweepImports } from './import.jobs.ts';
import { importById, importChoices, importRows, listImports } from './import.queries.ts';
import type { Mapping } from './columns.ts';
import { runUndo } from './import.undo.ts';
import { acceptProblems, applyImport, checkImport, decideImportRow, decideRest, dropImport, receiveSheet, undoImport } from './import.usecases.ts';
import { allowance, disabled, elders, households, idOf, workbookOf, type SheetPlan } from './sheets.testing.ts';

useDatabase();

let subdistrict: { id: string; communities: [string, string] };
let worker: ReturnType<typeof testCtx>;
let colleague: ReturnType<typeof testCtx>;
const system = (): Ctx => ({ ...worker, actor: { ...worker.actor, kind: 'system', id: null, name: 'job' } });

beforeAll(async () => {
	subdistrict = await testSubdistrict();
	const [home, other] = subdistrict.communities;
	worker = testCtx(subdistrict.id, { ...actorOf('worker', home), id: newId() });
	colleague = testCtx(subdistrict.id, { ...actorOf('worker', other), id: newId() });
	await writeTx<'residents', void>(worker, installGroups);
	for (const [communityId, name, buildings] of [[home, '白云小区', 8], [home, '红云苑', 12], [other, '翠湖花园', 2]] as const) {
		const compoundId = newId();
		await ownerPool().query('INSERT INTO areas.compound (subdistrict_id, id, community_id, name) VALUES ($1, $2, $3, $4)', [subdistrict.id, compoundId, communityId, name]);
		for (let n = 1; n <= buildings; n++) await ownerPool().query('INSERT INTO areas.building (subdistrict_id, id, compound_id, name, units, floors, doors_per_floor) VALUES ($1, $2, $3, $4, $5, 18, 3)', [subdistrict.id, newId(), compoundId, `${n}号楼`, name === '红云苑' ? 1 : 4]);
	}
});

/** Everything that the register says, without ids that are made anew. */
async function register(): Promise<string> {
	const { rows } = await ownerPool().query<{ line: string }>(
		`SELECT 'person ' || p.id || ' ' || p.name || ' ' || p.sex || ' ' || coalesce(p.birth_date::text, '') || ' ' || coalesce(p.id_hash, '') || ' ' || coalesce(p.phone_hash, '') || ' ' || coalesce(p.household_id::text, '') || ' ' || coalesce(p.education, '') AS line FROM residents.person p WHERE p.subdistrict_id = $1 AND erased_at IS NULL
		UNION ALL SELECT 'said ' || s.person_id || s.field || coalesce(s.value, s.value_hash, '') || s.chosen FROM residents.statement s WHERE s.subdistrict_id = $1 AND withdrawn_at IS NULL
		UNION ALL SELECT 'lives ' || m.person_id || m.household_id || m.relation FROM residents.membership m WHERE m.subdistrict_id = $1 AND until_on IS NULL
		UNION ALL SELECT 'household ' || h.id || coalesce(h.number, '') FROM residents.household h WHERE h.subdistrict_id = $1 AND closed_on IS NULL
		UNION ALL SELECT 'group ' || g.person_id || g.code FROM residents.group_fact g WHERE g.subdistrict_id = $1 AND until_on IS NULL
		UNION ALL SELECT 'tie ' || r.person_id || r.kind FROM residents.relation r WHERE r.subdistrict_id = $1 AND until_on IS NULL ORDER BY 1`,
		[subdistrict.id]
	);
	return rows.map(({ line }) => line).join('\n');
}

async function bring(plan: SheetPlan | SheetPlan[], ctx: Ctx = worker): Promise<string> {
	const { id } = await receiveSheet(ctx, { name: '名单.xlsx', bytes: new Uint8Array(await workbookOf([plan].flat())) });
	return id;
}

/** Chooses what is proposed, and lets it be checked. */
async function check(id: string, ctx: Ctx = worker, change: Partial<Mapping> = {}): Promise<void> {
	const choices = await importChoices(ctx, { id });
	await checkImport(ctx, { id, version: choices.record.version, tables: choices.tables, columns: { ...choices.mapping, ...(change as Mapping) }, statedOn: choices.statedOn, communityId: null });
	const { version } = await importById(ctx, { id });
	await runCheck(system(), { importId: id, version, scope: [subdistrict.communities[ctx === worker ? 0 : 1]] });
}

async function apply(id: string, ctx: Ctx = worker): Promise<void> {
	await applyImport(ctx, { id });
	await runApply(system(), { importId: id, by: ctx.actor.id, byName: ctx.actor.name });
}

async function undo(id: string, ctx: Ctx = worker): Promise<void> {
	await undoImport(ctx, { id });
	await runUndo(system(), { importId: id, by: ctx.actor.id, byName: ctx.actor.name });
}

const people = async () => (await ownerPool().query<{ name: string; birth: string | null; education: string | null; address: string | null; relation: string | null; number: string | null; residence: string | null }>(
	`SELECT p.name, p.birth_date AS birth, p.education, d.address, m.relation, h.number, m.residence FROM residents.person p LEFT JOIN residents.membership m ON m.person_id = p.id AND m.until_on IS NULL LEFT JOIN residents.household h ON h.id = m.household_id LEFT JOIN residents.dwelling d ON d.id = h.dwelling_id
	WHERE p.subdistrict_id = $1 AND p.erased_at IS NULL ORDER BY p.name`,
	[subdistrict.id]
)).rows;

describe('households from a register', () => {
	let id: string;
	let before: string;

	test('are checked, taken in with their doors and heads', async () => {
		before = await register();
		id = await bring(households);
		await check(id);
		const record = await importById(worker, { id });
		expect(record).toMatchObject({ state: 'checked', rowCount: 6, doneCount: 6, own: true, counts: { all: 6, errors: 0, undecided: 0, new: 6 } });
		await apply(id);
		expect(await importById(worker, { id })).toMatchObject({ state: 'applied', counts: { created: 6, updated: 0, skipped: 0, households: 2 } });
		expect((await people()).map(({ name, address, relation, number, education }) => [name, address, relation, number, education])).toEqual(
			[
				['何志强', '白云小区3号楼2单元402', '02', 'BY0002', null],
				['何晓晨', '白云小区3号楼2单元402', '20', 'BY0002', '80'],
				['林美珍', '白云小区3号楼1单元301', '12', 'BY0001', '70'],
				['赵红', '白云小区3号楼2单元402', '10', 'BY0002', '30'],
				['陈小雨', '白云小区3号楼1单元301', '32', 'BY0001', '20'],
				['陈建国', '白云小区3号楼1单元301', '02', 'BY0001', '60']
			].sort(([a], [b]) => (a! < b! ? -1 : 1))
		);
	});

	test('the same file again changes nothing, and asks nothing', async () => {
		const now = await register();
		const again = await bring(households);
		await check(again);
		expect((await importById(worker, { id: again })).counts).toMatchObject({ same: 6, new: 0, undecided: 0 });
		await apply(again);
		expect((await importById(worker, { id: again })).counts).toMatchObject({ created: 0, updated: 0, unchanged: 6, households: 0 });
		expect(await register()).toBe(now);
		await undo(again);
		expect(await register()).toBe(now);
	});

	test('a form is known again', async () => {
		const again = await bring(households);
		const choices = await importChoices(worker, { id: again });
		expect(choices.remembered).toMatchObject({ uses: 2 });
		expect(choices.columns.every(({ chosen }) => !chosen || chosen.evidence[0]!.kind === 'remembered')).toBe(true);
		await dropImport(worker, { id: again });
		await expect(importChoices(worker, { id: again })).rejects.toMatchObject({ code: 'platform.notFound' });
	});

	test('taken back, the register is what it was', async () => {
		await undo(id);
		expect(await importById(worker, { id })).toMatchObject({ state: 'undone', counts: { removed: 6, restored: 0, kept: 0 } });
		expect(await register()).toBe(before);
		const { rows } = await ownerPool().query('SELECT 1 FROM residents.import_row WHERE import_id = $1', [id]);
		expect(rows).toHaveLength(0);
		await expect(undoImport(worker, { id })).rejects.toMatchObject({ code: 'residents.importMoved' });
	});
});

describe('people who may be in the register', () => {
	const ids: Record<string, string> = {};
	let id: string;
	let before: string;

	beforeAll(async () => {
		const [home, other] = subdistrict.communities;
		const add = async (name: string, communityId: string, fields: Record<string, string>) => {
			ids[name + (ids[name] ? '2' : '')] = (await writeTx<'residents', { id: string }>(worker, async (tx) => (await changePeople(tx, [{ id: newId(), isNew: true, communityId, fields: { name, ...fields }, source: { kind: 'desk', statedOn: '2026-01-01' } }]))[0]!)).id;
		};
		await add('周桂英', home, { idNumber: idOf('1938-05-12', 22), birthDate: '1938-05-12', sex: '2', phone: '12099999999' });
		await add('郑秀兰', other, { idNumber: idOf('1936-02-29', 44), birthDate: '1936-02-29', sex: '2' });
		await add('王长根', home, { birthDate: '1940-01-02' });
		await add('王长根', home, { birthDate: '1940-01-02' });
		before = await register();
	});

	test('the same number is the same person; two that fit are asked; other communities are only named', async () => {
		id = await bring(elders);
		await check(id);
		const { items, counts } = await importRows(worker, { id });
		expect(items.map(({ values, match, decision, worst, problems, candidates }) => [values.name, match, decision, worst, problems.map(({ code }) => code), candidates.length])).toEqual([
			['周桂英', 'same', 'update', 'ok', [], 1],
			['吴德福', 'new', null, 'error', ['idDamaged', 'birthCentury', 'addressOpen'], 0],
			['郑秀兰', 'new', null, 'error', ['addressUnclear', 'elsewhere'], 0],
			['王长根', 'ambiguous', null, 'warning', ['maybeDied', 'idOld'], 2]
		]);
		expect(counts).toMatchObject({ errors: 2, undecided: 1, same: 1 });
		const [first] = items;
		expect(first!.candidates[0]!.fields).toEqual([
			{ field: 'sex', theirs: '2', agrees: true },
			{ field: 'birth', theirs: '1938-05-12', agrees: true },
			{ field: 'idNumber', theirs: `999999********${idOf('1938-05-12', 22).slice(-4)}`, agrees: true },
			{ field: 'phone', theirs: '120****9999', agrees: false },
			{ field: 'address', theirs: '', agrees: null }
		]);
	});

	test('a damaged number is waved through, a line decided for one of two', async () => {
		expect(await acceptProblems(worker, { id, codes: ['idDamaged'] })).toMatchObject({ errors: 1 });
		const { items } = await importRows(worker, { id, show: 'undecided' });
		const row = items.find(({ values }) => values.name === '王长根')!;
		await expect(decideImportRow(worker, { id, rowNo: row.rowNo, decision: 'update', personId: ids['周桂英']! })).rejects.toMatchObject({ code: 'residents.notACandidate' });
		expect(await decideImportRow(worker, { id, rowNo: row.rowNo, decision: 'update', personId: ids['王长根2']! })).toMatchObject({ undecided: 0 });
		await apply(id);
		expect(await importById(worker, { id })).toMatchObject({ state: 'applied', counts: { created: 1, updated: 2, skipped: 1 } });
		const { rows } = await ownerPool().query<{ name: string; number: boolean; phone: string; said: number }>('SELECT name, id_hash IS NOT NULL AS number, phone_masked AS phone, (SELECT count(*)::int FROM residents.relation r WHERE r.person_id = p.id) AS said FROM residents.person p WHERE id = any($1) OR name = $2 ORDER BY id', [[ids['周桂英'], ids['王长根2']], '吴德福']);
		// What the desk knows of a telephone goes before a list; the list's is kept as said.
		expect(rows).toEqual([
			{ name: '周桂英', number: true, phone: '120****9999', said: 0 },
			{ name: '王长根', number: true, phone: null, said: 0 },
			{ name: '吴德福', number: false, phone: null, said: 1 }
		]);
		await undo(id);
		expect(await register()).toBe(before);
	});

	test('what somebody changed since stays when the import is taken back', async () => {
		id = await bring({ name: 's', rows: [['姓名', '身份证号', '住址', '文化程度'], ['任新民', idOf('1960-06-06', 113), '白云小区1幢1单元101', '小学'], ['任小民', idOf('1990-06-06', 113), '白云小区1幢1单元101', '本科']] });
		await check(id);
		await apply(id);
		const { rows } = await ownerPool().query<{ id: string }>("SELECT id FROM residents.person WHERE name = '任新民'");
		await writeTx<'residents', unknown>(worker, (tx) => changePeople(tx, [{ id: rows[0]!.id, fields: { education: '60' }, source: { kind: 'desk', statedOn: '2026-11-24' } }]));
		await undo(id);
		expect((await importById(worker, { id })).counts).toMatchObject({ removed: 1, kept: 1 });
		const { rows: left } = await ownerPool().query("SELECT name, education, id_hash FROM residents.person WHERE name IN ('任新民', '任小民') AND erased_at IS NULL");
		expect(left).toEqual([{ name: '任新民', education: '60', id_hash: null }]);
	});
});

test('groups, households with blanks below, and contacts come in; what is derived does not', async () => {
	const id = await bring(allowance);
	await check(id);
	await apply(id);
	const { rows } = await ownerPool().query<{ name: string; code: string; from_on: string }>('SELECT p.name, f.code, f.from_on FROM residents.group_fact f JOIN residents.person p ON p.id = f.person_id WHERE f.source_id = $1 ORDER BY p.name, f.code', [id]);
	expect(rows.map(({ name, code }) => `${name} ${code}`)).toEqual(['冯圆圆 dibao', '冯小军 dibao', '冯阿六 dibao', '冯阿六 disabled', '沈国庆 dibao', '沈国庆 entitled', '蒋玉梅 tekun'].sort());
	const again = await bring(disabled);
	await check(again);
	const { items } = await importRows(worker, { id: again });
	expect(items.map(({ values, worst }) => [values.name, worst])).toEqual([['孙大海', 'ok'], ['刘小慧', 'ok'], ['马天宇', 'ok'], ['欧阳修远', 'warning']]);
	await apply(again);
	const { rows: ties } = await ownerPool().query<{ kind: string; name_masked: string }>('SELECT r.kind, r.name_masked FROM residents.relation r JOIN residents.import_change c ON c.row_id = r.id WHERE c.import_id = $1 ORDER BY 2', [again]);
	expect(ties).toEqual([{ kind: 'guardian', name_masked: '刘**' }, { kind: 'guardian', name_masked: '马*' }]);
	// Nothing plain of anybody stands in the tables of imports.
	const { rows: plain } = await ownerPool().query<{ text: string }>('SELECT string_agg(r::text, \' \') AS text FROM residents.import_row r WHERE r.import_id = any($1)', [[id, again]]);
	expect(plain[0]!.text).not.toMatch(/1200000|99999919|冯阿六|孙大海/);
	await undo(again);
	await undo(id);
});

test('the same person twice in one file is one, and the later line fills what the earlier leaves open', async () => {
	const number = idOf('1971-07-07', 113);
	const id = await bring({ name: 's', rows: [['姓名', '身份证号', '文化程度', '婚姻状况', '电话'], ['柳青', number, '高中', null, null], ['柳青', number, '初中', '已婚', '12000000077'], ['柳红', number, null, null, null]] });
	await check(id);
	const { items } = await importRows(worker, { id });
	expect(items.map(({ match, worst, repeats, problems }) => [match, worst, repeats, problems.map(({ code }) => code)])).toEqual([['new', 'ok', null, []], ['in_file', 'ok', 1, []], ['new', 'error', null, ['twiceInFile']]]);
	await apply(id);
	const { rows } = await ownerPool().query("SELECT education, marital, phone_masked FROM residents.person WHERE name LIKE '柳%' AND erased_at IS NULL");
	expect(rows).toEqual([{ education: '60', marital: '20', phone_masked: '120****0077' }]);
	await undo(id);
});

test('a workbook with lists of different heads is taken whole; a roster and a table of figures in it are not', async () => {
	const roster: SheetPlan = { name: '值班', rows: [['日期', '姓名', '电话'], ['2026-03-01', '李敏', '12000000091'], ['2026-03-02', '赵强', '12000000092']] };
	const figures: SheetPlan = { name: '汇总', rows: [['社区', '老人', '残疾人', '低保', '合计'], ['白云社区', 40, 12, 7, 59], ['翠湖社区', 33, 9, 4, 46]] };
	const id = await bring([figures, elders, disabled, roster]);
	expect((await importChoices(worker, { id })).tables).toEqual([[1, 0], [2, 0]]);
	await dropImport(worker, { id });
});

test('whose file it is sees what stands in it; others see that it came', async () => {
	const id = await bring(elders);
	await expect(importChoices(colleague, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
	await expect(importById(colleague, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
	const head = testCtx(subdistrict.id, { ...actorOf('head', subdistrict.communities[0]), id: newId() });
	expect(await importById(head, { id })).toMatchObject({ state: 'read', own: false });
	await expect(importRows(head, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
	expect((await listImports(head, {})).items.map((line) => line.id)).toContain(id);
	expect((await listImports(colleague, {})).items.map((line) => line.id)).not.toContain(id);
	await dropImport(worker, { id });
});

test('an address of another community is not taken in by this one', async () => {
	const id = await bring({ name: 's', rows: [['姓名', '身份证号', '住址'], ['安定', idOf('1980-01-01', 113), '翠湖花园1幢1单元101']] });
	await check(id);
	expect((await importRows(worker, { id })).items[0]).toMatchObject({ worst: 'error', problems: [{ code: 'otherCommunity' }] });
	await expect(applyImport(worker, { id })).rejects.toMatchObject({ code: 'residents.nothingToImport' });
	await dropImport(worker, { id });
});

test('who would join a household behind a door is said before it is written', async () => {
	const first = await bring({ name: 's', rows: [['姓名', '身份证号', '住址', '与户主关系'], ['安宁', idOf('1950-01-01', 113), '白云小区8幢4单元101', '户主']] });
	await check(first);
	await apply(first);
	const second = await bring({ name: 's', rows: [['姓名', '身份证号', '住址'], ['安静', idOf('1952-01-01', 222), '白云小区8幢4单元101'], ['安康', idOf('1953-01-01', 113), '白云小区8幢4单元102']] });
	await check(second);
	expect((await importRows(worker, { id: second })).items.map(({ worst, problems }) => [worst, problems.map(({ code }) => code)])).toEqual([['warning', ['joinsHousehold']], ['ok', []]]);
	await dropImport(worker, { id: second });
	await undo(first);
});

test('a number that became somebody else’s while the list was looked at is left out and said', async () => {
	const number = idOf('1981-01-01', 113);
	const id = await bring({ name: 's', rows: [['姓名', '身份证号'], ['甘甜', number], ['甘泉', idOf('1982-01-01', 113)]] });
	await check(id);
	const taken = newId();
	await writeTx<'residents', unknown>(worker, (tx) => changePeople(tx, [{ id: taken, isNew: true, communityId: subdistrict.communities[0], fields: { name: '甘甜甜', idNumber: number }, source: { kind: 'desk', statedOn: '2026-11-24' } }]));
	await apply(id);
	expect(await importById(worker, { id })).toMatchObject({ state: 'applied', counts: { created: 1, skipped: 1 } });
	expect((await importRows(worker, { id })).items[0]).toMatchObject({ worst: 'error', effect: 'skipped', problems: [{ code: 'idTaken' }] });
	await undo(id);
});

test('the rest is decided at once; nothing is decided for equals', async () => {
	const id = await bring({ name: 's', rows: [['姓名', '出生日期'], ['王长根', '1940-01-02'], ['周桂英', '1938-05-12']] });
	await check(id);
	expect(await decideRest(worker, { id, decision: 'update' })).toEqual({ rows: 1 });
	expect(await decideRest(worker, { id, decision: 'skip' })).toEqual({ rows: 1 });
	await dropImport(worker, { id });
});

test('files and lines go when they can no longer be taken back', async () => {
	const id = await bring({ name: 's', rows: [['姓名', '身份证号'], ['解忧', idOf('1983-01-01', 113)]] });
	const left = await bring(elders);
	await check(id);
	await apply(id);
	worker.clock.set(new Date('2026-12-25T02:00:00Z'));
	await expect(undoImport(worker, { id })).rejects.toMatchObject({ code: 'residents.undoOver' });
	await sweepImports(system(), {});
	const { rows } = await ownerPool().query('SELECT import_id FROM residents.import_file WHERE import_id = any($1)', [[id, left]]);
	expect(rows).toEqual([]);
	expect(await importById(worker, { id })).toMatchObject({ state: 'applied', counts: { created: 1 } });
	worker.clock.set(new Date('2026-11-24T02:00:00Z'));
});

test('what no purpose needs, or a person has not agreed to, is said by column before anything is written, and not written', async () => {
	await writeTx<'residents', void>(system(), installPurposes);
	const [agreed, asked] = [idOf('1944-01-01', 113), idOf('1945-01-01', 113)];
	const first = await bring({ name: 's', rows: [['姓名', '身份证号'], ['和平', agreed], ['和顺', asked]] });
	await check(first);
	await apply(first);
	const { rows: known } = await ownerPool().query(`SELECT id, name FROM residents.person WHERE subdistrict_id = $1 AND name IN ('和平', '和顺')`, [subdistrict.id]);
	const idBy = (name: string) => known.find((row) => row.name === name).id as string;
	await recordConsent(worker, { personId: idBy('和平'), purpose: 'health', agree: true, way: 'counter' });

	const id = await bring({ name: 's', rows: [['姓名', '身份证号', '政治面貌', '是否重病', '民族', '是否低保'], ['和平', agreed, '群众', '是', '汉族', '是'], ['和顺', asked, '中共党员', '是', '汉族', '否'], ['和美', idOf('1946-01-01', 113), '', '是', '满族', '']] });
	expect((await importChoices(worker, { id })).dropped).toMatchObject({ political: 'no_purpose', 'group:illness': 'no_consent', disability: 'no_consent', 'group:child_in_need': 'no_consent', groups: 'some' });
	expect(Object.keys((await importChoices(worker, { id })).dropped)).not.toContain('group:dibao');
	await check(id);
	const { items, dropped, counts } = await importRows(worker, { id });
	expect(dropped).toEqual([
		{ field: 'group:illness', why: 'noConsent', rows: 2 },
		{ field: 'political', why: 'noPurpose', rows: 2 }
	]);
	expect(items.map(({ worst, problems }) => [worst, problems.map(({ code, field }) => `${code} ${field}`)])).toEqual([['ok', ['noPurpose political']], ['warning', ['noPurpose political', 'noConsent group:illness']], ['warning', ['noConsent group:illness']]]);
	expect(counts).toMatchObject({ all: 3, errors: 0, warnings: 2 });
	// Nothing is written yet, and what is left out of the list is not counted any more.
	expect((await ownerPool().query(`SELECT count(*)::int AS n FROM residents.person WHERE subdistrict_id = $1 AND name = '和美'`, [subdistrict.id])).rows[0].n).toBe(0);
	await decideImportRow(worker, { id, rowNo: 3, decision: 'skip' });
	expect((await importRows(worker, { id })).dropped).toMatchObject([{ field: 'political', rows: 2 }, { field: 'group:illness', rows: 1 }]);
	await decideImportRow(worker, { id, rowNo: 3, decision: 'create' });
	await apply(id);
	const { rows } = await ownerPool().query(`SELECT p.name, p.political, p.ethnicity, (SELECT array_agg(f.code ORDER BY f.code) FROM residents.group_fact f WHERE f.person_id = p.id AND f.until_on IS NULL) AS groups FROM residents.person p WHERE p.subdistrict_id = $1 AND p.name LIKE '和_' AND p.erased_at IS NULL ORDER BY p.birth_date`, [subdistrict.id]);
	expect(rows).toEqual([
		{ name: '和平', political: null, ethnicity: '01', groups: ['dibao', 'illness'] },
		{ name: '和顺', political: null, ethnicity: '01', groups: null },
		{ name: '和美', political: null, ethnicity: '11', groups: null }
	]);
});

describe('consents given on paper', () => {
	const consents = async (name: string) =>
		(await ownerPool().query<{ purpose: string; way: string; given_by: string; day: string; note: string; withdrawn_by: string | null; tied: boolean }>(
			`SELECT c.purpose, c.way, c.given_by, (c.given_at AT TIME ZONE 'Asia/Shanghai')::date::text AS day, c.note, c.withdrawn_by, c.guardian_relation_id IS NOT NULL AS tied FROM residents.consent c JOIN residents.person p ON p.id = c.person_id WHERE p.subdistrict_id = $1 AND (p.name = $2 OR p.id = ANY($3)) ORDER BY c.given_at, c.purpose`,
			[subdistrict.id, name, ids.get(name) ? [ids.get(name)] : []]
		)).rows;
	const ids = new Map<string, string>();
	const remember = async (...names: string[]) => {
		for (const { id, name } of (await ownerPool().query<{ id: string; name: string }>('SELECT id, name FROM residents.person WHERE subdistrict_id = $1 AND name = ANY($2)', [subdistrict.id, names])).rows) ids.set(name, id);
	};
	const groups = async (name: string) => (await ownerPool().query<{ code: string }>('SELECT code FROM residents.group_fact WHERE person_id = $1 ORDER BY code', [ids.get(name)])).rows.map(({ code }) => code);
	const sheet: SheetPlan = {
		name: '残疾人',
		rows: [
			['填报日期：2026年10月1日'],
			['姓名', '身份证号', '是否重病', '是否困境儿童', '监护人', '监护人电话', '签字', '监护人同意'],
			['云一', idOf('1944-01-01', 115), '是', '', '', '', '2026年9月20日', ''],
			['云二', idOf('1945-01-01', 115), '是', '', '', '', '√', ''],
			['云三', idOf('1946-01-01', 115), '是', '', '', '', '不同意', ''],
			['云四', idOf('1947-01-01', 115), '是', '', '', '', '待定', ''],
			['云五', idOf('2018-01-01', 115), '是', '是', '云大', '12000000077', '2026-9-20', '2026-9-21'],
			['云六', idOf('2019-01-01', 115), '', '是', '', '', '', '√']
		]
	};
	const columns: Record<string, string> = { 签字: 'consent:health', 监护人同意: 'consent:children' };
	const checkConsents = async (id: string) => check(id, worker, columns as unknown as Partial<Mapping>);

	test('are never proposed, only hinted at; no purpose that asks for none is one, and the choice is not remembered', async () => {
		await writeTx<'residents', void>(system(), installPurposes);
		const id = await bring(sheet);
		const choices = await importChoices(worker, { id });
		expect(choices.columns.filter(({ mayBeConsent }) => mayBeConsent).map(({ head, chosen }) => [head, chosen])).toEqual([['签字', null], ['监护人同意', null]]);
		expect(choices.consents.map(({ field }) => field)).toEqual(['consent:health', 'consent:children']);
		for (const purpose of ['register', 'nothing']) await expect(check(id, worker, { 签字: `consent:${purpose}` } as unknown as Partial<Mapping>)).rejects.toMatchObject({ fields: [{ path: 'columns', code: 'residents.noConsentNeeded' }] });
		await checkConsents(id);
		await dropImport(worker, { id });
		const again = await importChoices(worker, { id: await bring(sheet) });
		expect([again.remembered?.uses, again.mapping.签字, again.mapping.监护人同意]).toEqual([1, null, null]);
	});

	let id: string;
	test('count by what each cell says, with the day, who signed and which cell; what rests on them comes in with them', async () => {
		id = await bring(sheet);
		await checkConsents(id);
		const { items } = await importRows(worker, { id });
		expect(items.map(({ problems }) => problems.map(({ code, field, cell }) => `${code} ${field} ${cell}`))).toEqual([
			[],
			[],
			['noConsent group:illness A5'],
			['consentUnclear consent:health G6', 'noConsent group:illness A6'],
			['consentGuardian consent:health G7', 'noConsent group:illness A7'],
			['consentGuardian consent:children H8', 'noConsent group:child_in_need A8']
		]);
		expect(items[0]!.said.find(({ field }) => field === 'consent:health')?.text).toBe('同意、2026-09-20');
		await apply(id);
		await remember('云一', '云二', '云三', '云四', '云五', '云六');
		const note = (cell: string) => `名单.xlsx · 残疾人 · ${cell}`;
		expect(await consents('云一')).toEqual([{ purpose: 'health', way: 'paper', given_by: 'self', day: '2026-09-20', note: note('G3'), withdrawn_by: null, tied: false }]);
		expect(await consents('云二')).toMatchObject([{ day: '2026-10-01', note: note('G4') }]);
		expect([await consents('云三'), await consents('云四'), await consents('云六')]).toEqual([[], [], []]);
		expect(await consents('云五')).toEqual([{ purpose: 'children', way: 'paper', given_by: 'guardian', day: '2026-09-21', note: note('H7'), withdrawn_by: null, tied: true }]);
		expect([await groups('云一'), await groups('云三'), await groups('云五'), await groups('云六')]).toEqual([['illness'], [], ['child_in_need'], []]);
		expect((await importById(worker, { id })).counts).toMatchObject({ created: 6, consents: 3 });
	});

	test('go with the import: nobody agreed, nothing of it is kept, and who took theirs back meanwhile stays as they said', async () => {
		await recordConsent(worker, { personId: ids.get('云二')!, purpose: 'health', agree: false, way: 'counter' });
		await undo(id);
		expect((await importById(worker, { id })).counts).toMatchObject({ removed: 5, kept: 1 });
		expect(await consents('云一')).toMatchObject([{ withdrawn_by: 'undone' }]);
		expect(await consents('云二')).toMatchObject([{ withdrawn_by: 'staff' }]);
		expect([await groups('云一'), await groups('云五')]).toEqual([[], []]);
	});

	test('of somebody known: an old paper brings back nothing, a no takes nothing back, and a newer one counts', async () => {
		const bringFor = async (name: string, cell: string) => {
			const number = idOf('1950-05-05', name === '云七' ? 117 : 119);
			const sheetId = await bring({ name: 's', rows: [['姓名', '身份证号', '签字'], [name, number, cell]] });
			await check(sheetId, worker, { 签字: 'consent:health' } as unknown as Partial<Mapping>);
			const { items } = await importRows(worker, { id: sheetId });
			await apply(sheetId);
			await remember(name);
			return items[0]!.problems.map(({ code }) => code);
		};
		expect(await bringFor('云七', '2026-9-1')).toEqual([]);
		await recordConsent(worker, { personId: ids.get('云七')!, purpose: 'health', agree: false, way: 'counter' });
		expect(await bringFor('云七', '2026-9-1')).toEqual(['consentOld']);
		expect(await bringFor('云七', '2026-11-24')).toEqual(['consentOld']);
		worker.clock.set(new Date('2026-11-26T02:00:00Z'));
		expect(await bringFor('云七', '2026-11-25')).toEqual([]);
		expect((await consents('云七')).map(({ day, withdrawn_by }) => [day, withdrawn_by])).toEqual([['2026-09-01', 'staff'], ['2026-11-25', null]]);
		expect((await ownerPool().query('SELECT remove_on FROM residents.consent WHERE person_id = $1', [ids.get('云七')])).rows.map(({ remove_on }) => remove_on)).toEqual([null, null]);
		expect(await bringFor('云七', '不同意')).toEqual(['consentRefused']);
		expect((await consents('云七')).at(-1)).toMatchObject({ withdrawn_by: null });
		expect(await bringFor('云八', '2026-11-27')).toEqual(['consentFuture']);
		// Nor does a tick without a day, of which nobody knows how old it is.
		await recordConsent(worker, { personId: ids.get('云七')!, purpose: 'health', agree: false, way: 'counter' });
		worker.clock.set(new Date('2026-11-28T02:00:00Z'));
		expect(await bringFor('云七', '√')).toEqual(['consentOld']);
		worker.clock.set(new Date('2026-11-24T02:00:00Z'));
	});

	test('a no on any line is a no; who may be under fourteen needs a guardian, and the one whom the sheet names is the one who signed', async () => {
		const number = idOf('1951-05-05', 121);
		const first = await bring({ name: 's', rows: [['姓名', '身份证号', '签字'], ['云九', number, '2026-9-1'], ['云九', number, '不同意']] });
		await check(first, worker, { 签字: 'consent:health' } as unknown as Partial<Mapping>);
		expect((await importRows(worker, { id: first })).items.map(({ problems }) => problems.map(({ code }) => code))).toEqual([['consentMixed'], []]);
		await apply(first);
		expect(await consents('云九')).toEqual([]);

		// The register knows the year; what the sheet says of the birth does not go before it, and the year may end yet.
		const home = subdistrict.communities[0];
		const { id: child } = await writeTx<'residents', { id: string }>(worker, async (tx) => (await changePeople(tx, [{ id: newId(), isNew: true, communityId: home, fields: { name: '云十', birthDate: '2012', idNumber: idOf('2012-01-05', 123) }, source: { kind: 'desk', statedOn: '2026-01-01' } }]))[0]!);
		for (const i of [0, 1]) await ownerPool().query(`INSERT INTO residents.relation (subdistrict_id, id, person_id, kind, name_sealed, name_masked, phone_hash, phone_sealed, position, recorded_at) VALUES ($1, $2, $3, 'guardian', 'x', '云*', $4, 'x', $5, now())`, [subdistrict.id, newId(), child, phoneHash(`1200000019${i}`), i]);
		const second = await bring({ name: 's', rows: [['姓名', '身份证号', '监护人', '监护人电话', '签字', '监护人同意'], ['云十', idOf('2012-01-05', 123), '云母', '12000000191', '2026-9-2', '2026-9-2']] });
		await check(second, worker, columns as unknown as Partial<Mapping>);
		const { items } = await importRows(worker, { id: second });
		expect(items[0]!.problems.map(({ code, field }) => `${code} ${field}`)).toEqual(['consentGuardian consent:health']);
		await apply(second);
		const { rows } = await ownerPool().query('SELECT c.purpose, r.position FROM residents.consent c JOIN residents.relation r ON r.id = c.guardian_relation_id WHERE c.person_id = $1', [child]);
		expect(rows).toEqual([{ purpose: 'children', position: 1 }]);
	});
});
