import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../tests/support/db.ts';
import type { Ctx } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { figureOfDays, type DayCount, type DayPerson } from '#platform/measure.ts';
import { newId } from '#platform/ids.ts';
import { recordPaper } from './hours/attendance.usecases.ts';
import { getVolunteer, myVolunteering, volunteerOfPerson } from './register/volunteer.queries.ts';
import { changeVolunteer, registerVolunteer } from './register/volunteer.usecases.ts';
import { getShift } from './shifts/shift.queries.ts';
import { forgetVolunteer } from './volunteers.forget.ts';
import { measures } from './volunteers.measures.ts';
import { followLink, followMerge, followUnmerge } from './volunteers.merge.ts';
import { NOW, world, type World } from './volunteers.testing.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const days = (key: string) => readTx<string, DayCount[]>(w.head, (tx) => measures.find((each) => each.key === `volunteers.${key}`)!.byDay(tx, YEAR) as Promise<DayCount[]>);
const figure = async (key: string) => figureOfDays(measures.find((each) => each.key === `volunteers.${key}`) as never, await days(key), null).numerator;
/** How many different people served. */
const people = async () => new Set(((await days('active')) as unknown as DayPerson[]).filter(({ communityId }) => communityId === null).map(({ who }) => who)).size;
const merge = (mergeId: string, keptId: string, goneId: string) => writeTx<'volunteers', void>(w.head, (tx) => followMerge({ mergeId, keptId, goneId, on: '2026-11-24' }, tx));
const unmerge = (mergeId: string, keptId: string, goneId: string) => writeTx<'volunteers', void>(w.head, (tx) => followUnmerge({ mergeId, keptId, goneId }, tx));
const link = (personId: string, { ctx }: { ctx: Ctx }) => writeTx<'volunteers', void>(w.head, (tx) => followLink({ personId, userId: ctx.actor.id! }, tx));
const forget = (personId: string) => writeTx<'volunteers', number>(w.head, (tx) => forgetVolunteer(tx, personId));
/** The rows of registrations as they are stored. */
const stored = async (...ids: string[]) => (await ownerPool().query('SELECT * FROM volunteers.volunteer WHERE id = ANY ($1)', [ids])).rows;
const NAMED = /周|v1\.|\*\*\*\*/;

test('two records of one person that merge are one volunteer with the hours of both, and two again when undone', async () => {
	const [keptId, goneId] = [await w.resident(), await w.resident()];
	const [kept, gone] = [await w.registered(keptId), await w.registered(goneId)];
	const [one, other] = [await w.shift({ on: '2026-11-18' }), await w.shift({ on: '2026-11-19' })];
	await recordPaper(w.head, { shiftId: one.id, volunteerId: kept.id, in: '10:00', out: '11:00' });
	await recordPaper(w.head, { shiftId: other.id, volunteerId: gone.id, in: '10:00', out: '12:00' });
	// At the same hours elsewhere: nobody serves twice at once.
	const clash = await w.shift({ on: '2026-11-18' });
	await recordPaper(w.head, { shiftId: clash.id, volunteerId: gone.id, in: '10:30', out: '11:30' });
	const mergeId = newId();
	const total = async (personId: string) => (await volunteerOfPerson(w.head, { personId }))?.totals.service ?? null;
	const [registered, different] = [await figure('registered'), await people()];
	await merge(mergeId, keptId, goneId);
	expect([await total(keptId), await total(goneId)]).toEqual([180, null]);
	expect(await figure('registered')).toBe(registered - 1);
	// What stays behind because of the clash is the same person's.
	expect(await people()).toBe(different - 1);
	await unmerge(mergeId, keptId, goneId);
	expect(await people()).toBe(different);
	expect([await total(keptId), await total(goneId)]).toEqual([60, 180]);
	expect(await figure('registered')).toBe(registered);
});

test('undoing a merge leaves who had left, or paused, as they were', async () => {
	for (const state of ['paused', 'left'] as const) {
		const [keptId, goneId] = [await w.resident(), await w.resident()];
		await w.registered(keptId);
		const gone = await w.registered(goneId);
		const { version, communityId } = await getVolunteer(w.head, { id: gone.id });
		await changeVolunteer(w.head, { id: gone.id, version, communityId, name: '', state });
		const before = await stored(gone.id);
		const mergeId = newId();
		await merge(mergeId, keptId, goneId);
		await unmerge(mergeId, keptId, goneId);
		expect(await stored(gone.id)).toMatchObject([{ state, left_on: before[0]!.left_on, merged_into: null }]);
	}
});

test('somebody who is forgotten keeps nothing but a number in the counts', async () => {
	const personId = await w.resident();
	const { id } = await w.registered(personId);
	const { id: shift } = await w.shift({ on: '2026-11-17' });
	await recordPaper(w.head, { shiftId: shift, volunteerId: id, in: '10:00', out: '11:00' });
	const minutes = await figure('minutes');
	await forget(personId);
	await expect(getVolunteer(w.head, { id })).rejects.toMatchObject({ code: 'platform.notFound' });
	expect(JSON.stringify(await stored(id))).not.toMatch(NAMED);
	expect(await figure('minutes')).toBe(minutes);
});

test('forgetting somebody reaches what merges left behind their registration, and counts nobody anew', async () => {
	const [first, second, last] = [await w.resident(), await w.resident(), await w.resident()];
	const all = [await w.registered(first), await w.registered(second), await w.registered(last)];
	await merge(newId(), second, first);
	await merge(newId(), last, second);
	const registered = await figure('registered');
	expect(JSON.stringify(await stored(all[0]!.id))).toMatch(NAMED);
	expect(await forget(last)).toBe(3);
	expect(JSON.stringify(await stored(...all.map(({ id }) => id)))).not.toMatch(NAMED);
	expect((await stored(...all.map(({ id }) => id))).map(({ state }) => state).sort()).toEqual(['erased', 'merged', 'merged']);
	// Until today they were one volunteer, and they leave as one.
	expect(await figure('registered')).toBe(registered - 1);
});

test('whoever was forgotten counts once for what was, is named by no shift, and may register again', async () => {
	const personId = await w.resident();
	const { id } = await w.registered(personId);
	const { id: shift } = await w.shift({ on: '2026-11-12', leadVolunteerId: id });
	await recordPaper(w.head, { shiftId: shift, volunteerId: id, in: '10:00', out: '11:00' });
	const before = await people();
	await forget(personId);
	expect(await people()).toBe(before);
	expect(await stored(id)).toMatchObject([{ person_id: null, user_id: null, who_key: expect.stringMatching(/^n:/) }]);
	expect((await getShift(w.head, { id: shift })).leadVolunteerId).toBeNull();
	const { id: again } = await registerVolunteer(w.head, { communityId: w.communities[0], personId, birthDate: '1950-01-01' });
	expect(await volunteerOfPerson(w.head, { personId })).toMatchObject({ id: again, totals: { service: 0 } });
});

test('an account that is linked to somebody of the register later counts once with them, and erasure leaves nothing of it', async () => {
	const personId = await w.resident();
	const [desk, account] = [await w.registered(personId), await w.volunteer({ name: '周大爷' })];
	const [one, other] = [await w.shift({ on: '2026-11-10' }), await w.shift({ on: '2026-11-11' })];
	await recordPaper(w.head, { shiftId: one.id, volunteerId: desk.id, in: '10:00', out: '11:00' });
	await recordPaper(w.head, { shiftId: other.id, volunteerId: account.id, in: '10:00', out: '12:00' });
	const [registered, different] = [await figure('registered'), await people()];
	await ownerPool().query('DELETE FROM platform.fact_change WHERE subdistrict_id = $1', [w.id]);
	await link(personId, account);
	expect([await figure('registered'), await people()]).toEqual([registered - 1, different - 1]);
	const { rows } = await ownerPool().query(`SELECT DISTINCT unnest(days)::text AS day FROM platform.fact_change WHERE subdistrict_id = $1 AND 'volunteers.active' = ANY (measures)`, [w.id]);
	expect(rows.map(({ day }) => day)).toContain('2026-11-11');
	// One registration, the account's own, with the hours of both.
	expect(await myVolunteering(account.ctx, {})).toMatchObject({ id: desk.id, personId, totals: { service: 180 } });
	await forget(personId);
	expect(JSON.stringify(await stored(desk.id, account.id))).not.toMatch(new RegExp(`${NAMED.source}|${personId}|${account.ctx.actor.id}`));
	expect(await people()).toBe(different - 1);
});

test('an account that registered alone is the person’s from the link on', async () => {
	const personId = await w.resident();
	const account = await w.volunteer({ name: '周大爷' });
	await link(personId, account);
	expect(await stored(account.id)).toMatchObject([{ person_id: personId, who_key: `p:${personId}` }]);
	expect(await volunteerOfPerson(w.head, { personId })).toMatchObject({ id: account.id });
	// A registration that the desk made without an account is the account's from then on.
	const [other, newcomer] = [await w.resident(), { ctx: testCtx(w.id, { ...person('resident'), id: newId(), grants: [] }, NOW) }];
	const desk = await w.registered(other);
	await ownerPool().query('UPDATE volunteers.volunteer SET user_id = NULL WHERE id = $1', [desk.id]);
	await link(other, newcomer);
	expect(await myVolunteering(newcomer.ctx, {})).toMatchObject({ id: desk.id });
});

test('who had left with the registration of the desk serves on with their account’s', async () => {
	const personId = await w.resident();
	const [desk, account] = [await w.registered(personId), await w.volunteer({ name: '周大爷' })];
	await ownerPool().query(`UPDATE volunteers.volunteer SET state = 'left', left_on = '2026-11-01' WHERE id = $1`, [desk.id]);
	await link(personId, account);
	expect(await myVolunteering(account.ctx, {})).toMatchObject({ id: account.id, personId, state: 'active' });
	expect(await volunteerOfPerson(w.head, { personId })).toMatchObject({ id: account.id });
});
