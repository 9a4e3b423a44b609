import { beforeAll, expect, test } from 'vitest';
import { CompiledQuery } from 'kysely';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { newId } from '../ids.ts';
import { readTx, writeTx, type Db } from './tx.ts';
import { remembered } from './remembered.ts';

useDatabase();

let ctx: ReturnType<typeof testCtx>;
beforeAll(async () => void (ctx = testCtx((await testSubdistrict()).id)));

const setting = (key: string, subdistrictId = ctx.subdistrictId) => CompiledQuery.raw('INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, $2, $3)', [subdistrictId, key, '1']);
const valueOf = remembered((db: Db<'platform'>, given: { subdistrictId: string; key: string }) => db.selectFrom('platform.setting').select(['key', 'value']).where('subdistrict_id', '=', given.subdistrictId).where('key', '=', given.key).limit(5));
const keysOf = (key: string, as = ctx) => readTx<'platform', string[]>(as, async ({ db }) => (await valueOf(db, { subdistrictId: as.subdistrictId, key })).map((row) => row.key));

test('a write that nobody waits for is there for the next question, and committed', async () => {
	await writeTx<'platform', void>(ctx, async ({ db, send }) => {
		send(setting('sent'));
		expect(await valueOf(db, { subdistrictId: ctx.subdistrictId, key: 'sent' })).toHaveLength(1);
		send(setting('sent.last'));
	});
	expect([await keysOf('sent'), await keysOf('sent.last')]).toEqual([['sent'], ['sent.last']]);
});

test('if it fails, all is undone, and the error is its own, not that of what followed', async () => {
	const undone: string[] = [];
	const failing = (ask: boolean) =>
		writeTx<'platform', void>(ctx, async ({ db, send, afterRollback, afterCommit }) => {
			afterRollback(() => undone.push('undone'));
			afterCommit(() => undone.push('committed'));
			send(setting('sent.before'));
			send(CompiledQuery.raw('SELECT 1 / $1::int', [0]));
			if (ask) await valueOf(db, { subdistrictId: ctx.subdistrictId, key: 'sent.before' });
		});
	await expect(failing(false)).rejects.toMatchObject({ code: '22012' });
	await expect(failing(true)).rejects.toMatchObject({ code: '22012' });
	expect(await keysOf('sent.before')).toEqual([]);
	expect(undone).toEqual(['undone', 'undone']);
});

test('nothing is taken back when the connection is lost: it may have been committed', async () => {
	const undone: string[] = [];
	const lost = writeTx<'platform', void>(ctx, async ({ send, afterRollback }) => {
		afterRollback(() => undone.push('undone'));
		send(CompiledQuery.raw('SELECT pg_terminate_backend(pg_backend_pid())', []));
	});
	await expect(lost).rejects.toThrow();
	expect(undone).toEqual([]);
});

test('a row that is taken makes the transaction run once more; another constraint does not', async () => {
	const attempts: number[] = [];
	const write = (taken: string) =>
		writeTx<'platform', string>(ctx, async ({ send, attempt }) => {
			attempts.push(attempt);
			if (attempt > 1) return 'found';
			send(setting('taken'), { taken });
			return 'written';
		});
	expect([await write('setting_pkey'), await write('setting_pkey')]).toEqual(['written', 'found']);
	expect(attempts).toEqual([1, 1, 2]);
	await expect(write('setting_other')).rejects.toMatchObject({ code: '23505' });
	expect(attempts).toEqual([1, 1, 2, 1]);
});

test('what is sent cannot reach over the wall', async () => {
	const other = (await testSubdistrict()).id;
	await expect(writeTx<'platform', void>(ctx, async ({ send }) => send(setting('over', other)))).rejects.toMatchObject({ code: '42501' });
});

test('a remembered text holds no value of who asked before', async () => {
	const there = testCtx((await testSubdistrict()).id);
	const key = newId();
	await writeTx<'platform', void>(ctx, async ({ send }) => send(setting(key)));
	expect(await keysOf(key)).toEqual([key]);
	expect(await keysOf(key, there)).toEqual([]);
	await writeTx<'platform', void>(there, async ({ send }) => send(setting(key, there.subdistrictId)));
	expect(await keysOf(key, there)).toEqual([key]);
	expect(await keysOf('sent')).toEqual(['sent']);
});
