import { beforeAll, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addPerson, reveal } from '#modules/residents/index.ts';
import { writeTx } from '#platform/db/tx.ts';
import { installDefaults } from '#modules/requests/index.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { doorsOf } from '../door/door.queries.ts';
import { addPlan, assignPlans } from '../plans/plan.usecases.ts';
import { plansOf } from '../plans/plan.queries.ts';
import { listConflicts, todaysVisits, visitOf, visitsOf } from './visit.queries.ts';
import { recordVisit } from './visit.record.ts';
import { amendVisit, resolveConflict, withdrawVisit } from './visit.usecases.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let colleague: ReturnType<typeof testCtx>;
const staff = (role: 'worker' | 'head' | 'manager', community: 0 | 1 = 0) => testCtx(here.id, { ...person(role, here.communities[community]), id: newId(), name: `${role}${newId().slice(-3)}` });
const somebody = async () => (await addPerson(worker, { communityId: here.communities[0], fields: { name: '王奶奶' } })).id;

beforeAll(async () => {
	here = await testSubdistrict();
	worker = staff('worker');
	colleague = staff('worker');
	await writeTx(worker, (tx) => installDefaults(tx as never));
});

describe('a visit', () => {
	test('sent twice is one visit, and moves the plan once', async () => {
		const personId = await somebody();
		await addPlan(worker, { personId, why: '刚出院', visitDays: 14 });
		const told = { id: newId(), personId, outcome: 'seen', mood: 1, note: '精神不错', nextOn: '2026-11-30' } as const;
		expect([(await recordVisit(worker, told)).repeated, (await recordVisit(worker, told)).repeated]).toEqual([false, true]);
		expect((await visitsOf(worker, personId)).visits).toMatchObject([{ outcome: 'seen', mood: 1, note: '精神不错' }]);
		expect(await plansOf(worker, { personId })).toMatchObject([{ lastOn: '2026-11-24', nextOn: '2026-11-30' }]);
	});

	test('that was not opened opens the door with it, once; needs become one request each', async () => {
		const personId = await somebody();
		const told = { id: newId(), personId, outcome: 'not_opened' as const, door: true, needs: ['repair' as const, 'meals' as const], needWords: '水龙头漏水', requests: true, note: '屋里有声音' };
		const first = await recordVisit(worker, told);
		const again = await recordVisit(worker, told);
		expect(first.doorId).not.toBeNull();
		expect([again.doorId, again.requests]).toEqual([first.doorId, first.requests]);
		expect(first.requests).toHaveLength(2);
		expect(await doorsOf(worker, { personId })).toHaveLength(1);
		expect((await visitsOf(worker, personId)).visits[0]!.requestIds).toHaveLength(2);
	});

	test('taken back puts the plan where it stood', async () => {
		const personId = await somebody();
		const { id: planId } = await addPlan(worker, { personId, why: '独自在家', visitDays: 14 });
		const [before] = await plansOf(worker, { personId });
		const id = newId();
		await recordVisit(worker, { id, personId, outcome: 'seen' });
		await expect(withdrawVisit(colleague, { id })).rejects.toMatchObject({ status: 403 });
		await withdrawVisit(worker, { id });
		expect(await plansOf(worker, { personId })).toMatchObject([{ id: planId, lastOn: before!.lastOn, nextOn: before!.nextOn }]);
		await expect(amendVisit(worker, { id, clientId: newId(), version: 1, fields: { note: '晚了' } })).rejects.toMatchObject({ code: 'care.visitWithdrawn' });
	});

	test('is not for another community, and says nothing to it', async () => {
		const personId = await somebody();
		const other = staff('worker', 1);
		await expect(recordVisit(other, { id: newId(), personId, outcome: 'seen' })).rejects.toMatchObject({ status: 404 });
		const id = newId();
		await recordVisit(worker, { id, personId, outcome: 'seen' });
		await expect(visitOf(other, id)).rejects.toMatchObject({ status: 404 });
		// The same id for somebody else is not theirs either.
		await expect(recordVisit(worker, { id, personId: await somebody(), outcome: 'seen' })).rejects.toMatchObject({ status: 404 });
	});

	test('its words stand sealed; what it says of health is for who wrote it, or for a reason', async () => {
		const personId = await somebody();
		const id = newId();
		await recordVisit(worker, { id, personId, outcome: 'seen', note: '楼道黑', health: '血压高', needs: ['other'], needWords: '换灯泡' });
		const { rows } = await ownerPool().query('SELECT * FROM care.visit WHERE id = $1', [id]);
		expect(JSON.stringify(rows)).not.toMatch(/楼道黑|血压高|换灯泡/);
		expect((await visitOf(worker, id)).visit.health).toBe('血压高');
		expect((await visitOf(colleague, id)).visit).toMatchObject({ health: null, note: '楼道黑' });
		await reveal(colleague, { id: personId, fieldGroup: 'health', reasonCode: 'call_back' });
		expect((await visitOf(colleague, id)).visit.health).toBe('血压高');
	});

	test('stands on today’s list of who is responsible, with the last note, and as done afterwards', async () => {
		const personId = await somebody();
		const { id } = await addPlan(worker, { personId, why: '独自在家', visitDays: 14 });
		await assignPlans(worker, { ids: [id], workerId: null });
		await ownerPool().query('UPDATE care.plan SET worker_id = $1, next_on = $2 WHERE id = $3', [worker.actor.id, '2026-11-20', id]);
		expect((await todaysVisits(worker)).find((stop) => stop.personId === personId)).toMatchObject({ name: '王奶奶', overdue: true, today: null });
		await recordVisit(worker, { id: newId(), personId, outcome: 'seen', note: '都好' });
		expect((await todaysVisits(worker)).find((stop) => stop.personId === personId)).toMatchObject({ today: { outcome: 'seen' }, lastNote: '都好' });
		expect((await todaysVisits(colleague)).some((stop) => stop.personId === personId)).toBe(false);
	});
});

describe('two who correct one visit', () => {
	const visit = async () => {
		const personId = await somebody();
		const id = newId();
		await recordVisit(worker, { id, personId, outcome: 'seen', mood: 2, note: '原来的' });
		return { id, personId };
	};

	test('different fields merge; the same field is kept side by side until somebody chooses', async () => {
		const { id, personId } = await visit();
		await amendVisit(worker, { id, clientId: newId(), version: 1, fields: { note: '甲写的' } });
		const mine = { id, clientId: newId(), version: 1, fields: { note: '乙写的', mood: 3 } } as const;
		expect((await amendVisit(colleague, mine)).conflicts).toEqual(['note']);
		// The answer was lost, the phone sends again.
		await amendVisit(colleague, mine);
		expect((await visitOf(worker, id)).visit).toMatchObject({ note: '甲写的', mood: 3 });
		const conflicts = await listConflicts(worker, personId);
		expect(conflicts).toMatchObject([{ field: 'note', base: '原来的', theirs: '甲写的', mine: '乙写的', mineBy: colleague.actor.name, theirsBy: worker.actor.name }]);
		const [one] = conflicts;
		await expect(resolveConflict(worker, { id: one!.id, chosen: 'both', version: one!.version - 1 })).rejects.toMatchObject({ code: 'care.visitMoved' });
		await resolveConflict(worker, { id: one!.id, chosen: 'both', version: one!.version });
		expect((await visitOf(worker, id)).visit.note).toBe('甲写的\n乙写的');
		expect(await listConflicts(worker, personId)).toEqual([]);
		await expect(resolveConflict(worker, { id: one!.id, chosen: 'mine', version: one!.version })).rejects.toMatchObject({ code: 'care.conflictSettled' });
		const { rows } = await ownerPool().query('SELECT * FROM care.conflict');
		expect(JSON.stringify(rows)).not.toMatch(/甲写的|乙写的|原来的/);
	});

	test('twenty at once: every word is kept', async () => {
		const { id, personId } = await visit();
		await Promise.all(Array.from({ length: 20 }, (_, i) => amendVisit(i % 2 ? worker : colleague, { id, clientId: newId(), version: 1, fields: { note: `第${i}份` } })));
		const kept = [(await visitOf(worker, id)).visit.note, ...(await listConflicts(worker, personId)).map(({ mine }) => mine)];
		expect(new Set(kept).size).toBe(20);
	});

	test('a send repeated after somebody wrote it again does not come back', async () => {
		const { id, personId } = await visit();
		const first = { id, clientId: newId(), version: 1, fields: { note: '甲写的' } };
		await amendVisit(worker, first);
		await amendVisit(colleague, { id, clientId: newId(), version: 2, fields: { note: '乙改的' } });
		await amendVisit(worker, first);
		expect((await visitOf(worker, id)).visit.note).toBe('乙改的');
		expect(await listConflicts(worker, personId)).toEqual([]);
	});
});
