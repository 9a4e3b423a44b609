import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { config } from '#platform/config.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { formatKeys } from '#platform/keys/ring.ts';
import { keyMarks } from '#platform/keys/marks.ts';
import { writeArchive, type ArchiveWriter } from './archive.ts';
import { FORMAT } from './manifest.ts';
import { quoted, sequences, tables, type Table } from './schema.ts';

/** Rows of a table stand in pieces of about this size, so that neither side needs a table in memory or in a second file. */
const PIECE = 8 * 2 ** 20;

/**
 * Writes the whole installation to one file: every table as of one moment, the jobs that wait, the files folder.
 * The product goes on meanwhile. Files are never changed once written, so those copied after that moment are at
 * most too many.
 * @param options.withKey puts the master key in, without which sealed values cannot be read
 */
export async function backUp(file: string, options: { withKey: boolean; version: string }, progress: (what: string, done: number, total: number) => void): Promise<{ rows: number; files: number }> {
	const archive = writeArchive(file);
	const client = await ownerPool().connect();
	try {
		await archive.add('README.txt', README);
		await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
		// A role that sees only a part of the rows must fail here and not write a part.
		await client.query('SET LOCAL row_security = off');
		const all = await tables(client);
		const counted = [];
		for (const [i, table] of all.entries()) {
			progress('Tables', i, all.length);
			counted.push({ ...table, rows: await copyTable(client, archive, table) });
		}
		progress('Tables', all.length, all.length);
		const jobs = await copyJobs(client, archive);
		const migrations = await client.query<{ name: string }>('SELECT name FROM migrations.kysely_migration ORDER BY name');
		const numbering = await sequences(client);
		await client.query('COMMIT');
		const files = await copyFiles(archive, progress);
		if (options.withKey) await archive.add('secrets/master.key', `${formatKeys(config().keys)}\n`);
		await archive.finish({
			format: FORMAT,
			createdAt: new Date().toISOString(),
			version: options.version,
			migrations: migrations.rows.map((row) => row.name),
			tables: counted,
			sequences: numbering,
			jobs,
			files,
			masterKeyMark: keyMarks().join(' ')
		});
		return { rows: counted.reduce((sum, table) => sum + table.rows, 0), files };
	} catch (error) {
		await archive.abandon();
		throw error;
	} finally {
		client.release(true);
	}
}

async function copyTable(client: pg.PoolClient, archive: ArchiveWriter, table: Table): Promise<number> {
	const stream = client.query(copyTo(`COPY ${quoted(table.schema, table.name)} (${table.columns.map((column) => quoted(column)).join(', ')}) TO STDOUT`));
	let rows = 0;
	let piece = 0;
	let held: Buffer[] = [];
	let size = 0;
	const put = async (bytes: Buffer) => {
		for (const byte of bytes) if (byte === 0x0a) rows += 1;
		await archive.add(`database/${table.schema}.${table.name}/${String(++piece).padStart(6, '0')}.copy`, bytes);
	};
	for await (const part of stream as AsyncIterable<Buffer>) {
		held.push(part);
		size += part.length;
		if (size < PIECE) continue;
		// A line end ends a row: those inside a value are written as \n.
		const bytes = Buffer.concat(held);
		const end = bytes.lastIndexOf(0x0a) + 1;
		if (end) await put(bytes.subarray(0, end));
		held = [bytes.subarray(end)];
		size = bytes.length - end;
	}
	if (size) await put(Buffer.concat(held));
	return rows;
}

/** Jobs that wait, as jobs and not as rows of the queue's tables, whose shape is the queue's affair. */
async function copyJobs(client: pg.PoolClient, archive: ArchiveWriter): Promise<number> {
	const { rows } = await client.query<{ job: string }>(
		`SELECT json_build_object('task', t.identifier, 'payload', j.payload, 'queue', q.queue_name, 'runAt', j.run_at, 'maxAttempts', j.max_attempts, 'key', j.key, 'priority', j.priority)::text AS job
		FROM jobs._private_jobs j JOIN jobs._private_tasks t ON t.id = j.task_id LEFT JOIN jobs._private_job_queues q ON q.id = j.job_queue_id
		WHERE j.attempts < j.max_attempts ORDER BY j.id`
	);
	await archive.add('jobs.ndjson', rows.map((row) => `${row.job}\n`).join(''));
	return rows.length;
}

async function copyFiles(archive: ArchiveWriter, progress: (what: string, done: number, total: number) => void): Promise<number> {
	const folder = join(config().dataDir, 'files');
	const all = list(folder);
	let copied = 0;
	for (const [i, file] of all.entries()) {
		if (i % 50 === 0) progress('Files', i, all.length);
		if (await archive.addFile(`files/${relative(folder, file).split(sep).join('/')}`, file)) copied += 1;
	}
	if (all.length) progress('Files', all.length, all.length);
	return copied;
}

function list(folder: string): string[] {
	try {
		return readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			// Half-written files of uploads under way.
			.filter((entry) => !relative(folder, entry.parentPath).startsWith('.tmp'))
			.map((entry) => join(entry.parentPath, entry.name))
			.sort();
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
}

const README = `A back-up of Baiyun (白云社区在线). Everything in it is in open forms:

database/SCHEMA.TABLE/NNNNNN.copy   rows of a table as PostgreSQL's COPY writes them (text, tab between columns,
                                    \\N for null); the columns stand in manifest.json
jobs.ndjson                         work that waited, one JSON object a line
files/                              photos and documents, by the names that the database knows them by
secrets/master.key                  only in a back-up made with --with-key
manifest.json                       what belongs in here, with SHA-256 of each, and the migrations that make the schema

Phone and ID numbers are sealed in the rows; the master key opens them. Keep the key apart from the back-up.
Restore: npm run baiyun -- restore FILE
`;
