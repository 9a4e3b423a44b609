import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { readWorkbook } from '#platform/sheets/index.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addGroupFact, addPerson, correctGroupFact, endGroupFact, groupCount, groupList, groupSheet, groupsOfPerson, groupsOverview, reopenGroupFact, reveal, reviewGroupFact, type GroupList } from '../index.ts';
import { installGroups } from './groups.install.ts';

useDatabase();

let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let stranger: ReturnType<typeof testCtx>;
let manager: ReturnType<typeof testCtx>;
beforeAll(async () => {
	tenant = await testSubdistrict();
	const staff = (role: 'worker' | 'manager', communityId: string | null) => testCtx(tenant.id, { ...person(role, communityId), id: newId(), name: '张伟' });
	[worker, stranger, manager] = [staff('worker', tenant.communities[0]), staff('worker', tenant.communities[1]), staff('manager', null)];
	await writeTx<'residents', void>(worker, installGroups);
});
const born = (name: string, more: Record<string, string> = {}) => addPerson(worker, { communityId: tenant.communities[0], fields: { name, ...more } }).then(({ id }) => id);
const fact = (personId: string, code: string, more: object = {}) => addGroupFact(worker, { personId, code, fromOn: '2026-01-01', ...more });
const rowOf = async (id: string) => (await ownerPool().query('SELECT kind, grade, detail_sealed, detail_hashes, certificate_masked, until_on, end_reason, review_on, f::text AS row FROM residents.group_fact f WHERE id = $1', [id])).rows[0];

describe('a recorded group', () => {
	test('is added once, ended, taken back, reviewed', async () => {
		const one = await born('孙一');
		const { id } = await fact(one, 'dibao', { kind: 'person' });
		expect(await rowOf(id)).toMatchObject({ kind: 'person', until_on: null, review_on: '2027-11-24' });
		await expect(fact(one, 'dibao', { kind: 'person' })).rejects.toMatchObject({ code: 'residents.factThere' });
		await expect(fact(one, 'tekun', { kind: 'person' })).rejects.toMatchObject({ fields: [{ path: 'kind', code: 'residents.codeUnknown' }] });
		await expect(addGroupFact(stranger, { personId: one, code: 'tekun', fromOn: '2026-01-01' })).rejects.toMatchObject({ code: 'platform.forbidden' });
		await expect(endGroupFact(worker, { id, on: '2025-12-31', reason: 'ended' })).rejects.toMatchObject({ fields: [{ code: 'residents.dayWrong' }] });
		await endGroupFact(worker, { id, on: '2026-06-01', reason: 'not_renewed' });
		expect(await rowOf(id)).toMatchObject({ until_on: '2026-06-01', end_reason: 'not_renewed', review_on: null });
		await expect(endGroupFact(worker, { id, on: '2026-06-02', reason: 'ended' })).rejects.toMatchObject({ code: 'residents.factEnded' });
		await reopenGroupFact(worker, { id });
		expect(await reviewGroupFact(worker, { id, next: '2027-01-01' })).toMatchObject({ reviewOn: '2027-01-01' });
	});

	test('of which kinds may hold together: a veteran may be a martyr’s child; a sealed group holds once', async () => {
		const one = await born('李二');
		await fact(one, 'entitled', { kind: 'veteran' });
		await fact(one, 'entitled', { kind: 'martyr_family' });
		await fact(one, 'disabled', { kind: '64', grade: '2' });
		await expect(fact(one, 'disabled', { kind: '61', grade: '1' })).rejects.toMatchObject({ code: 'residents.factThere' });
	});

	test('two at once: one stands', async () => {
		const one = await born('周三');
		const results = await Promise.allSettled(Array.from({ length: 6 }, () => fact(one, 'dibao', { kind: 'household' })));
		expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'residents.factThere' });
	});

	test('of health is sealed, kind and all; corrected without being opened; shown for a reason', async () => {
		const one = await born('吴四');
		const { id } = await fact(one, 'disabled', { kind: '64', grade: '2', certificate: '99999919490101002142', diagnosis: '脊髓损伤' });
		const row = await rowOf(id);
		expect(row).toMatchObject({ kind: null, grade: null, certificate_masked: '99**************2142' });
		expect(row.row).not.toMatch(/脊髓|99999919490101002142|"kind"/);
		expect(row.detail_hashes).toHaveLength(2);
		const shown = async (ctx = worker) => (await groupsOfPerson(ctx, { personId: one })).recorded[0];
		expect(await shown()).toMatchObject({ code: 'disabled', kind: null, grade: null, diagnosis: '', fromOn: null, hidden: true });
		await correctGroupFact(worker, { id, grade: '1' });
		await reveal(worker, { id: one, fieldGroup: 'health', reasonCode: 'visit' });
		expect(await shown()).toMatchObject({ kind: { code: '64' }, grade: { code: '1' }, diagnosis: '脊髓损伤', hidden: false });
		// Somebody else's reason opens nothing.
		expect((await groupsOfPerson(manager, { personId: one })).recorded).toEqual([]);
	});
});

describe('lists', () => {
	beforeAll(async () => {
		for (let i = 0; i < 7; i++) await fact(await born(`名单${i}`, { birthDate: `${1930 + i * 10}-01-01` }), 'illness');
	});

	test('page by key through everybody once, with no name or birthday in the key', async () => {
		const seen: string[] = [];
		for (let cursor: string | null = null; ; ) {
			const page: GroupList = await groupList(worker, { code: 'illness', cursor, limit: 3 });
			seen.push(...page.items.map((line) => line.person.name));
			if (!page.next) break;
			expect(page.next).toMatch(/^[0-9a-f-]{36}$/);
			cursor = page.next;
		}
		expect(seen).toHaveLength(7);
		expect(new Set(seen).size).toBe(7);
		expect(await groupCount(worker, { code: 'illness' })).toBe(7);
		const old = await groupList(worker, { code: 'age60' });
		expect(old.items.map((line) => line.person.age)).toEqual([96, 86, 76, 66]);
	});

	test('end at one’s own communities, and show managers masked names', async () => {
		expect((await groupList(stranger, { code: 'illness' })).items).toEqual([]);
		await expect(groupList(stranger, { code: 'illness', communityId: tenant.communities[0] })).rejects.toMatchObject({ code: 'platform.forbidden' });
		for (const line of (await groupList(manager, { code: 'illness' })).items) expect(line.person.name).toContain('*');
	});

	test('what is sealed is no filter of a screen', async () => {
		await expect(groupList(worker, { code: 'disabled', kind: '64' })).rejects.toMatchObject({ code: 'residents.filterNeedsReason' });
		await expect(groupCount(manager, { code: 'dibao', kind: 'person' })).rejects.toMatchObject({ code: 'residents.filterNeedsReason' });
		expect((await groupList(worker, { code: 'dibao', kind: 'person' })).items).toHaveLength(1);
	});

	test('add up to the overview', async () => {
		const overview = await groupsOverview(worker, { communityId: tenant.communities[0] });
		for (const { code, count } of [...overview.recorded, ...overview.derived]) expect([code, count]).toEqual([code, await groupCount(worker, { code, communityId: tenant.communities[0] })]);
		expect(overview.people).toBe((await ownerPool().query('SELECT count(*)::int AS n FROM residents.person WHERE subdistrict_id = $1', [tenant.id])).rows[0].n);
	});

	test('go out for a reason alone, with a look at everybody and who took them out in every row', async () => {
		await expect(groupSheet(worker, '残疾', { code: 'disabled' })).rejects.toMatchObject({ fields: [{ path: 'reason', code: 'residents.reasonMissing' }] });
		const write = await groupSheet(worker, '残疾', { code: 'disabled', kind: '64', reasonCode: 'visit' });
		const target = new PassThrough();
		const [bytes] = await Promise.all([buffer(target), write(target)]);
		const [sheet] = (await readWorkbook(bytes)).sheets;
		const rows = sheet!.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
		expect(rows[0]).toContain('导出人/时间');
		expect(rows).toHaveLength(3);
		for (const row of rows.slice(1)) {
			expect(row.at(-1)).toBe('张伟 2026-11-24 10:00');
			expect(row).toContain('肢体残疾');
		}
		const { rows: looks } = await ownerPool().query(`SELECT took, reason_code FROM residents.look WHERE what = 'export' AND subdistrict_id = $1`, [tenant.id]);
		expect(looks).toEqual(Array.from({ length: 2 }, () => ({ took: ['health'], reason_code: 'visit' })));
		await expect(groupSheet(manager, '残疾', { code: 'disabled', kind: '64', reasonCode: 'visit' })).rejects.toMatchObject({ code: 'platform.forbidden' });
	});
});
