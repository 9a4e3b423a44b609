import { beforeAll, expect, it } from 'vitest';
import { addSlots, listSlots, saveOrganization, saveService } from '#modules/directory/index.ts';
import { acceptSlot, installDefaults, offer, overhear, submit } from '#modules/requests/index.ts';
import { addPerson, moveIn } from '#modules/residents/index.ts';
import { anonymous, systemActor, type Actor } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../tests/support/db.ts';
import { joinRequestsPorts } from './ports.ts';

useDatabase();
beforeAll(joinRequestsPorts);

it('gives the directory’s one place to one of fifty cases that accept it at once, and the rest are as they were', async () => {
	const { id, communities } = await testSubdistrict();
	const as = (actor: Actor) => testCtx(id, actor);
	await writeTx<'requests', void>(as(systemActor('test')), installDefaults);
	const manager: Actor = { ...person('manager'), id: newId() };
	const { id: organizationId } = await saveOrganization(as(manager), { name: '便民修理铺' });
	const { id: serviceId } = await saveService(as(manager), { organizationId, name: '上门换灯' });
	await addSlots(as(manager), { serviceId, from: '2026-11-25', to: '2026-11-25', weekdays: [3], starts: '09:00', ends: '10:00', places: 1 });
	const [slot] = await listSlots(as(manager), { serviceId });

	const cases = await Promise.all(
		Array.from({ length: 50 }, (_, i) => submit(as(manager), { text: '楼道灯不亮', categoryCode: 'corridor_light', channel: 'counter', place: { communityId: communities[0] }, reporter: { phone: `1200000${1000 + i}` } }))
	);
	await Promise.all(cases.map((told) => offer(as(manager), { id: told.id, serviceId })));
	const results = await Promise.allSettled(cases.map((told, i) => acceptSlot(as(anonymous), { ref: { number: told.number, phone: `1200000${1000 + i}` }, slotId: slot!.id })));

	expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	expect(new Set(results.flatMap((one) => (one.status === 'rejected' ? [(one.reason as AppError).code] : [])))).toEqual(new Set(['requests.slotFull']));
	const { rows } = await ownerPool().query(
		`SELECT (SELECT taken FROM directory.slot WHERE id = $1) AS taken, (SELECT count(*)::int FROM directory.booking WHERE slot_id = $1 AND cancelled_at IS NULL) AS bookings,
			(SELECT count(*)::int FROM requests.offer WHERE subdistrict_id = $2 AND state = 'booked') AS booked, (SELECT count(*)::int FROM requests.request WHERE subdistrict_id = $2 AND state = 'in_progress') AS moved`,
		[slot!.id, id]
	);
	expect(rows[0]).toEqual({ taken: 1, bookings: 1, booked: 1, moved: 1 });
});

it('shows the household of a number at the counter, with who else of it has an open case, and no hash of anybody', async () => {
	const { id, communities } = await testSubdistrict();
	await writeTx<'requests', void>(testCtx(id, systemActor('test')), installDefaults);
	const worker = testCtx(id, { ...person('worker', communities[0]), id: newId() });
	const add = async (name: string, phone: string) => (await addPerson(worker, { communityId: communities[0], fields: { name, phone } })).id;
	const [mother, son] = [await add('王桂兰', '12033330001'), await add('王小明', '12033330002')];
	await moveIn(worker, { communityId: communities[0], on: '2020-01-01', members: [{ personId: mother, relation: '02', residence: 'owner' }, { personId: son, relation: '21', residence: 'owner_family' }] });
	await submit(worker, { text: '楼道灯不亮', categoryCode: 'corridor_light', channel: 'counter', place: { communityId: communities[0] }, reporter: { phone: '12033330002', name: '王小明' } });

	const heard = await overhear(worker, { phone: '120 3333 0001' }, 'Asia/Shanghai');
	expect(heard.households).toMatchObject([{ members: [{ name: '王桂兰', relation: '户主', calling: true }, { name: '王小明', relation: '独生子', calling: false }], cases: [{ summary: '楼道灯不亮', who: '王小明' }] }]);
	expect(JSON.stringify(heard)).not.toContain('phoneHash');
	expect((await overhear(testCtx(id, { ...person('worker', communities[1]), id: newId() }), { phone: '12033330001' }, 'Asia/Shanghai')).households).toEqual([]);
	expect((await overhear(worker, { phone: '120333' }, 'Asia/Shanghai')).households).toBeNull();
});
