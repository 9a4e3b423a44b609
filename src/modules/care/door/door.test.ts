import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addPerson } from '#modules/residents/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { closeDoor, handOnDoor, noteDoor, openDoor, takeDoor, tryDoor } from './door.usecases.ts';
import { countDoors, doorOf, listDoors } from './door.queries.ts';
import { sweepDoors } from './door.sweep.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
const staff = (role: 'worker' | 'head' | 'manager', community: 0 | 1 | null = 0, at?: string) => testCtx(here.id, { ...person(role, community === null ? null : here.communities[community]), id: newId(), name: `${role}甲` }, at);
const somebody = async () => (await addPerson(worker, { communityId: here.communities[0], fields: { name: '王奶奶' } })).id;

beforeAll(async () => {
	here = await testSubdistrict();
	worker = staff('worker');
});

test('from the knock to what was found, every step with its time and who', async () => {
	const { id } = await openDoor(worker, { personId: await somebody(), source: 'meal', said: '敲了三次没人应' });
	await tryDoor(worker, { id, who: '本人手机', reached: false });
	await handOnDoor(worker, { id, from: 'call', to: 'emergency_contact' });
	await expect(closeDoor(worker, { id, finding: 'well', note: '应该没事' })).rejects.toMatchObject({ code: 'care.notReachedYet' });
	await tryDoor(worker, { id, who: '女儿', reached: true, note: '昨天住到她家' });
	const head = staff('head');
	await takeDoor(head, { id });
	await closeDoor(head, { id, finding: 'away', note: '在女儿家，通了视频' });
	const door = await doorOf(worker, id);
	expect(door.events.map(({ action, step }) => `${step} ${action}`)).toEqual(['call opened', 'call tried', 'emergency_contact handed_on', 'emergency_contact reached', 'emergency_contact taken', 'emergency_contact closed']);
	expect([door.finding, door.closedByName, door.events[0]!.note, door.events.at(-1)!.note]).toEqual(['away', 'head甲', '敲了三次没人应', '在女儿家，通了视频']);
	for (const again of [() => tryDoor(worker, { id, who: '谁', reached: true }), () => noteDoor(worker, { id, note: '再记' }), () => closeDoor(worker, { id, finding: 'well', note: '再关' })]) await expect(again()).rejects.toMatchObject({ code: 'care.doorClosed' });
	// What was said is about somebody's health and home: it stands sealed.
	const { rows } = await ownerPool().query('SELECT * FROM care.door d JOIN care.door_event e ON e.door_id = d.id WHERE d.id = $1', [id]);
	expect(JSON.stringify(rows)).not.toMatch(/女儿家|三次/);
});

test('fifty who report one door at once open one; each send counts once', async () => {
	const personId = await somebody();
	const clientId = newId();
	const opened = await Promise.all(Array.from({ length: 50 }, (_, i) => openDoor(worker, { personId, said: `第${i}次`, ...(i < 2 ? { clientId } : {}) })));
	expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
	expect(opened.filter(({ repeated }) => !repeated)).toHaveLength(1);
});

test('steps go forward only, and from the step that was seen', async () => {
	const { id } = await openDoor(worker, { personId: await somebody() });
	await handOnDoor(worker, { id, from: 'call', to: 'grid_worker' });
	await expect(handOnDoor(worker, { id, from: 'call', to: 'emergency_contact' })).rejects.toMatchObject({ code: 'care.doorMoved' });
	await expect(handOnDoor(worker, { id, from: 'grid_worker', to: 'call' })).rejects.toMatchObject({ code: 'care.doorMoved' });
});

test('out of time: written down once for each step, never closed; the late ones stand first', async () => {
	const personId = await somebody();
	const { id } = await openDoor(staff('worker', 0, '2026-11-24T02:00:00Z'), { personId });
	const later = staff('worker', 0, '2026-11-24T02:31:00Z');
	const job = { ...systemCtx(here.id, 'test'), clock: later.clock };
	expect(await sweepDoors(job)).toBeGreaterThanOrEqual(1);
	expect(await sweepDoors(job)).toBe(0);
	const door = await doorOf(later, id);
	expect([door.overdue, door.closedAt, door.events.map(({ action }) => action)]).toEqual([true, null, ['opened', 'overdue']]);
	expect((await countDoors(later, {})).late).toBeGreaterThanOrEqual(1);
	await handOnDoor(later, { id, from: 'call', to: 'authorities' });
	expect(await sweepDoors({ ...job, clock: staff('worker', 0, '2026-11-24T03:32:00Z').clock })).toBeGreaterThanOrEqual(1);
	const { items } = await listDoors(later, { limit: 100 });
	const due = items.map(({ stepDueAt }) => stepDueAt!.getTime());
	expect(due).toEqual([...due].sort((a, b) => a - b));
});

test('neither another community nor the product itself closes a door; another community does not even see it', async () => {
	const personId = await somebody();
	const { id } = await openDoor(worker, { personId });
	const other = staff('worker', 1);
	await expect(openDoor(other, { personId })).rejects.toMatchObject({ status: 404 });
	await expect(doorOf(other, id)).rejects.toMatchObject({ status: 404 });
	expect((await listDoors(other, {})).items.map((door) => door.id)).not.toContain(id);
	await expect(closeDoor(other, { id, finding: 'mistake', note: '弄错了' })).rejects.toMatchObject({ status: 404 });
	await expect(closeDoor(systemCtx(here.id, 'test'), { id, finding: 'mistake', note: '弄错了' })).rejects.toMatchObject({ status: 403 });
	await expect(ownerPool().query(`UPDATE care.door SET closed_at = now(), finding = 'well' WHERE id = $1`, [id])).rejects.toThrow(/closed_by_a_person/);
});

test('the list pages by key', async () => {
	const all = (await listDoors(worker, { limit: 100 })).items.map(({ id }) => id);
	const paged: string[] = [];
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listDoors>> = await listDoors(worker, { limit: 1, cursor });
		paged.push(...page.items.map(({ id }) => id));
		cursor = page.next;
	} while (cursor);
	expect(paged).toEqual(all);
	expect(all.length).toBeGreaterThan(2);
});
