import { beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addPerson, addTie, groupsOfPerson, householdPage, moveIn, openPage, recordDeath, type PersonPage } from '../index.ts';
import type { RelationCode } from '../codes/index.ts';
import { testDwellings } from '../household/household.testing.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let manager: ReturnType<typeof testCtx>;
let doors: string[];
beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId() });
	manager = testCtx(here.id, { ...person('manager'), id: newId() });
	doors = (await testDwellings(here.id, here.communities[0], 8)).dwellingIds;
});

const born = (name: string, birthDate: string) => addPerson(worker, { communityId: here.communities[0], fields: { name, birthDate, phone: '12000001234' } }).then(({ id }) => id);
type Member = [id: string, relation: RelationCode, residence?: 'owner' | 'away'];
const home = (dwellingId: string, members: Member[], kind: 'family' | 'collective' = 'family') =>
	moveIn(worker, { dwellingId, kind, on: '2020-01-01', members: members.map(([personId, relation, residence = 'owner']) => ({ personId, relation, residence })) });
const page = async (id: string, ctx = worker) => (await openPage(ctx, id)) as PersonPage;

test('the page says of groups and household what the lists and the household’s page say', async () => {
	const [alone, man, woman, mother, daughter, away, guest, inmate, other, dead] = await Promise.all(
		['1940-01-01', '1950-01-01', '1952-01-01', '1945-01-01', '1975-01-01', '1948-01-01', '1941-01-01', '1938-01-01', '1939-01-01', '1937-01-01'].map((day, i) => born(`测试${'甲乙丙丁戊己庚辛壬癸'[i]}`, day))
	) as [string, string, string, string, string, string, string, string, string, string];
	await home(doors[0]!, [[alone, '02']]);
	await home(doors[1]!, [[man, '02'], [woman, '12']]);
	await home(doors[2]!, [[mother, '02'], [daughter, '29']]);
	await home(doors[3]!, [[away, '02', 'away']]);
	await home(doors[3]!, [[guest, '02']]);
	await home(doors[4]!, [[inmate, '02'], [other, '99']], 'collective');
	await home(doors[5]!, [[dead, '02']]);
	await recordDeath(worker, { personId: dead, on: '2026-01-01' });
	// A daughter on record who lives elsewhere: the couple stays an empty nest, and so does the guest alone at a door.
	await addTie(worker, { personId: man, kind: 'child', otherId: daughter, name: '', words: '' });

	const groups: Record<string, string[]> = {};
	for (const id of [alone, man, woman, mother, daughter, away, guest, inmate, other, dead]) {
		const own = await page(id);
		const listed = await groupsOfPerson(worker, { personId: id });
		expect([id, [...own.groups.derived].sort()]).toEqual([id, [...listed.derived].sort()]);
		expect(own.groups.recorded).toEqual(listed.recorded);
		const household = own.householdId && (await householdPage(worker, { id: own.householdId }));
		expect(own.household?.members ?? []).toEqual(household ? household.members.map(({ person: card, relation }) => ({ person: card, relation })) : []);
		groups[id] = own.groups.derived.filter((code) => code === 'living_alone' || code === 'empty_nest');
	}
	expect([groups[alone], groups[man], groups[woman], groups[mother], groups[guest], groups[inmate]]).toEqual([['living_alone'], ['empty_nest'], ['empty_nest'], [], ['living_alone'], []]);
});

test('a manager sees the household masked and of the number nothing', async () => {
	const id = await born('张三丰', '1950-01-01');
	await moveIn(worker, { dwellingId: doors[6]!, number: '330100001', on: '2020-01-01', members: [{ personId: id, relation: '02', residence: 'owner' }] });
	expect((await page(id)).household).toMatchObject({ number: '330100001', members: [{ person: { name: '张三丰' } }] });
	expect((await page(id, manager)).household).toMatchObject({ number: null, members: [{ person: { name: '张**', age: null, ageBand: 70 } }] });
});
