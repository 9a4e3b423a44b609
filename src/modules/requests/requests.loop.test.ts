import { expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import { accept, assign, confirm, deny, followCase, getCase, listCases, queueCounts, recordContact, sendMessage, serve } from './index.ts';
import { PHONE, tell, world } from './requests.testing.ts';

useDatabase();

it('goes from a need told to a need solved, and the record says who said what', async () => {
	const w = await world();
	const told = await tell(w);
	expect(told).toMatchObject({ number: '20261124-0001', state: 'submitted', categoryCode: 'corridor_light', repeated: false });
	// 10:00: accept within two working hours, first contact within four.
	expect(told.contactDueAt.toISOString()).toBe('2026-11-24T07:00:00.000Z');

	const desk = w.as(w.worker);
	const list = await listCases(desk, { queue: 'to_accept' });
	expect(list.items).toMatchObject([{ id: told.id, place: '红云小区3号楼', reporterPhone: '120****0001', reporterName: '张**', nextClock: 'accept' }]);
	expect(await queueCounts(desk, {})).toMatchObject({ to_accept: 1, unassigned: 1, mine: 0, open: 1 });

	await accept(desk, { id: told.id });
	await assign(w.as(w.head), { id: told.id, workerId: w.worker.id! });
	w.clock.advance(30 * 60_000);
	await recordContact(desk, { id: told.id, outcome: 'reached', note: '已电话联系' });
	await sendMessage(desk, { ref: { id: told.id }, body: '今天下午电工上门。' });

	w.clock.advance(4 * 3_600_000);
	await serve(desk, { id: told.id, note: '已更换灯泡' });
	const asked = await followCase(w.as(w.stranger), { ref: { number: told.number, phone: PHONE } });
	expect(asked).toMatchObject({ state: 'served', step: 'done', as: 'reporter', owner: { name: '张伟', deskPhone: '0999-88880000' }, servedNote: '已更换灯泡' });
	expect(asked.messages.map(({ body }) => body)).toEqual(['今天下午电工上门。']);

	await deny(w.as(w.stranger), { ref: { number: told.number, phone: PHONE }, note: '晚上又不亮了' });
	const again = await getCase(desk, { id: told.id });
	expect(again).toMatchObject({ state: 'dispatched', round: 2, ownerName: '张伟' });
	expect(again.rounds).toHaveLength(2);
	expect(again.rounds[0]!.clocks.map(({ state }) => state)).toEqual(['met', 'met', 'met']);

	await serve(desk, { id: told.id, note: '换了灯座' });
	await confirm(w.as(w.stranger), { ref: { number: told.number, key: told.key }, rating: 5 });
	const done = await getCase(desk, { id: told.id });
	expect(done).toMatchObject({ state: 'solved', answer: 'solved', answerWay: 'tap', rating: 5 });
	expect(done.history.map(({ action }) => action)).toEqual(['submit', 'accept', 'assign', 'record_contact', 'message', 'serve', 'deny', 'serve', 'confirm']);

	const { rows } = await ownerPool().query(`SELECT action FROM platform.audit_log WHERE subject_id = $1 ORDER BY id`, [told.id]);
	expect(rows.map(({ action }) => action)).toEqual([
		'requests.submit',
		'requests.accept',
		'requests.assign',
		'requests.recordContact',
		'requests.message',
		'requests.serve',
		'requests.deny',
		'requests.serve',
		'requests.confirm'
	]);
});
