import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { fixedClock } from '#platform/clock.ts';
import { resetConfig } from '#platform/config.ts';
import { anonymous, type Actor, type Ctx, type Role } from '#platform/context.ts';
import { closePools, ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { forgetSubdistricts } from '#platform/tenant.ts';
import { asAdmin, inDatabase } from './database-server.ts';

export interface TestDatabase {
	/** address as the owner */
	url: string;
	/** closes the product's connections and drops the database */
	drop(): Promise<void>;
}

/** Gives this test file a database of its own: `testDatabase()` before its tests, `drop()` after them. Call it at the top of the file. */
export function useDatabase(): void {
	let database: TestDatabase | undefined;
	beforeAll(async () => void (database = await testDatabase()));
	afterAll(() => database?.drop());
}

/**
 * Makes an empty, migrated database and points this process at it: `config()`, `appPool()` and `ownerPool()` work as
 * in the product, with the product's two logins and a data folder of its own.
 */
export async function testDatabase(): Promise<TestDatabase> {
	const server = inject('database');
	const name = `test_${server.run}_${newId().replaceAll('-', '')}`;
	// Copying files is quicker than writing the copy to the log, which nobody will read.
	await asAdmin(server.adminUrl, (admin) => admin.query(`CREATE DATABASE ${name} TEMPLATE ${server.template} OWNER baiyun_owner STRATEGY file_copy`));
	const dataDir = mkdtempSync(join(tmpdir(), 'baiyun-data-'));
	const url = inDatabase(server.ownerUrl, name);
	await pointAt({ DATABASE_URL: url, DATABASE_APP_URL: inDatabase(server.appUrl, name), BAIYUN_DATA: dataDir });
	return {
		url,
		drop: async () => {
			await closePools();
			await asAdmin(server.adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
			rmSync(dataDir, { recursive: true, force: true });
		}
	};
}

async function pointAt(settings: Record<string, string>): Promise<void> {
	await closePools();
	Object.assign(process.env, settings);
	resetConfig();
	forgetSubdistricts();
}

/** A new subdistrict with two communities. Its code begins with 999, which no province has. */
export async function testSubdistrict(): Promise<{ id: string; communities: [string, string] }> {
	const id = newId();
	const communities: [string, string] = [newId(), newId()];
	const code = `999${id.replace(/\D/g, '').slice(-6).padStart(6, '0')}000`;
	await ownerPool().query('INSERT INTO platform.subdistrict (subdistrict_id, code, name, name_en) VALUES ($1, $2, $3, $4)', [id, code, '测试街道', 'Test Subdistrict']);
	for (const [i, community] of communities.entries())
		await ownerPool().query('INSERT INTO areas.community (subdistrict_id, id, code, name) VALUES ($1, $2, $3, $4)', [id, community, `${code.slice(0, 9)}00${i + 1}`, `测试社区${i + 1}`]);
	forgetSubdistricts();
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
