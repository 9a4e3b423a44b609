import { expect, test } from 'vitest';
import { personalData } from '#app/personal-data.ts';
import { HELD_ELSEWHERE } from '#modules/residents/privacy/coverage.model.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../support/db.ts';

useDatabase();

test('what a purpose can cover beside the register is what the modules say they hold', async () => {
	const here = await testSubdistrict();
	const held = await personalData(testCtx(here.id, person('security_admin')));
	expect(held.map(({ covers }) => covers).sort()).toEqual([...HELD_ELSEWHERE].sort());
});
