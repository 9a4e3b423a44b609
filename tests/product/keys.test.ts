import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../support/command.ts';
import { asOwner } from '../support/database.ts';
import { dataDir, Visitor } from '../support/http.ts';

/*
 * The operator rotates the keys beside the running product: nobody is signed out, what was sealed opens, what is sealed
 * from then on is under the new key, and no value is left under the old one.
 */
const PHONE = '12087654321';

const told = async (visitor: Visitor, what: string) => {
	const answer = await visitor.post('/report-error', [['what', what], ['page', '/x'], ['phone', PHONE]]);
	expect(answer.status).toBe(303);
	return asOwner(dataDir, async (owner) => (await owner.query<{ number: string; sealed: string }>(`SELECT number, reporter_phone_sealed AS sealed FROM requests.request WHERE text LIKE $1`, [`%${what}%`])).rows[0]!);
};

test('keys rotate beside the running product', async () => {
	const visitor = new Visitor();
	const before = await told(visitor, '换钥匙之前的一件事');
	const old = /^v(\d+)\./.exec(before.sealed)![1];

	const rotated = await runCommand(dataDir, ['keys', 'rotate']);
	expect(rotated.status, rotated.stdout + rotated.stderr).toBe(0);
	const newest = String(Number(old) + 1);
	expect(readFileSync(join(dataDir, 'secrets', 'master.key'), 'utf8')).toMatch(new RegExp(`^lookup:.*\\n${newest}@`));

	const after = await told(visitor, '换钥匙之后的一件事');
	expect(after.sealed).toMatch(new RegExp(`^v${newest}\\.`));
	// By number and telephone as before: the keyed hash is the same, on the server that was running all the time.
	const found = await new Visitor().post('/follow', [['number', before.number], ['phone', PHONE]]);
	expect([found.status, found.headers.get('location')]).toEqual([303, `/case/${before.number}`]);

	const { stdout } = await runCommand(dataDir, ['keys', 'list']);
	const lines = stdout.trim().split('\n').map((line) => line.split('\t'));
	expect(lines.map(([generation, , values, use]) => [generation, values !== '0 values', use])).toEqual(
		expect.arrayContaining([[`generation ${newest}`, true, 'seals'], [`generation ${old}`, false, 'opens only']])
	);
	// What was replaced today still opens sheets and cookies.
	const pruned = await runCommand(dataDir, ['keys', 'prune']);
	expect([pruned.status, pruned.stderr]).toEqual([0, expect.stringContaining('No key can be taken out yet')]);
});
