import { beforeAll, expect, test, vi } from 'vitest';
import type { Actor, Ctx, Grant, Role } from '../context.ts';
import { isListening } from '../db/listen.ts';
import { appPool, ownerPool } from '../db/pools.ts';
import { writeTx } from '../db/tx.ts';
import { systemCtx } from '../jobs.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { addGrant } from './grants.ts';
import { actorOfSession, actorOfToken, createStaff, createToken, endGrant, endOwnSessions, grantRole, linkOidc, listStaff, liveSessions, ownAccount, resetPassword, revokeToken, setClosed, staffOfCommunity, unlock } from './index.ts';
import { signInPolicy } from './policy.ts';
import { openSession } from './sessions.ts';
import { addStaff } from './users.ts';

useDatabase();

let tenant: string;
let communities: [string, string];
let system: Ctx & { actor: Actor };
let security: Ctx & { actor: Actor };
let audit: Ctx & { actor: Actor };

let made = 0;
async function staff(...roles: Role[]): Promise<{ id: string; actor: Actor; ctx: Ctx }> {
	const username = `person${++made}`;
	const grants = roles.map((role): Grant => ({ role, communityId: role === 'worker' || role === 'head' ? communities[0] : null, organizationId: null }));
	const id = await writeTx<'accounts' | 'platform', string>(systemCtx(tenant, 'test'), async (tx) => {
		const id = await addStaff(tx, { username, name: `测试人员${made}`, phone: null, oidcSubject: null }, 'lanmao-72-Qiao', false);
		for (const grant of grants) if (grant.role !== 'resident') await addGrant(tx, { userId: id, role: grant.role, communityId: grant.communityId, organizationId: null });
		return id;
	});
	const actor: Actor = { kind: 'user', id, name: username, grants, scopes: [], phoneHash: null };
	return { id, actor, ctx: testCtx(tenant, actor) };
}
/** A session without the slow hash of a real sign-in. */
const session = async (id: string): Promise<string> =>
	(await writeTx<'accounts' | 'platform', { token: string }>(systemCtx(tenant, 'test'), async (tx) => openSession(tx, { id, kind: 'staff' }, await signInPolicy(tx), 'password', 'full', 'Test'))).token;

beforeAll(async () => {
	({ id: tenant, communities } = await testSubdistrict());
	system = (await staff('system_admin')).ctx as typeof system;
	security = (await staff('security_admin')).ctx as typeof security;
	audit = (await staff('audit_admin')).ctx as typeof audit;
});

test('each administrator does the own work and nothing of the others’', async () => {
	const { id } = await staff();
	const grant = { userId: id, role: 'worker' as const, communityId: communities[0] };
	for (const ctx of [system, audit]) await expect(grantRole(ctx, grant)).rejects.toMatchObject({ status: 403 });
	for (const ctx of [security, audit]) await expect(createStaff(ctx, { username: `x${++made}`, name: '某某' })).rejects.toMatchObject({ status: 403 });
	for (const ctx of [system, audit]) await expect(unlock(ctx, { id })).rejects.toMatchObject({ status: 403 });
	for (const ctx of [security, audit]) {
		await expect(setClosed(ctx, { id, closed: true })).rejects.toMatchObject({ status: 403 });
		await expect(resetPassword(ctx, { id })).rejects.toMatchObject({ status: 403 });
		await expect(createToken(ctx, { name: 'x', scopes: ['requests:read'] })).rejects.toMatchObject({ status: 403 });
	}
	await expect(listStaff(audit, {})).rejects.toMatchObject({ status: 403 });
	await grantRole(security, grant);
	expect((await listStaff(security, { words: `person${made - 2}` })).items.length).toBeLessThanOrEqual(1);
	expect((await staffOfCommunity(system, { communityId: communities[0], roles: ['worker'] })).map((each) => each.id)).toContain(id);
	expect((await staffOfCommunity(system, { communityId: communities[1], roles: ['worker'] })).map((each) => each.id)).not.toContain(id);
});

test('nobody grants to themselves, and nobody is two of the three', async () => {
	await expect(grantRole(security, { userId: security.actor.id!, role: 'manager' })).rejects.toMatchObject({ code: 'accounts.notToYourself' });
	for (const role of ['security_admin', 'audit_admin'] as const) await expect(grantRole(security, { userId: system.actor.id!, role })).rejects.toMatchObject({ code: 'accounts.oneAdministrator' });
	await grantRole(security, { userId: system.actor.id!, role: 'manager' });
	await expect(grantRole(security, { userId: system.actor.id!, role: 'manager' })).rejects.toMatchObject({ code: 'accounts.grantHeld' });
	const { id } = await staff();
	await expect(grantRole(security, { userId: id, role: 'worker' })).rejects.toMatchObject({ fields: [{ path: 'communityId', code: 'accounts.grantNeedsCommunity' }] });
	await expect(grantRole(security, { userId: id, role: 'manager', communityId: communities[0] })).rejects.toMatchObject({ code: 'platform.invalidInput' });
	await expect(grantRole(security, { userId: id, role: 'contact' })).rejects.toMatchObject({ fields: [{ path: 'organizationId' }] });
});

test('the database refuses what the use case refuses', async () => {
	const { id } = await staff();
	const insert = (userId: string, role: string, by: string | null) =>
		ownerPool().query(`INSERT INTO accounts."grant" (subdistrict_id, id, user_id, role, granted_at, granted_by) VALUES ($1, gen_random_uuid(), $2, $3, now(), $4)`, [tenant, userId, role, by]);
	await expect(insert(id, 'manager', id)).rejects.toThrow(/only the security administrator|grant_not_to_oneself/);
	await expect(insert(security.actor.id!, 'manager', security.actor.id!)).rejects.toThrow('grant_not_to_oneself');
	await expect(insert(id, 'manager', system.actor.id!)).rejects.toThrow('only the security administrator');
	await expect(insert(system.actor.id!, 'audit_admin', security.actor.id!)).rejects.toThrow('grant_one_administrator');
	await expect(insert(id, 'worker', security.actor.id!)).rejects.toThrow('grant_area_fits_role');
	await insert(id, 'manager', security.actor.id!);
	// The app's own role cannot rewrite a grant either.
	const client = await appPool().connect();
	try {
		await client.query(`BEGIN; SET LOCAL app.subdistrict_id = '${tenant}'`);
		await expect(client.query(`UPDATE accounts."grant" SET role = 'system_admin'`)).rejects.toThrow('permission denied');
	} finally {
		await client.query('ROLLBACK');
		client.release();
	}
});

test('two administrators at once make one administrator of somebody, not two', async () => {
	const { id } = await staff();
	const done = await Promise.allSettled([grantRole(security, { userId: id, role: 'system_admin' }), grantRole(security, { userId: id, role: 'audit_admin' })]);
	expect(done.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('nobody walks in as another administrator, and no duty is left without anybody', async () => {
	const other = await staff('audit_admin');
	await expect(resetPassword(system, { id: other.id })).rejects.toMatchObject({ code: 'accounts.resetByOperator' });
	await expect(linkOidc(system, { id: other.id, subject: 'mine' })).rejects.toMatchObject({ code: 'accounts.linkByThemselves' });
	await ownerPool().query(`INSERT INTO accounts.totp (subdistrict_id, user_id, secret_sealed, confirmed_at) VALUES ($1, $2, 'x', now())`, [tenant, other.id]);
	expect((await resetPassword(system, { id: other.id })).password).toHaveLength(19);
	// The operator of the machine is asked nothing.
	await resetPassword(systemCtx(tenant, 'cli:password'), { id: security.actor.id! });
	await setClosed(system, { id: other.id, closed: true });
	// Earlier tests may have made more of them.
	await ownerPool().query(`UPDATE accounts."grant" SET ended_at = now() WHERE subdistrict_id = $1 AND role = 'audit_admin' AND user_id NOT IN ($2, $3)`, [tenant, audit.actor.id, other.id]);
	await expect(setClosed(system, { id: audit.actor.id!, closed: true })).rejects.toMatchObject({ code: 'accounts.lastAdministrator' });
	const plain = await staff('worker');
	await linkOidc(system, { id: plain.id, subject: 'theirs' });
	await resetPassword(system, { id: plain.id });
});

test('the last security administrator stays', async () => {
	const mine = (await ownerPool().query(`SELECT id FROM accounts."grant" WHERE user_id = $1 AND role = 'security_admin' AND ended_at IS NULL`, [security.actor.id])).rows[0].id as string;
	await expect(endGrant(security, { id: mine })).rejects.toMatchObject({ code: 'accounts.lastSecurityAdmin' });
	const second = await staff();
	await grantRole(security, { userId: second.id, role: 'security_admin' });
	const theirs = (await ownerPool().query(`SELECT id FROM accounts."grant" WHERE user_id = $1`, [second.id])).rows[0].id as string;
	const ended = await Promise.allSettled([endGrant(security, { id: mine }), endGrant(security, { id: theirs })]);
	expect(ended.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
	// Put back what the race took, for the tests that follow.
	await ownerPool().query(`UPDATE accounts."grant" SET ended_at = NULL WHERE id = $1`, [mine]);
});

test('who asks costs no round trip in steady state', async () => {
	const { id } = await staff('worker');
	const token = await session(id);
	await actorOfSession(token, tenant, security.clock);
	await vi.waitFor(() => expect(isListening()).toBe(true));
	await actorOfSession(token, tenant, security.clock);
	const connect = vi.spyOn(appPool(), 'connect');
	for (let i = 0; i < 1000; i++) expect((await actorOfSession(token, tenant, security.clock)).id).toBe(id);
	expect(connect).not.toHaveBeenCalled();
	connect.mockRestore();
});

test('many at once ask one question', async () => {
	const { id } = await staff('worker');
	const token = await session(id);
	const connect = vi.spyOn(appPool(), 'connect');
	await Promise.all(Array.from({ length: 50 }, () => actorOfSession(token, tenant, security.clock)));
	expect(connect).toHaveBeenCalledTimes(1);
	connect.mockRestore();
});

test('a role that another node gives or takes counts here within a moment', async () => {
	const { id } = await staff('worker');
	const token = await session(id);
	expect((await actorOfSession(token, tenant, security.clock)).grants).toHaveLength(1);
	await vi.waitFor(() => expect(isListening()).toBe(true));
	await actorOfSession(token, tenant, security.clock);
	// Another node: its own connection, and no word to this process but the notification.
	await ownerPool().query(`UPDATE accounts."grant" SET ended_at = now() WHERE user_id = $1`, [id]);
	expect((await actorOfSession(token, tenant, security.clock)).grants).toHaveLength(1);
	await ownerPool().query(`SELECT pg_notify('accounts', $1)`, [`u:${id}`]);
	await vi.waitFor(async () => expect((await actorOfSession(token, tenant, security.clock)).grants).toHaveLength(0), { timeout: 1000, interval: 5 });
});

test('a session that another node ends is over here within a moment', async () => {
	const { id } = await staff('worker');
	const token = await session(id);
	expect((await actorOfSession(token, tenant, security.clock)).kind).toBe('user');
	const { rows } = await ownerPool().query(`UPDATE accounts.session SET ended_at = now() WHERE user_id = $1 RETURNING id`, [id]);
	await ownerPool().query(`SELECT pg_notify('accounts', $1)`, [`s:${rows[0].id}`]);
	await vi.waitFor(async () => expect((await actorOfSession(token, tenant, security.clock)).kind).toBe('anonymous'), { timeout: 1000, interval: 5 });
});

test('sessions are listed and ended by their owner alone', async () => {
	const mine = await staff('worker');
	const other = await staff('worker');
	const tokens = [await session(mine.id), await session(mine.id), await session(other.id)];
	const lines = await liveSessions(mine.ctx, mine.id, null);
	expect(lines).toHaveLength(2);
	const theirs = (await liveSessions(other.ctx, other.id, null))[0]!;
	await expect(endOwnSessions(mine.ctx, { sessionId: theirs.id })).rejects.toMatchObject({ status: 404 });
	expect(await endOwnSessions(mine.ctx, { keep: lines[1]!.id })).toEqual({ ended: 1 });
	expect((await actorOfSession(tokens[0]!, tenant, security.clock)).kind).toBe('user');
	expect((await actorOfSession(tokens[1]!, tenant, security.clock)).kind).toBe('anonymous');
	expect((await actorOfSession(tokens[2]!, tenant, security.clock)).kind).toBe('user');
	expect(await ownAccount(mine.ctx, {})).toMatchObject({ kind: 'staff', phoneMasked: null, totp: false, recoveryCodesLeft: 0 });
});

test('API tokens: told once, stored hashed, scoped, revoked at once, expired', async () => {
	const { id, token } = await createToken(system, { name: '区级平台', scopes: ['requests:read'] });
	expect(token).toMatch(/^bai_[0-9a-f]{32}_[\w-]{43}$/);
	expect(await actorOfToken(token)).toMatchObject({ subdistrictId: tenant, actor: { kind: 'token', id, name: '区级平台', scopes: ['requests:read'], grants: [] } });
	const row = (await ownerPool().query('SELECT row_to_json(t)::text AS line FROM accounts.api_token t WHERE id = $1', [id])).rows[0].line as string;
	expect(row).not.toContain(token.slice(-43));
	await vi.waitFor(async () => expect((await ownerPool().query('SELECT last_used_on FROM accounts.api_token WHERE id = $1', [id])).rows[0].last_used_on).not.toBeNull());
	for (const bad of ['', 'bai_x_y', `${token}x`, token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), `bai_${'0'.repeat(32)}_${token.slice(-43)}`]) expect(await actorOfToken(bad)).toBeNull();
	await revokeToken(system, { id });
	expect(await actorOfToken(token)).toBeNull();
	const short = await createToken(system, { name: '短期', scopes: ['requests:read'], expiresAt: new Date(Date.now() - 1000) });
	expect(await actorOfToken(short.token)).toBeNull();
	await expect(createToken(system, { name: '坏', scopes: ['everything'] })).rejects.toMatchObject({ status: 422 });
});
