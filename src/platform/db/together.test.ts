import { CompiledQuery } from 'kysely';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { ownerPool } from './pools.ts';
import { together, writeTogether } from './together.ts';
import type { WriteTx } from './tx.ts';

useDatabase();

let ctx: ReturnType<typeof testCtx>;
beforeAll(async () => void (ctx = testCtx((await testSubdistrict()).id)));
afterEach(() => void (together.off = false));

type Tx = WriteTx<'platform'>;
const setting = (key: string, as = ctx) => CompiledQuery.raw('INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, $2, $3)', [as.subdistrictId, key, '1']);
/** In which transaction each of these settings was written: its xmin. */
const transactions = async (prefix: string) => (await ownerPool().query<{ key: string; xmin: string }>('SELECT key, xmin::text FROM platform.setting WHERE key LIKE $1 ORDER BY key', [`${prefix}.%`])).rows;
const write = (kind: string, key: string, more?: (tx: Tx) => Promise<unknown>, as = ctx) =>
	writeTogether<'platform', string>(as, kind, async (tx) => {
		tx.send(setting(key, as));
		tx.audit({ action: `test.${key}` });
		await more?.(tx);
		return key;
	});

test('who comes while another is on its way goes with all who waited; another kind and another tenant do not', async () => {
	const there = testCtx((await testSubdistrict()).id);
	const keys = ['a', 'b', 'c', 'd'].map((n) => `many.${n}`);
	const answers = await Promise.all([...keys.map((key) => write('k', key)), write('other', 'many.e'), write('k', 'many.f', undefined, there)]);
	expect(answers).toEqual([...keys, 'many.e', 'many.f']);
	const [a, b, c, d, e, f] = (await transactions('many')).map(({ xmin }) => xmin);
	expect(b).not.toBe(a);
	expect([c, d]).toEqual([b, b]);
	expect(new Set([a, b, e, f]).size).toBe(4);
	const { rows } = await ownerPool().query<{ n: number }>(`SELECT count(*)::int AS n FROM platform.audit_log WHERE action LIKE 'test.many.%'`);
	expect(rows[0]!.n).toBe(6);
});

test('who fails fails alone, and the others are written once', async () => {
	const commits: string[] = [];
	const runs: string[] = [];
	const fail = () => Promise.reject(new Error('no place'));
	const counted = (key: string, fails = false) =>
		write('k', key, (tx) => {
			runs.push(key);
			tx.afterCommit(() => commits.push(key));
			return fails ? fail() : Promise.resolve();
		});
	const answers = await Promise.allSettled([counted('some.a'), counted('some.b'), counted('some.c', true), counted('some.d')]);
	expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
	expect((await transactions('some')).map(({ key }) => key)).toEqual(['some.a', 'some.b', 'some.d']);
	expect(commits.sort()).toEqual(['some.a', 'some.b', 'some.d']);
	// First alone; then three together until the third; then each of them alone.
	expect(runs).toEqual(['some.a', 'some.b', 'some.c', 'some.b', 'some.c', 'some.d']);
});

test('of a connection that is lost nobody knows whether it had committed: none runs again', async () => {
	const run = vi.fn();
	const killed = (tx: Tx) => {
		run();
		tx.send(CompiledQuery.raw('SELECT pg_terminate_backend(pg_backend_pid())', []));
		return Promise.resolve();
	};
	const answers = await Promise.allSettled([write('k', 'lost.a'), write('k', 'lost.b'), write('k', 'lost.c', killed)]);
	expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
	expect(run).toHaveBeenCalledTimes(1);
	// The next ones are taken as ever.
	expect(await write('k', 'lost.d')).toBe('lost.d');
});

test('switched off, each goes alone', async () => {
	together.off = true;
	await Promise.all(['a', 'b', 'c'].map((n) => write('k', `off.${n}`)));
	expect(new Set((await transactions('off')).map(({ xmin }) => xmin)).size).toBe(3);
});
