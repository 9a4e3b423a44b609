import { describe, expect, it } from 'vitest';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { getService, listRevisions, saveOrganization, saveService, searchServices, setServiceStatus } from '../index.ts';

useDatabase();

async function setting() {
	const { id, communities } = await testSubdistrict();
	const manager = testCtx(id, person('manager'));
	const organization = await saveOrganization(manager, { name: '红云社区食堂', kind: 'public', communityId: communities[0] });
	return { id, communities, manager, organizationId: organization.id, visitor: testCtx(id) };
}

const lunch = (organizationId: string) => ({
	organizationId,
	name: '老年助餐',
	description: '工作日午餐，两荤两素一汤。',
	groups: ['elder' as const],
	minAge: 60,
	costKind: 'subsidised' as const,
	prices: [
		{ group: 'elder' as const, fen: 1200, unit: '份' },
		{ fen: 1800, unit: '份', nature: 'market' as const }
	],
	places: [{ name: '红云社区食堂', address: '红云路 8 号', lon: 104.06, lat: 30.67, accessibility: ['ramp' as const] }],
	schedules: [{ place: 0, openings: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: 660, closes: 780 })) }],
	phones: [{ number: '028-8888 0000', label: '食堂' }],
	capacities: [{ unit: '份', available: 30, maximum: 120 }]
});

describe('an entry', () => {
	it('comes back whole, is found by everybody, and each change of it is kept', async () => {
		const { manager, organizationId, visitor } = await setting();
		const { id } = await saveService(manager, lunch(organizationId));
		const stored = await getService(visitor, { id });
		expect(stored).toMatchObject({ name: '老年助餐', version: 1, organization: { name: '红云社区食堂' }, places: [{ address: '红云路 8 号', lon: 104.06 }], phones: [{ number: '028-8888 0000' }], assuredOn: null, checkDue: '2026-11-24' });
		expect(stored.schedules[0]).toMatchObject({ place: 0, openings: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: 660, closes: 780 })) });

		const { changed } = await saveService(manager, { ...lunch(organizationId), id, version: 1, name: '老年午餐', assured: true });
		expect(changed).toEqual(['name']);
		expect(await getService(visitor, { id })).toMatchObject({ name: '老年午餐', version: 2, assuredOn: '2026-11-24', checkDue: '2027-05-23', parts: { places: [{ id: stored.parts.places[0]!.id }] } });
		expect((await listRevisions(manager, { entity: 'service', id })).map(({ version, changed }) => [version, changed.name])).toEqual([
			[2, ['老年助餐', '老年午餐']],
			[1, [null, '老年助餐']]
		]);
	});

	it('is not overwritten by somebody who read an older version', async () => {
		const { manager, organizationId } = await setting();
		const { id } = await saveService(manager, lunch(organizationId));
		await saveService(manager, { ...lunch(organizationId), id, version: 1, name: '甲' });
		await expect(saveService(manager, { ...lunch(organizationId), id, version: 1, name: '乙' })).rejects.toMatchObject({ code: 'directory.changedMeanwhile', status: 409 });
	});

	it('keeps its location, so that an address corrected in one entry is right in the other', async () => {
		const { manager, organizationId, visitor } = await setting();
		const a = await saveService(manager, lunch(organizationId));
		const b = await saveService(manager, { ...lunch(organizationId), name: '送餐' });
		const place = (await getService(visitor, { id: a.id })).places[0]!;
		expect((await getService(visitor, { id: b.id })).places[0]!.locationId).toBe(place.locationId);
		await saveService(manager, { ...lunch(organizationId), id: a.id, places: [{ ...place, address: '红云路 10 号' }] });
		expect((await getService(visitor, { id: b.id })).places[0]!.address).toBe('红云路 10 号');
	});

	it('vanishes from the search when it is retired, and stays for staff', async () => {
		const { manager, organizationId, visitor } = await setting();
		const { id } = await saveService(manager, lunch(organizationId));
		expect((await searchServices(visitor, {})).items.map((line) => line.id)).toEqual([id]);
		expect(await setServiceStatus(manager, { ids: [id], status: 'retired' })).toEqual({ changed: 1 });
		expect((await searchServices(visitor, {})).items).toEqual([]);
		await expect(getService(visitor, { id })).rejects.toMatchObject({ status: 404 });
		expect(await getService(manager, { id })).toMatchObject({ status: 'retired' });
	});

	it('says what is wrong with which field', async () => {
		const { manager, organizationId } = await setting();
		const wrong = { ...lunch(organizationId), minAge: 70, maxAge: 60, phones: [{ number: 'call me' }], schedules: [{ place: 3, openings: [{ weekday: 1, opens: 800, closes: 700 }] }] };
		const fields = await saveService(manager, wrong).then(() => [], (error) => error.fields);
		expect(fields).toEqual(expect.arrayContaining([{ path: 'phones.0.number', code: 'directory.notAPhone' }, { path: 'schedules.0.openings.0.closes', code: 'directory.closesBeforeItOpens' }]));
		await expect(saveService(manager, { ...lunch(organizationId), minAge: 70, maxAge: 60 })).rejects.toMatchObject({ fields: [{ path: 'maxAge', code: 'directory.agesTheWrongWay' }] });
		await expect(saveService(manager, { ...lunch(newId()) })).rejects.toMatchObject({ fields: [{ path: 'organizationId', code: 'directory.noSuchOrganization' }] });
	});
});

describe('who may change what', () => {
	it('a community worker keeps the entries of that community alone', async () => {
		const { id, communities, organizationId } = await setting();
		const worker = testCtx(id, person('worker', communities[0]));
		await expect(saveService(worker, { ...lunch(organizationId), communityId: communities[0] })).resolves.toBeTruthy();
		await expect(saveService(worker, { ...lunch(organizationId), communityId: communities[1] })).rejects.toMatchObject({ status: 403 });
		await expect(saveService(worker, lunch(organizationId))).rejects.toMatchObject({ status: 403 });
	});

	it('a worker cannot move another community’s entry into their own', async () => {
		const { id, communities, manager, organizationId } = await setting();
		const theirs = await saveService(manager, { ...lunch(organizationId), communityId: communities[1] });
		const worker = testCtx(id, person('worker', communities[0]));
		await expect(saveService(worker, { ...lunch(organizationId), id: theirs.id, communityId: communities[0] })).rejects.toMatchObject({ status: 403 });
		await expect(setServiceStatus(worker, { ids: [theirs.id], status: 'retired' })).rejects.toMatchObject({ status: 403 });
	});

	it('another subdistrict sees and changes nothing', async () => {
		const { manager, organizationId } = await setting();
		const { id } = await saveService(manager, lunch(organizationId));
		const elsewhere = await setting();
		await expect(getService(elsewhere.manager, { id })).rejects.toMatchObject({ status: 404 });
		await expect(saveService(elsewhere.manager, { ...lunch(elsewhere.organizationId), id })).rejects.toMatchObject({ status: 404 });
	});
});

describe('the search', () => {
	it('pages by pinyin, each entry once', async () => {
		const { manager, organizationId, visitor } = await setting();
		for (const name of ['助浴', '按摩', '理发', '陪诊', '家电维修']) await saveService(manager, { organizationId, name });
		const names: string[] = [];
		let after: string | undefined;
		do {
			const page = await searchServices(visitor, { limit: 2, after });
			names.push(...page.items.map(({ name }) => name));
			after = page.next ?? undefined;
		} while (after);
		expect(names).toEqual(['按摩', '家电维修', '理发', '陪诊', '助浴']);
		await expect(searchServices(visitor, { after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({ code: 'platform.notValid' });
	});

	it('puts the nearest first and leaves out what is too far', async () => {
		const { manager, organizationId, visitor } = await setting();
		for (const [name, lon] of [['远', 104.2], ['近', 104.061], ['中', 104.07]] as const) await saveService(manager, { organizationId, name, places: [{ name, address: name, lon, lat: 30.67 }] });
		const first = await searchServices(visitor, { lon: 104.06, lat: 30.67, within: 3000, limit: 1 });
		expect(first.items).toMatchObject([{ name: '近' }]);
		expect(first.items[0]!.distance).toBeGreaterThan(90);
		expect(first.items[0]!.distance).toBeLessThan(100);
		const second = await searchServices(visitor, { lon: 104.06, lat: 30.67, within: 3000, limit: 1, after: first.next! });
		expect(second).toMatchObject({ items: [{ name: '中' }], next: null });
	});

	it('keeps to group, cost and community', async () => {
		const { manager, organizationId, visitor, communities } = await setting();
		await saveService(manager, lunch(organizationId));
		await saveService(manager, { organizationId, name: '人人可用', costKind: 'free' });
		await saveService(manager, { organizationId, name: '二社区的', communities: [communities[1]] });
		const names = async (search: object) => (await searchServices(visitor, search)).items.map(({ name }) => name);
		expect(await names({ group: 'child' })).toEqual(['二社区的', '人人可用']);
		expect(await names({ cost: 'subsidised' })).toEqual(['老年助餐']);
		expect(await names({ community: communities[0], cost: 'free' })).toEqual(['人人可用']);
	});
});
