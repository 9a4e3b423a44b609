import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { testCtx, testSubdistrict, person, useDatabase } from '../../../../tests/support/db.ts';
import { answerHsds, exportedServices, getService, hsdsExport, listOrganizations, matchNeed, previewImport, readHsdsRows, runImport, saveService, searchServices, setServiceStatus } from '../index.ts';
import { serviceDocument } from '../entries/read-services.ts';
import { fullEntry, testDirectory } from '../../../../tests/support/directory.ts';

useDatabase();

const folder = 'tests/fixtures/hsds-3.1';
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
for (const part of ['metadata', 'taxonomy', 'taxonomy_term']) ajv.addSchema(JSON.parse(readFileSync(`${folder}/${part}.json`, 'utf8')), `${part}.json`);
const schemas = Object.fromEntries(['service', 'service_list', 'organization', 'organization_list', 'service_at_location', 'service_at_location_list', 'taxonomy', 'taxonomy_term'].map((name) => [name, ajv.compile(JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')))]));
const valid = (schema: string, value: unknown) => {
	const check = schemas[schema]!;
	expect(check(value) ? [] : check.errors!.map(({ instancePath, message }) => `${schema}${instancePath} ${message}`)).toEqual([]);
};

/** An answer's body, looked into by path. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

const server = { origin: 'https://baiyun.example', place: '云岭街道' };
const get = async (ctx: ReturnType<typeof testCtx>, path: string) => {
	const url = new URL(`https://baiyun.example/hsds/${path}`);
	const response = await answerHsds(ctx, url.pathname.replace(/^\/hsds\/?/, ''), url, server);
	return { status: response.status, headers: response.headers, body: (await response.clone().json().catch(() => null)) as Loose, text: await response.text() };
};

describe('the endpoints', () => {
	it('answer as the schemas of HSDS 3.1 say, light and full, lists and single things', async () => {
		const { manager, organizationId, visitor, communities } = await testDirectory();
		const { id } = await saveService(manager, fullEntry(organizationId, communities));
		await saveService(manager, { organizationId, name: '只有名称' });
		await saveService(manager, { organizationId, name: '暂停的', status: 'paused' });

		expect((await get(visitor, '')).body).toMatchObject({ version: '3.1' });
		const list = (await get(visitor, 'services')).body;
		expect(list).toMatchObject({ total_items: 3, total_pages: 1, page_number: 1, size: 3, first_page: true, last_page: true, empty: false });
		for (const service of list.contents) valid('service_list', service);
		const full = (await get(visitor, 'services?full=true')).body;
		for (const service of full.contents) valid('service', service);
		const one = (await get(visitor, `services/${id}`)).body;
		valid('service', one);
		expect(one).toMatchObject({ name: '长者助餐', status: 'active', minimum_age: 60, cost_options: [{ currency: 'CNY', amount: 12 }, { amount: 0 }, { amount: 18.5 }] });
		expect(one.service_at_locations[0].schedules[0]).toMatchObject({ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR', opens_at: '10:30', closes_at: '13:00' });
		expect(full.contents.find((service: { name: string }) => service.name === '暂停的').status).toBe('temporarily closed');

		for (const organization of (await get(visitor, 'organizations')).body.contents) valid('organization_list', organization);
		valid('organization', (await get(visitor, `organizations/${organizationId}`)).body);
		const places = (await get(visitor, 'service_at_locations')).body;
		expect(places.total_items).toBe(2);
		for (const place of places.contents) valid('service_at_location_list', place);
		valid('service_at_location', (await get(visitor, `service_at_locations/${places.contents[0].id}`)).body);
		for (const taxonomy of (await get(visitor, 'taxonomies')).body.contents) valid('taxonomy', taxonomy);
		const terms = (await get(visitor, 'taxonomy_terms?per_page=500')).body;
		expect(terms.contents.length).toBeGreaterThan(100);
		for (const term of terms.contents) valid('taxonomy_term', term);
		valid('taxonomy_term', (await get(visitor, `taxonomy_terms/${terms.contents[5].id}`)).body);
	});

	it('filters add up, pages go on, changed ones can be asked for', async () => {
		const { manager, organizationId, visitor } = await testDirectory();
		const { id } = await saveService(manager, fullEntry(organizationId));
		manager.clock.set('2026-11-25T00:00:00Z');
		await saveService(manager, { organizationId, name: '四点半课堂', terms: ['child.afterSchool'] });
		const one = (await get(visitor, `services/${id}`)).body;
		const termId = one.attributes[0].taxonomy_term.id;
		const names = async (query: string) => (await get(visitor, `services?${query}`)).body.contents.map((service: { name: string }) => service.name);
		expect(await names(`taxonomy_term_id=${termId}`)).toEqual(['长者助餐']);
		expect(await names(`taxonomy_term_id=${one.attributes[0].taxonomy_term.parent_id}`)).toEqual(['长者助餐']);
		expect(await names('search=课堂')).toEqual(['四点半课堂']);
		expect(await names(`search=课堂&taxonomy_term_id=${termId}`)).toEqual([]);
		expect(await names('modified_after=2026-11-24T12:00:00Z')).toEqual(['四点半课堂']);
		expect(await names('organization_id=nonsense')).toEqual([]);
		const second = (await get(visitor, 'services?per_page=1&page=2&minimal=true')).body;
		expect(second).toMatchObject({ total_items: 2, total_pages: 2, page_number: 2, first_page: false, last_page: true });
		expect(Object.keys(second.contents[0]).sort()).toEqual(['id', 'last_modified', 'name', 'status']);
		expect((await get(visitor, 'services?format=ndjson')).text.trim().split('\n')).toHaveLength(2);
	});

	it('refuse what is not there or not asked rightly, and let any page read', async () => {
		const { manager, organizationId, visitor } = await testDirectory();
		const { id } = await saveService(manager, fullEntry(organizationId));
		await setServiceStatus(manager, { ids: [id], status: 'retired' });
		expect((await get(visitor, `services/${id}`)).status).toBe(404);
		expect((await get(visitor, 'services/none')).status).toBe(404);
		expect((await get(visitor, 'constructor')).status).toBe(404);
		expect((await get(visitor, 'services?page=0')).status).toBe(422);
		expect((await get(visitor, 'services')).headers.get('access-control-allow-origin')).toBe('*');
	});
});

describe('the import', () => {
	it('takes the standard’s own full example, and says which terms it read from its text', async () => {
		const { manager, visitor } = await testDirectory();
		const rows = readHsdsRows(readFileSync(`${folder}/examples/service_full.json`, 'utf8'));
		expect(await previewImport(manager, rows)).toMatchObject({ create: 1, error: 0 });
		await runImport(manager, rows);
		const line = (await searchServices(visitor, {})).items.find(({ name }) => name === 'Community Counselling')!;
		expect(line.id).toBe('ac148810-d857-441c-9679-408f346de14b');
		const service = await getService(visitor, { id: line.id });
		expect(service).toMatchObject({
			externalId: null,
			minAge: 12,
			maxAge: 100,
			organization: { name: 'Example Organization Inc.' },
			phones: [{ number: '+44 1234 234567' }],
			// 100° north is no position.
			places: [{ name: 'MyCity Civic Center', lon: null, lat: null }],
			prices: [{ fen: null, note: expect.stringContaining('GBP') }]
		});
		expect(await previewImport(manager, rows)).toMatchObject({ create: 0, unchanged: 1 });
	});

	it('keeps the ids of services, organisations and places, and finds entries again by them', async () => {
		const { manager, visitor } = await testDirectory();
		const uuid = (n: number) => `9a3c8121-26ac-5d50-b1e7-00000000000${n}`;
		const location = { id: uuid(3), location_type: 'physical', name: '一号门', addresses: [{ address_1: '测试路 1 号' }] };
		const service = { id: uuid(1), name: '长者食堂', description: '午餐和晚餐', status: 'active', organization: { id: uuid(2), name: '幸福里', description: '' }, service_at_locations: [{ id: uuid(4), location }] };
		const rows = (...services: object[]) => readHsdsRows(JSON.stringify(services));
		const plain = { id: 'A-7', name: '修鞋', status: 'active', organization: { id: 'o-7', name: '鞋铺' } };
		await runImport(manager, rows(service, plain));
		expect((await get(visitor, `services/${uuid(1)}`)).body).toMatchObject({ id: uuid(1), name: '长者食堂', organization: { id: uuid(2) }, service_at_locations: [{ location: { id: uuid(3) } }] });
		expect((await get(visitor, `organizations/${uuid(2)}`)).body).toMatchObject({ name: '幸福里' });
		expect((await matchNeed(visitor, { text: '老人没地方吃饭' }))[0]).toMatchObject({ serviceId: uuid(1) });
		expect((await searchServices(visitor, { q: '修鞋' })).items[0]!.id).not.toBe('A-7');

		expect(await previewImport(manager, rows(service, plain))).toMatchObject({ unchanged: 2, rows: [{ matchedBy: 'id' }, { matchedBy: 'externalId' }] });
		// Renamed and moved elsewhere meanwhile: still the same things.
		const renamed = { ...service, name: '幸福食堂', organization: { ...service.organization, name: '幸福里中心' }, service_at_locations: [{ id: uuid(4), location: { ...location, name: '二号门' } }] };
		expect(await previewImport(manager, rows(renamed))).toMatchObject({ update: 1, create: 0 });
		await runImport(manager, rows(renamed));
		expect((await get(visitor, `services/${uuid(1)}`)).body).toMatchObject({ name: '幸福食堂', organization: { id: uuid(2), name: '幸福里中心' }, service_at_locations: [{ location: { id: uuid(3), name: '二号门' } }] });

		// The same id twice in one file is an error; in another subdistrict it is another row.
		expect(await previewImport(manager, rows(service, { ...service, name: '另一个' }))).toMatchObject({ error: 1 });
		const other = await testDirectory();
		await runImport(other.manager, rows(service));
		expect((await get(other.visitor, `services/${uuid(1)}`)).body).toMatchObject({ name: '长者食堂' });
		expect((await get(visitor, `services/${uuid(1)}`)).body).toMatchObject({ name: '幸福食堂' });
	});

	it.each([
		['nothing said', {}, 'unknown'],
		['an amount of nought', { cost_options: [{ option: '', amount: 0 }] }, 'free'],
		['an amount', { cost_options: [{ option: '每次', amount: 12 }, { option: '低保', amount: 0 }] }, 'paid'],
		['free in words', { fees_description: '公益服务，不收费' }, 'free'],
		['money in words', { fees_description: '低保免费，其他人每次 5 元' }, 'paid'],
		['free in the description', { description: '免费为老人理发' }, 'free'],
		['free for some only', { description: '清查隐患，老人家庭免费装烟感' }, 'unknown'],
		['not free', { description: '上门另收费，非免费' }, 'paid']
	])('reads what is said of money and no more: %s', async (_, said, costKind) => {
		const { manager } = await testDirectory();
		const [row] = readHsdsRows(JSON.stringify([{ id: 'x', name: '理发', description: '', organization: { id: 'o', name: '店' }, ...said }]));
		expect(row!.read(null, { communities: [], terms: [] }).entry.service).toMatchObject({ costKind });
		const preview = await previewImport(manager, [row!]);
		expect(preview.rows[0]!.assumed.includes('cost')).toBe(costKind === 'unknown');
	});

	it('takes light ones as far as they go', async () => {
		const { manager } = await testDirectory();
		const rows = readHsdsRows(readFileSync(`${folder}/examples/service_list.json`, 'utf8'));
		const summary = await previewImport(manager, rows);
		expect(summary.error).toBe(0);
	});

	it('gives foreign services terms by their text', async () => {
		const { manager, visitor } = await testDirectory();
		const uuid = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
		await runImport(manager, readHsdsRows(JSON.stringify([{ id: uuid(1), name: '长者食堂', description: '为六十岁以上老年人提供午餐和晚餐助餐服务', status: 'active', organization: { id: uuid(2), name: '幸福里', description: '' } }])));
		const [line] = (await searchServices(visitor, { q: '老人没地方吃饭' })).items;
		expect(line).toMatchObject({ name: '长者食堂' });
		expect(line!.terms).toContain('elder.meal');
	});

	it('brings an export back whole in another subdistrict, and changes nothing in its own', async () => {
		const { manager, organizationId, communities } = await testDirectory();
		const { id } = await saveService(manager, fullEntry(organizationId, communities));
		const exported: unknown[] = [];
		for await (const service of hsdsExport(manager, server, exportedServices(manager))) exported.push(service);
		valid('service', exported[0]);
		const rows = readHsdsRows(JSON.stringify(exported));
		expect(await previewImport(manager, rows)).toMatchObject({ unchanged: 1, create: 0, update: 0, error: 0 });

		const other = await testDirectory();
		await runImport(other.manager, rows);
		const line = (await searchServices(other.visitor, { organization: (await listOrganizations(other.visitor, {})).items.find(({ services }) => services === 1)!.id })).items[0]!;
		const was = serviceDocument(await getService(manager, { id }));
		const is = serviceDocument(await getService(other.visitor, { id: line.id }));
		const comparable = (document: typeof was) => ({ ...document, organizationId: '', communityId: null, communities: document.communities.length, places: document.places.map((place) => ({ ...place, locationId: null, communityId: null })) });
		expect(comparable(is)).toEqual(comparable(was));
	});

	it('refuses what is no HSDS, and half-imports nothing', async () => {
		const { manager, visitor } = await testDirectory();
		expect(() => readHsdsRows('{')).toThrow(expect.objectContaining({ code: 'directory.notJson' }));
		expect(() => readHsdsRows('[1, 2]')).toThrow(expect.objectContaining({ code: 'directory.notHsds' }));
		const rows = readHsdsRows(JSON.stringify([{ id: 'a', name: '好的', organization: { id: 'o', name: '单位' } }, { id: 'b', name: '没有单位的' }]));
		await expect(runImport(manager, rows)).rejects.toMatchObject({ code: 'directory.importHasErrors', fields: expect.arrayContaining([expect.objectContaining({ path: expect.stringContaining('rows.2.') })]) });
		expect((await searchServices(visitor, {})).items).toEqual([]);
	});

	it('is for heads and managers', async () => {
		const { id } = await testSubdistrict();
		await expect(previewImport(testCtx(id, person('worker')), [])).rejects.toMatchObject({ status: 403 });
	});
});
