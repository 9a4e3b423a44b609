/**
 * A real PostgreSQL for tests: one database for each test file, copied from a template that is migrated once for each
 * state of the migrations. The server is the one of TEST_DATABASE_URL (a superuser's address), or our own under
 * BAIYUN_TEST_DATA.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { resetConfig } from '#platform/config.ts';
import { anonymous, type Actor, type Ctx, type Role } from '#platform/context.ts';
import { fixedClock } from '#platform/clock.ts';
import { ensureDatabase } from '#platform/db/embedded.ts';
import { migrate, migrationFiles } from '#platform/db/migrate.ts';
import { closePools, ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';

export interface TestDatabase {
	url: string;
	/** drops the database; call it in `afterAll` */
	drop(): Promise<void>;
}

/** Makes a migrated, empty database and points the process at it. Call it in `beforeAll`. */
export async function testDatabase(): Promise<TestDatabase> {
	process.env.BAIYUN_MASTER_KEY ??= '11'.repeat(32);
	const server = process.env.TEST_DATABASE_URL ? null : await ensureDatabase(process.env.BAIYUN_TEST_DATA ?? join(tmpdir(), 'baiyun-test'), { fsync: 'off' });
	const adminUrl = process.env.TEST_DATABASE_URL ?? server!.adminUrl;
	const at = (name: string) => adminUrl.replace(/^(\w+:\/\/[^/]*\/)[^?]*/, `$1${name}`);

	const files = [...migrationFiles(process.cwd()).values()];
	const template = `baiyun_template_${createHash('sha256').update(files.map((file) => readFileSync(file, 'utf8')).join('\0')).digest('hex').slice(0, 16)}`;
	const name = `baiyun_test_${newId().replaceAll('-', '')}`;
	const admin = new pg.Client(adminUrl);
	await admin.connect();
	try {
		// One test file at a time makes the template; the others wait here.
		await admin.query('SELECT pg_advisory_lock(20261124)');
		const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1 AND datistemplate', [template]);
		if (!rowCount) {
			await admin.query(`DROP DATABASE IF EXISTS ${template}`);
			await admin.query(`CREATE DATABASE ${template}`);
			await pointAt(at(template));
			await migrate();
			await closePools();
			await admin.query(`ALTER DATABASE ${template} IS_TEMPLATE true`);
		}
		await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
	} finally {
		await admin.end();
	}
	await pointAt(at(name));
	return {
		url: at(name),
		drop: async () => {
			await closePools();
			const client = new pg.Client(adminUrl);
			await client.connect();
			await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
			await client.end();
			await server?.stop();
		}
	};
}

async function pointAt(url: string): Promise<void> {
	await closePools();
	process.env.DATABASE_URL = url;
	delete process.env.DATABASE_APP_URL;
	resetConfig();
}

/** A new subdistrict with two communities. */
export async function testSubdistrict(): Promise<{ id: string; communities: [string, string] }> {
	const id = newId();
	const communities: [string, string] = [newId(), newId()];
	const code = `999${id.replace(/\D/g, '').slice(-6).padStart(6, '0')}000`;
	await ownerPool().query('INSERT INTO platform.subdistrict (subdistrict_id, code, name, name_en) VALUES ($1, $2, $3, $4)', [id, code, '测试街道', 'Test Subdistrict']);
	for (const [i, community] of communities.entries())
		await ownerPool().query('INSERT INTO areas.community (subdistrict_id, id, code, name) VALUES ($1, $2, $3, $4)', [id, community, `${code.slice(0, 9)}00${i + 1}`, `测试社区${i + 1}`]);
	return { id, communities };
}

/** A person with one role; `communityId` null is the whole subdistrict. */
export const person = (role: Role, communityId: string | null = null, organizationId: string | null = null): Actor => ({
	...anonymous,
	kind: 'user',
	id: `test-${role}`,
	name: `测试${role}`,
	grants: [{ role, communityId, organizationId }]
});

/** A context whose clock stands still until the test moves it (`ctx.clock.set(…)`). */
export const testCtx = (subdistrictId: string, actor: Actor = anonymous, at = '2026-11-24T02:00:00Z'): Ctx & { clock: ReturnType<typeof fixedClock> } => ({
	actor,
	subdistrictId,
	clock: fixedClock(at),
	locale: 'zh',
	requestId: newId(),
	ip: '192.0.2.1'
});
