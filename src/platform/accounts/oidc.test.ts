import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownerPool } from '../db/pools.ts';
import { writeTx } from '../db/tx.ts';
import { systemCtx } from '../jobs.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { oidcProvider, type OidcProvider } from '../../../tests/support/oidc-provider.ts';
import { actorOfSession, finishOidc, oidcSettings, startOidc } from './index.ts';
import { addStaff } from './users.ts';

useDatabase();

let provider: OidcProvider;
let tenant: string;
const settings = () => ({ issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, name: '测试认证' });

beforeAll(async () => {
	provider = await oidcProvider();
	tenant = (await testSubdistrict()).id;
});
afterAll(() => provider.close());

const staff = (username: string, oidcSubject: string | null) =>
	writeTx<'accounts' | 'platform', string>(systemCtx(tenant, 'test'), (tx) => addStaff(tx, { username, name: '测试人员', phone: null, oidcSubject }, 'lanmao-72-Qiao', true));

/** The whole way round, as a browser goes it. */
async function comeIn(who: OidcProvider['next'], next = '/desk') {
	const ctx = testCtx(tenant);
	provider.next = who;
	const { url, cookie } = await startOidc(ctx, settings(), next);
	return finishOidc(ctx, settings(), await provider.authorise(url), cookie, 'Test browser');
}

test('the button shows only with all three settings', () => {
	expect(oidcSettings({})).toBeNull();
	expect(oidcSettings({ BAIYUN_OIDC_ISSUER: 'https://id.example', BAIYUN_OIDC_CLIENT_ID: 'x' })).toBeNull();
	expect(oidcSettings({ BAIYUN_OIDC_ISSUER: 'https://id.example', BAIYUN_OIDC_CLIENT_ID: 'x', BAIYUN_OIDC_CLIENT_SECRET: 'y' })).toMatchObject({ name: '统一身份认证' });
});

test('a linked subject comes in, without our password and its forced change', async () => {
	const id = await staff('linked', 'sub-1');
	const done = await comeIn({ sub: 'sub-1', preferred_username: 'whatever' }, '/desk/requests?queue=new');
	expect(done).toMatchObject({ stage: 'full', userId: id, next: '/desk/requests?queue=new' });
	expect(await actorOfSession(done.token, tenant, testCtx(tenant).clock)).toMatchObject({ kind: 'user', id });
});

test('a user name links once and is then fixed to its subject', async () => {
	const id = await staff('byname', null);
	expect((await comeIn({ sub: 'sub-2', preferred_username: 'ByName' })).userId).toBe(id);
	expect((await ownerPool().query('SELECT oidc_subject FROM accounts."user" WHERE id = $1', [id])).rows[0].oidc_subject).toBe('sub-2');
	expect((await comeIn({ sub: 'sub-2', preferred_username: 'renamed' })).userId).toBe(id);
	// The name now belongs to somebody else over there.
	await expect(comeIn({ sub: 'sub-3', preferred_username: 'byname' })).rejects.toMatchObject({ code: 'accounts.oidcNoAccount', status: 403 });
});

test('who has no account here, or a closed one, stays out and is noted', async () => {
	await expect(comeIn({ sub: 'stranger' })).rejects.toMatchObject({ code: 'accounts.oidcNoAccount' });
	const id = await staff('closed', 'sub-4');
	await ownerPool().query('UPDATE accounts."user" SET closed_at = now() WHERE id = $1', [id]);
	await expect(comeIn({ sub: 'sub-4' })).rejects.toMatchObject({ code: 'accounts.oidcNoAccount' });
	const { rows } = await ownerPool().query(`SELECT outcome FROM platform.audit_log WHERE action = 'accounts.signIn' ORDER BY id DESC LIMIT 2`);
	expect(rows).toEqual([{ outcome: 'unknown' }, { outcome: 'unknown' }]);
});

test.each(['nonce', 'audience', 'signature', 'expired'] as const)('a token with a wrong %s is refused', async (spoil) => {
	await staff(`spoil-${spoil}`, `sub-${spoil}`);
	await expect(comeIn({ sub: `sub-${spoil}`, spoil })).rejects.toMatchObject({ code: 'accounts.oidcFailed', status: 401 });
});

test('a callback without its cookie, with another’s, of another subdistrict, or used twice is refused', async () => {
	await staff('careful', 'sub-5');
	const ctx = testCtx(tenant);
	provider.next = { sub: 'sub-5' };
	const start = () => startOidc(ctx, settings(), '/desk');
	const [mine, other] = [await start(), await start()];
	const search = await provider.authorise(mine.url);
	const refused = { code: 'accounts.oidcFailed' };
	await expect(finishOidc(ctx, settings(), search, undefined, '')).rejects.toMatchObject(refused);
	await expect(finishOidc(ctx, settings(), search, other.cookie, '')).rejects.toMatchObject(refused);
	await expect(finishOidc(testCtx((await testSubdistrict()).id), settings(), search, mine.cookie, '')).rejects.toMatchObject(refused);
	await expect(finishOidc(ctx, settings(), '?error=access_denied&state=x', mine.cookie, '')).rejects.toMatchObject(refused);
	expect((await finishOidc(ctx, settings(), search, mine.cookie, '')).stage).toBe('full');
	await expect(finishOidc(ctx, settings(), search, mine.cookie, '')).rejects.toMatchObject(refused);
});

test('a provider that is away is told plainly', async () => {
	await expect(startOidc(testCtx(tenant), { ...settings(), issuer: 'http://127.0.0.1:9' }, '/desk')).rejects.toMatchObject({ code: 'accounts.oidcFailed', status: 502 });
	// Plain http to another machine is never spoken.
	await expect(startOidc(testCtx(tenant), { ...settings(), issuer: 'http://id.example' }, '/desk')).rejects.toMatchObject({ code: 'accounts.oidcFailed' });
});
