import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { useDatabase } from '../../../../tests/support/db.ts';
import { followCase, getCase, keepPhotos, overhear, registerNeed, registerPatrol } from '../index.ts';
import { tell, world } from '../requests.testing.ts';

useDatabase();

const ZONE = 'Asia/Shanghai';
const picture = () => new File([readFileSync('static/icon-192.png')], '灯.png');

test('told for somebody else with a telephone of their own: the need is theirs, and the caller may answer in their place', async () => {
	const w = await world();
	const desk = w.as(w.worker);
	const form = { clientId: crypto.randomUUID(), text: '母亲想订午饭', channel: 'phone', phone: '12000000021', name: '李小明', forSomebody: 'on', otherName: '赵桂兰', otherPhone: '12000000022' };
	const told = await registerNeed(desk, { ...form });
	expect(await registerNeed(desk, { ...form })).toMatchObject({ id: told.id, repeated: true });
	expect((await getCase(desk, { id: told.id })).reporter.name).toBe('赵**');
	const ref = (phone: string) => ({ ref: { number: told.number, phone } });
	expect((await followCase(w.as(w.stranger), ref('12000000022'))).as).toBe('reporter');
	expect((await followCase(w.as(w.stranger), ref('12000000021'))).as).toBe('proxy');
});

test('the caller’s cases are found by a whole number only, the open ones first', async () => {
	const w = await world();
	const desk = w.as(w.worker);
	const told = await tell(w);
	expect((await overhear(desk, { phone: '1200000' }, ZONE)).caller).toBeNull();
	expect((await overhear(desk, { phone: '120 0000 0001' }, ZONE)).caller).toMatchObject([{ id: told.id, open: true, nextClock: 'accept' }]);
	expect((await overhear(desk, { phone: '12000000099' }, ZONE)).caller).toEqual([]);
	// What another community keeps, its own workers see.
	expect((await overhear(w.as(w.otherWorker), { phone: '12000000001' }, ZONE)).caller).toEqual([]);
});

test('a photo that came with a refused form is kept by a ticket that serves nobody else', async () => {
	const w = await world();
	const desk = w.as(w.worker);
	const first = await keepPhotos(desk, [picture()], undefined);
	expect(first.photos).toHaveLength(1);
	// Sent again with its ticket it is the same picture, once.
	expect((await keepPhotos(desk, [picture()], first.tickets)).photos).toHaveLength(1);
	expect((await keepPhotos(w.as(w.colleague), undefined, first.tickets)).photos).toEqual([]);
	expect((await keepPhotos(desk, undefined, ['v1.a.b.c', 'nonsense'])).photos).toEqual([]);
});

test('a patrol’s case that arrives late says when it was seen, and is made once', async () => {
	const w = await world();
	const desk = w.as(w.worker);
	const form = { clientId: crypto.randomUUID(), text: '井盖松动', address: '三号楼门口', communityId: w.communities[0], urgency: 'urgent', seenAt: '2026-11-23T22:30:00Z', lon: '120.1', lat: '30.2' };
	const told = await registerPatrol(desk, { ...form, photos: [picture()] }, ZONE);
	expect(await registerPatrol(desk, { ...form, photos: [picture()] }, ZONE)).toMatchObject({ id: told.id, repeated: true });
	const found = await getCase(desk, { id: told.id });
	expect(found.text).toBe('井盖松动\n（2026年11月24日 周二 06:30 巡查时看到）');
	expect(found).toMatchObject({ channel: 'patrol', urgency: 'urgent', place: { lon: 120.1, lat: 30.2 } });
	expect(found.attachments).toHaveLength(1);
});
