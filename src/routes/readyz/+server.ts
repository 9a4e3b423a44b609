import { migrationFiles } from '#platform/db/migrate.ts';
import { appPool, ownerPool } from '#platform/db/pools.ts';

/** Ready: the database answers the app role, and every migration of this version has run. */
export const GET = async () => {
	const checks = { database: false, migrations: false };
	try {
		checks.database = (await appPool().query('SELECT 1')).rowCount === 1;
		const { rows } = await ownerPool().query<{ name: string }>('SELECT name FROM migrations.kysely_migration');
		const done = new Set(rows.map((row) => row.name));
		checks.migrations = [...migrationFiles().keys()].every((name) => done.has(name));
	} catch {
		// Told by the answer.
	}
	return Response.json(checks, { status: checks.database && checks.migrations ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
