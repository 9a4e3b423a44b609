import { afterAll, beforeAll, expect, test } from 'vitest';
import { alive } from '#platform/db/embedded/processes.ts';
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
