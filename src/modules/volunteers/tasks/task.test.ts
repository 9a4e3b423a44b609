import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { getCase, joinPorts, offer, submit, installDefaults, withdrawOffer } from '#modules/requests/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { writeTx } from '#platform/db/tx.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { checkInFor, checkOutFor } from '../hours/attendance.usecases.ts';
import { saveShift } from '../shifts/shift.usecases.ts';
import { saveTeam } from '../teams/team.usecases.ts';
import { setClocks, world, NOW, type World } from '../volunteers.testing.ts';
import { followNeeds } from './listen.ts';
import { getOpenTask, listTasks } from './task.queries.ts';
import { acceptTask, addTask, declineTask, finishTask } from './task.usecases.ts';

useDatabase();
let w: World;
let team: string;
beforeAll(async () => {
	w = await world();
	await writeTx<string, void>(w.head, (tx) => installDefaults(tx as unknown as WriteTx<'requests'>));
	followNeeds();
	team = (await saveTeam(w.head, { communityId: w.communities[0], name: '敲门暖心队', categories: ['elderly'] })).id;
	joinPorts({ providers: { find: async () => ({ organizationId: team, organizationName: '敲门暖心队', serviceName: '' }) } });
});

/** A need of a resident, offered to the team. */
async function offered(): Promise<string> {
	const teller = testCtx(w.id, { ...person('resident'), id: newId(), grants: [] }, NOW);
	const told = await submit(teller, { text: '独居老人想有人陪着去医院', contact: { name: '赵奶奶', phone: '12000000077' }, place: { communityId: w.communities[0] }, clientId: newId() } as never);
	await offer(w.head, { id: told.id, serviceId: team, need: '陪一位老人去医院' });
	return told.id;
}

const taskOf = async (requestId: string) => {
	const all = [...(await listTasks(w.head, { limit: 200 })).items, ...(await listTasks(w.head, { open: false, limit: 200 })).items];
	return all.find((one) => one.requestId === requestId)!;
};

test('a need that is offered to a team becomes its task, and what becomes of it goes back to the case', async () => {
	const requestId = await offered();
	const task = await taskOf(requestId);
	expect(task).toMatchObject({ source: 'request', state: 'offered', title: '陪一位老人去医院', teamName: '敲门暖心队' });
	// It names nobody who is helped.
	expect(JSON.stringify(task)).not.toMatch(/赵奶奶|1200/);
	const { id: shift } = await saveShift(w.head, { taskId: task.id, communityId: w.communities[0], title: task.title, place: '社区医院', category: 'elderly', on: '2026-11-24', from: '10:00', to: '12:00', roles: [{ name: '陪护', needed: 2 }] });
	expect((await taskOf(requestId)).state).toBe('open');
	expect((await getCase(w.head, { id: requestId })).offers?.at(-1)?.state ?? 'accepted').toBe('accepted');
	const [a, b] = [await w.volunteer(), await w.volunteer()];
	const spans = [await checkInFor(w.head, { shiftId: shift, volunteerId: a.id }), await checkInFor(w.head, { shiftId: shift, volunteerId: b.id })];
	setClocks('2026-11-24T03:30:00Z', w.head);
	await checkOutFor(w.head, { id: spans[0]!.id });
	// One is still at work.
	expect((await getCase(w.head, { id: requestId })).state).not.toBe('served');
	await checkOutFor(w.head, { id: spans[1]!.id });
	expect((await taskOf(requestId)).state).toBe('done');
	// Served is not solved: that says the resident.
	expect((await getCase(w.head, { id: requestId })).state).toBe('served');
	setClocks(NOW, w.head);
});

test('a team that cannot hands the case back with its reason; one taken back by the owner ends the task', async () => {
	const requestId = await offered();
	const task = await taskOf(requestId);
	await declineTask(w.head, { id: task.id, reason: '这周人手不够' });
	expect((await taskOf(requestId)).state).toBe('declined');
	expect((await getCase(w.head, { id: requestId })).state).not.toBe('served');
	const other = await offered();
	await acceptTask(w.head, { id: (await taskOf(other)).id });
	await withdrawOffer(w.head, { id: other, reason: '家属来接了' });
	expect(await taskOf(other)).toMatchObject({ state: 'withdrawn', stateReason: '家属来接了' });
});

test('a pair with a volunteer is a task with its rhythm until the pair ends', async () => {
	const pairingId = newId();
	const emit = (event: 'care.paired' | 'care.pairEnded', payload: never) => writeTx<string, void>(w.head, (tx) => tx.emit(event, payload));
	await emit('care.paired', { pairingId, personId: newId(), partnerPersonId: null, partnerKind: 'volunteer', communityId: w.communities[0], what: '每周买一次菜', rhythmDays: 7 } as never);
	const find = async (open: boolean) => (await listTasks(w.head, { open, limit: 200 })).items.find(({ title }) => title === '每周买一次菜');
	expect(await find(true)).toMatchObject({ source: 'care', rhythmDays: 7, state: 'open' });
	await emit('care.pairEnded', { pairingId, ended: true } as never);
	expect(await find(false)).toMatchObject({ state: 'done' });
	await emit('care.pairEnded', { pairingId, ended: false } as never);
	expect(await find(true)).toMatchObject({ state: 'open' });
});

test('a task of another community is not for this head to change', async () => {
	const { id } = await addTask(w.head, { communityId: w.communities[0], title: '搭棚', category: 'other' });
	const other = testCtx(w.id, { ...person('head', w.communities[1]), id: newId() }, NOW);
	await expect(declineTask(other, { id, reason: '不是我们的' })).rejects.toMatchObject({ code: 'platform.forbidden' });
});

test('a shift takes on neither a task of another community nor one that has ended', async () => {
	const shiftFor = (taskId: string) => ({ taskId, communityId: w.communities[0], title: '搭棚', place: '红云小区', category: 'other' as const, on: '2026-11-26', from: '10:00', to: '12:00', roles: [{ name: '志愿者', needed: 2 }] });
	const head = testCtx(w.id, { ...person('head'), id: newId() }, NOW);
	const { id: theirs } = await addTask(head, { communityId: w.communities[1], title: '清扫楼道', category: 'other' });
	await expect(saveShift(w.head, shiftFor(theirs))).rejects.toMatchObject({ code: 'platform.forbidden' });
	expect((await listTasks(head, { limit: 200 })).items.find(({ id }) => id === theirs)).toMatchObject({ state: 'open', shifts: 0 });
	const { id: ended } = await addTask(w.head, { communityId: w.communities[0], title: '搭棚', category: 'other' });
	await finishTask(w.head, { id: ended });
	await expect(saveShift(w.head, shiftFor(ended))).rejects.toMatchObject({ code: 'volunteers.taskMoved' });
});

test('a task is found for its shift however many came after it; one of another community, or done, is not', async () => {
	const { id } = await addTask(w.head, { communityId: w.communities[0], title: '搭棚', category: 'other' });
	await ownerPool().query(
		`INSERT INTO volunteers.task (subdistrict_id, id, community_id, source, title, category, state, created_at, changed_at)
		 SELECT $1, gen_random_uuid(), $2, 'desk', '清扫楼道', 'other', 'open', now() + interval '1 year', now() FROM generate_series(1, 201)`,
		[w.id, w.communities[0]]
	);
	expect((await listTasks(w.head, { limit: 200 })).items.map((one) => one.id)).not.toContain(id);
	expect(await getOpenTask(w.head, { id })).toMatchObject({ id, title: '搭棚', state: 'open' });
	const other = testCtx(w.id, { ...person('head', w.communities[1]), id: newId() }, NOW);
	await expect(getOpenTask(other, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
	await finishTask(w.head, { id });
	await expect(getOpenTask(w.head, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
});
