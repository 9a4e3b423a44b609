import { expect, test } from 'vitest';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { accept, deny, offer, offerList, providerAccept, providerDecline, serve } from '../index.ts';
import { PHONE, someone, tell, world } from '../requests.testing.ts';

useDatabase();

test('a contact sees what was offered to their organisation, the need and not the person, and what became of it', async () => {
	const w = await world();
	const organization = newId();
	const contact = w.as(someone('contact', '王师傅', null, organization));
	const rival = w.as(someone('contact', '别家', null, newId()));
	const head = w.as(w.head);

	const told = await tell(w);
	await accept(head, { id: told.id });
	await offer(head, { id: told.id, organizationId: organization, need: '楼道灯不亮，请上门看看' });

	const { items } = await offerList(contact, {});
	expect(items).toMatchObject([{ requestId: told.id, state: 'offered', need: '楼道灯不亮，请上门看看', live: true, answer: null }]);
	expect(JSON.stringify(items)).not.toContain(PHONE);
	expect(JSON.stringify(items)).not.toContain('张');
	expect((await offerList(rival, {})).items).toEqual([]);
	expect((await offerList(w.as(w.otherWorker), {})).items).toEqual([]);
	expect((await offerList(w.as(w.worker), {})).items).toHaveLength(1);

	await providerAccept(contact, { id: told.id });
	await serve(contact, { id: told.id, note: '换了灯泡' });
	expect((await offerList(contact, {})).items).toEqual([]);
	expect((await offerList(contact, { done: true })).items).toMatchObject([{ state: 'served', live: false, answer: null }]);
	await deny(w.as(w.stranger), { ref: { number: told.number, phone: PHONE }, note: '还是不亮' });
	await expect(providerDecline(contact, { id: told.id, reason: '太远' })).rejects.toThrow();
});

test('pages go on where the last one ended', async () => {
	const w = await world();
	const organization = newId();
	const head = w.as(w.head);
	for (let i = 0; i < 3; i++) {
		const told = await tell(w, { reporter: { phone: `1200000001${i}` } });
		await accept(head, { id: told.id });
		await offer(head, { id: told.id, organizationId: organization });
		w.clock.advance(60_000);
	}
	const contact = w.as(someone('contact', '王师傅', null, organization));
	const first = await offerList(contact, { limit: 2 });
	const second = await offerList(contact, { limit: 2, cursor: first.next });
	expect([...first.items, ...second.items].map(({ number }) => number)).toEqual(['20261124-0003', '20261124-0002', '20261124-0001']);
	expect(second.next).toBeNull();
});
