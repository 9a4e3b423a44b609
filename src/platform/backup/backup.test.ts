import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { config, resetConfig } from '#platform/config.ts';
import { closePools, ownerPool } from '#platform/db/pools.ts';
import { seal, unseal } from '#platform/secrets.ts';
import { testDatabase, testSubdistrict, type TestDatabase } from '../../../tests/support/db.ts';
import { backUp } from './backup.ts';
import { restore } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'baiyun-backup-'));
const file = join(folder, 'a.tar.gz');
const silent = () => {};
const strange = 'tab\t, line\n, backslash \\ and \\N, 汉字, 𠮷, "quotes", \u0001';
const picture = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7) % 256));
let subdistrict = '';
let target: TestDatabase;

const putFile = (content: Buffer) => {
	const hash = createHash('sha256').update(content).digest('hex');
	const path = join(config().dataDir, 'files', subdistrict, 'image', hash.slice(0, 2), `${hash}.webp`);
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, content);
	return path;
};
const settings = async () => (await ownerPool().query<{ key: string; value: unknown }>('SELECT key, value FROM platform.setting ORDER BY key')).rows;

/** What the database holds, table by table, as text that shows every difference. */
async function contents(): Promise<Record<string, string>> {
	const { rows } = await ownerPool().query<{ name: string }>(
		`SELECT table_schema || '.' || table_name AS name FROM information_schema.tables WHERE table_schema IN ('platform', 'areas') AND table_type = 'BASE TABLE' ORDER BY 1`
	);
	const all: Record<string, string> = {};
	for (const { name } of rows) all[name] = (await ownerPool().query<{ text: string }>(`SELECT coalesce(string_agg(t::text, '|' ORDER BY t::text), '') AS text FROM ${name} t`)).rows[0]!.text;
	return all;
}

let before: Record<string, string> = {};
beforeAll(async () => {
	const source = await testDatabase();
	({ id: subdistrict } = await testSubdistrict());
	await ownerPool().query(`INSERT INTO platform.setting (subdistrict_id, key, value) VALUES ($1, 'strange', $2), ($1, 'null', 'null')`, [subdistrict, JSON.stringify(strange)]);
	await ownerPool().query(`INSERT INTO platform.setting (subdistrict_id, key, value) SELECT $1, 'many.' || i, to_jsonb(repeat('白云', 400)) FROM generate_series(1, 4500) i`, [subdistrict]);
	await ownerPool().query(`INSERT INTO platform.audit_log (subdistrict_id, id, at, actor_kind, actor_name, actor_roles, action, request_id) VALUES ($1, gen_random_uuid(), now(), 'system', '', '', 'test', 'r')`, [subdistrict]);
	await ownerPool().query(`SELECT jobs.add_job('requests:remind', '{"subdistrictId":"x"}', run_at => now() + interval '1 day', job_key => 'k')`);
	putFile(picture);
	before = await contents();
	await backUp(file, { withKey: false, version: 'test' }, silent);
	await source.drop();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(async () => void (target = await testDatabase()));
afterEach(() => target.drop());

const restoreInto = (from: string, force = false) => restore(from, statSync(from).size, { force }, silent);

test('everything comes back as it was: rows of any text, waiting jobs, files', async () => {
	await restoreInto(file);
	expect(await contents()).toEqual(before);
	expect((await ownerPool().query('SELECT task_identifier, key, run_at > now() AS waits FROM jobs.jobs')).rows).toEqual([{ task_identifier: 'requests:remind', key: 'k', waits: true }]);
	expect(readFileSync(putFile(picture))).toEqual(picture);
});

test('walls stand again afterwards: foreign keys, row-level security, the append-only log', async () => {
	await restoreInto(file);
	await expect(ownerPool().query(`INSERT INTO platform.setting (subdistrict_id, key, value) VALUES (gen_random_uuid(), 'a', '1')`)).rejects.toThrow(/foreign key/);
	await expect(ownerPool().query('UPDATE platform.audit_log SET action = action')).rejects.toThrow(/append-only/);
	expect((await ownerPool().query(`SELECT relrowsecurity FROM pg_class WHERE oid = 'platform.setting'::regclass`)).rows).toEqual([{ relrowsecurity: true }]);
	expect((await ownerPool().query(`SELECT has_table_privilege('baiyun_app', 'platform.audit_log', 'DELETE') AS may`)).rows).toEqual([{ may: false }]);
});

test('the file is for its owner alone, says how to read it, and holds no key', () => {
	expect(statSync(file).mode & 0o077).toBe(0);
	const text = gunzipSync(readFileSync(file)).toString('latin1');
	expect(text).toContain('README.txt');
	expect(text).not.toContain(config().keys.lookup.toString('hex'));
});

test('a target that holds a subdistrict is refused, and replaced by force', async () => {
	await testSubdistrict();
	await expect(restoreInto(file)).rejects.toThrow(/not empty.*测试街道/);
	expect(await settings()).toEqual([]);
	await restoreInto(file, true);
	expect(await contents()).toEqual(before);
});

test('a damaged, cut or altered back-up changes nothing', async () => {
	const whole = readFileSync(file);
	const cut = join(folder, 'cut.tar.gz');
	writeFileSync(cut, whole.subarray(0, whole.length - 400));
	await expect(restoreInto(cut)).rejects.toThrow(/damaged or no back-up/);
	const plain = gunzipSync(whole);
	const altered = join(folder, 'altered.tar.gz');
	const at = plain.indexOf('测试街道');
	writeFileSync(altered, gzipSync(Buffer.concat([plain.subarray(0, at), Buffer.from('冒充街道'), plain.subarray(at + 12)])));
	await expect(restoreInto(altered)).rejects.toThrow(/does not have the checksum/);
	const other = join(folder, 'other.tar.gz');
	writeFileSync(other, gzipSync(Buffer.from('no tar at all')));
	await expect(restoreInto(other)).rejects.toThrow(/no (complete )?back-up/);
	expect(await settings()).toEqual([]);
});

test('a failure half-way leaves the target as it was', async () => {
	await testSubdistrict();
	const kept = await contents();
	// A row that its own table refuses: found only while rows are loaded.
	await closePools();
	const broken = join(folder, 'broken.tar.gz');
	await rewrite(file, broken, (path, content) => (path.startsWith('database/platform.subdistrict/') ? Buffer.concat([content, content]) : content));
	await expect(restoreInto(broken, true)).rejects.toThrow(/duplicate key/);
	expect(await contents()).toEqual(kept);
});

test('a back-up under another master key is refused, unless the key is in it', async () => {
	const sealed = seal('13800000000'.replace('138', '120'), 'contact');
	const withKey = join(folder, 'with-key.tar.gz');
	await restoreInto(file);
	await backUp(withKey, { withKey: true, version: 'test' }, silent);
	await target.drop();
	target = await testDatabase();
	const key = process.env.BAIYUN_MASTER_KEY;
	delete process.env.BAIYUN_MASTER_KEY;
	resetConfig();
	try {
		await expect(restoreInto(file)).rejects.toThrow(/another master key/);
		await restoreInto(withKey);
		expect(readFileSync(join(config().dataDir, 'secrets', 'master.key'), 'utf8').trim()).toBe(key);
		expect(readdirSync(join(config().dataDir, 'secrets')).filter((name) => name.startsWith('master.key.'))).toHaveLength(1);
	} finally {
		process.env.BAIYUN_MASTER_KEY = key;
		resetConfig();
	}
	expect(unseal(sealed, 'contact')).toBe('12000000000');
});

test('a back-up that cannot be finished leaves no file', async () => {
	const lost = join(folder, 'gone', 'b.tar.gz');
	await expect(backUp(lost, { withKey: false, version: 'test' }, silent)).rejects.toThrow(/ENOENT/);
	expect(existsSync(`${lost}.part`)).toBe(false);
});

/** A back-up with some of its entries changed and a manifest that agrees with them. */
async function rewrite(from: string, to: string, change: (path: string, content: Buffer) => Buffer): Promise<void> {
	const { readArchive, verifyArchive, writeArchive } = await import('./archive.ts');
	const manifest = await verifyArchive(from, silent);
	const archive = writeArchive(to);
	await readArchive(from, async (path, content) => {
		const parts: Buffer[] = [];
		for await (const part of content as AsyncIterable<Buffer>) parts.push(part);
		await archive.add(path, change(path, Buffer.concat(parts)));
	});
	await archive.finish(manifest);
}
