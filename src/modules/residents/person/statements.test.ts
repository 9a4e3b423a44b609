import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { addPerson, correctFields, endRecord, moveIn, openPage, pinField, recordDeath, reopenRecord, restoreStatement, withdrawStatement, type PersonPage } from '../index.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId(), name: '张伟' });
});
const other = () => testCtx(here.id, { ...person('worker', here.communities[1]), id: newId() });
const add = async (fields: Record<string, string>) => (await addPerson(worker, { communityId: here.communities[0], fields })).id;
const page = async (id: string) => (await openPage(worker, id)) as PersonPage;
const say = async (id: string, fields: Record<string, string>, kind: 'self' | 'visit' | 'desk' = 'desk') => correctFields(worker, { id, version: (await page(id)).version, fields, source: { kind } });

test('one wrong statement is taken back, the best of the others stands, and it can be restored', async () => {
	const id = await add({ name: '王秀兰', education: '60' });
	await say(id, { education: '70' });
	const [chosen, older] = (await page(id)).said.education;
	expect([chosen!.value, older!.value]).toEqual(['70', '60']);
	await withdrawStatement(worker, { id, statementId: chosen!.id });
	const after = await page(id);
	expect([after.fields.education.value, after.said.education.map(({ value }) => value), after.withdrawn.education.map(({ value, withdrawnBy }) => [value, withdrawnBy])]).toEqual(['60', ['60'], [['70', '张伟']]]);
	await withdrawStatement(worker, { id, statementId: older!.id });
	expect((await page(id)).fields.education).toEqual({ value: null, masked: false });
	await restoreStatement(worker, { id, statementId: chosen!.id });
	expect((await page(id)).fields.education.value).toBe('70');
	// Twice is once, and what counts is not restored.
	await expect(restoreStatement(worker, { id, statementId: chosen!.id })).rejects.toMatchObject({ code: 'residents.recordMoved' });
	await expect(withdrawStatement(worker, { id, statementId: older!.id })).rejects.toMatchObject({ code: 'residents.recordMoved' });
	await expect(withdrawStatement(other(), { id, statementId: chosen!.id })).rejects.toMatchObject({ status: 403 });
	await expect(withdrawStatement(worker, { id: await add({ name: '别人' }), statementId: chosen!.id })).rejects.toMatchObject({ status: 404 });
});

test('the only name stays, a pin goes with its statement, and a number that is somebody else’s by now does not come back', async () => {
	const id = await add({ name: '王秀兰' });
	await expect(withdrawStatement(worker, { id, statementId: (await page(id)).said.name[0]!.id })).rejects.toMatchObject({ code: 'residents.onlyName' });
	await say(id, { name: '王秀蓝' });
	const wrong = (await page(id)).said.name.find(({ value }) => value === '王秀蓝')!;
	await pinField(worker, { id, statementId: wrong.id });
	await withdrawStatement(worker, { id, statementId: wrong.id });
	expect((await page(id)).fields.name.value).toBe('王秀兰');
	const first = '99999919500307113';
	const number = first.padEnd(17, '0').slice(0, 17);
	const idNumber = number + idCheckDigit(number);
	await say(id, { idNumber });
	const said = (await page(id)).said.idNumber[0]!;
	await withdrawStatement(worker, { id, statementId: said.id });
	const taker = await add({ name: '本主', idNumber });
	await expect(restoreStatement(worker, { id, statementId: said.id })).rejects.toMatchObject({ code: 'residents.idNumberTaken', params: { personId: taker } });
	expect((await page(id)).said.idNumber).toEqual([]);
	// What a whole import said and took back does not come back by itself.
	await ownerPool().query(`UPDATE residents.statement SET withdrawn_at = now(), withdrawn_by_name = '' WHERE id = $1`, [said.id]);
	await expect(restoreStatement(worker, { id, statementId: said.id })).rejects.toMatchObject({ code: 'residents.recordMoved' });
	expect((await page(id)).withdrawn.idNumber).toEqual([]);
});

test('a record ends for who lives in a household and for who lives in none, and the end is taken back', async () => {
	const [alone, member] = [await add({ name: '独身' }), await add({ name: '住户' })];
	const { householdId } = await moveIn(worker, { communityId: here.communities[0], dwellingId: null, householdId: null, on: '2020-01-01', members: [{ personId: member, relation: '02', residence: 'owner' }] } as never);
	for (const id of [alone, member]) {
		await expect(endRecord(worker, { personId: id, on: '2026-11-25', why: 'moved' })).rejects.toMatchObject({ fields: [{ path: 'on', code: 'residents.inTheFuture' }] });
		await expect(endRecord(other(), { personId: id, on: '2026-11-01', why: 'moved' })).rejects.toMatchObject({ status: 403 });
		await endRecord(worker, { personId: id, on: '2026-11-01', why: 'gone', note: '三次上门没人' });
		expect(await page(id)).toMatchObject({ leftOn: '2026-11-01', householdId: null, communityId: here.communities[0] });
		await expect(endRecord(worker, { personId: id, on: '2026-11-02', why: 'moved' })).rejects.toMatchObject({ code: 'residents.recordEnded' });
		await reopenRecord(worker, { personId: id });
		expect(await page(id)).toMatchObject({ leftOn: null, householdId: id === member ? householdId : null });
		await expect(reopenRecord(worker, { personId: id })).rejects.toMatchObject({ code: 'residents.recordOpen' });
	}
	const { rows } = await ownerPool().query(`SELECT reason FROM platform.audit_log WHERE subject_id = $1 AND action = 'residents.endRecord'`, [alone]);
	expect(rows).toEqual([{ reason: 'gone: 三次上门没人' }]);
	await recordDeath(worker, { personId: alone, on: '2026-11-02' });
	await expect(endRecord(worker, { personId: alone, on: '2026-11-03', why: 'moved' })).rejects.toMatchObject({ code: 'residents.personDied' });
});
