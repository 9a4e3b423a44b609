import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { systemCtx } from '#platform/jobs.ts';
import { addPerson, correctFields, personCard, pinField, recordConsent } from '../index.ts';
import { installPurposes } from '../privacy/purposes.ts';
import { soundOf } from './values.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, person('worker', here.communities[0]));
});

/** An ID number that no region gave out. */
const idOf = (birth: string, order: string) => {
	const first = `999999${birth.replaceAll('-', '')}${order}`;
	return first + idCheckDigit(first);
};
const add = (fields: Record<string, string>, more: object = {}) => addPerson(worker, { communityId: here.communities[0], fields, ...more });
const row = async (id: string) => (await ownerPool().query('SELECT * FROM residents.person WHERE id = $1', [id])).rows[0];

describe('a person', () => {
	test('is written with what follows from an ID number, and neither it nor the telephone stands in plain', async () => {
		const number = idOf('1941-03-07', '002');
		const { id } = await add({ name: '单 国 强', idNumber: number.toLowerCase(), phone: '120 0000 1234', ethnicity: '01' });
		const stored = await row(id);
		expect(stored).toMatchObject({ name: '单国强', name_masked: '单**', name_key: '单国强', pinyin: 'shanguoqiang', initials: 'sgq', sort_key: 'shan 单 guo 国 qiang 强', sex: '2', birth_date: '1941-03-07', birth_known: 'day', id_masked: `999999********${number.slice(-4)}`, phone_masked: '120****1234' });
		const { rows } = await ownerPool().query('SELECT * FROM residents.statement WHERE person_id = $1', [id]);
		expect(rows.map(({ field, chosen }) => [field, chosen]).sort()).toEqual(['birthDate', 'ethnicity', 'idNumber', 'name', 'phone', 'sex'].map((field) => [field, true]));
		for (const plain of [number, '12000001234']) expect(JSON.stringify([stored, rows])).not.toContain(plain);
	});

	test('is made once for one client id', async () => {
		const clientId = newId();
		const [a, b] = [await add({ name: '张三' }, { clientId }), await add({ name: '张三' }, { clientId })];
		expect([b.id, b.repeated]).toEqual([a.id, true]);
	});

	test('who may be there already is asked about where somebody can look, and only there', async () => {
		const { id } = await add({ name: '欧阳秀珍', phone: '12077700011', birthDate: '1944-03-05' });
		const ask = (fields: Record<string, string>) => add({ name: '欧阳秀珍', ...fields }, { ask: true });
		for (const fields of [{ phone: '120 7770 0011' } as Record<string, string>, { birthDate: '1944-03' }, { phone: '12077700011', birthDate: '1944-05-03' }]) await expect(ask(fields)).rejects.toMatchObject({ code: 'residents.maybeThere', params: { personId: id } });
		await ask({ phone: '12077700012' });
		await ask({ birthDate: '1960-01-01' });
		await add({ name: '欧阳秀珍', phone: '12077700011' });
	});

	test('an ID number stands in one record: the second is told whose it is, also when both come at once', async () => {
		const idNumber = idOf('1950-01-01', '101');
		const { id } = await add({ name: '李四', idNumber });
		await expect(add({ name: '李四', idNumber })).rejects.toMatchObject({ code: 'residents.idNumberTaken', params: { personId: id } });
		const other = idOf('1950-01-01', '103');
		const both = await Promise.allSettled([add({ name: '王五', idNumber: other }), add({ name: '王五', idNumber: other })]);
		expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	});

	test.each([
		[{ name: '' }, 'name', 'residents.nameMissing'],
		[{ name: '甲', idNumber: '12345' }, 'idNumber', 'residents.idNumber.length'],
		[{ name: '甲', idNumber: '999999194103070021' }, 'idNumber', 'residents.idNumber.checkDigit'],
		[{ name: '甲', idNumber: idOf('1950-01-01', '105'), birthDate: '1951-01-01' }, 'birthDate', 'residents.birthDateUnlikeId'],
		[{ name: '甲', idNumber: idOf('1950-01-01', '105'), sex: '2' }, 'sex', 'residents.sexUnlikeId'],
		[{ name: '甲', birthDate: '1951-13' }, 'birthDate', 'residents.birthDateWrong'],
		[{ name: '甲', phone: '12' }, 'phone', 'residents.phoneWrong'],
		[{ name: '甲', marital: '77' }, 'marital', 'residents.codeUnknown']
	])('%j is refused at %s', async (fields, path, code) => {
		await expect(add(fields as never)).rejects.toMatchObject({ fields: [{ path, code }] });
	});

	test('the record follows the most trusted source, then the newest; a pin outranks both', async () => {
		const { id, version } = await add({ name: '赵六', workplace: '纺织厂' }, { source: { kind: 'self', statedOn: '2026-01-01' } });
		const say = (version: number, name: string, kind: 'id_card' | 'visit' | 'desk', statedOn: string) => correctFields(worker, { id, version, fields: { name }, source: { kind, statedOn } });
		const one = await say(version, '赵陆', 'id_card', '2026-02-01');
		expect([one.fields, (await row(id)).name]).toEqual([['name'], '赵陆']);
		const two = await say(one.version, '赵六', 'visit', '2026-03-01');
		expect([two.fields, (await row(id)).name]).toEqual([[], '赵陆']);
		await expect(say(one.version, '赵七', 'desk', '2026-03-02')).rejects.toMatchObject({ code: 'residents.recordMoved' });
		const visited = two.statementIds[0]!;
		await pinField(worker, { id, statementId: visited });
		expect((await row(id)).name).toBe('赵六');
		const three = await say((await row(id)).version, '赵八', 'id_card', '2026-04-01');
		expect([three.fields, (await row(id)).name]).toEqual([[], '赵六']);
		// The same source says the same again: nothing is written.
		const again = await say(three.version, '赵八', 'id_card', '2026-04-01');
		expect(again.version).toBe(three.version);
	});

	test('a value can be taken out again, a name cannot', async () => {
		const { id, version } = await add({ name: '钱七', phone: '12000005678' });
		const gone = await correctFields(worker, { id, version, fields: { phone: null, name: null } });
		expect([gone.fields, (await row(id)).phone_masked, (await row(id)).name]).toEqual([['phone'], null, '钱七']);
	});

	test('political status is not taken while no purpose needs it, nor without the consent that the purpose asks for', async () => {
		await writeTx<'residents', void>(systemCtx(here.id, 'test'), installPurposes);
		const { id, version } = await add({ name: '周九' });
		await expect(correctFields(worker, { id, version, fields: { political: '01', workplace: '学校' } })).rejects.toMatchObject({ fields: [{ path: 'political', code: 'residents.noPurpose' }] });
		expect(await row(id)).toMatchObject({ political: null, workplace: '' });
		await ownerPool().query(`UPDATE residents.purpose SET active = true WHERE subdistrict_id = $1 AND code = 'party'`, [here.id]);
		// The purpose asks for consent: not before it is given, and no longer once it is taken back.
		await expect(correctFields(worker, { id, version, fields: { political: '01' } })).rejects.toMatchObject({ fields: [{ path: 'political', code: 'residents.consentMissing' }] });
		await recordConsent(worker, { personId: id, purpose: 'party', agree: true, way: 'counter' });
		await correctFields(worker, { id, version, fields: { political: '01' } });
		expect(await row(id)).toMatchObject({ political: '01' });
	});

	test('staff of another community may not write, and see next to nothing', async () => {
		const { id, version } = await add({ name: '孙八九', phone: '12000009999', birthDate: '1940-05-01' });
		const other = testCtx(here.id, person('worker', here.communities[1]));
		await expect(correctFields(other, { id, version, fields: { name: '甲' } })).rejects.toMatchObject({ status: 403 });
		await expect(addPerson(other, { communityId: here.communities[0], fields: { name: '甲' } })).rejects.toMatchObject({ status: 403 });
		expect(await personCard(other, { id })).toMatchObject({ name: '孙**', age: null, ageBand: null, phone: '', address: '', seeing: 'other_staff' });
		expect(await personCard(testCtx(here.id, person('manager')), { id })).toMatchObject({ name: '孙**', age: null, ageBand: 80, phone: '120****9999', seeing: 'manager' });
		expect(await personCard(worker, { id })).toMatchObject({ name: '孙八九', age: 86, phone: '120****9999', seeing: 'own_staff' });
	});
});

test.each([
	['单于国强', 'shanyuguoqiang'],
	['曾小贤', 'zengxiaoxian'],
	['吕布', 'lvbu'],
	['欧阳 娜娜', 'ouyangnana'],
	['阿依古丽·买买提', 'ayigulimaimaiti'],
	['John Smith', 'johnsmith']
])('%s sounds like %s', (name, sound) => expect(soundOf(name).pinyin).toBe(sound));
