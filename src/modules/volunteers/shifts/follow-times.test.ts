import { beforeAll, expect, test } from 'vitest';
import { cancelOccurrence, deskActivity, moveOccurrence, publishActivity, restoreOccurrence, saveActivity, undoActivity } from '#modules/activities/index.ts';
import { installKinds } from '#modules/activities/kinds/kinds.usecases.ts';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { checkInFor } from '../hours/attendance.usecases.ts';
import { setClocks, world, NOW, type World } from '../volunteers.testing.ts';
import { followActivityTimes } from './follow-times.ts';
import { getShift, mySchedule } from './shift.queries.ts';
import { cancelSignup, signUp } from './signup.usecases.ts';

useDatabase();
let w: World;
let manager: ReturnType<typeof testCtx>;
beforeAll(async () => {
	followActivityTimes();
	w = await world();
	manager = testCtx(w.id, { ...person('manager'), id: newId() }, NOW);
	await writeTx<'activities', void>(manager, installKinds);
});

/** An activity of 30 November, 14:00 to 15:00, and its shift from half an hour before. */
async function fair() {
	const id = newId();
	await saveActivity(manager, { id, kind: 'market', title: '便民集市', communityId: w.communities[0], firstOn: '2026-11-30', startsAt: '14:00', minutes: 60 });
	await publishActivity(manager, { id });
	const [time] = (await deskActivity(manager, { id })).times;
	const shift = await w.shift({ on: '2026-11-30', from: '13:30', to: '15:00', occurrenceId: time!.id });
	return { id, time: time!, shift };
}
const stateOf = async (id: string) => {
	const { state, onDay, startsAt, endsAt, roles, cancelReason } = await getShift(w.head, { id });
	return { state, onDay, from: startsAt.toISOString(), to: endsAt.toISOString(), taken: roles[0]!.taken, cancelReason };
};

test('a shift moves as far as its activity, with the places, and back when that is undone', async () => {
	const { id, time, shift } = await fair();
	const [one, busy] = [await w.volunteer(), await w.volunteer()];
	for (const { ctx } of [one, busy]) await signUp(ctx, { shiftId: shift.id });
	// Somebody has another place at the new time.
	const other = await w.shift({ on: '2026-12-02', from: '09:00', to: '10:00' });
	await signUp(busy.ctx, { shiftId: other.id });
	await moveOccurrence(manager, { id: time.id, version: time.version, onDay: '2026-12-02', startsAt: '09:30', minutes: 60, why: '' });
	expect(await stateOf(shift.id)).toMatchObject({ state: 'open', onDay: '2026-12-02', from: '2026-12-02T01:00:00.000Z', to: '2026-12-02T02:30:00.000Z', taken: 1 });
	expect((await mySchedule(one.ctx, {})).coming.map(({ shiftId, startsAt }) => [shiftId, startsAt.toISOString()])).toEqual([[shift.id, '2026-12-02T01:00:00.000Z']]);
	expect((await mySchedule(busy.ctx, {})).coming.map(({ shiftId }) => shiftId)).toEqual([other.id]);
	await undoActivity(manager, { id });
	expect(await stateOf(shift.id)).toMatchObject({ onDay: '2026-11-30', from: '2026-11-30T05:30:00.000Z', to: '2026-11-30T07:00:00.000Z', taken: 1 });
});

test('shifts of a series that move a week on together make room for each other: nobody loses a place to where the next one stood', async () => {
	const id = newId();
	await saveActivity(manager, { id, kind: 'market', title: '每周集市', communityId: w.communities[0], firstOn: '2026-12-07', startsAt: '14:00', minutes: 60, rule: 'FREQ=WEEKLY;COUNT=3' });
	await publishActivity(manager, { id });
	const { times } = await deskActivity(manager, { id });
	const one = await w.volunteer();
	const shifts: string[] = [];
	for (const time of times) {
		const shift = await w.shift({ on: time.onDay, from: '14:00', to: '15:00', occurrenceId: time.id });
		await signUp(one.ctx, { shiftId: shift.id });
		shifts.push(shift.id);
	}
	const days = async () => Promise.all(shifts.map(async (each) => { const { onDay, taken } = await stateOf(each); return `${onDay} ${taken}`; }));
	await moveOccurrence(manager, { id: times[0]!.id, version: times[0]!.version, span: 'following', onDay: '2026-12-14', startsAt: '14:00', minutes: 60, why: '' });
	expect(await days()).toEqual(['2026-12-14 1', '2026-12-21 1', '2026-12-28 1']);
	await undoActivity(manager, { id });
	expect(await days()).toEqual(['2026-12-07 1', '2026-12-14 1', '2026-12-21 1']);
});

test('it is cancelled with its activity, and open again with those who had a place', async () => {
	const { time, shift } = await fair();
	const [stays, left, busy] = [await w.volunteer(), await w.volunteer(), await w.volunteer()];
	const places = [];
	for (const { ctx } of [stays, left, busy]) places.push(await signUp(ctx, { shiftId: shift.id }));
	await cancelSignup(left.ctx, { id: places[1]!.id });
	setClocks('2026-11-24T03:00:00Z', manager);
	await cancelOccurrence(manager, { id: time.id, why: '下雨' });
	expect(await stateOf(shift.id)).toMatchObject({ state: 'cancelled', cancelReason: '下雨', taken: 0 });
	const other = await w.shift({ on: '2026-11-30', from: '14:00', to: '16:00' });
	await signUp(busy.ctx, { shiftId: other.id });
	await restoreOccurrence(manager, { id: time.id });
	expect(await stateOf(shift.id)).toMatchObject({ state: 'open', cancelReason: '', taken: 1 });
	expect((await mySchedule(stays.ctx, {})).coming.map(({ shiftId }) => shiftId)).toEqual([shift.id]);
	expect((await mySchedule(left.ctx, {})).coming).toEqual([]);
});

test('one at which somebody has checked in was held, and stays', async () => {
	const { time, shift } = await fair();
	const one = await w.volunteer();
	setClocks('2026-11-30T05:30:00Z', w.head, manager);
	await checkInFor(w.head, { shiftId: shift.id, volunteerId: one.id });
	await cancelOccurrence(manager, { id: time.id, why: '停电' });
	expect(await stateOf(shift.id)).toMatchObject({ state: 'open', cancelReason: '' });
	expect((await ownerPool().query('SELECT count(*)::int AS n FROM volunteers.span WHERE shift_id = $1', [shift.id])).rows).toEqual([{ n: 1 }]);
});
