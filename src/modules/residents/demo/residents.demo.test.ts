import { expect, test } from 'vitest';
import { demoAreas } from '#modules/areas/areas.demo.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { systemCtx } from '#platform/jobs.ts';
import { testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { demoResidents } from './residents.demo.ts';

useDatabase();

const count = async (query: string): Promise<number> => (await ownerPool().query<{ n: number }>(`SELECT count(*)::int AS n FROM ${query}`)).rows[0]!.n;

test('the demonstration has people of every kind, behind doors', async () => {
	const { id } = await testSubdistrict();
	await demoAreas(systemCtx(id, 'demo'));
	const began = performance.now();
	await demoResidents(systemCtx(id, 'demo'));
	expect(performance.now() - began).toBeLessThan(20_000);
	expect(await count('residents.person')).toBeGreaterThan(1_190);
	expect(await count('residents.dwelling')).toBeGreaterThan(4_000);
	expect(await count('(SELECT DISTINCT community_id FROM residents.person) c')).toBe(4);
	for (const some of ['died_on IS NOT NULL', 'left_on IS NOT NULL', 'lives_away', 'phone_hash IS NOT NULL']) expect([some, await count(`residents.person WHERE ${some}`)]).toEqual([some, expect.any(Number)]);
	expect(await count(`residents.person WHERE died_on IS NOT NULL`)).toBeGreaterThan(4);
	expect(await count('residents.person WHERE left_on IS NOT NULL')).toBeGreaterThan(8);
	expect(await count(`residents.relation WHERE kind = 'emergency'`)).toBeGreaterThan(40);
	expect(await count('(SELECT DISTINCT code FROM residents.group_fact) c')).toBeGreaterThan(7);
	expect(await count('(SELECT name_key, count(*) FROM residents.person WHERE id_hash IS NULL GROUP BY 1) c')).toBeGreaterThan(3);
	expect(await count(`residents.account_link l JOIN accounts.user u ON u.id = l.user_id WHERE u.kind = 'resident' AND acts_as = 'self'`)).toBe(1);
	// The copies agree with the open memberships.
	expect(await count(`residents.person p FULL JOIN (SELECT m.person_id, h.id, h.dwelling_id FROM residents.membership m JOIN residents.household h ON h.id = m.household_id WHERE m.until_on IS NULL) o ON o.person_id = p.id
		WHERE p.household_id IS DISTINCT FROM o.id OR p.dwelling_id IS DISTINCT FROM o.dwelling_id`)).toBe(0);
}, 60_000);
