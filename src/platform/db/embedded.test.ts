import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ensureDatabase, type EmbeddedDatabase } from './embedded.ts';
import { alive } from './embedded/processes.ts';

const home = mkdtempSync(join(tmpdir(), 'baiyun-embedded-'));
/** Shared by the tests, because making the data takes a second; each leaves it stopped and sound. */
const folder = join(home, 'data');
const open: EmbeddedDatabase[] = [];

async function start(at = folder): Promise<EmbeddedDatabase> {
	const database = await ensureDatabase(at);
	open.push(database);
	return database;
}

async function ask<T>(url: string, question: string): Promise<T> {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => {});
	await client.connect();
	try {
		return (await client.query(question)).rows[0] as T;
	} finally {
		await client.end();
	}
}

afterEach(async () => {
	for (const database of open.splice(0)) await database.stop();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('the first start makes a durable, UTF-8, checksummed server with ICU beside it', async () => {
	const { ownerUrl } = await start();
	const answer = await ask<Record<string, string>>(
		ownerUrl,
		`SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('data_checksums') AS checksums,
			current_setting('server_encoding') AS encoding, current_setting('listen_addresses') AS network,
			(SELECT string_agg(n, '' ORDER BY n COLLATE "zh-Hans-x-icu") FROM unnest(ARRAY['张','李','王','阿']) n) AS pinyin`
	);
	expect(answer).toEqual({ fsync: 'on', commit: 'on', checksums: 'on', encoding: 'UTF8', network: '', pinyin: '阿李王张' });
});

test('the product’s login is no superuser, owns nothing, and no login comes in without its password', async () => {
	const { appUrl, ownerUrl } = await start();
	const roles = `SELECT rolname, rolsuper OR rolcreaterole OR rolbypassrls AS mighty FROM pg_roles WHERE rolname = current_user`;
	expect(await ask(appUrl, roles)).toEqual({ rolname: 'baiyun_app', mighty: false });
	expect(await ask(ownerUrl, roles)).toEqual({ rolname: 'baiyun_owner', mighty: false });
	expect(await ask(appUrl, `SELECT count(*)::int AS owned FROM pg_class WHERE relowner = 'baiyun_app'::regrole`)).toEqual({ owned: 0 });
	await expect(ask(appUrl.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
});

test('passwords are kept where only their owner reads them', async () => {
	await start();
	for (const file of readdirSync(join(folder, 'secrets'))) expect(statSync(join(folder, 'secrets', file)).mode & 0o077, file).toBe(0);
});

test('a second call shares the running server, and the server outlives all but the last of its users', async () => {
	const script = `const { ensureDatabase } = await import(${JSON.stringify(new URL('embedded.ts', import.meta.url).href)});
		await ensureDatabase(${JSON.stringify(folder)}); console.log('up'); process.stdin.resume();`;
	const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
	await new Promise((resolve) => other.stdout.once('data', resolve));
	const shared = await ensureDatabase(folder);
	expect(shared.startedHere).toBe(false);
	await shared.stop();
	expect(alive(shared.pid), 'stopped under another process').toBe(true);
	// The other user is killed: its note no longer counts, so the next one to leave stops the server.
	other.kill('SIGKILL');
	await new Promise((resolve) => other.once('exit', resolve));
	await (await ensureDatabase(folder)).stop();
	expect(alive(shared.pid)).toBe(false);
});

test('what was committed is there after kill -9 of the server', async () => {
	const first = await start();
	await ask(first.ownerUrl, 'CREATE TABLE kept (id integer)');
	await ask(first.ownerUrl, 'INSERT INTO kept VALUES (42)');
	process.kill(first.pid, 'SIGKILL');
	while (alive(first.pid)) await new Promise((resolve) => setTimeout(resolve, 10));
	const second = await start();
	expect(second.startedHere).toBe(true);
	expect(await ask(second.ownerUrl, 'SELECT id FROM kept')).toEqual({ id: 42 });
});

test('a process id that now belongs to a stranger does not keep the server from starting', async () => {
	await (await ensureDatabase(folder)).stop();
	writeFileSync(join(folder, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(folder, 'postgres')}\n`);
	expect((await start()).startedHere).toBe(true);
});

test('a data folder too deep for a socket address works', async () => {
	const { appUrl } = await start(join(home, 'a folder with spaces, too deep for sun_path', '深'.repeat(50)));
	expect(await ask(appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
});

test('lost passwords are replaced at the next start', async () => {
	const first = await ensureDatabase(folder);
	await first.stop();
	rmSync(join(folder, 'secrets', 'database.json'));
	const second = await start();
	expect(second.appUrl).not.toBe(first.appUrl);
	expect(await ask(second.appUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
});
