import { beforeAll, expect, test } from 'vitest';
import type { Ctx } from '#platform/context.ts';
import { contains, toGcj02, type Position } from '#platform/geo/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../tests/support/db.ts';
import { demoAreas } from './areas.demo.ts';
import { ring } from './areas.demo.data.ts';
import { addressText, addBuildings, areaAt, areaNames, findAddress, land, listCommunities, listRetired, retire, saveBuilding, saveCommunity, saveCompound, saveGrid, type Land } from './index.ts';

useDatabase();

let tenant: string;
let ctx: Ctx;
let all: Land;

beforeAll(async () => {
	tenant = (await testSubdistrict()).id;
	// The demonstration's codes are its own; the two communities of the test's subdistrict stand beside them.
	await demoAreas(systemCtx(tenant, 'demo'));
	ctx = testCtx(tenant, person('manager'));
	all = await land(ctx);
});

const compoundNamed = (name: string) => all.compounds.find((each) => each.name === name)!;
const communityNamed = (name: string) => all.communities.find((each) => each.name === name)!;

test('the demonstration has dwellings for a few thousand households', () => {
	expect(all.compounds).toHaveLength(16);
	expect(all.buildings).toHaveLength(112);
	const dwellings = all.buildings.reduce((sum, each) => sum + each.units * each.floors * each.doorsPerFloor, 0);
	expect(dwellings).toBeGreaterThan(4000);
	expect(dwellings).toBeLessThan(6000);
});

test('communities tile the subdistrict and grids tile their community: any point lies in exactly one', () => {
	let inside = 0;
	for (let i = 0; i < 2000; i++) {
		// A low-discrepancy walk over the bounding box: the same points every time, nowhere clumped.
		const at: Position = [103.585 + 0.03 * ((i * 0.754877666) % 1), 26.188 + 0.024 * ((i * 0.569840291) % 1)];
		const within = contains(all.outline!, at) ? 1 : 0;
		inside += within;
		expect(all.communities.filter((each) => each.outline && contains(each.outline, at))).toHaveLength(within);
		expect(all.grids.filter((each) => contains(each.outline!, at))).toHaveLength(within);
	}
	expect(inside).toBeGreaterThan(800);
});

test('every building stands in its compound, its compound’s grid and community', async () => {
	for (const building of all.buildings) {
		const compound = all.compounds.find((each) => each.id === building.compoundId)!;
		expect(await areaAt(ctx, { lon: building.lon!, lat: building.lat! })).toEqual({ communityId: compound.communityId, gridId: compound.gridId, compoundId: compound.id });
		const grid = all.grids.find((each) => each.id === compound.gridId)!;
		expect(contains(grid.outline!, [building.lon!, building.lat!]), `${compound.name} ${building.name}`).toBe(true);
	}
	expect(await areaAt(ctx, { lon: 0, lat: 0 })).toEqual({ communityId: null, gridId: null, compoundId: null });
});

test.each([
	['翠湖花园 3号楼 2单元 501', '翠湖花园 3号楼 2单元 501'],
	['翠湖花园3号楼2单元501室', '翠湖花园 3号楼 2单元 501'],
	['我家在翠湖花园三栋', '翠湖花园 3号楼'],
	['翠湖花苑 ３－２－５０１', '翠湖花园 3号楼 2单元 501'],
	['纱厂老院十二号楼', '红云里'],
	['红云里 九号楼 4单元', '红云里 9号楼 4单元'],
	['湖畔雅居6号楼1802', '湖畔雅居 6号楼 1802'],
	['翠湖花园3号楼9单元', '翠湖花园 3号楼'],
	['翠湖', '翠湖花园|翠湖小区'],
	['没有这个地方', '']
])('reads the address %s', (words, expected) => {
	expect(findAddress(all, words).map(addressText).sort().join('|')).toBe(expected.split('|').sort().join('|'));
});

test('names come in the reader’s language and follow a change at once', async () => {
	const { id, communityId, ...compound } = compoundNamed('锦绣苑');
	expect((await areaNames({ ...ctx, locale: 'en' }))(communityId)).toBe('Baiyun Community');
	await saveCompound(ctx, { id, communityId, gridId: compound.gridId, name: '锦绣花苑', version: compound.version });
	expect((await areaNames(ctx))(id)).toBe('锦绣花苑');
	await expect(saveCompound(ctx, { id, communityId, name: '又改', version: compound.version })).rejects.toMatchObject({ code: 'platform.changed' });
});

test('what a Chinese map shows is converted; nonsense is refused', async () => {
	const corner = ring('A B C P M S J');
	const shifted = { type: 'Polygon', coordinates: [[...corner, corner[0]!].map(toGcj02)] };
	const { id } = await saveCommunity(ctx, { code: '999999001099', name: '换算社区', outline: JSON.stringify(shifted), system: 'gcj02' });
	const kept = (await land(ctx)).communities.find((each) => each.id === id)!.outline!;
	for (const [i, [lon, lat]] of (kept.coordinates[0] as Position[]).entries()) {
		const [trueLon, trueLat] = corner[i % corner.length]!;
		expect(Math.abs(lon - trueLon)).toBeLessThan(1e-5);
		expect(Math.abs(lat - trueLat)).toBeLessThan(1e-5);
	}
	await expect(saveCommunity(ctx, { id, code: '999999001099', name: '换算社区', outline: '不是' })).rejects.toMatchObject({ code: 'areas.notJson' });
	await expect(saveCommunity(ctx, { id, code: '999999001099', name: '换算社区', outline: { type: 'Point', coordinates: [1, 2] } })).rejects.toMatchObject({ code: 'areas.notAnArea' });
	await expect(saveCommunity(ctx, { code: '999999001001', name: '重码社区' })).rejects.toMatchObject({ code: 'areas.codeTaken' });
	await expect(saveCommunity(ctx, { code: '12345', name: '短码' })).rejects.toMatchObject({ fields: [{ path: 'code', code: 'areas.codeNot12Digits' }] });
});

test('a run of buildings is added once', async () => {
	const compoundId = compoundNamed('文昌里').id;
	expect(await addBuildings(ctx, { compoundId, from: 5, to: 12, units: 3, floors: 6, doorsPerFloor: 2 })).toMatchObject({ added: 6 });
	expect(await addBuildings(ctx, { compoundId, from: '1', to: '12' })).toMatchObject({ added: 0 });
	expect((await land(ctx)).buildingsOf.get(compoundId)!.map((each) => each.name)).toEqual(Array.from({ length: 12 }, (_, i) => `${i + 1}号楼`));
	await expect(addBuildings(ctx, { compoundId, from: 9, to: 3 })).rejects.toMatchObject({ fields: [{ path: 'to', code: 'areas.rangeTooWide' }] });
	await expect(addBuildings(ctx, { compoundId, from: 1, to: 2, pattern: '楼' })).rejects.toMatchObject({ fields: [{ path: 'pattern' }] });
});

test('nothing is deleted, and nothing in use is left without its parent', async () => {
	const compound = compoundNamed('棋盘街大院');
	await expect(retire(ctx, { kind: 'compound', id: compound.id, retired: true })).rejects.toMatchObject({ code: 'areas.notEmpty', params: { count: 6 } });
	for (const building of all.buildingsOf.get(compound.id)!) await retire(ctx, { kind: 'building', id: building.id, retired: true });
	await retire(ctx, { kind: 'compound', id: compound.id, retired: true });
	expect((await land(ctx)).byId.has(compound.id)).toBe(false);
	expect((await listRetired(ctx, {})).filter((each) => each.kind !== 'building')).toMatchObject([{ kind: 'compound', name: '棋盘街大院', within: '棋盘社区' }]);
	await retire(ctx, { kind: 'compound', id: compound.id, retired: false });
	expect((await land(ctx)).byId.has(compound.id)).toBe(true);
	expect((await ownerPool().query('SELECT count(*)::int AS n FROM areas.building WHERE subdistrict_id = $1 AND compound_id = $2', [tenant, compound.id])).rows[0].n).toBe(6);
});

test('a head changes the own community and no other; a worker and a resident change nothing', async () => {
	const red = communityNamed('红云社区');
	const white = communityNamed('白云社区');
	const head = testCtx(tenant, person('head', red.id));
	const { id } = await saveGrid(head, { communityId: red.id, code: '09', name: '红云机动网格' });
	await expect(saveGrid(head, { communityId: white.id, code: '09', name: '白云机动网格' })).rejects.toMatchObject({ status: 403 });
	await expect(saveGrid(ctx, { id, communityId: white.id, code: '09', name: '搬走' })).rejects.toMatchObject({ status: 404 });
	await expect(saveCommunity(head, { id: red.id, code: red.code, name: '红云改名' })).rejects.toMatchObject({ status: 403 });
	await expect(retire(head, { kind: 'community', id: red.id, retired: true })).rejects.toMatchObject({ status: 403 });
	const foreign = compoundNamed('白云新村');
	await expect(saveBuilding(head, { compoundId: foreign.id, name: '99号楼' })).rejects.toMatchObject({ status: 403 });
	await expect(saveCompound(head, { id: foreign.id, communityId: red.id, name: '白云新村' })).rejects.toMatchObject({ status: 403 });
	await expect(saveCompound(ctx, { communityId: red.id, gridId: foreign.gridId, name: '错网格' })).rejects.toMatchObject({ code: 'areas.gridElsewhere' });
	for (const role of ['worker', 'resident'] as const)
		await expect(saveGrid(testCtx(tenant, person(role, red.id)), { communityId: red.id, code: '10', name: '不行' })).rejects.toMatchObject({ status: 403 });
});

test('another subdistrict sees none of it', async () => {
	const other = testCtx((await testSubdistrict()).id);
	expect((await listCommunities(other, {})).map((each) => each.name)).toEqual(['测试社区1', '测试社区2']);
	expect((await land(other)).compounds).toEqual([]);
	expect((await areaNames(other))(communityNamed('红云社区').id)).toBe('');
});
