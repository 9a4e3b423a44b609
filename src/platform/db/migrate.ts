import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { config } from '../config.ts';
import { ownerPool } from './pools.ts';

/**
 * The plain `.sql` files of the platform and of every module, by file name. Names begin with a time, so that the
 * order over all modules is the order of writing: `20261124T0610_requests_cases.sql`.
 */
export function migrationFiles(root = config().root): Map<string, string> {
	const files = globSync(['src/platform/migrations/*.sql', 'src/modules/*/migrations/*.sql'], { cwd: root });
	return new Map(files.map((file): [string, string] => [basename(file, '.sql'), join(root, file)]).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Brings the database to the newest shape as its owner. Several processes may call it at once (Kysely locks).
 * @returns the names of the migrations that ran now
 */
export async function migrate(): Promise<string[]> {
	const pool = ownerPool();
	const files = migrationFiles();
	if (await upToDate(files)) return [];
	await runMigrations({ pgPool: pool, schema: 'jobs' });
	await pool.query('CREATE SCHEMA IF NOT EXISTS migrations');
	const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
	const migrations: Record<string, Migration> = {};
	for (const [name, file] of files) {
		migrations[name] = { up: (tx) => sql.raw(readFileSync(file, 'utf8')).execute(tx).then(() => undefined) };
	}
	const { results, error } = await new Migrator({
		db,
		provider: { getMigrations: async () => migrations },
		migrationTableSchema: 'migrations',
		allowUnorderedMigrations: true
	}).migrateToLatest();
	if (error) {
		const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'migrations';
		throw new Error(`${failed}: ${(error as Error).message}`, { cause: error });
	}
	await pool.query('ANALYZE');
	return results?.filter((result) => result.status === 'Success').map((result) => result.migrationName) ?? [];
}

/** One question to the database, so that a start that has nothing to do costs nothing. */
async function upToDate(files: Map<string, string>): Promise<boolean> {
	if (!files.size || !existsSync([...files.values()][0]!)) return false;
	const done = await ownerPool()
		.query<{ name: string }>('SELECT name FROM migrations.kysely_migration')
		.then((result) => new Set(result.rows.map((row) => row.name)))
		.catch(() => new Set<string>());
	return [...files.keys()].every((name) => done.has(name));
}
