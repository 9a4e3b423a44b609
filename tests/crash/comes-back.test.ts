import { afterAll, beforeAll, expect, test } from 'vitest';
import pg from 'pg';
import { ensureDatabase } from '#platform/db/embedded.ts';
import { alive } from '#platform/db/embedded/processes.ts';
import { asOwner } from '../support/database.ts';
import { startProduct, untilReady, type Product } from '../support/product.ts';

let product: Product;
beforeAll(async () => void (product = await startProduct()), 240_000);
afterAll(() => product?.stop());

test('the application comes back by itself after kill -9', async () => {
	const { app } = product.pids();
	process.kill(app, 'SIGKILL');
	while (alive(app)) await new Promise((resolve) => setTimeout(resolve, 10));
	expect(await untilReady(product.origin)).toBeLessThan(15_000);
	expect(product.pids().app).not.toBe(app);
});

test('the database comes back by itself after kill -9, under the same application', async () => {
	const before = product.pids();
	process.kill(before.database, 'SIGKILL');
	while (alive(before.database)) await new Promise((resolve) => setTimeout(resolve, 10));
	expect(await untilReady(product.origin)).toBeLessThan(15_000);
	const after = product.pids();
	expect(after.database).not.toBe(before.database);
	expect(after.app).toBe(before.app);
});

test('a job that is under way when the database is killed does not take the application with it', async () => {
	const before = product.pids();
	await asOwner(product.dataDir, async (owner) => {
		// The job waits for the table, so it is under way for as long as we want.
		await owner.query('BEGIN');
		await owner.query('LOCK TABLE care.door IN ACCESS EXCLUSIVE MODE');
		const other = new pg.Client({ connectionString: (await ensureDatabase(product.dataDir)).ownerUrl });
		await other.connect();
		await other.query(`SELECT jobs.add_job('care:doors', '{}'::json)`);
		for (let blocked = 0; blocked === 0; await new Promise((resolve) => setTimeout(resolve, 100))) {
			const { rows } = await other.query<{ n: number }>(`SELECT count(*)::int AS n FROM pg_locks l JOIN pg_class c ON c.oid = l.relation WHERE c.oid = 'care.door'::regclass AND NOT l.granted`);
			blocked = rows[0]!.n;
		}
		for (const client of [owner, other]) client.on('error', () => {});
		process.kill(before.database, 'SIGKILL');
		while (alive(before.database)) await new Promise((resolve) => setTimeout(resolve, 10));
	}).catch(() => {});
	expect(await untilReady(product.origin)).toBeLessThan(15_000);
	// Time for what would end the process to end it.
	await new Promise((resolve) => setTimeout(resolve, 2_000));
	expect(product.pids().app).toBe(before.app);
}, 60_000);

test('both killed at once come back', async () => {
	const before = product.pids();
	process.kill(before.database, 'SIGKILL');
	process.kill(before.app, 'SIGKILL');
	while (alive(before.app)) await new Promise((resolve) => setTimeout(resolve, 10));
	expect(await untilReady(product.origin)).toBeLessThan(20_000);
});

test('SIGTERM ends everything, well and soon', async () => {
	const { app, database } = product.pids();
	const began = Date.now();
	product.supervisor.kill('SIGTERM');
	const status = await new Promise((resolve) => product.supervisor.once('exit', resolve));
	expect(status).toBe(0);
	expect([alive(app), alive(database)]).toEqual([false, false]);
	expect(Date.now() - began).toBeLessThan(5_000);
});
