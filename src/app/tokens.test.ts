import { expect, test } from 'vitest';
import { listTokens } from '#platform/accounts/index.ts';
import { systemActor } from '#platform/context.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../tests/support/db.ts';
import { tokensMessages } from './messages/tokens.ts';
import { knownScopes, makeToken } from './tokens.ts';

useDatabase();

test('every scope that there is says in both languages what it opens', () => {
	for (const words of Object.values(tokensMessages)) expect(Object.keys(words.scope).sort()).toEqual(knownScopes());
});

test('a token is good to the end of its last day in the zone of the subdistrict, and for scopes that there are', async () => {
	const { id } = await testSubdistrict();
	const ctx = testCtx(id, systemActor('test'), '2026-11-24T15:30:00Z');
	const make = (lastDay: string | null, scopes = ['requests:read']) => makeToken(ctx, { name: '区数据平台', scopes, lastDay }, 'Asia/Shanghai');
	await make('2026-11-24');
	await make(null);
	expect((await listTokens(ctx, {})).map(({ expiresAt }) => expiresAt)).toEqual([null, new Date('2026-11-24T16:00:00Z')]);
	const wrong: [Promise<unknown>, string, string][] = [
		[make('2026-11-23'), 'lastDay', 'accounts.dayPast'],
		[make('2026-13-40'), 'lastDay', 'accounts.dayForm'],
		[make('soon'), 'lastDay', 'accounts.dayForm'],
		[make(null, ['requests:everything']), 'scopes', 'accounts.unknownScope'],
		[make(null, []), 'scopes', 'platform.required']
	];
	for (const [made, path, code] of wrong) await expect(made).rejects.toMatchObject({ fields: [{ path, code }] });
	expect(await listTokens(ctx, {})).toHaveLength(2);
});
