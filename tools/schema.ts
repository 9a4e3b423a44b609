// Writes what is generated from the schema (db/schema.gen.ts, deploy/citus.sql) out of a throw-away database with every
// migration run. After a new or changed migration: `node tools/with-node24.mjs tools/schema.ts`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase } from '#platform/db/embedded.ts';
import { migrate } from '#platform/db/migrate.ts';
import { closePools } from '#platform/db/pools.ts';

const dir = mkdtempSync(join(tmpdir(), 'baiyun-schema-'));
const server = await ensureDatabase(dir, { fsync: 'off' });
try {
	Object.assign(process.env, { DATABASE_URL: server.ownerUrl, DATABASE_APP_URL: server.appUrl, BAIYUN_MASTER_KEY: '0'.repeat(64) });
	await migrate().finally(closePools);
	for (const tool of ['tools/migrate-types.mjs', 'tools/citus-sql.mjs']) execFileSync(process.execPath, [tool], { stdio: 'inherit' });
} finally {
	await server.stop();
	rmSync(dir, { recursive: true, force: true });
}
