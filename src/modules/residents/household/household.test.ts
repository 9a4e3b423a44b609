import { beforeAll, describe, expect, test } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { saveBuilding, saveCompound } from '#modules/areas/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addDwelling, addTie, buildingBoard, changeHead, dwellingPage, endTie, householdPage, householdsByPhone, layOutBuilding, moveByForm, moveHousehold, moveIn, moveInByForm, moveOut, phoneHashesOf, recordDeath, retireDwelling, saveHousehold, takeBackMove, withdrawDeath, addPerson } from '../index.ts';
import { readPage } from '../person/page.ts';

useDatabase();

let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let worker: ReturnType<typeof testCtx>;
let stranger: ReturnType<typeof testCtx>;
let manager: ReturnType<typeof testCtx>;
let building: string;
const doorOf = async (unit: number, door: string) => (await ownerPool().query('SELECT id FROM residents.dwelling WHERE building_id = $1 AND unit = $2 AND door = $3', [building, unit, door])).rows[0].id as string;
const born = (name: string, more: Record<string, string> = {}) => addPerson(worker, { communityId: tenant.communities[0], fields: { name, ...more } }).then(({ id }) => id);

beforeAll(async () => {
	tenant = await testSubdistrict();
	const staff = (role: 'worker' | 'manager', communityId: string | null) => testCtx(tenant.id, { ...person(role, communityId), id: newId() });
	[worker, stranger, manager] = [staff('worker', tenant.communities[0]), staff('worker', tenant.communities[1]), staff('manager', null)];
	const system = systemCtx(tenant.id, 'test');
	const { id } = await saveCompound(system, { communityId: tenant.communities[0], name: '红云里' });
	building = (await saveBuilding(system, { compoundId: id, name: '3号楼', units: 2, floors: 3, doorsPerFloor: 2 })).id;
	expect(await layOutBuilding(worker, { buildingId: building })).toMatchObject({ added: 12 });
});

describe('doors', () => {
	test('are laid out once; others are added by hand; nobody else’s staff may', async () => {
		expect(await layOutBuilding(worker, { buildingId: building })).toMatchObject({ added: 0 });
		await addDwelling(worker, { buildingId: building, unit: 1, door: '车库3', use: 'shop' });
		await expect(addDwelling(worker, { buildingId: building, unit: 1, door: '101' })).rejects.toMatchObject({ code: 'residents.doorThere' });
		await expect(layOutBuilding(stranger, { buildingId: building })).rejects.toMatchObject({ code: 'platform.forbidden' });
		await expect(buildingBoard(stranger, { buildingId: building })).rejects.toMatchObject({ code: 'platform.notFound' });
	});

	test('go out of use only when nobody lives there', async () => {
		const door = await doorOf(2, '301');
		const { householdId } = await moveIn(worker, { dwellingId: door, on: '2026-01-01', members: [{ personId: await born('周门'), relation: '02', residence: 'owner' }] });
		await expect(retireDwelling(worker, { id: door, retired: true })).rejects.toMatchObject({ code: 'residents.householdNotEmpty' });
		const members = (await householdPage(worker, { id: householdId! })).members.map((each) => each.person.id);
		await moveOut(worker, { personIds: members, on: '2026-02-01' });
		await retireDwelling(worker, { id: door, retired: true });
		await retireDwelling(worker, { id: door, retired: false });
	});
});

describe('a household', () => {
	let wang: string, li: string, son: string, home: string;
	beforeAll(async () => {
		[wang, li, son] = [await born('王建国', { sex: '1', phone: '12011110001' }), await born('李桂兰', { sex: '2', birthDate: '1950-02-02' }), await born('王小明', { sex: '1', birthDate: '1980-03-03' })];
		const moved = await moveIn(worker, {
			dwellingId: await doorOf(1, '201'),
			on: '2010-05-01',
			number: 'H-201',
			members: [
				{ personId: wang, relation: '02', residence: 'owner' },
				{ personId: li, relation: '12', residence: 'owner_family' },
				{ personId: son, relation: '21', residence: 'owner_family' }
			]
		});
		home = moved.householdId!;
	});
	const namesOn = async (on?: string) => (await householdPage(worker, { id: home, on })).members.map((each) => `${each.person.name} ${each.relation}`);

	test('is shown as it is, and as it was', async () => {
		const view = await householdPage(worker, { id: home });
		expect(view).toMatchObject({ number: 'H-201', dwelling: { address: '红云里3号楼1单元201' }, mayEdit: true });
		expect(await namesOn()).toEqual(['王建国 02', '李桂兰 12', '王小明 21']);
		expect(await namesOn('2010-04-30')).toEqual([]);
		await moveOut(worker, { personIds: [son], on: '2020-07-01' });
		expect(await namesOn('2020-06-30')).toHaveLength(3);
		expect(await namesOn('2020-07-01')).toEqual(['王建国 02', '李桂兰 12']);
	});

	test('masks what the caller may not see', async () => {
		const seen = await householdPage(manager, { id: home });
		expect(seen).toMatchObject({ number: null, dwelling: { address: expect.stringContaining('***') }, mayEdit: false });
		expect(JSON.stringify(seen)).not.toContain('建国');
		await expect(householdPage(stranger, { id: home })).rejects.toMatchObject({ code: 'platform.notFound' });
	});

	test('another head: relations that follow are set, others are asked for; taken back, all is as before', async () => {
		const nephew = await born('王侄', { sex: '1' });
		await moveIn(worker, { householdId: home, on: '2021-01-01', members: [{ personId: nephew, relation: '79', residence: 'other' }] });
		const before = await namesOn();
		await expect(changeHead(worker, { householdId: home, personId: li, on: '2022-01-01' })).rejects.toMatchObject({ code: 'residents.relationsMissing', fields: [{ path: `relations.${nephew}`, code: 'residents.relationMissing' }] });
		const changed = await changeHead(worker, { householdId: home, personId: li, on: '2022-01-01', relations: { [nephew]: '97' } });
		expect((await namesOn()).sort()).toEqual(['王建国 11', '李桂兰 02', '王侄 97'].sort());
		expect(await namesOn('2021-12-31')).toEqual(before);
		const view = await householdPage(worker, { id: home });
		// Since when they live here, not since when the head is another.
		expect(view.members.find(({ person: { id } }) => id === wang)!.fromOn).toBe('2010-05-01');
		expect(view.moves[0]).toMatchObject({ kind: 'head', personId: li, canTakeBack: true });
		await takeBackMove(worker, { changeId: changed.changeId, personIds: changed.personIds });
		expect(await namesOn()).toEqual(before);
		await moveOut(worker, { personIds: [nephew], on: '2022-06-01' });
	});

	test('moves whole, with its number', async () => {
		const changed = await moveHousehold(worker, { householdId: home, dwellingId: await doorOf(2, '102'), on: '2023-01-01' });
		const next = await householdPage(worker, { id: changed.householdId! });
		expect(next).toMatchObject({ number: 'H-201', dwelling: { address: '红云里3号楼2单元102' } });
		expect(next.members).toHaveLength(2);
		expect(await householdPage(worker, { id: home })).toMatchObject({ closedOn: '2023-01-01', members: [] });
		expect((await dwellingPage(worker, { id: await doorOf(1, '201') })).households[0]).toMatchObject({ id: home, closedOn: '2023-01-01' });
		await takeBackMove(worker, { changeId: changed.changeId, personIds: changed.personIds });
		expect(await householdPage(worker, { id: home })).toMatchObject({ closedOn: null });
	});

	test('a death and its withdrawal', async () => {
		await recordDeath(worker, { personId: wang, on: '2024-01-01' });
		expect(await namesOn()).toEqual(['李桂兰 12']);
		// The record leads to where they lived, for who may see addresses.
		expect(await readPage(worker, { id: wang })).toMatchObject({ household: null, lastHome: { householdId: home, address: '红云里3号楼1单元201', untilOn: '2024-01-01' } });
		expect(await readPage(manager, { id: wang })).toMatchObject({ lastHome: null });
		await expect(moveIn(worker, { householdId: home, on: '2024-02-01', members: [{ personId: wang, relation: '02', residence: 'owner' }] })).rejects.toMatchObject({ code: 'residents.personDied' });
		await withdrawDeath(worker, { personId: wang });
		expect(await namesOn()).toEqual(['王建国 02', '李桂兰 12']);
	});

	test('is found by a number: one’s own, and that of somebody’s contact', async () => {
		expect(await householdsByPhone(worker, { phone: '120 1111 0001' })).toMatchObject([{ householdId: home, address: '红云里3号楼1单元201', members: [{ name: '王建国', calling: true }, { name: '李桂兰', calling: false }] }]);
		const { id: tie } = await addTie(worker, { personId: li, kind: 'emergency', name: '王大女', phone: '12011119999', words: '女儿' });
		expect((await householdsByPhone(worker, { phone: '12011119999' }))[0]!.members[0]).toMatchObject({ name: '李桂兰', contactOf: true });
		expect(await householdsByPhone(stranger, { phone: '12011110001' })).toEqual([]);
		expect((await householdsByPhone(manager, { phone: '12011110001' }))[0]).toMatchObject({ address: expect.stringContaining('***'), members: [{ name: '王**' }, { name: '李**' }] });
		expect((await phoneHashesOf(worker, { ids: [wang, li] })).size).toBe(1);
		expect((await phoneHashesOf(stranger, { ids: [wang] })).size).toBe(0);
		await endTie(worker, { id: tie });
		expect(await householdsByPhone(worker, { phone: '12011119999' })).toEqual([]);
		// The name and number of who is not in the register are kept sealed.
		expect((await ownerPool().query('SELECT r::text AS row FROM residents.relation r WHERE id = $1', [tie])).rows[0].row).not.toMatch(/王大女|12011119999/);
	});

	test('a stale form does not overwrite, and a number stands once', async () => {
		const { version } = await householdPage(worker, { id: home });
		await saveHousehold(worker, { id: home, number: 'H-201', kind: 'family', version });
		await expect(saveHousehold(worker, { id: home, number: 'H-9', kind: 'family', version })).rejects.toMatchObject({ code: 'platform.changed' });
		await expect(moveIn(worker, { communityId: tenant.communities[0], number: 'H-201', on: null, members: [{ personId: await born('赵某'), relation: '02', residence: 'other' }] })).rejects.toMatchObject({ code: 'residents.householdNumberTaken' });
	});

	test('forms: somebody new behind an empty door, sent twice, is one; a written address decides where to', async () => {
		const door = await doorOf(1, '301');
		const values = { name: '钱新来', personClientId: newId(), clientId: newId(), on: '2026-03-01', residence: 'tenant' };
		const [first, second] = [await moveInByForm(worker, values, { dwellingId: door }, tenant.communities[0]), await moveInByForm(worker, values, { dwellingId: door }, tenant.communities[0])];
		expect(second.householdId).toBe(first.householdId);
		const view = await householdPage(worker, { id: first.householdId! });
		expect(view.members.map((each) => each.person.name)).toEqual(['钱新来']);
		const move = { personIds: [view.members[0]!.person.id], where: 'door', on: '2026-04-01' };
		await expect(moveByForm(worker, { ...move, door: '红云里3号楼101' }, view)).rejects.toMatchObject({ fields: [{ path: 'door', code: 'residents.addressOpen' }] });
		await expect(moveByForm(worker, { ...move, door: '别处' }, view)).rejects.toMatchObject({ fields: [{ path: 'door', code: 'residents.addressUnknown' }] });
		const moved = await moveByForm(worker, { ...move, door: '红云里三号楼二单元201' }, view);
		expect((await householdPage(worker, { id: moved.householdId! })).dwelling!.address).toBe('红云里3号楼2单元201');
		const board = await buildingBoard(worker, { buildingId: building });
		expect(board.doors.find(({ unit, door: number }) => unit === 2 && number === '201')!.households).toMatchObject([{ head: '钱新来', people: 1 }]);
		expect(board.counts).toMatchObject({ doors: 13, lived: 2, people: 3 });
	});
});
