import { afterAll, beforeAll, expect, test } from 'vitest';
import { iCalendar, joinOwnCalendars, makeFeedKey, ownFeedEvents, type OwnCalendar } from '#modules/activities/index.ts';
import { cancelShift, cancelSignup, ownShiftEvents, saveShift, signUp } from '#modules/volunteers/index.ts';
import { setClocks, world, type World } from '#modules/volunteers/volunteers.testing.ts';
import { anonymous } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { phoneColumns } from '#platform/phone.ts';
import { testCtx, useDatabase } from '../../tests/support/db.ts';

useDatabase();
const site = 'https://example.org';
let w: World;
let before: readonly OwnCalendar[];
beforeAll(async () => {
	before = joinOwnCalendars([ownShiftEvents]);
	w = await world();
});
afterAll(() => void joinOwnCalendars(before));

type Volunteer = Awaited<ReturnType<World['volunteer']>>;
const feedOf = async (one: Volunteer) => {
	const { key } = await makeFeedKey(one.ctx, {});
	return () => ownFeedEvents(testCtx(w.id, anonymous, '2026-11-24T02:00:00Z'), { site, key });
};
const fields = { title: '楼道清洁', place: '红云小区', category: 'civility', on: '2026-11-25', from: '10:00', to: '12:00' } as const;

test('a shift is one event from the first sign-up to its cancelling, and SEQUENCE rises with each change', async () => {
	const [one, other] = [await w.volunteer(), await w.volunteer()];
	const [feed, others] = [await feedOf(one), await feedOf(other)];
	const shift = await w.shift({ ...fields, contactName: '周倩' });
	expect(await feed()).toEqual([]);
	const first = await signUp(one.ctx, { shiftId: shift.id });
	const [made] = await feed();
	expect(made).toMatchObject({ uid: shift.id, sequence: 0, status: 'CONFIRMED', title: '志愿服务 · 楼道清洁', location: '红云小区', url: `${site}/volunteers/shifts/${shift.id}`, startsAt: new Date('2026-11-25T02:00:00Z') });
	expect(made!.description).toContain('周倩');
	expect(iCalendar({ name: '我的日历', zone: 'Asia/Shanghai' }, await feed())).toContain(`UID:${shift.id}\r\nSEQUENCE:0\r\n`);

	// Given back it is nothing to come to; taken again it is the same event, later.
	setClocks('2026-11-24T02:05:00Z', one.ctx);
	await cancelSignup(one.ctx, { id: first.id });
	expect(await feed()).toEqual([]);
	await signUp(one.ctx, { shiftId: shift.id });
	expect(await feed()).toMatchObject([{ uid: shift.id, sequence: 2 }]);

	setClocks('2026-11-24T02:10:00Z', w.head);
	await saveShift(w.head, { id: shift.id, communityId: w.communities[0], ...fields, from: '14:00', to: '16:00', roles: [{ id: shift.roleId, name: '志愿者', needed: 50 }] });
	expect(await feed()).toMatchObject([{ uid: shift.id, sequence: 3, startsAt: new Date('2026-11-25T06:00:00Z'), changedAt: new Date('2026-11-24T02:10:00Z') }]);

	// Who gave it back before hears nothing of the cancelling; who had a place does.
	const left = await signUp(other.ctx, { shiftId: shift.id });
	await cancelSignup(other.ctx, { id: left.id });
	setClocks('2026-11-24T02:20:00Z', w.head);
	await cancelShift(w.head, { id: shift.id, reason: '下雨' });
	const [gone] = await feed();
	expect(gone).toMatchObject({ uid: shift.id, status: 'CANCELLED', title: '【已取消】志愿服务 · 楼道清洁', changedAt: new Date('2026-11-24T02:20:00Z') });
	expect(gone!.sequence).toBeGreaterThan(3);
	expect(gone!.description).toMatch(/^下雨/);
	expect(await others()).toEqual([]);
});

test('a registration that the desk made stands in the calendar of the account with its telephone', async () => {
	const one = await w.volunteer({ phone: '12000777001' });
	await ownerPool().query('UPDATE volunteers.volunteer SET user_id = NULL WHERE id = $1', [one.id]);
	await ownerPool().query("INSERT INTO accounts.user (subdistrict_id, id, kind, name, phone_hash, phone_sealed, phone_masked, created_at) VALUES ($1, $2, 'resident', '账号', $3, $4, $5, now())", [w.id, one.ctx.actor.id, ...Object.values(phoneColumns('12000777001'))]);
	const shift = await w.shift({ ...fields, on: '2026-11-26' });
	const feed = await feedOf(one);
	expect(await feed()).toEqual([]);
	await ownerPool().query("INSERT INTO volunteers.signup (subdistrict_id, id, shift_id, role_id, volunteer_id, starts_at, ends_at, way, signed_at) SELECT $1, gen_random_uuid(), $2, $3, $4, starts_at, ends_at, 'desk', now() FROM volunteers.shift WHERE id = $2", [w.id, shift.id, shift.roleId, one.id]);
	expect(await feed()).toMatchObject([{ uid: shift.id }]);
});
