import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DurableFSDriver } from './durable.ts';

const root = () => mkdtempSync(join(tmpdir(), 'durable-'));

test('whatever was answered as saved is there, whole, after the process was killed', async () => {
	const folder = root();
	const script = `
		import { createHash } from 'node:crypto';
		import { writeSync } from 'node:fs';
		import { DurableFSDriver } from '#platform/files/durable.ts';
		const driver = new DurableFSDriver(process.argv[1]);
		await Promise.all([1, 2, 3, 4].map(async (lane) => {
			for (let i = 0; ; i++) {
				const bytes = Buffer.alloc(200_000, lane + '-' + i);
				const key = 'a/' + (i % 7) + '/' + createHash('sha256').update(bytes).digest('hex');
				await driver.put(key, bytes);
				writeSync(1, key + '\\n');
			}
		}));`;
	const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script, folder], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_NO_WARNINGS: '1' } });
	let out = '';
	child.stdout.on('data', (chunk: Buffer) => {
		out += chunk.toString();
		if (out.length > 3_000) child.kill('SIGKILL');
	});
	await new Promise((resolve) => child.on('close', resolve));
	const saved = out.split('\n').slice(0, -1);
	expect(saved.length).toBeGreaterThan(20);
	for (const key of saved) expect(createHash('sha256').update(readFileSync(join(folder, key))).digest('hex')).toBe(key.split('/').at(-1));
	// And what was not answered is whole or not there at all.
	for (const part of readdirSync(join(folder, 'a'))) {
		for (const name of readdirSync(join(folder, 'a', part))) {
			expect(createHash('sha256').update(readFileSync(join(folder, 'a', part, name))).digest('hex')).toBe(name);
		}
	}
});

test('a write that fails leaves nothing behind', async () => {
	const folder = root();
	const driver = new DurableFSDriver(folder);
	await driver.put('a/b', 'file');
	// The name of a folder is taken by a file.
	await expect(driver.put('a/b/c', 'x')).rejects.toThrow();
	expect(readdirSync(join(folder, '.tmp'))).toEqual([]);
	expect(readFileSync(join(folder, 'a/b'), 'utf8')).toBe('file');
});

test('what a crash left half-written is swept after a day, not before', async () => {
	const folder = root();
	const driver = new DurableFSDriver(folder);
	await driver.put('a', 'x');
	const now = Date.now();
	for (const [name, hours] of [['old', 25], ['new', 1]] as const) {
		const file = join(folder, '.tmp', name);
		writeFileSync(file, 'half');
		const at = new Date(now - hours * 3_600_000);
		utimesSync(file, at, at);
	}
	expect(await driver.sweep(now)).toBe(1);
	expect(readdirSync(join(folder, '.tmp'))).toEqual(['new']);
});
