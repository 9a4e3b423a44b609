import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import type { Actor } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { idCheckDigit } from '#platform/text/index.ts';
import { addPerson, noteLook, openPage, reveal, type PersonPage } from '../index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { systemCtx } from '#platform/jobs.ts';
import { installPurposes } from './purposes.ts';
import { saysWhy } from './reasons.ts';

useDatabase();

const NUMBER = `99999919410307001${idCheckDigit('99999919410307001')}`;
let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let colleague: ReturnType<typeof testCtx>;
let id: string;
const as = (actor: Actor) => testCtx(here.id, { ...actor, id: newId() });

beforeAll(async () => {
	here = await testSubdistrict();
	// Political status is held only where a purpose names it.
	await writeTx<'residents', void>(systemCtx(here.id, 'test'), installPurposes);
	await ownerPool().query(`UPDATE residents.purpose SET active = true, basis = 'legal_duty', needs_consent = false WHERE subdistrict_id = $1 AND code = 'party'`, [here.id]);
});
beforeEach(async () => {
	worker = as(person('worker', here.communities[0]));
	colleague = as(person('worker', here.communities[0]));
	({ id } = await addPerson(worker, { communityId: here.communities[0], fields: { name: '李秀英', phone: '12000007777', political: '01' } }));
});

const pageOf = async (ctx: typeof worker): Promise<PersonPage> => (await openPage(ctx, id)) as PersonPage;
const looks = async (what: string) => (await ownerPool().query('SELECT * FROM residents.look WHERE person_id = $1 AND what = $2 ORDER BY at', [id, what])).rows;

describe('a reveal', () => {
	test('opens one field group to one reader for ten minutes, with a reason on the record', async () => {
		expect((await pageOf(worker)).fields.phone).toEqual({ value: '120****7777', masked: true });
		const { until } = await reveal(worker, { id, fieldGroup: 'contact', reasonCode: 'call_back' });
		expect(until.getTime() - worker.clock.now().getTime()).toBe(600_000);
		const open = await pageOf(worker);
		expect([open.fields.phone, open.said.phone[0]!.value, open.open]).toEqual([{ value: '12000007777', masked: false }, '12000007777', [{ group: 'contact', until }]]);
		expect([open.fields.political, open.said.political]).toEqual([{ value: null, masked: true }, []]);
		expect((await pageOf(colleague)).fields.phone.value).toBe('120****7777');

		worker.clock.set(new Date(until.getTime() - 1));
		expect((await pageOf(worker)).fields.phone.value).toBe('12000007777');
		worker.clock.set(until);
		expect((await pageOf(worker)).fields.phone.value).toBe('120****7777');

		expect(await looks('reveal')).toMatchObject([{ field_group: 'contact', reason_code: 'call_back', by_id: worker.actor.id, by_name: '测试worker', by_role: 'worker', community_id: here.communities[0], out_of_area: false }]);
		const { rows } = await ownerPool().query(`SELECT reason, detail, community_id FROM platform.audit_log WHERE action = 'residents.reveal' AND subject_id = $1`, [id]);
		expect(rows).toEqual([{ reason: 'call_back', detail: { fieldGroup: 'contact' }, community_id: here.communities[0] }]);
	});

	test('wants a reason', async () => {
		for (const reason of ['', '  ', '查', '看看', '....', '1234', '啊啊啊啊']) await expect(reveal(worker, { id, fieldGroup: 'contact', reason }), reason).rejects.toMatchObject({ fields: [{ path: 'reason', code: 'residents.reasonMissing' }] });
		await reveal(worker, { id, fieldGroup: 'contact', reason: '核对低保材料' });
		expect((await looks('reveal'))[0]).toMatchObject({ reason: '核对低保材料', reason_code: null });
	});

	test('is not for staff of another community, and not of what is open anyway', async () => {
		await expect(reveal(as(person('worker', here.communities[1])), { id, fieldGroup: 'contact', reasonCode: 'identify' })).rejects.toMatchObject({ status: 404 });
		await expect(reveal(worker, { id, fieldGroup: 'name', reasonCode: 'identify' })).rejects.toMatchObject({ code: 'residents.nothingToReveal' });
		await expect(reveal(as(person('audit_admin')), { id, fieldGroup: 'contact', reasonCode: 'identify' })).rejects.toMatchObject({ status: 403 });
	});

	test('is how a manager sees who it is', async () => {
		const manager = as(person('manager'));
		const masked = await pageOf(manager);
		expect([masked.fields.name.value, masked.fields.sex.value, masked.mayEdit]).toEqual(['李**', null, false]);
		await reveal(manager, { id, fieldGroup: 'name', reasonCode: 'asked_by_person' });
		expect((await pageOf(manager)).fields.name.value).toBe('李秀英');
	});
});

describe('opening a page', () => {
	test('is a look once an hour for each reader', async () => {
		await pageOf(worker);
		await pageOf(worker);
		await pageOf(colleague);
		expect(await looks('page')).toHaveLength(2);
		worker.clock.set(new Date(worker.clock.now().getTime() + 3_600_001));
		await pageOf(worker);
		expect(await looks('page')).toHaveLength(3);
	});

	test('does not happen for who may not open it, nor for what is not there', async () => {
		await expect(openPage(as(person('worker', here.communities[1])), id)).rejects.toMatchObject({ status: 404 });
		await expect(openPage(worker, newId())).rejects.toMatchObject({ status: 404 });
		await expect(noteLook(as(person('worker', here.communities[1])), { id })).rejects.toMatchObject({ status: 404 });
		expect(await looks('page')).toHaveLength(0);
	});

	test('of a record that was merged away leads to the one that stands', async () => {
		const kept = await addPerson(worker, { communityId: here.communities[0], fields: { name: '李秀英', idNumber: NUMBER } });
		await ownerPool().query('UPDATE residents.person SET merged_into = $1 WHERE id = $2', [kept.id, id]);
		expect(await openPage(worker, id)).toEqual({ mergedInto: kept.id });
		await expect(openPage(as(person('worker', here.communities[1])), id)).rejects.toMatchObject({ status: 404 });
	});
});

test.each([
	['帮助申请高龄津贴', true],
	['visit', true],
	['aaaa', false],
	['1 2 3 4', false]
])('%s says why: %s', (words, why) => expect(saysWhy(words)).toBe(why));
