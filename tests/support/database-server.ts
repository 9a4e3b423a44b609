import { createHash } from 'node:crypto';
import { accessSync, constants, globSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate, migrationFiles } from '#platform/db/migrate.ts';
import { closePools } from '#platform/db/pools.ts';
import { ensureDatabase, type EmbeddedDatabase } from '#platform/db/embedded.ts';
import { alive } from '#platform/db/embedded/processes.ts';
import { resetConfig } from '#platform/config.ts';

declare module 'vitest' {
	export interface ProvidedContext {
		/** where tests make their databases; the names in the URLs are replaced */
		database: { adminUrl: string; ownerUrl: string; appUrl: string; template: string; run: string };
	}
}

/** What a test database loses by a power cut is nothing; what it gains is a fifth of the time. */
const forTests = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300', shared_buffers: '128MB' };

/**
 * Vitest's global set-up: a PostgreSQL for this run and in it a migrated database to copy from. Outside memory both stay in
 * node_modules/.cache, so that a later run with the same migrations begins at once.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const { dir, server } = await start();
	const template = await migratedTemplate(server);
	const { adminUrl, ownerUrl, appUrl } = server;
	project.provide('database', { adminUrl, ownerUrl, appUrl, template, run: String(process.pid) });
	return async () => {
		await dropLeftOvers(server.adminUrl);
		await server.stop();
		if (dir.startsWith(tmpdir()) || dir.startsWith(MEMORY)) rmSync(dir, { recursive: true, force: true });
	};
}

async function start(): Promise<{ dir: string; server: EmbeddedDatabase }> {
	const dir = cacheFolder();
	try {
		return { dir, server: await ensureDatabase(dir, forTests) };
	} catch (error) {
		// Without fsync a machine that stopped may have left it unusable; it holds nothing that is not made again.
		console.error(`The tests' database did not start and is made anew: ${(error as Error).message}`);
		rmSync(dir, { recursive: true, force: true });
		return { dir, server: await ensureDatabase(dir, forTests) };
	}
}

/** Memory as a folder, on Linux. A database of ours is two thousand files, and each test file makes and removes one. */
const MEMORY = '/dev/shm';
const ROOM = 2 * 2 ** 30;

/** A folder in memory for this run, if there is room; what runs that died left there goes. */
function memoryFolder(): string | null {
	try {
		for (const left of globSync(`${MEMORY}/baiyun-test-*`)) if (!alive(Number(left.split('-')[2]))) rmSync(left, { recursive: true, force: true });
		const { bavail, bsize } = statfsSync(MEMORY);
		return bavail * bsize > ROOM ? mkdtempSync(join(MEMORY, `baiyun-test-${process.pid}-`)) : null;
	} catch {
		return null;
	}
}

/** For a run of everything in memory (`npm test` asks for it), which is twice as fast; for a file or two what stands ready from before. */
function cacheFolder(): string {
	const inMemory = process.env.BAIYUN_TESTS_IN_MEMORY ? memoryFolder() : null;
	if (inMemory) return inMemory;
	try {
		accessSync('node_modules', constants.W_OK);
		return join(process.cwd(), 'node_modules/.cache/baiyun-test-database');
	} catch {
		return mkdtempSync(join(tmpdir(), 'baiyun-test-'));
	}
}

/** The same address with another database. */
export const inDatabase = (url: string, name: string): string => url.replace(/@([^/]*)\/baiyun\b/, `@$1/${name}`);

/** The migrated database, made when these migrations have none yet. @returns its name */
async function migratedTemplate(server: EmbeddedDatabase): Promise<string> {
	const hash = createHash('sha256');
	for (const [name, file] of migrationFiles()) hash.update(name).update(readFileSync(file));
	hash.update(String(createRequire(import.meta.url)('graphile-worker/package.json').version));
	const name = `template_${hash.digest('hex').slice(0, 12)}`;
	await asAdmin(server.adminUrl, async (admin) => {
		// Two runs that start together make it once.
		await admin.query(`SELECT pg_advisory_lock(hashtextextended('template', 0))`);
		const { rows } = await admin.query<{ datname: string; datistemplate: boolean }>(`SELECT datname, datistemplate FROM pg_database WHERE datname LIKE 'template\\_%'`);
		if (rows.some((row) => row.datname === name && row.datistemplate)) return;
		for (const { datname } of rows) {
			await admin.query(`ALTER DATABASE ${datname} IS_TEMPLATE false`);
			await admin.query(`DROP DATABASE ${datname} WITH (FORCE)`);
		}
		await admin.query(`CREATE DATABASE ${name} OWNER baiyun_owner`);
		const before = { ...process.env };
		Object.assign(process.env, { DATABASE_URL: inDatabase(server.ownerUrl, name), DATABASE_APP_URL: inDatabase(server.appUrl, name), BAIYUN_MASTER_KEY: '0'.repeat(64) });
		resetConfig();
		await migrate().finally(closePools);
		process.env = before;
		resetConfig();
		await admin.query(`ALTER DATABASE ${name} IS_TEMPLATE true`);
	});
	return name;
}

/** Drops the databases of this run and of runs that died. */
async function dropLeftOvers(adminUrl: string): Promise<void> {
	await asAdmin(adminUrl, async (admin) => {
		const { rows } = await admin.query<{ datname: string }>(`SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'`);
		for (const { datname } of rows) {
			const run = Number(datname.split('_')[1]);
			if (run === process.pid || !alive(run)) await admin.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
		}
	});
}

/** Runs `work` on one connection of the superuser to the server's own database. */
export async function asAdmin<T>(adminUrl: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
	const admin = new pg.Client({ connectionString: inDatabase(adminUrl, 'postgres') });
	await admin.connect();
	try {
		return await work(admin);
	} finally {
		await admin.end();
	}
}
