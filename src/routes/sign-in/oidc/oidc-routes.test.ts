import type { Cookies } from '@sveltejs/kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#platform/accounts/index.ts';
import { addStaff } from '#platform/accounts/users.ts';
import { writeTx } from '#platform/db/tx.ts';
import { systemCtx } from '#platform/jobs.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { oidcProvider, type OidcProvider } from '../../../../tests/support/oidc-provider.ts';
import { GET as start } from './+server.ts';
import { GET as callback } from './callback/+server.ts';

useDatabase();

let provider: OidcProvider;
let tenant: string;

beforeAll(async () => {
	provider = await oidcProvider();
	Object.assign(process.env, { BAIYUN_OIDC_ISSUER: provider.issuer, BAIYUN_OIDC_CLIENT_ID: provider.clientId, BAIYUN_OIDC_CLIENT_SECRET: provider.clientSecret });
	tenant = (await testSubdistrict()).id;
	await writeTx<'accounts' | 'platform', string>(systemCtx(tenant, 'test'), (tx) => addStaff(tx, { username: 'walker', name: '测试人员', phone: null, oidcSubject: 'sub-1' }, 'lanmao-72-Qiao', false));
});
afterAll(() => {
	provider.close();
	for (const name of ['BAIYUN_OIDC_ISSUER', 'BAIYUN_OIDC_CLIENT_ID', 'BAIYUN_OIDC_CLIENT_SECRET']) delete process.env[name];
});

/** Calls a route as the framework does; what it answers is where it sends the browser. */
async function go(route: typeof start | typeof callback, url: string, jar: Map<string, string>): Promise<string> {
	const cookies = { get: (name: string) => jar.get(name), set: (name: string, value: string) => void jar.set(name, value), delete: (name: string) => void jar.delete(name) } as unknown as Cookies;
	const event = { locals: { ctx: testCtx(tenant) }, url: new URL(url, 'http://localhost:3000'), request: new Request('http://localhost:3000'), cookies };
	const thrown = await Promise.resolve((route as (event: unknown) => unknown)(event)).then(() => null, (error: unknown) => error as { status?: number; location?: string });
	expect(thrown).toMatchObject({ status: 303 });
	return thrown!.location!;
}

test('out to the provider, back with a session, on to where one wanted to go', async () => {
	const jar = new Map<string, string>();
	provider.next = { sub: 'sub-1' };
	const away = await go(start, '/sign-in/oidc?next=/desk/outbox', jar);
	expect(away.startsWith(`${provider.issuer}/authorize?`)).toBe(true);
	const search = await provider.authorise(new URL(away));
	expect(await go(callback, `/sign-in/oidc/callback${search}`, jar)).toBe('/desk/outbox');
	expect(jar.get(SESSION_COOKIE)).toHaveLength(43);
	expect(jar.has('baiyun_oidc')).toBe(false);
});

test('what goes wrong leads back to the sign-in page and says what', async () => {
	const jar = new Map<string, string>();
	expect(await go(callback, '/sign-in/oidc/callback?code=x&state=y', jar)).toBe('/sign-in/staff?failed=accounts.oidcFailed');
	provider.next = { sub: 'stranger' };
	const search = await provider.authorise(new URL(await go(start, '/sign-in/oidc?next=//evil.example', jar)));
	expect(await go(callback, `/sign-in/oidc/callback${search}`, jar)).toBe('/sign-in/staff?failed=accounts.oidcNoAccount');
	expect(jar.has(SESSION_COOKIE)).toBe(false);
});
