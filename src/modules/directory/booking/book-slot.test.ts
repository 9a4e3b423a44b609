import { expect, it } from 'vitest';
import { writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { addSlots, bookSlot, cancelSlot, listSlots, releaseSlots, saveOrganization, saveService } from '../index.ts';

useDatabase();

async function oneSlot(places = 1) {
	const { id } = await testSubdistrict();
	const ctx = testCtx(id, person('manager'));
	const { id: organizationId } = await saveOrganization(ctx, { name: '社区' });
	const { id: serviceId } = await saveService(ctx, { organizationId, name: '助浴' });
	await addSlots(ctx, { serviceId, from: '2026-11-25', to: '2026-11-25', weekdays: [3], starts: '09:00', ends: '10:00', places });
	const [slot] = await listSlots(ctx, { serviceId });
	return { ctx, serviceId, slotId: slot!.id };
}

const FIFTY = Array.from({ length: 50 });
const settled = (results: PromiseSettledResult<unknown>[]) => ({
	done: results.filter(({ status }) => status === 'fulfilled').length,
	refused: results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code as string] : []))
});

it('gives one place to one of fifty who want it at once', async () => {
	const { ctx, slotId } = await oneSlot();
	const results = settled(await Promise.allSettled(FIFTY.map(() => writeTx<'directory', unknown>(ctx, (tx) => bookSlot(tx, { slotId, subjectType: 'request', subjectId: newId() })))));
	expect(results.done).toBe(1);
	expect(results.refused).toHaveLength(49);
	expect(new Set(results.refused)).toEqual(new Set(['directory.slotFull']));
});

it('would give it to several if one counted first and booked then: the race that the guard closes', async () => {
	const { ctx, slotId } = await oneSlot();
	const counted = (subjectId: string) =>
		writeTx<'directory', void>(ctx, async ({ db }) => {
			const { n } = await db.selectFrom('directory.booking').select((eb) => eb.fn.countAll().as('n')).where('subdistrict_id', '=', ctx.subdistrictId).where('slot_id', '=', slotId).executeTakeFirstOrThrow();
			if (Number(n) >= 1) throw Object.assign(new Error('full'), { code: 'full' });
			await new Promise((resolve) => setTimeout(resolve, 20));
			await db.insertInto('directory.booking').values({ subdistrict_id: ctx.subdistrictId, id: newId(), slot_id: slotId, subject_type: 'request', subject_id: subjectId, booked_at: ctx.clock.now() }).execute();
		});
	expect(settled(await Promise.allSettled(FIFTY.map(() => counted(newId())))).done).toBeGreaterThan(1);
});

it('never passes its places, whatever is booked and given back at once', async () => {
	const { ctx, slotId, serviceId } = await oneSlot(5);
	await Promise.allSettled(
		FIFTY.map(async (_, i) => {
			const subject = { subjectType: 'request', subjectId: newId() };
			await writeTx<'directory', unknown>(ctx, (tx) => bookSlot(tx, { slotId, ...subject, places: (i % 2) + 1 }));
			if (i % 3 === 0) await writeTx<'directory', unknown>(ctx, (tx) => releaseSlots(tx, subject));
		})
	);
	const booked = await writeTx<'directory', number>(ctx, async ({ db }) =>
		Number((await db.selectFrom('directory.booking').select((eb) => eb.fn.sum('places').as('n')).where('slot_id', '=', slotId).where('cancelled_at', 'is', null).executeTakeFirstOrThrow()).n ?? 0)
	);
	const slot = await writeTx<'directory', { taken: number; places: number }>(ctx, ({ db }) => db.selectFrom('directory.slot').select(['taken', 'places']).where('service_id', '=', serviceId).executeTakeFirstOrThrow());
	expect(slot.taken).toBe(booked);
	expect(slot.taken).toBeLessThanOrEqual(slot.places);
});

it('books one slot for one record once', async () => {
	const { ctx, slotId } = await oneSlot(3);
	const subject = { subjectType: 'request', subjectId: newId() };
	const first = await writeTx<'directory', { bookingId: string }>(ctx, (tx) => bookSlot(tx, { slotId, ...subject }));
	const again = await writeTx<'directory', { bookingId: string }>(ctx, (tx) => bookSlot(tx, { slotId, ...subject }));
	expect(again.bookingId).toBe(first.bookingId);
	expect(await writeTx<'directory', number>(ctx, (tx) => releaseSlots(tx, subject))).toBe(1);
	expect(await writeTx<'directory', number>(ctx, (tx) => releaseSlots(tx, subject))).toBe(0);
});

it('books once for a record that asks twenty times at once', async () => {
	const { ctx, slotId, serviceId } = await oneSlot(5);
	const subject = { subjectType: 'request', subjectId: newId() };
	const results = await Promise.all(Array.from({ length: 20 }, () => writeTx<'directory', { bookingId: string }>(ctx, (tx) => bookSlot(tx, { slotId, ...subject }))));
	expect(new Set(results.map(({ bookingId }) => bookingId)).size).toBe(1);
	expect((await listSlots(ctx, { serviceId }))[0]).toMatchObject({ taken: 1 });
});

it('books nothing that is over or called off', async () => {
	const { ctx, slotId } = await oneSlot();
	const book = () => writeTx<'directory', unknown>(ctx, (tx) => bookSlot(tx, { slotId, subjectType: 'request', subjectId: newId() }));
	ctx.clock.set('2026-11-25T01:00:00Z');
	await expect(book()).rejects.toMatchObject({ code: 'directory.slotGone' });
	ctx.clock.set('2026-11-24T01:00:00Z');
	await book();
	expect(await cancelSlot(ctx, { id: slotId })).toMatchObject({ bookings: 1 });
	await expect(book()).rejects.toMatchObject({ code: 'directory.slotGone' });
});

it('opens the times that were asked for, in the subdistrict’s zone, and none twice', async () => {
	const { ctx, serviceId } = await oneSlot();
	const week = { serviceId, from: '2026-11-30', to: '2026-12-06', weekdays: [1, 3], starts: '09:00', ends: '10:30', every: 30, places: 2 };
	expect(await addSlots(ctx, week)).toEqual({ added: 6 });
	expect(await addSlots(ctx, week)).toEqual({ added: 0 });
	expect((await listSlots(ctx, { serviceId })).map(({ startsAt }) => startsAt.toISOString()).slice(1, 3)).toEqual(['2026-11-30T01:00:00.000Z', '2026-11-30T01:30:00.000Z']);
});

it('lets an organisation’s contact run its own times, and nobody else’s', async () => {
	const { ctx, serviceId } = await oneSlot();
	const { id: other } = await saveOrganization(ctx, { name: '别家' });
	const contact = testCtx(ctx.subdistrictId, person('contact', null, other));
	await expect(addSlots(contact, { serviceId, from: '2026-11-30', to: '2026-11-30', weekdays: [1], starts: '09:00', ends: '10:00', places: 1 })).rejects.toMatchObject({ status: 403 });
});
