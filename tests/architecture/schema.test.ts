import { execFile } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { config } from '#platform/config.ts';
import { appPool, ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { findNode } from '../../tools/lib/node24.mjs';
import { testSubdistrict, useDatabase } from '../support/db.ts';

useDatabase();

/** Runs one of our tools on the migrated database. */
const verify = (tool: string): Promise<{ ok: boolean; output: string }> =>
	new Promise((give) => {
		execFile(findNode(process.cwd()), [tool, '--verify'], { env: { ...process.env, DATABASE_URL: config().ownerDatabaseUrl } }, (error, stdout, stderr) => give({ ok: !error, output: stdout + stderr }));
	});

test.each(['tools/migrate-types.mjs', 'tools/citus-sql.mjs'])('what %s generates is what the migrations make', async (tool) => {
	const { ok, output } = await verify(tool);
	expect(ok, output.slice(-3_000)).toBe(true);
}, 60_000);

/** Tables that stand before the tenants, each with its reason. */
const SHARED: Record<string, string> = {
	'platform.subdistrict': 'the registry of tenants itself: read by all, unique by code and host, written by the owner alone'
};

/** Schemas that other modules' foreign keys may point to (architecture: "The house"). */
const FOUNDATIONS = ['platform', 'areas', 'residents', 'directory', 'accounts'];

interface Table {
	name: string;
	schema: string;
	tenant: boolean;
	rls: boolean;
	policies: string[];
	comment: string | null;
}
interface Index {
	table: string;
	name: string;
	first: string;
}
interface Reference {
	table: string;
	name: string;
	from: string;
	to: string;
	target: string;
	schemas: [string, string];
}

describe('the tenant wall in the schema', () => {
	let tables: Table[];
	let unique: Index[];
	let references: Reference[];
	beforeAll(async () => {
		const ours = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'jobs', 'migrations') AND n.nspname NOT LIKE 'pg\\_%'`;
		const ask = async <T extends object>(text: string) => (await ownerPool().query<T>(text)).rows;
		tables = await ask<Table>(
			`SELECT n.nspname || '.' || c.relname AS name, n.nspname AS schema, c.relrowsecurity AS rls, obj_description(c.oid, 'pg_class') AS comment,
				EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'subdistrict_id' AND a.attnotnull) AS tenant,
				ARRAY(SELECT concat_ws(' | ', p.polcmd, p.polpermissive, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${ours} ORDER BY 1`
		);
		unique = await ask<Index>(
			`SELECT n.nspname || '.' || t.relname AS "table", i.relname AS name, a.attname AS first
			FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace
			LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = x.indkey[0] WHERE x.indisunique AND t.relkind IN ('r', 'p') AND ${ours}`
		);
		references = await ask<Reference>(
			`SELECT n.nspname || '.' || t.relname AS "table", f.conname AS name, a.attname AS "from", b.attname AS "to", m.nspname || '.' || u.relname AS target, ARRAY[n.nspname, m.nspname]::text[] AS schemas
			FROM pg_constraint f JOIN pg_class t ON t.oid = f.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace JOIN pg_class u ON u.oid = f.confrelid JOIN pg_namespace m ON m.oid = u.relnamespace
			JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = f.conkey[1] JOIN pg_attribute b ON b.attrelid = u.oid AND b.attnum = f.confkey[1] WHERE f.contype = 'f' AND ${ours}`
		);
	});
	const walled = () => tables.filter(({ name }) => !(name in SHARED));

	test('every table belongs to a tenant, but for those with a reason', () => {
		expect(walled().length).toBeGreaterThan(40);
		expect(walled().filter(({ tenant }) => !tenant).map(({ name }) => name)).toEqual([]);
		for (const name of Object.keys(SHARED)) expect(tables.map((table) => table.name), 'an exception for a table that is not there').toContain(name);
	});

	test('row-level security is on, with the one policy that all tables have', () => {
		expect(walled().filter(({ rls }) => !rls).map(({ name }) => name)).toEqual([]);
		const policy = '* | t | (subdistrict_id = ( SELECT platform.current_subdistrict() AS current_subdistrict)) | (subdistrict_id = platform.current_subdistrict())';
		expect(walled().filter(({ policies }) => policies.length !== 1 || policies[0] !== policy).map(({ name, policies }) => ({ name, policies }))).toEqual([]);
	});

	test('primary and unique keys begin with the tenant', () => {
		expect(unique.length).toBeGreaterThan(60);
		expect(unique.filter(({ table, first }) => !(table in SHARED) && first !== 'subdistrict_id')).toEqual([]);
		for (const { name } of walled()) expect(unique.some(({ table }) => table === name), `${name} has no key`).toBe(true);
	});

	test('foreign keys begin with the tenant on both sides, and point to the foundations only', () => {
		expect(references.length).toBeGreaterThan(40);
		expect(references.filter(({ from, to }) => from !== 'subdistrict_id' || to !== 'subdistrict_id')).toEqual([]);
		expect(references.filter(({ schemas: [from, to] }) => from !== to && !FOUNDATIONS.includes(to)).map(({ name, target }) => `${name} → ${target}`)).toEqual([]);
	});

	test('every table says what it is', () => {
		expect(tables.filter(({ comment }) => !comment || comment.length < 20).map(({ name }) => name)).toEqual([]);
	});

	test('the application’s role owns nothing, cannot pass the wall, and sees nothing without a tenant', async () => {
		const { rows } = await ownerPool().query<{ powers: boolean; owned: number }>(
			`SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS powers, (SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned FROM pg_roles r WHERE rolname = 'baiyun_app'`
		);
		expect(rows[0]).toEqual({ powers: false, owned: 0 });
		const { id } = await testSubdistrict();
		await ownerPool().query(`INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, 'a', '1')`, [id]);
		const client = await appPool().connect();
		try {
			const seen = async () => (await client.query<{ n: number }>('SELECT count(*)::int AS n FROM platform.setting')).rows[0]!.n;
			const as = (tenant: string) => client.query(`SELECT set_config('app.subdistrict_id', $1, false)`, [tenant]);
			expect(await seen()).toBe(0);
			await as(newId());
			expect(await seen()).toBe(0);
			await expect(client.query(`INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, 'b', '1')`, [id])).rejects.toThrow(/row-level security/);
			await as(id);
			expect(await seen()).toBe(1);
		} finally {
			client.release(true);
		}
	});
});
