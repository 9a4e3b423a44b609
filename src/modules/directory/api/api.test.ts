import * as v from 'valibot';
import { expect, it } from 'vitest';
import { answer, makeRouter } from '#platform/web/api.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { fullEntry, testDirectory } from '../../../../tests/support/directory.ts';
import { addSlots, saveService } from '../index.ts';
import { directoryApi } from './endpoints.ts';

useDatabase();
const find = makeRouter(directoryApi);

/** An answer's body, looked into by path. */
// oxlint-disable-next-line typescript/no-explicit-any
type Loose = any;

async function get(ctx: Parameters<typeof answer>[0], path: string) {
	const url = new URL(`http://baiyun.example${path}`);
	const found = find('GET', url.pathname);
	const response = await answer(ctx, found, new Request(url), url);
	const body: unknown = await response.json();
	if (response.ok) expect(v.safeParse(found!.endpoint.response, body).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? []).toEqual([]);
	return { status: response.status, body: body as Loose };
}

it('answers every route to anybody, as its own schema says', async () => {
	const { manager, organizationId, communities, visitor } = await testDirectory();
	const { id } = await saveService(manager, fullEntry(organizationId, communities));
	await addSlots(manager, { serviceId: id, from: '2026-11-25', to: '2026-11-27', weekdays: [3, 4, 5], starts: '09:00', ends: '10:00', places: 2 });
	expect((await get(visitor, '/services')).body).toMatchObject({ confident: true, next: null, items: [{ id, nextSlot: { free: 2 } }] });
	expect((await get(visitor, '/services?q=老人没地方吃饭&group=elder&lon=103.61&lat=26.21')).body.items[0]).toMatchObject({ id, distance: expect.any(Number), reasons: expect.any(Array) });
	expect((await get(visitor, `/services/${id}`)).body).toMatchObject({ name: '长者助餐', slots: [{ free: 2 }, {}, {}], organization: { name: '红云幸福食堂' } });
	expect((await get(visitor, '/organizations?q=红云')).body.items).toHaveLength(1);
	expect((await get(visitor, `/organizations/${organizationId}`)).body).toMatchObject({ phones: [{ number: '0999-1234567' }] });
	expect((await get(visitor, '/terms')).body.length).toBeGreaterThan(150);
	const match = (await get(visitor, `/match?q=${encodeURIComponent('老人没人做饭')}&community=${communities[0]}&limit=3`)).body;
	expect(Array.isArray(match)).toBe(true);
	expect(match[0]).toMatchObject({ serviceId: id, organizationName: '红云幸福食堂', score: expect.any(Number), reasons: [{ code: 'need', text: expect.any(String) }, ...match[0].reasons.slice(1)] });
});

it('pages by key and refuses what is not asked rightly', async () => {
	const { manager, organizationId, visitor } = await testDirectory();
	for (const name of ['甲', '乙', '丙']) await saveService(manager, { organizationId, name });
	const first = (await get(visitor, '/services?limit=2')).body;
	expect((await get(visitor, `/services?limit=2&after=${first.next}`)).body).toMatchObject({ items: [{ name: '乙' }], next: null });
	expect((await get(visitor, '/services?limit=1000')).status).toBe(422);
	expect((await get(visitor, '/services?after=nonsense')).status).toBe(400);
	expect((await get(visitor, '/match')).status).toBe(422);
	expect((await get(visitor, '/services/01890000-0000-7000-8000-000000000009')).status).toBe(404);
});
