import { beforeAll, expect, test } from 'vitest';
import { saveBuilding, saveCompound } from '#modules/areas/index.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { systemCtx } from '#platform/jobs.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addPerson, findDoors, householdPage, layOutBuilding, moveIn, openPage, registerByForm, type PersonPage } from '../index.ts';

useDatabase();

let here: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let head: string;
let householdId: string;
const door = async (words: string) => (await findDoors(worker, { words }))[0]!;
const page = async (id: string) => (await openPage(worker, id)) as PersonPage;
const people = async (name: string) => (await ownerPool().query('SELECT count(*)::int AS n FROM residents.person WHERE subdistrict_id = $1 AND name = $2', [here.id, name])).rows[0].n as number;
const form = (name: string, more: Record<string, unknown> = {}) => ({ clientId: newId(), communityId: here.communities[0], fields: { name }, source: { kind: 'self' }, ...more });

beforeAll(async () => {
	here = await testSubdistrict();
	worker = testCtx(here.id, { ...person('worker', here.communities[0]), id: newId() });
	const system = systemCtx(here.id, 'test');
	for (const [community, name] of [[0, '红云里'], [1, '翠湖花园']] as const) {
		const { id } = await saveCompound(system, { communityId: here.communities[community]!, name });
		const { id: buildingId } = await saveBuilding(system, { compoundId: id, name: '3号楼', units: 2, floors: 3, doorsPerFloor: 2 });
		await layOutBuilding(testCtx(here.id, { ...person('worker', here.communities[community]), id: newId() }), { buildingId });
	}
	head = (await addPerson(worker, { communityId: here.communities[0], fields: { name: '王建国', birthDate: '1950-01-01' } })).id;
	({ householdId } = (await moveIn(worker, { dwellingId: (await door('红云里3-2-302')).id, on: '2020-01-01', members: [{ personId: head, relation: '02', residence: 'owner' }] })) as { householdId: string });
});

test('doors are found as an address is typed, with who lives there, in one’s own communities only', async () => {
	expect(await findDoors(worker, { words: '红云里3号楼' })).toHaveLength(12);
	expect((await findDoors(worker, { words: '红云里3号楼2单元' })).every(({ address }) => address.includes('2单元'))).toBe(true);
	expect(await findDoors(worker, { words: '红云里3号楼2单元302' })).toMatchObject([{ address: '红云里3号楼2单元302', households: [{ id: householdId, head: '王建国', people: 1 }] }]);
	for (const words of ['翠湖花园3号楼2单元302', '王建国', '']) expect(await findDoors(worker, { words })).toEqual([]);
	await expect(findDoors(testCtx(here.id, person('manager')), { words: '红云里3号楼' })).rejects.toMatchObject({ status: 403 });
});

test('somebody new comes with a home of their own, or joins a household, and with ties to people of the register', async () => {
	const first = await registerByForm(worker, form('首户', { home: { address: '红云里3号楼1单元101', residence: 'tenant', on: '2026-11-01' } }));
	expect(await page(first.id)).toMatchObject({ householdId: first.householdId, household: { members: [{ relation: '02' }] } });
	const home = { dwellingId: (await door('红云里3-2-302')).id, householdId, relation: '10', residence: 'owner_family', on: '' };
	const joined = await registerByForm(worker, form('李秀英', { home, ties: { 0: { kind: 'spouse', otherId: head, name: '王建国' }, 1: { kind: 'emergency', name: '王强', phone: '12000003333', words: '儿子' }, 2: { kind: 'emergency', name: '', phone: '' } } }));
	expect(joined.householdId).toBe(householdId);
	const { ties, address } = await page(joined.id);
	expect([address.value, ties.map(({ kind, otherId, name }) => [kind, otherId, name])]).toEqual(['红云里3号楼2单元302', [['spouse', head, '王建国'], ['emergency', null, '王强']]]);
	expect((await householdPage(worker, { id: householdId })).members).toHaveLength(2);
});

test('is all or nothing, and made once', async () => {
	const home = { dwellingId: (await door('红云里3-2-302')).id, householdId, relation: '', residence: 'other', on: '' };
	await expect(registerByForm(worker, form('无关系', { home }))).rejects.toMatchObject({ fields: [{ path: 'home.relation', code: 'residents.relationMissing' }] });
	await expect(registerByForm(worker, form('无关系', { ties: { 0: { kind: 'emergency', phone: '12000003333' } } }))).rejects.toMatchObject({ fields: [{ path: 'ties.0.name', code: 'residents.whoIsIt' }] });
	await expect(registerByForm(worker, form('无关系', { home: { address: '红云里3号楼2单元302' } }))).rejects.toMatchObject({ fields: [{ path: 'address', code: 'residents.chooseHome' }] });
	await expect(registerByForm(worker, form('无关系', { home: { address: '没有的地方' } }))).rejects.toMatchObject({ fields: [{ path: 'address', code: 'residents.addressUnknown' }] });
	// A door of another community is not the worker's to fill, and nobody is left behind without a home.
	const { rows } = await ownerPool().query(`SELECT id FROM residents.dwelling WHERE subdistrict_id = $1 AND address LIKE '翠湖%' LIMIT 1`, [here.id]);
	await expect(registerByForm(worker, form('无关系', { home: { ...home, dwellingId: rows[0].id, householdId: '' } }))).rejects.toMatchObject({ status: 403 });
	expect(await people('无关系')).toBe(0);
	const twice = form('一次', { home: { address: '红云里3号楼1单元102' }, ties: { 0: { kind: 'other', otherId: head } } });
	const [one, two] = [await registerByForm(worker, twice), await registerByForm(worker, { ...twice, newAnyway: '1', home: {} })];
	expect([two.id, await people('一次'), (await page(one.id)).ties.length]).toEqual([one.id, 1, 1]);
});
