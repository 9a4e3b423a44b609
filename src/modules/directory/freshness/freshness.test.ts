import { expect, it } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { getService, listChecks, listDueChecks, recordChecks, saveOrganization, saveService } from '../index.ts';

useDatabase();

async function setting() {
	const { id, communities } = await testSubdistrict();
	const manager = testCtx(id, person('manager'));
	const { id: organizationId } = await saveOrganization(manager, { name: '单位', phones: [{ number: '028-8000 0000', label: '总机' }] });
	const add = async (name: string, more: object = {}) => (await saveService(manager, { organizationId, name, communityId: communities[0], ...more })).id;
	return { id, communities, manager, worker: testCtx(id, person('worker', communities[0])), add };
}

it('lists what is due as calls to make, with a number to call, and pages', async () => {
	const { worker, communities, add } = await setting();
	const a = await add('甲');
	const b = await add('乙', { phones: [{ number: '028-8111 1111', label: '前台' }] });
	await add('丙', { communityId: communities[1] });
	await add('丁', { assured: true });
	const all = await listDueChecks(worker, {});
	expect(all.items.map(({ id, phone }) => [id, phone])).toEqual([
		[a, { number: '028-8000 0000', label: '总机' }],
		[b, { number: '028-8111 1111', label: '前台' }]
	]);
	const first = await listDueChecks(worker, { limit: 1 });
	expect((await listDueChecks(worker, { limit: 1, after: first.next! })).items.map(({ id }) => id)).toEqual([b]);
});

it('"still right" sets the date and takes it off the list until its time comes round', async () => {
	const { worker, add } = await setting();
	const id = await add('甲', { checkEveryDays: 30 });
	await recordChecks(worker, { ids: [id], outcome: 'right' });
	expect((await listDueChecks(worker, {})).items).toEqual([]);
	expect(await getService(worker, { id })).toMatchObject({ assuredOn: '2026-11-24', checkDue: '2026-12-24' });
	worker.clock.set('2026-12-23T16:00:00Z'); // midnight of the 24th in Shanghai
	expect((await listDueChecks(worker, {})).items).toHaveLength(1);
});

it('nobody answered: again in three days, and the next caller sees it; put off: on the day chosen', async () => {
	const { worker, add } = await setting();
	const id = await add('甲');
	await recordChecks(worker, { ids: [id], outcome: 'no_answer', note: '响了很久' });
	worker.clock.set('2026-11-27T02:00:00Z');
	expect((await listDueChecks(worker, {})).items[0]).toMatchObject({ checkDue: '2026-11-27', last: { outcome: 'no_answer', note: '响了很久', byName: '测试worker' } });
	await expect(recordChecks(worker, { ids: [id], outcome: 'postponed', until: '2026-11-27' })).rejects.toMatchObject({ fields: [{ path: 'until', code: 'directory.untilMissing' }] });
	await recordChecks(worker, { ids: [id], outcome: 'postponed', until: '2027-01-05' });
	expect(await getService(worker, { id })).toMatchObject({ assuredOn: null, checkDue: '2027-01-05' });
	expect((await listChecks(worker, { id })).map(({ outcome }) => outcome)).toEqual(['postponed', 'no_answer']);
});

it('many at once are all noted or none', async () => {
	const { worker, communities, add } = await setting();
	const mine = await add('甲');
	const theirs = await add('乙', { communityId: communities[1] });
	await expect(recordChecks(worker, { ids: [mine, theirs], outcome: 'right' })).rejects.toMatchObject({ status: 403 });
	expect(await getService(worker, { id: mine })).toMatchObject({ assuredOn: null });
	await recordChecks(worker, { ids: [mine], outcome: 'gone' });
	expect(await getService(worker, { id: mine })).toMatchObject({ status: 'retired' });
});
