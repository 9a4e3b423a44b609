import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { config, reloadKeys, resetConfig } from '../config.ts';
import { ownerPool } from '../db/pools.ts';
import { newId } from '../ids.ts';
import { lookupHash, seal, sealBytes, unseal, unsealBytes } from '../secrets.ts';
import { countSealed, resealAll } from './reseal.ts';
import { formatKeys, loadKeys, parseKeys, withNewKey, withoutKeys, writeKeyFile } from './ring.ts';

useDatabase();

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);

describe('the ring', () => {
	test('a key alone is the first generation and the look-up key, and is written as it was', () => {
		const ring = parseKeys(`${A}\n`);
		expect([ring.newest, ring.lookup.toString('hex'), formatKeys(ring)]).toEqual([1, A, A]);
	});

	test('a new key seals, the old ones stay, the look-up key stays', () => {
		const ring = withNewKey(parseKeys(A), '2026-11-24');
		const again = parseKeys(formatKeys(ring).replaceAll('\n', ','));
		expect(again).toEqual(ring);
		expect([ring.newest, [...ring.sealing.keys()], ring.lookup.toString('hex')]).toEqual([2, [1, 2], A]);
		expect(formatKeys(withoutKeys(ring, [1, 2])).split('\n').map((line) => line.split(':')[0])).toEqual(['lookup', '2@2026-11-24']);
	});

	test.each(['', 'abc', `1:${A} 1:${B}`, `lookup:${A} lookup:${B}`, `2:${A}`, `0:${A}`, `lookup:${A}`])('%j is refused, and the message quotes no key', (text) => {
		expect(() => parseKeys(text)).toThrow(/key/);
		expect(() => parseKeys(text)).not.toThrow(new RegExp(`${A}|${B}`));
	});

	test('the file is made once, for its owner alone, and replaced whole', () => {
		const dir = mkdtempSync(join(tmpdir(), 'baiyun-keys-'));
		try {
			const made = loadKeys(undefined, dir);
			expect(loadKeys(undefined, dir)).toEqual(made);
			writeKeyFile(dir, formatKeys(withNewKey(made, '2026-11-24')));
			expect(statSync(join(dir, 'secrets/master.key')).mode & 0o077).toBe(0);
			expect(loadKeys(undefined, dir).newest).toBe(2);
			expect(readFileSync(join(dir, 'secrets/master.key'), 'utf8')).toMatch(/^lookup:/);
		} finally {
			rmSync(dir, { recursive: true });
		}
	});
});

describe('rotation', () => {
	const given = process.env.BAIYUN_MASTER_KEY;
	afterEach(() => {
		process.env.BAIYUN_MASTER_KEY = given;
		resetConfig();
	});

	/** As a rotation does it: the same process goes on with one key more. */
	function rotate(): void {
		process.env.BAIYUN_MASTER_KEY = formatKeys(withNewKey(config().keys, '2026-11-24')).replaceAll('\n', ',');
		reloadKeys();
	}

	test('what was sealed opens afterwards, what is sealed now needs the new key, hashes are the same', () => {
		const before = { text: seal('一个号码', 'contact'), file: sealBytes(Buffer.from([1, 2, 3]), 'import'), hash: lookupHash('phone', '12000000000') };
		rotate();
		expect(unseal(before.text, 'contact')).toBe('一个号码');
		expect([...unsealBytes(before.file, 'import')]).toEqual([1, 2, 3]);
		expect(lookupHash('phone', '12000000000')).toBe(before.hash);
		const after = seal('一个号码', 'contact');
		expect(after).toMatch(/^v2\.contact\./);
		process.env.BAIYUN_MASTER_KEY = given;
		reloadKeys();
		expect(() => unseal(after, 'contact')).toThrow(/not here/);
	});

	test('a value opens for its own purpose alone, and altered for none', () => {
		const sealed = seal('值', 'contact');
		expect(() => unseal(sealed, 'totp')).toThrow();
		expect(() => unseal(sealed.replace('.contact.', '.totp.'), 'totp')).toThrow();
		expect(() => unseal(`${sealed.slice(0, -2)}AA`, 'contact')).toThrow();
		const file = sealBytes(Buffer.from('表'), 'import');
		expect(() => unsealBytes(file, 'contact')).toThrow();
		file[file.length - 1]! ^= 1;
		expect(() => unsealBytes(file, 'import')).toThrow();
	});

	test('everything in the database comes under the newest key, whatever its purpose, and reads as before', async () => {
		const subdistrict = (await testSubdistrict()).id;
		const rows = Array.from({ length: 1203 }, (_, i) => ({ id: newId(), to: seal(`120${String(i).padStart(8, '0')}`, 'contact'), text: i % 3 ? seal(`验证码 ${i}`, 'sms') : null }));
		for (const { id, to, text } of rows)
			await ownerPool().query(`INSERT INTO platform.sms (subdistrict_id, id, purpose, to_masked, to_sealed, text_sealed, state, created_at) VALUES ($1, $2, 'test', '', $3, $4, 'kept', now())`, [subdistrict, id, to, text]);
		rotate();
		const seen: number[] = [];
		expect(await resealAll((done) => seen.push(done))).toBe(1203 + 802);
		expect(Object.fromEntries(await countSealed())).toEqual({ 2: 1203 + 802 });
		expect(seen.at(-1)).toBe(1203 + 802);
		expect(await resealAll(() => {})).toBe(0);
		const { rows: now } = await ownerPool().query<{ to_sealed: string; text_sealed: string | null }>('SELECT to_sealed, text_sealed FROM platform.sms ORDER BY id');
		expect(now.map(({ to_sealed }) => unseal(to_sealed, 'contact'))).toEqual(rows.map((_, i) => `120${String(i).padStart(8, '0')}`));
		expect(now.map(({ text_sealed }) => text_sealed && unseal(text_sealed, 'sms'))).toEqual(rows.map((_, i) => (i % 3 ? `验证码 ${i}` : null)));
	});
});
