import { createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { config, resetConfig } from '#platform/config.ts';
import { migrate, migrationFiles } from '#platform/db/migrate.ts';
import { closePools } from '#platform/db/pools.ts';
import { keyMarks } from '#platform/keys/marks.ts';
import { keyFile, writeKeyFile } from '#platform/keys/ring.ts';
import { readArchive, verifyArchive } from './archive.ts';
import type { Manifest } from './manifest.ts';
import { quoted, schemas } from './schema.ts';

type Progress = (what: string, done: number, total: number) => void;

/**
 * Puts a back-up into this installation, all of it or nothing: its checksums are verified first, and the database
 * changes in one transaction. The schema is made by the migrations that made the data; newer ones run afterwards, so
 * a back-up of an older version comes up to date.
 * @param options.force replaces what is there; without it a target that holds a subdistrict is refused
 * @throws Error that says why nothing was restored
 */
export async function restore(file: string, size: number, options: { force: boolean }, progress: Progress): Promise<Manifest> {
	const manifest = await verifyArchive(file, (bytes) => progress('Checking', bytes, size));
	const files = migrationFiles();
	const unknown = manifest.migrations.filter((name) => !files.has(name));
	if (unknown.length) throw new Error(`The back-up was made by a newer version of Baiyun (${manifest.version}): this one does not know ${unknown[0]}.`);
	const hasKey = 'secrets/master.key' in manifest.entries;
	const here = new Set(keyMarks());
	if (!hasKey && !manifest.masterKeyMark.split(' ').every((mark) => here.has(mark))) {
		throw new Error(
			'The back-up was made with another master key and does not hold it, so phone and ID numbers in it could not be read. ' +
				`Put the key of that installation into ${keyFile(config().dataDir)} or BAIYUN_MASTER_KEY, and restore again.`
		);
	}
	// The queue and the list of migrations exist afterwards, whatever the target was.
	await migrate();
	await closePools();
	const client = new pg.Client({ connectionString: config().ownerDatabaseUrl, application_name: 'baiyun-restore' });
	await client.connect();
	let key = '';
	try {
		await client.query('BEGIN');
		await refuse(client, options.force);
		await remake(client, manifest, files);
		key = await load(client, file, manifest, progress);
		await client.query('COMMIT');
	} catch (error) {
		await client.query('ROLLBACK').catch(() => {});
		throw error;
	} finally {
		await client.end();
	}
	if (key) replaceKey(key);
	await migrate();
	return manifest;
}

async function refuse(client: pg.Client, force: boolean): Promise<void> {
	if (await othersConnected(client)) throw new Error('Baiyun is running on this database. Stop it, and restore again.');
	const { rows } = await client.query<{ name: string }>('SELECT name FROM platform.subdistrict LIMIT 1');
	if (rows[0] && !force) throw new Error(`The target is not empty: it holds ${rows[0].name}. Restore into an empty BAIYUN_DATA, or replace what is there with --force.`);
}

/** Whether the product is connected to this database. Our own connections of a moment ago may still be on their way out. */
async function othersConnected(client: pg.Client): Promise<boolean> {
	for (let look = 0; look < 50; look += 1) {
		const { rowCount } = await client.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'baiyun%' AND pid <> pg_backend_pid()`);
		if (!rowCount) return false;
		await sleep(100);
	}
	return true;
}

/** An empty schema as the back-up had it, within the transaction. */
async function remake(client: pg.Client, manifest: Manifest, files: Map<string, string>): Promise<void> {
	for (const schema of new Set([...schemas(), ...manifest.tables.map((table) => table.schema)])) await client.query(`DROP SCHEMA IF EXISTS ${quoted(schema)} CASCADE`);
	await client.query('DELETE FROM migrations.kysely_migration');
	await client.query('DELETE FROM jobs._private_jobs');
	for (const name of manifest.migrations) {
		await client.query(readFileSync(files.get(name) as string, 'utf8'));
		await client.query('INSERT INTO migrations.kysely_migration (name, timestamp) VALUES ($1, $2)', [name, new Date().toISOString()]);
	}
}

/** @returns the master key that the back-up holds, or nothing */
async function load(client: pg.Client, file: string, manifest: Manifest, progress: Progress): Promise<string> {
	const constraints = await liftConstraints(client, manifest);
	// Rows that migrations put in are in the back-up, as they were changed since.
	if (manifest.tables.length) await client.query(`TRUNCATE ${manifest.tables.map(({ schema, name }) => quoted(schema, name)).join(', ')}`);
	const columns = new Map(manifest.tables.map((table) => [`${table.schema}.${table.name}`, table]));
	const total = Object.keys(manifest.entries).length;
	let done = 0;
	let key = '';
	await readArchive(file, async (path, content) => {
		const [kind, name = ''] = path.split('/');
		const table = kind === 'database' ? columns.get(name) : undefined;
		if (table) {
			const list = table.columns.map((column) => quoted(column)).join(', ');
			await pipeline(content, client.query(copyFrom(`COPY ${quoted(table.schema, table.name)} (${list}) FROM STDIN`)));
		} else if (kind === 'files') {
			await placeFile(path, content);
		} else if (path === 'jobs.ndjson') {
			for await (const line of createInterface({ input: content })) if (line) await addJob(client, line);
		} else if (path === 'secrets/master.key') {
			for await (const part of content) key += String(part);
		}
		done += 1;
		if (done % 20 === 0 || done === total) progress('Restoring', done, total);
	});
	await constraints.restore();
	for (const { schema, name, last } of manifest.sequences) if (last !== null) await client.query('SELECT setval($1::regclass, $2::bigint)', [quoted(schema, name), last]);
	await countRows(client, manifest);
	return key.trim();
}

/** Foreign keys and triggers stand aside while rows come in, table by table, and are checked over all rows at the end. */
async function liftConstraints(client: pg.Client, manifest: Manifest): Promise<{ restore(): Promise<void> }> {
	const { rows: keys } = await client.query<{ owner: string; name: string; definition: string }>(
		`SELECT conrelid::regclass::text AS owner, conname::text AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
		WHERE contype = 'f' AND conparentid = 0 AND connamespace::regnamespace::text = ANY($1)`,
		[manifest.tables.map((table) => table.schema)]
	);
	for (const { owner, name } of keys) await client.query(`ALTER TABLE ${owner} DROP CONSTRAINT ${quoted(name)}`);
	for (const { schema, name } of manifest.tables) await client.query(`ALTER TABLE ${quoted(schema, name)} DISABLE TRIGGER USER`);
	return {
		async restore() {
			for (const { schema, name } of manifest.tables) await client.query(`ALTER TABLE ${quoted(schema, name)} ENABLE TRIGGER USER`);
			for (const { owner, name, definition } of keys) await client.query(`ALTER TABLE ${owner} ADD CONSTRAINT ${quoted(name)} ${definition}`);
		}
	};
}

async function countRows(client: pg.Client, manifest: Manifest): Promise<void> {
	for (const { schema, name, rows } of manifest.tables) {
		const counted = await client.query<{ n: string }>(`SELECT count(*)::text AS n FROM ${quoted(schema, name)}`);
		if (counted.rows[0]?.n !== String(rows)) throw new Error(`${schema}.${name} came back with ${counted.rows[0]?.n} rows instead of ${rows}.`);
	}
}

/** A file's name is the checksum of its content, so one that is there already is the same one. */
async function placeFile(path: string, content: Readable): Promise<void> {
	const target = join(config().dataDir, normalize(path));
	if (!target.startsWith(join(config().dataDir, 'files'))) throw new Error(`The back-up names a file outside its folder: ${path}`);
	if (existsSync(target)) return;
	mkdirSync(dirname(target), { recursive: true });
	await pipeline(content, createWriteStream(`${target}.part`, { mode: 0o640, flush: true }));
	renameSync(`${target}.part`, target);
}

async function addJob(client: pg.Client, line: string): Promise<void> {
	const job = JSON.parse(line) as { task: string; payload: unknown; queue: string | null; runAt: string; maxAttempts: number; key: string | null; priority: number };
	await client.query(
		'SELECT jobs.add_job(identifier => $1, payload => $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5::int, job_key => $6, priority => $7::int)',
		[job.task, JSON.stringify(job.payload), job.queue, job.runAt, job.maxAttempts, job.key, job.priority]
	);
}

/** The key of the back-up becomes this installation's; the one that was here stays beside it under its time. */
function replaceKey(key: string): void {
	const file = keyFile(config().dataDir);
	if (process.env.BAIYUN_MASTER_KEY && process.env.BAIYUN_MASTER_KEY !== key) {
		throw new Error('Restored, but BAIYUN_MASTER_KEY is not the key of the back-up: unset it or set it to the back-up’s key (tar -xzOf FILE secrets/master.key).');
	}
	if (existsSync(file) && readFileSync(file, 'utf8').trim() === key) return;
	if (existsSync(file)) renameSync(file, `${file}.${new Date().toISOString().replaceAll(':', '')}`);
	writeKeyFile(config().dataDir, key);
	resetConfig();
}
