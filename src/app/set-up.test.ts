import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { listCommunities } from '#modules/areas/index.ts';
import { actorOfSession, signInWithPassword } from '#platform/accounts/index.ts';
import { config } from '#platform/config.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { forgetSubdistricts, subdistricts } from '#platform/tenant.ts';
import { testCtx, testSubdistrict, useDatabase } from '../../tests/support/db.ts';
import { finishSetUp } from './set-up.ts';
import { setUpCode, setUpLines, setUpNeeded } from './set-up-code.ts';

useDatabase();

const people = { system: { name: '何一', username: 'sys' }, security: { name: '何二', username: 'sec' }, audit: { name: '何三', username: 'aud' }, password: 'lanmao-72-Qiao', again: 'lanmao-72-Qiao' };
const place = { subdistrictName: '试点街道', subdistrictCode: '999998001000', communities: '999998001001 东社区\n999998001002　西社区\n' };

test('an empty installation is set up once, with the code of the console, into three separate people', async () => {
	expect(await setUpNeeded(null)).toBe(true);
	const code = setUpCode();
	expect(setUpCode()).toBe(code);
	expect((await setUpLines()).join('\n')).toContain(code);
	const tries: [object, object][] = [
		[{ code: 'wrong' }, { code: 'accounts.setupCode' }],
		[{ password: 'short', again: 'short' }, { fields: [{ path: 'password', code: 'accounts.passwordShort' }] }],
		[{ again: 'something-else-72' }, { fields: [{ path: 'again' }] }],
		[{ audit: people.system }, { fields: [{ path: 'audit.username', code: 'accounts.setupDistinct' }] }],
		[{ communities: '东社区' }, { fields: [{ path: 'communities', code: 'accounts.setupCommunities' }] }],
		[{ subdistrictCode: '12' }, { fields: [{ path: 'subdistrictCode' }] }],
		[{ system: { name: '何一' } }, { fields: [{ path: 'system.username', code: 'platform.required' }] }]
	];
	for (const [wrong, refusal] of tries) await expect(finishSetUp(null, { code, ...place, ...people, ...wrong })).rejects.toMatchObject(refusal);
	forgetSubdistricts();
	expect(await subdistricts()).toEqual([]);

	const handovers = await finishSetUp(null, { code: ` ${code.toUpperCase()} `, ...place, ...people });
	expect(handovers.map((each) => each.username)).toEqual(['sec', 'aud']);
	const { id } = (await subdistricts())[0]!;
	const ctx = testCtx(id);
	expect((await listCommunities(ctx, {})).map((each) => each.name)).toEqual(['东社区', '西社区']);
	expect(existsSync(join(config().dataDir, 'secrets', 'set-up-code'))).toBe(false);
	expect(await setUpLines()).toEqual([]);
	await expect(finishSetUp(id, { code, ...people })).rejects.toMatchObject({ status: 404 });
	await expect(finishSetUp(null, { code, ...place, ...people })).rejects.toMatchObject({ status: 404 });

	const system = await signInWithPassword(ctx, { username: 'sys', password: people.password });
	expect(system.stage).toBe('full');
	expect((await actorOfSession(system.token, id, ctx.clock)).grants.map((grant) => grant.role)).toEqual(['system_admin']);
	expect((await signInWithPassword(ctx, { username: 'sec', password: handovers[0]!.password })).stage).toBe('password');
});

test('a subdistrict made by the operator waits for its administrators alone', async () => {
	const { id } = await testSubdistrict();
	expect(await setUpNeeded(id)).toBe(true);
	await finishSetUp(id, { code: setUpCode(), ...people });
	expect(await setUpNeeded(id)).toBe(false);
	const { rows } = await ownerPool().query(`SELECT role, granted_by FROM accounts."grant" WHERE subdistrict_id = $1 ORDER BY role`, [id]);
	expect(rows).toEqual(['audit_admin', 'security_admin', 'system_admin'].map((role) => ({ role, granted_by: null })));
});
