import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { verifyAudit } from '#platform/audit.ts';
import { schemas } from '#platform/backup/schema.ts';
import { config } from '#platform/config.ts';
import { migrationFiles } from '#platform/db/migrate.ts';
import { appPool } from '#platform/db/pools.ts';
import { seal, unseal } from '#platform/secrets.ts';

export interface Finding {
	/** `fail`: it must not stay so; `warn`: somebody should look */
	state: 'ok' | 'warn' | 'fail';
	/** one line */
	text: string;
}
const ok = (text: string): Finding => ({ state: 'ok', text });
const warn = (text: string): Finding => ({ state: 'warn', text });
const fail = (text: string): Finding => ({ state: 'fail', text });

/** One thing that is looked at, on a connection of the tables' owner. */
export interface Check {
	title: string;
	run(owner: pg.ClientBase): Promise<Finding[]>;
}

export const checks: readonly Check[] = [
	{ title: 'Programs', run: programs },
	{ title: 'Database', run: database },
	{ title: 'Migrations', run: migrations },
	{ title: 'Tenant wall', run: tenantWall },
	{ title: 'Application role', run: applicationRole },
	{ title: 'Audit log', run: auditLog },
	{ title: 'Keys', run: keys },
	{ title: 'Disk', run: disk },
	{ title: 'Clock', run: clock },
	{ title: 'Jobs', run: jobs }
];

async function programs(owner: pg.ClientBase): Promise<Finding[]> {
	const [major = 0] = process.versions.node.split('.').map(Number);
	const { rows } = await owner.query<{ text: string; number: number }>(`SELECT current_setting('server_version') AS text, current_setting('server_version_num')::int AS number`);
	const server = rows[0]!;
	return [
		major >= 24 ? ok(`Node ${process.versions.node}`) : warn(`Node ${process.versions.node}; Baiyun is tested on Node 24`),
		server.number >= 150_000 ? ok(`PostgreSQL ${server.text}`) : fail(`PostgreSQL ${server.text}; Baiyun needs 15 or newer`)
	];
}

async function database(owner: pg.ClientBase): Promise<Finding[]> {
	const { rows } = await owner.query<Record<'encoding' | 'fsync' | 'commit' | 'pages' | 'checksums', string> & { pinyin: boolean }>(
		`SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit,
			current_setting('full_page_writes') AS pages, current_setting('data_checksums') AS checksums,
			EXISTS (SELECT FROM pg_collation WHERE collname = 'zh-Hans-x-icu') AS pinyin`
	);
	const is = rows[0]!;
	return [
		is.encoding === 'UTF8' ? ok('encoding UTF8') : fail(`encoding ${is.encoding}; it must be UTF8`),
		is.fsync === 'on' && is.pages === 'on' ? ok('fsync and full_page_writes are on') : fail('fsync or full_page_writes is off: a power cut loses or damages data'),
		is.commit === 'off' ? fail('synchronous_commit is off: what was answered as saved may be lost') : ok(`synchronous_commit is ${is.commit}`),
		is.checksums === 'on' ? ok('data checksums are on') : warn('data checksums are off: a damaged disk page is not noticed'),
		is.pinyin ? ok('names sort by pinyin (ICU)') : fail('the collation zh-Hans-x-icu is missing: PostgreSQL was built without ICU')
	];
}

async function migrations(owner: pg.ClientBase): Promise<Finding[]> {
	const files = [...migrationFiles().keys()];
	const { rows } = await owner.query<{ name: string }>('SELECT name FROM migrations.kysely_migration').catch(() => ({ rows: [] }));
	const done = new Set(rows.map((row) => row.name));
	const missing = files.filter((name) => !done.has(name));
	const unknown = [...done].filter((name) => !files.includes(name));
	return [
		missing.length ? fail(`${missing.length} migrations have not run, the first is ${missing[0]}: npm run baiyun -- migrate`) : ok(`all ${files.length} migrations have run`),
		...(unknown.length ? [fail(`the database was changed by a newer version of Baiyun (${unknown[0]})`)] : [])
	];
}

/** The registry of tenants is read by all of them. */
const SHARED_TABLES = ['platform.subdistrict'];

async function tenantWall(owner: pg.ClientBase): Promise<Finding[]> {
	const { rows } = await owner.query<{ name: string; tenant: boolean; walled: boolean }>(
		`SELECT n.nspname || '.' || c.relname AS name,
			EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'subdistrict_id' AND NOT a.attisdropped) AS tenant,
			c.relrowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS walled
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname = ANY($1) ORDER BY 1`,
		[schemas()]
	);
	const tables = rows.filter((row) => !SHARED_TABLES.includes(row.name));
	const open = tables.filter((row) => row.tenant && !row.walled);
	const homeless = tables.filter((row) => !row.tenant);
	return [
		...open.map((row) => fail(`${row.name} has no row-level security`)),
		...homeless.map((row) => warn(`${row.name} has no subdistrict_id: its rows belong to no tenant`)),
		...(open.length ? [] : [ok(`row-level security is on for ${tables.length - homeless.length} tables`)])
	];
}

async function applicationRole(owner: pg.ClientBase): Promise<Finding[]> {
	const app = await appPool().connect();
	let role: string;
	try {
		role = (await app.query<{ role: string }>('SELECT current_user AS role')).rows[0]!.role;
	} finally {
		app.release();
	}
	const { rows } = await owner.query<{ mighty: boolean; owned: number; bends: string[] }>(
		`SELECT r.rolsuper OR r.rolbypassrls OR r.rolcreaterole AS mighty,
			(SELECT count(*)::int FROM pg_class WHERE relowner = r.oid) AS owned,
			ARRAY(SELECT t || ' ' || p FROM unnest(ARRAY['platform.audit_log', 'platform.audit_chain']) t, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) p WHERE has_table_privilege(r.oid, t, p)) AS bends
		FROM pg_roles r WHERE r.rolname = $1`,
		[role]
	);
	const is = rows[0]!;
	return [
		is.mighty ? fail(`${role} is a superuser, bypasses row-level security or makes roles`) : ok(`${role} has no special powers`),
		is.owned ? fail(`${role} owns ${is.owned} tables or indexes; the owner of a table passes its wall`) : ok(`${role} owns nothing`),
		is.bends.length ? fail(`${role} may change the audit log: ${is.bends.join(', ')}`) : ok(`${role} cannot change the audit log`),
		...(config().appRoleBySetRole ? [warn('the application connects as the owner and takes its role by SET ROLE; set DATABASE_APP_URL to a login of its own')] : [])
	];
}

async function auditLog(owner: pg.ClientBase): Promise<Finding[]> {
	const { rows } = await owner.query<{ id: string; name: string }>('SELECT subdistrict_id AS id, name FROM platform.subdistrict ORDER BY 1');
	if (!rows.length) return [ok('no subdistrict yet')];
	const findings: Finding[] = [];
	for (const { id, name } of rows) {
		const { chained, unchained, brokenAt, head } = await verifyAudit(owner, id);
		if (brokenAt) findings.push(fail(`${name}: the chain breaks at link ${brokenAt.seq} (${brokenAt.auditId}): ${brokenAt.why}`));
		else findings.push(ok(`${name}: ${chained} links fit, ${unchained} rows wait to be chained; head ${head.slice(0, 16)}…`));
	}
	return findings;
}

async function keys(): Promise<Finding[]> {
	const { dataDir } = config();
	const findings: Finding[] = [];
	try {
		const same = unseal(seal('doctor', 'doctor'), 'doctor') === 'doctor';
		findings.push(same ? ok(`master key from ${process.env.BAIYUN_MASTER_KEY ? 'BAIYUN_MASTER_KEY' : 'secrets/master.key'}`) : fail('the master key does not open what it sealed'));
	} catch (error) {
		findings.push(fail(`the master key cannot be used: ${(error as Error).message}`));
	}
	for (const name of ['master.key', 'database.json']) {
		const file = join(dataDir, 'secrets', name);
		if (existsSync(file) && process.platform !== 'win32' && statSync(file).mode & 0o077) findings.push(fail(`${file} can be read by others: chmod 600 ${file}`));
	}
	return findings;
}

async function disk(): Promise<Finding[]> {
	const { bavail, blocks, bsize } = await statfs(config().dataDir);
	const gigabytes = (bavail * bsize) / 2 ** 30;
	const share = Math.round((bavail / blocks) * 100);
	const text = `${gigabytes.toFixed(1)} GiB free (${share} %) for ${config().dataDir}`;
	return [gigabytes < 1 ? fail(text) : gigabytes < 5 ? warn(text) : ok(text)];
}

async function clock(owner: pg.ClientBase): Promise<Finding[]> {
	const asked = Date.now();
	const { rows } = await owner.query<{ now: Date }>('SELECT clock_timestamp() AS now');
	const apart = Math.abs(rows[0]!.now.getTime() - (asked + Date.now()) / 2);
	const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' }).format(rows[0]!.now);
	return [
		apart > 2_000 ? fail(`the clocks of application and database are ${(apart / 1000).toFixed(1)} s apart: clocks of cases would be wrong`) : ok(`application and database agree; it is ${shanghai} in Shanghai`)
	];
}

async function jobs(owner: pg.ClientBase): Promise<Finding[]> {
	const { rows } = await owner.query<{ dead: number; late: number }>(
		`SELECT count(*) FILTER (WHERE attempts >= max_attempts)::int AS dead,
			count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at < now() - interval '10 minutes')::int AS late FROM jobs._private_jobs`
	);
	const { dead, late } = rows[0]!;
	return [
		dead ? warn(`${dead} jobs gave up after their last attempt (table jobs._private_jobs, column last_error)`) : ok('no job gave up'),
		...(late ? [warn(`${late} jobs are more than ten minutes late: is a server with a worker running?`)] : [])
	];
}
