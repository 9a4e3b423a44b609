import { beforeAll, expect, test } from 'vitest';
import { person, testCtx, useDatabase } from '../../../../tests/support/db.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash } from '#platform/secrets.ts';
import { registerVolunteer } from '../register/volunteer.usecases.ts';
import { NOW, setClocks, world, type World } from '../volunteers.testing.ts';
import { getShift, mySchedule, publicShift, suggestFor } from './shift.queries.ts';
import { cancelShift, saveShift } from './shift.usecases.ts';
import { askSwap, cancelSignup, signUp, signUpFor, takeSwap } from './signup.usecases.ts';

useDatabase();
let w: World;
beforeAll(async () => void (w = await world()));

const code = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', (error: { code?: string }) => error.code ?? String(error));
const tally = (answers: string[]) => Object.fromEntries([...new Set(answers)].sort().map((each) => [each, answers.filter((one) => one === each).length]));

test('of twenty who tap at once for two places two get one', async () => {
	const { id } = await w.shift({ roles: [{ name: '志愿者', needed: 2 }], on: '2026-11-27' });
	const people = await Promise.all(Array.from({ length: 20 }, () => w.volunteer()));
	const answers = await Promise.all(people.map(({ ctx }) => code(signUp(ctx, { shiftId: id }))));
	expect(tally(answers)).toEqual({ ok: 2, 'volunteers.full': 18 });
	expect((await getShift(w.head, { id })).taken).toBe(2);
});

test('one tap sent three times takes one place', async () => {
	const { id, roleId } = await w.shift({ on: '2026-11-28' });
	const { ctx } = await w.volunteer();
	const clientId = newId();
	const all = await Promise.all([1, 2, 3].map(() => signUp(ctx, { shiftId: id, roleId, clientId })));
	expect(new Set(all.map((one) => one.id)).size).toBe(1);
	expect((await getShift(w.head, { id })).taken).toBe(1);
});

test('the first taps of somebody whom the desk registered take one place too, and tie the registration to the account', async () => {
	const { id } = await w.shift({ on: '2026-11-28', from: '14:00', to: '16:00' });
	const phone = '12000200001';
	const { id: who } = await registerVolunteer(w.head, { communityId: w.communities[0], name: '王小明', birthDate: '1980-01-01', phone });
	const ctx = testCtx(w.id, { ...person('resident'), id: newId(), grants: [], phoneHash: lookupHash('phone', phone) }, NOW);
	const all = await Promise.all([1, 2, 3].map(() => signUp(ctx, { shiftId: id })));
	expect(new Set(all.map((one) => one.id)).size).toBe(1);
	expect((await ownerPool().query('SELECT user_id FROM volunteers.volunteer WHERE id = $1', [who])).rows).toEqual([{ user_id: ctx.actor.id }]);
});

test('two shifts at once are refused, also when both are tapped at the same moment; one after the other is fine', async () => {
	const morning = await w.shift({ on: '2026-11-29', from: '09:00', to: '11:00' });
	const over = await w.shift({ on: '2026-11-29', from: '10:59', to: '12:00' });
	const after = await w.shift({ on: '2026-11-29', from: '11:00', to: '12:00' });
	const { ctx } = await w.volunteer();
	expect(tally(await Promise.all([code(signUp(ctx, { shiftId: morning.id })), code(signUp(ctx, { shiftId: over.id }))]))).toEqual({ ok: 1, 'volunteers.clash': 1 });
	const other = await w.volunteer();
	expect([await code(signUp(other.ctx, { shiftId: morning.id })), await code(signUp(other.ctx, { shiftId: after.id }))]).toEqual(['ok', 'ok']);
	// A shift that is moved into somebody's other one stays where it is.
	const { roles, version } = await getShift(w.head, { id: after.id });
	expect(await code(saveShift(w.head, { id: after.id, version, communityId: w.communities[0], title: '楼道清洁', place: '红云小区', category: 'civility', on: '2026-11-29', from: '10:30', to: '12:00', roles: roles.map(({ id, name, needed }) => ({ id, name, needed })) }))).toBe('volunteers.movedIntoClash');
});

test('without the constraint the same two taps would both hold', async () => {
	await ownerPool().query('ALTER TABLE volunteers.signup DROP CONSTRAINT signup_no_clash');
	try {
		const a = await w.shift({ on: '2026-12-01', from: '09:00', to: '11:00' });
		const b = await w.shift({ on: '2026-12-01', from: '10:00', to: '12:00' });
		const { ctx } = await w.volunteer();
		expect(tally(await Promise.all([code(signUp(ctx, { shiftId: a.id })), code(signUp(ctx, { shiftId: b.id }))]))).toEqual({ ok: 2 });
		await ownerPool().query(`DELETE FROM volunteers.signup WHERE shift_id IN ($1, $2)`, [a.id, b.id]);
	} finally {
		await ownerPool().query(`ALTER TABLE volunteers.signup ADD CONSTRAINT signup_no_clash EXCLUDE USING gist (subdistrict_id WITH =, volunteer_id WITH =, tstzrange(starts_at, ends_at, '[)') WITH &&) WHERE (state = 'signed')`);
	}
});

test('giving a place back frees it; late, the shift is marked as short, and nobody is', async () => {
	const { id } = await w.shift({ on: '2026-12-02', from: '09:00', to: '11:00', roles: [{ name: '志愿者', needed: 1 }] });
	const { ctx } = await w.volunteer();
	const early = await signUp(ctx, { shiftId: id });
	expect((await cancelSignup(ctx, { id: early.id })).late).toBe(false);
	const again = await signUp(ctx, { shiftId: id });
	setClocks('2026-12-02T00:00:00Z', ctx, w.head);
	expect((await cancelSignup(ctx, { id: again.id })).late).toBe(true);
	expect(await getShift(w.head, { id })).toMatchObject({ taken: 0, shortNotice: true });
	// Somebody else comes, and the mark is gone.
	const { id: other } = await w.volunteer();
	await signUpFor(w.head, { shiftId: id, volunteerId: other });
	expect(await getShift(w.head, { id })).toMatchObject({ taken: 1, shortNotice: false });
	setClocks('2026-11-24T02:00:00Z', w.head);
});

test('without a role named somebody takes the first free one that suits them', async () => {
	const { id } = await w.shift({ on: '2026-12-09', roles: [{ name: '教师', needed: 1, skills: ['teaching'] }, { name: '引导', needed: 1 }] });
	const { id: helper } = await w.volunteer();
	const before = await suggestFor(w.head, { shiftId: id });
	expect(before.map(({ roleName, people }) => [roleName, people.length > 0])).toEqual([['教师', false], ['引导', true]]);
	await signUpFor(w.head, { shiftId: id, volunteerId: helper });
	expect((await suggestFor(w.head, { shiftId: id })).map(({ roleName }) => roleName)).toEqual(['教师']);
	const { people } = await getShift(w.head, { id });
	expect(people.map(({ roleName }) => roleName)).toEqual(['引导']);
	// What is left does not suit the next one, who hears why; then nothing is left.
	const { id: other } = await w.volunteer();
	expect(await code(signUpFor(w.head, { shiftId: id, volunteerId: other }))).toBe('volunteers.barSkills');
	const { id: teacher } = await w.volunteer({ skills: ['teaching'] });
	await signUpFor(w.head, { shiftId: id, volunteerId: teacher });
	expect(await code(signUpFor(w.head, { shiftId: id, volunteerId: other }))).toBe('volunteers.full');
});

test('a place that is handed on goes to the first who takes it', async () => {
	const { id } = await w.shift({ on: '2026-12-03', roles: [{ name: '志愿者', needed: 1 }] });
	const { ctx } = await w.volunteer();
	const { id: signup } = await signUp(ctx, { shiftId: id });
	const others = await Promise.all([w.volunteer(), w.volunteer(), w.volunteer()]);
	expect(await code(takeSwap(others[0]!.ctx, { id: signup }))).toBe('volunteers.swapTaken');
	await askSwap(ctx, { id: signup });
	expect((await publicShift(others[0]!.ctx, { id })).swaps).toHaveLength(1);
	expect(tally(await Promise.all(others.map((one) => code(takeSwap(one.ctx, { id: signup })))))).toEqual({ ok: 1, 'volunteers.swapTaken': 2 });
	expect((await mySchedule(ctx, {})).coming).toEqual([]);
	expect((await getShift(w.head, { id })).taken).toBe(1);
});

test('a Young Pioneer needs the guardian’s consent and comes to nothing dangerous', async () => {
	expect(await code(w.volunteer({ identities: ['pioneer'], birthDate: '2015-05-01' }))).toBe('platform.invalidInput');
	const child = await w.volunteer({ identities: ['pioneer'], birthDate: '2015-05-01', guardianName: '王大明', guardianPhone: '12000000009', guardianAgreed: true });
	const night = await w.shift({ on: '2026-12-04', dangerous: true });
	expect(await code(signUp(child.ctx, { shiftId: night.id }))).toBe('volunteers.barDangerous');
	const skilled = await w.shift({ on: '2026-12-04', roles: [{ name: '教师', needed: 1, skills: ['teaching'] }] });
	expect(await code(signUp(child.ctx, { shiftId: skilled.id }))).toBe('volunteers.barSkills');
});

test('a shift that is cancelled lets everybody go', async () => {
	const { id } = await w.shift({ on: '2026-12-05' });
	const { ctx } = await w.volunteer();
	await signUp(ctx, { shiftId: id });
	await cancelShift(w.head, { id, reason: '下雨' });
	expect((await mySchedule(ctx, {})).coming).toEqual([]);
	expect(await code(signUp(ctx, { shiftId: id }))).toBe('volunteers.shiftCancelled');
});
