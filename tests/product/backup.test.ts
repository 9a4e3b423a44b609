import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resetConfig } from '#platform/config.ts';
import { unseal } from '#platform/secrets.ts';
import { runCommand } from '../support/command.ts';
import { asOwner } from '../support/database.ts';
import { dataDir, Visitor } from '../support/http.ts';
import { startProduct, type Product } from '../support/product.ts';

/*
 * A day of the whole house: a back-up is made beside the running product, brought into an empty installation by the
 * operator's commands, and the new one serves.
 */
const folder = mkdtempSync(join(tmpdir(), 'baiyun-moved-'));
const file = join(folder, 'backup.tar.gz');
const moved = join(folder, 'data');
const withoutKey = join(folder, 'data-without-key');
const PHONE = '12012345678';

const masterKey = () => readFileSync(join(dataDir, 'secrets', 'master.key'), 'utf8').trim();

const counts = (data: string) =>
	asOwner(data, async (owner) => {
		const { rows } = await owner.query<{ name: string }>(
			`SELECT table_schema || '.' || quote_ident(table_name) AS name FROM information_schema.tables
			WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'jobs', 'migrations') ORDER BY 1`
		);
		const all: Record<string, number> = {};
		for (const { name } of rows) all[name] = (await owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name}`)).rows[0]!.n;
		return all;
	});

beforeAll(async () => {
	const visitor = new Visitor();
	const told = await visitor.post('/report-error', [['what', '备份前的一件事'], ['page', '/x'], ['phone', PHONE]]);
	expect(told.status).toBe(303);
	const { status, stdout, stderr } = await runCommand(dataDir, ['backup', file]);
	expect(status, stdout + stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the back-up opens with its key in another installation: same counts, a green doctor, and it serves', async () => {
	// The key travels apart from the back-up: docs/guide/backup.md.
	const key = masterKey();
	const env = { BAIYUN_MASTER_KEY: key };
	const restored = await runCommand(moved, ['restore', file], env);
	expect(restored.status, restored.stderr.slice(-2_000)).toBe(0);

	const [there, here] = [await counts(moved), await counts(dataDir)];
	expect(Object.keys(there)).toEqual(Object.keys(here));
	expect(there['requests.request']).toBeGreaterThan(10);
	// The other one runs on meanwhile: what only grows must not be behind, what is configured must be the same.
	for (const [name, n] of Object.entries(there)) expect(n, name).toBeLessThanOrEqual(/rate_limit|need_draft|session|guess|phone_code|setting/.test(name) ? Infinity : here[name]!);
	for (const name of ['areas.community', 'areas.building', 'directory.organization', 'requests.category', 'requests.clock_policy', 'notices.notice', 'accounts."grant"']) expect(there[name], name).toBe(here[name]);

	const doctor = await runCommand(moved, ['doctor'], env);
	expect(doctor.status, doctor.stdout + doctor.stderr).toBe(0);
	expect(doctor.stdout).toMatch(/\d+ links fit/);
	expect(doctor.stdout).not.toMatch(/^FAIL/m);

	const product: Product = await startProduct({ BAIYUN_DATA: moved, BAIYUN_MASTER_KEY: key });
	try {
		const number = await asOwner(moved, async (owner) => (await owner.query<{ number: string }>(`SELECT number FROM requests.request WHERE text LIKE '%备份前的一件事%'`)).rows[0]!.number);
		const form = (path: string, fields: Record<string, string>) => fetch(`${product.origin}${path}`, { method: 'POST', redirect: 'manual', headers: { origin: product.origin, accept: 'text/html' }, body: new URLSearchParams(fields) });
		// The number's keyed hash still finds the case of its phone, and of no other.
		const found = await form('/follow', { number, phone: PHONE });
		expect([found.status, found.headers.get('location')]).toEqual([303, `/case/${number}`]);
		expect((await form('/follow', { number, phone: '12012345679' })).status).toBe(404);
	} finally {
		await product.stop();
	}
}, 240_000);

test('without the key of its installation a back-up is refused, and nothing in it opens', async () => {
	const restored = await runCommand(withoutKey, ['restore', file], { BAIYUN_MASTER_KEY: '1'.repeat(64) });
	expect(restored.status).toBe(1);
	expect(restored.stderr).toContain('another master key');

	const sealed = await asOwner(dataDir, async (owner) => (await owner.query<{ sealed: string }>(`SELECT reporter_phone_sealed AS sealed FROM requests.request WHERE text LIKE '%备份前的一件事%'`)).rows[0]!.sealed);
	expect(sealed).toMatch(/^v1\./);
	const text = gunzipSync(readFileSync(file)).toString('latin1');
	expect(text).toContain(sealed);
	expect(text).not.toContain(PHONE);
	expect(text).not.toContain(masterKey());
	expect(openedWith(masterKey(), sealed)).toBe(PHONE);
	expect(() => openedWith('1'.repeat(64), sealed)).toThrow();
});

function openedWith(key: string, sealed: string): string {
	const before = process.env.BAIYUN_MASTER_KEY;
	try {
		process.env.BAIYUN_MASTER_KEY = key;
		resetConfig();
		return unseal(sealed, 'contact');
	} finally {
		process.env.BAIYUN_MASTER_KEY = before;
		resetConfig();
	}
}
