import { beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../clock.ts';
import type { Ctx, Grant } from '../context.ts';
import { ownerPool } from '../db/pools.ts';
import { writeTx } from '../db/tx.ts';
import { systemCtx } from '../jobs.ts';
import { unseal } from '../secrets.ts';
import { putSetting } from '../settings.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { addGrant } from './grants.ts';
import {
	actorOfSession,
	changePassword,
	changePendingPassword,
	confirmTotp,
	createStaff,
	liveSessions,
	resetTotp,
	sessionOf,
	setClosed,
	signInWithPassword,
	signInWithTotp,
	signOut,
	startTotp,
	unlock
} from './index.ts';
import { stepOf, totpAt } from './totp.ts';
import { addStaff } from './users.ts';

useDatabase();

const PASSWORD = 'lanmao-72-Qiao';
let tenant: string;
let communities: [string, string];

beforeAll(async () => {
	({ id: tenant, communities } = await testSubdistrict());
});

let made = 0;
/** A new member of the staff with PASSWORD and no forced change. */
async function staff(...grants: Grant[]): Promise<{ id: string; username: string }> {
	const username = `person${++made}`;
	const id = await writeTx<'accounts' | 'platform', string>(systemCtx(tenant, 'test'), async (tx) => {
		const id = await addStaff(tx, { username, name: `测试人员${made}`, phone: null, oidcSubject: null }, PASSWORD, false);
		for (const grant of grants) if (grant.role !== 'resident') await addGrant(tx, { userId: id, role: grant.role, communityId: grant.communityId, organizationId: grant.organizationId });
		return id;
	});
	return { id, username };
}
/** A caller from an address of its own, so that one test's attempts do not count in another's limit. */
const caller = (at?: string) => ({ ...testCtx(tenant, undefined, at), ip: `2001:db8::${(++made).toString(16)}` });
const worker = (): Grant => ({ role: 'worker', communityId: communities[0], organizationId: null });
const outcomes = async (userId: string): Promise<string[]> =>
	(await ownerPool().query(`SELECT outcome FROM platform.audit_log WHERE subdistrict_id = $1 AND action = 'accounts.signIn' AND subject_id = $2 ORDER BY id`, [tenant, userId])).rows.map((row) => row.outcome);
const actor = (ctx: Ctx, token: string) => actorOfSession(token, tenant, ctx.clock);

test('name and password give a session with the roles and their areas', async () => {
	const { id, username } = await staff(worker());
	const ctx = caller();
	const signedIn = await signInWithPassword(ctx, { username: ` ${username.toUpperCase()} `, password: PASSWORD, agent: 'Test browser' });
	expect(signedIn.stage).toBe('full');
	expect(await actor(ctx, signedIn.token)).toMatchObject({ kind: 'user', id, grants: [worker()], phoneHash: null });
	expect(await liveSessions(ctx, id, null)).toMatchObject([{ method: 'password', agent: 'Test browser', ip: ctx.ip }]);
	expect(await outcomes(id)).toEqual(['ok']);
	expect(await actorOfSession('x'.repeat(43), tenant)).toMatchObject({ kind: 'anonymous' });
	expect(await actorOfSession(undefined, tenant)).toMatchObject({ kind: 'anonymous' });
	// A session of one subdistrict is nothing in another.
	const other = await testSubdistrict();
	expect(await actorOfSession(signedIn.token, other.id, ctx.clock)).toMatchObject({ kind: 'anonymous' });
});

test('a wrong name and a wrong password are answered alike', async () => {
	const { id, username } = await staff();
	const ctx = caller();
	await expect(signInWithPassword(ctx, { username, password: 'wrong-one-wrong' })).rejects.toMatchObject({ code: 'accounts.wrongPassword', status: 401 });
	await expect(signInWithPassword(ctx, { username: 'nobody-here', password: 'wrong-one-wrong' })).rejects.toMatchObject({ code: 'accounts.wrongPassword', status: 401 });
	expect(await outcomes(id)).toEqual(['wrong']);
});

test('five wrong guesses lock for fifteen minutes; guesses during the lock do not lengthen it', async () => {
	const { id, username } = await staff();
	const ctx = caller();
	for (let i = 0; i < 5; i++) await expect(signInWithPassword(ctx, { username, password: `wrong-${i}-wrong` })).rejects.toMatchObject({ code: 'accounts.wrongPassword' });
	ctx.clock.advance(14 * 60_000);
	// Locked is locked: the right password is not even looked at, from whatever address.
	await expect(signInWithPassword({ ...ctx, ip: '198.51.100.7' }, { username, password: PASSWORD })).rejects.toMatchObject({ code: 'accounts.locked', status: 429 });
	ctx.clock.advance(60_001);
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('full');
	expect(await outcomes(id)).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'locked', 'ok']);
});

test('a stranger’s guesses do not lock the owner’s own browser, and the owner’s right one forgets the count', async () => {
	const { username } = await staff();
	const ctx = caller();
	const { device } = await signInWithPassword(ctx, { username, password: PASSWORD });
	for (let i = 0; i < 7; i++) await signInWithPassword(ctx, { username, password: `wrong-${i}-wrong` }).catch(() => {});
	await expect(signInWithPassword(ctx, { username, password: PASSWORD })).rejects.toMatchObject({ code: 'accounts.locked' });
	expect((await signInWithPassword(ctx, { username, password: PASSWORD, device: device! })).stage).toBe('full');
	// Somebody else's device cookie, or a forged one, is a stranger's.
	const other = await signInWithPassword(caller(), { username: (await staff()).username, password: PASSWORD });
	for (const forged of [other.device!, 'a.b', `${device!.split('.')[0]}.AAAA`]) await expect(signInWithPassword(ctx, { username, password: PASSWORD, device: forged })).rejects.toMatchObject({ code: 'accounts.locked' });
	// The browser's own guesses are counted too.
	for (let i = 0; i < 5; i++) await signInWithPassword(ctx, { username, password: `wrong-${i}-wrong`, device: device! }).catch(() => {});
	await expect(signInWithPassword(ctx, { username, password: PASSWORD, device: device! })).rejects.toMatchObject({ code: 'accounts.locked' });
});

test('parallel guesses share one budget: of twenty, five are looked at', async () => {
	const { id, username } = await staff();
	const ctx = caller();
	await Promise.allSettled(Array.from({ length: 20 }, (_, i) => signInWithPassword(ctx, { username, password: `wrong-${i}-wrong` })));
	const seen = await outcomes(id);
	expect(seen.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
	expect(seen.filter((outcome) => outcome === 'locked')).toHaveLength(15);
});

test('one address may try sixty times in fifteen minutes, whoever it tries', async () => {
	const ctx = caller();
	await expect(signInWithPassword(ctx, { username: 'nobody-at-all', password: 'wrong-one-wrong' })).rejects.toMatchObject({ code: 'accounts.wrongPassword' });
	// Fifty-nine more would cost fifty-nine slow hashes; the counter is moved instead.
	await ownerPool().query(`UPDATE platform.rate_limit SET hits = 60 WHERE subdistrict_id = $1 AND bucket = 'sign-in'`, [tenant]);
	await expect(signInWithPassword(ctx, { username: 'somebody-else', password: 'wrong-one-wrong' })).rejects.toMatchObject({ code: 'platform.tooMany', status: 429 });
	await ownerPool().query(`DELETE FROM platform.rate_limit WHERE subdistrict_id = $1 AND bucket = 'sign-in'`, [tenant]);
});

test('the security administrator opens a lock', async () => {
	const { username, id } = await staff();
	const keeper = await staff({ role: 'security_admin', communityId: null, organizationId: null });
	const ctx = caller();
	for (let i = 0; i < 5; i++) await signInWithPassword(ctx, { username, password: `wrong-${i}-wrong` }).catch(() => {});
	await unlock({ ...ctx, actor: await actor(ctx, (await signInWithPassword(ctx, { username: keeper.username, password: PASSWORD })).token) }, { id });
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('full');
});

test('staff are signed out after thirty idle minutes, and after twelve hours however busy', async () => {
	const { username } = await staff(worker());
	const ctx = caller();
	const { token } = await signInWithPassword(ctx, { username, password: PASSWORD });
	ctx.clock.advance(29 * 60_000);
	expect((await actor(ctx, token)).kind).toBe('user');
	ctx.clock.advance(29 * 60_000);
	expect((await actor(ctx, token)).kind).toBe('user');
	ctx.clock.advance(30 * 60_000 + 1);
	expect((await actor(ctx, token)).kind).toBe('anonymous');

	const busy = await signInWithPassword(ctx, { username, password: PASSWORD });
	for (let i = 0; i < 35; i++) {
		ctx.clock.advance(20 * 60_000);
		expect((await actor(ctx, busy.token)).kind).toBe('user');
	}
	ctx.clock.advance(20 * 60_000);
	expect((await actor(ctx, busy.token)).kind).toBe('anonymous');
});

test('the idle time is a setting', async () => {
	const { username } = await staff();
	await writeTx<'platform', void>(systemCtx(tenant, 'test'), (tx) => putSetting(tx, 'accounts.staffIdleMinutes', 5));
	const ctx = caller();
	const { token } = await signInWithPassword(ctx, { username, password: PASSWORD });
	await writeTx<'platform', void>(systemCtx(tenant, 'test'), (tx) => putSetting(tx, 'accounts.staffIdleMinutes', 30));
	ctx.clock.advance(5 * 60_000 + 1);
	expect((await actor(ctx, token)).kind).toBe('anonymous');
});

test('a created account must change its password before it is anybody', async () => {
	const admin = await staff({ role: 'system_admin', communityId: null, organizationId: null });
	const ctx = caller();
	const boss = { ...ctx, actor: await actor(ctx, (await signInWithPassword(ctx, { username: admin.username, password: PASSWORD })).token) };
	const { id, password } = await createStaff(boss, { username: 'newcomer', name: '新同事' });
	await expect(createStaff(boss, { username: 'Newcomer', name: '同名' })).rejects.toMatchObject({ code: 'accounts.usernameTaken' });
	const first = await signInWithPassword(ctx, { username: 'newcomer', password });
	expect(first.stage).toBe('password');
	expect((await actor(ctx, first.token)).kind).toBe('anonymous');
	await expect(changePendingPassword(ctx, first.token, { password: 'short', again: 'short' })).rejects.toMatchObject({ code: 'accounts.passwordShort' });
	await expect(changePendingPassword(ctx, first.token, { password, again: password })).rejects.toMatchObject({ code: 'accounts.passwordUsed' });
	await expect(changePendingPassword(ctx, first.token, { password: 'Good-enough-72', again: 'good-enough-72' })).rejects.toMatchObject({ fields: [{ path: 'again', code: 'accounts.passwordsDiffer' }] });
	const second = await changePendingPassword(ctx, first.token, { password: 'Good-enough-72', again: 'Good-enough-72' });
	expect(second.stage).toBe('full');
	expect(await actor(ctx, second.token)).toMatchObject({ id, grants: [] });
	expect(await sessionOf(first.token, tenant, ctx.clock)).toBeNull();
	await expect(changePendingPassword(ctx, second.token, { password: 'Good-enough-73', again: 'Good-enough-73' })).rejects.toMatchObject({ code: 'accounts.startAgain' });
});

test('an old password must be changed, by the dated setting', async () => {
	const { username } = await staff();
	const ctx = caller();
	await ownerPool().query(`UPDATE accounts.password SET set_at = $1 WHERE user_id = (SELECT id FROM accounts."user" WHERE username = $2)`, [ctx.clock.now(), username]);
	ctx.clock.advance(89 * 86_400_000);
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('full');
	ctx.clock.advance(2 * 86_400_000);
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('password');
	await writeTx<'platform', void>(systemCtx(tenant, 'test'), (tx) => putSetting(tx, 'accounts.passwordMaxAgeDays', [{ from: '2026-01-01', value: 90 }, { from: '2027-01-01', value: 0 }]));
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('full');
	await writeTx<'platform', void>(systemCtx(tenant, 'test'), (tx) => putSetting(tx, 'accounts.passwordMaxAgeDays', [{ from: '2026-01-01', value: 0 }]));
});

test('changing a password ends the other sessions and remembers five', async () => {
	const { username } = await staff(worker());
	const ctx = caller();
	const here = await signInWithPassword(ctx, { username, password: PASSWORD });
	const there = await signInWithPassword(ctx, { username, password: PASSWORD });
	const mine = (await sessionOf(here.token, tenant, ctx.clock))!;
	const me = { ...ctx, actor: mine.actor };
	const change = (old: string, password: string) => changePassword(me, { old, password, again: password, keepSession: mine.sessionId });
	await expect(change('not-the-old-one', 'Good-enough-1')).rejects.toMatchObject({ fields: [{ path: 'old' }] });
	let old = PASSWORD;
	for (let i = 1; i <= 5; i++) {
		await change(old, `Good-enough-${i}`);
		old = `Good-enough-${i}`;
	}
	expect((await actor(ctx, here.token)).kind).toBe('user');
	expect((await actor(ctx, there.token)).kind).toBe('anonymous');
	await expect(change(old, 'Good-enough-1')).rejects.toMatchObject({ code: 'accounts.passwordUsed' });
	await change(old, PASSWORD);
});

test('second factor: enrolled, asked for, spent once, recovered, removed by the security administrator', async () => {
	const { id, username } = await staff(worker());
	const ctx = caller();
	const first = await signInWithPassword(ctx, { username, password: PASSWORD });
	const { secret } = await startTotp(ctx, first.token, '测试街道');
	expect((await startTotp(ctx, first.token, '测试街道')).secret).toBe(secret);
	const stored = (await ownerPool().query('SELECT secret_sealed FROM accounts.totp WHERE user_id = $1', [id])).rows[0].secret_sealed as string;
	const key = Buffer.from(unseal(stored, 'totp'), 'base64url');
	const code = () => totpAt(key, stepOf(ctx.clock.now()));
	await expect(confirmTotp(ctx, first.token, '000000')).rejects.toMatchObject({ code: 'accounts.wrongCode' });
	const { recoveryCodes, signedIn } = await confirmTotp(ctx, first.token, code());
	expect(signedIn).toBeNull();
	expect(recoveryCodes).toHaveLength(10);
	await expect(startTotp(ctx, first.token, '测试街道')).rejects.toMatchObject({ code: 'accounts.totpEnrolled' });

	const half = await signInWithPassword(ctx, { username, password: PASSWORD });
	expect(half).toMatchObject({ stage: 'totp', device: null });
	expect((await actor(ctx, half.token)).kind).toBe('anonymous');
	// The code that confirmed is spent.
	await expect(signInWithTotp(ctx, half.token, code())).rejects.toMatchObject({ code: 'accounts.wrongCode' });
	ctx.clock.advance(30_000);
	const whole = await signInWithTotp(ctx, half.token, code());
	expect(await actor(ctx, whole.token)).toMatchObject({ id });
	await expect(signInWithTotp(ctx, half.token, code())).rejects.toMatchObject({ code: 'accounts.startAgain' });

	const lost = await signInWithPassword(ctx, { username, password: PASSWORD });
	expect((await signInWithTotp(ctx, lost.token, recoveryCodes[0]!.toLowerCase())).stage).toBe('full');
	const again = await signInWithPassword(ctx, { username, password: PASSWORD });
	await expect(signInWithTotp(ctx, again.token, recoveryCodes[0]!)).rejects.toMatchObject({ code: 'accounts.wrongCode' });
	for (let i = 0; i < 4; i++) await signInWithTotp(ctx, again.token, '000000').catch(() => {});
	await expect(signInWithTotp(ctx, again.token, recoveryCodes[1]!)).rejects.toMatchObject({ code: 'accounts.locked' });

	const keeper = await staff({ role: 'security_admin', communityId: null, organizationId: null });
	const guard = { ...ctx, actor: await actor(ctx, (await signInWithPassword(ctx, { username: keeper.username, password: PASSWORD })).token) };
	await resetTotp(guard, { id });
	await expect(resetTotp(guard, { id: keeper.id })).rejects.toMatchObject({ status: 403 });
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('full');
});

test('where the second factor is required, nobody gets past enrolment', async () => {
	const { id, username } = await staff(worker());
	await writeTx<'platform', void>(systemCtx(tenant, 'test'), (tx) => putSetting(tx, 'accounts.requireTotp', true));
	try {
		const ctx = caller();
		const half = await signInWithPassword(ctx, { username, password: PASSWORD });
		expect(half.stage).toBe('enrol');
		expect((await actor(ctx, half.token)).kind).toBe('anonymous');
		await startTotp(ctx, half.token, '测试街道');
		const stored = (await ownerPool().query('SELECT secret_sealed FROM accounts.totp WHERE user_id = $1', [id])).rows[0].secret_sealed as string;
		const { signedIn } = await confirmTotp(ctx, half.token, totpAt(Buffer.from(unseal(stored, 'totp'), 'base64url'), stepOf(ctx.clock.now())));
		expect(await actor(ctx, signedIn!.token)).toMatchObject({ id });
		expect((await actor(ctx, half.token)).kind).toBe('anonymous');
	} finally {
		await writeTx<'platform', void>(systemCtx(tenant, 'test'), (tx) => putSetting(tx, 'accounts.requireTotp', false));
	}
});

test('a closed account is out at once and stays out', async () => {
	const { id, username } = await staff(worker());
	const admin = await staff({ role: 'system_admin', communityId: null, organizationId: null });
	const ctx = caller();
	const { token } = await signInWithPassword(ctx, { username, password: PASSWORD });
	const boss = { ...ctx, actor: await actor(ctx, (await signInWithPassword(ctx, { username: admin.username, password: PASSWORD })).token) };
	expect((await actor(ctx, token)).kind).toBe('user');
	await setClosed(boss, { id, closed: true });
	expect((await actor(ctx, token)).kind).toBe('anonymous');
	await expect(signInWithPassword(ctx, { username, password: PASSWORD })).rejects.toMatchObject({ code: 'accounts.wrongPassword' });
	expect((await outcomes(id)).at(-1)).toBe('closed');
	await expect(setClosed(boss, { id: admin.id, closed: true })).rejects.toMatchObject({ code: 'accounts.notYourself' });
	await setClosed(boss, { id, closed: false });
	expect((await actor(ctx, token)).kind).toBe('anonymous');
	expect((await signInWithPassword(ctx, { username, password: PASSWORD })).stage).toBe('full');
});

test('signing out ends the session; a second time it does nothing', async () => {
	const { username } = await staff(worker());
	const ctx = { ...caller(), clock: fixedClock('2026-11-24T02:00:00Z') };
	const { token } = await signInWithPassword(ctx, { username, password: PASSWORD });
	expect((await actor(ctx, token)).kind).toBe('user');
	await signOut(ctx, token);
	expect((await actor(ctx, token)).kind).toBe('anonymous');
	await signOut(ctx, token);
	await signOut(ctx, undefined);
});
