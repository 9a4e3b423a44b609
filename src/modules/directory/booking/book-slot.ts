import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import type { Db } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';

/** Any module's transaction: a place is booked in the transaction of what it is booked for. */
export interface AnyTx {
	db: unknown;
	ctx: Ctx;
}

/** The record that holds a place: a request, a course sign-up. */
export interface BookingSubject {
	subjectType: string;
	subjectId: string;
}

export interface Booked {
	bookingId: string;
	serviceId: string;
	startsAt: Date;
	endsAt: Date;
}

/**
 * Takes places in a slot, in the caller's transaction. The row's lock makes those who come at once queue up, and the
 * condition is looked at again by each with what the others left; nobody counts first. Booking the same slot for the
 * same record twice gives the first booking.
 * @throws directory.slotFull, directory.slotGone (409), platform.notFound (404)
 */
export async function bookSlot(tx: AnyTx, { slotId, subjectType, subjectId, places = 1 }: BookingSubject & { slotId: string; places?: number }): Promise<Booked> {
	const { ctx } = tx;
	const db = tx.db as Db<'directory'>;
	const slot = await db
		.updateTable('directory.slot')
		.set((eb) => ({ taken: eb('taken', '+', places) }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', slotId)
		.where('cancelled_at', 'is', null)
		.where('starts_at', '>', ctx.clock.now())
		.where((eb) => eb(eb('taken', '+', places), '<=', eb.ref('places')))
		// Booked already by this record: the place is not taken twice.
		.where((eb) =>
			eb.not(
				eb.exists(
					eb
						.selectFrom('directory.booking as b')
						.select(sql`1`.as('one'))
						.where('b.subdistrict_id', '=', ctx.subdistrictId)
						.where('b.slot_id', '=', slotId)
						.where('b.subject_type', '=', subjectType)
						.where('b.subject_id', '=', subjectId)
						.where('b.cancelled_at', 'is', null)
				)
			)
		)
		.returning(['service_id', 'starts_at', 'ends_at'])
		.executeTakeFirst();
	if (!slot) return earlierBooking(db, ctx, slotId, { subjectType, subjectId });
	const bookingId = newId();
	const inserted = await db
		.insertInto('directory.booking')
		.values({ subdistrict_id: ctx.subdistrictId, id: bookingId, slot_id: slotId, subject_type: subjectType, subject_id: subjectId, places, booked_at: ctx.clock.now() })
		.onConflict((oc) => oc.doNothing())
		.returning('id')
		.executeTakeFirst();
	if (!inserted) {
		// The same record booked at the same moment; while this one waited for the row, its question was answered from before.
		await giveBack(db, ctx, slotId, places);
		return earlierBooking(db, ctx, slotId, { subjectType, subjectId });
	}
	return { bookingId, serviceId: slot.service_id, startsAt: slot.starts_at, endsAt: slot.ends_at };
}

/** Why nothing could be taken: the record has a place already (given back), or the slot is full or gone. */
async function earlierBooking(db: Db<'directory'>, ctx: Ctx, slotId: string, { subjectType, subjectId }: BookingSubject): Promise<Booked> {
	const slot = await db.selectFrom('directory.slot').select(['service_id', 'starts_at', 'ends_at', 'cancelled_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', slotId).executeTakeFirst();
	if (!slot) throw notFound('slot');
	const booking = await db
		.selectFrom('directory.booking')
		.select('id')
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('slot_id', '=', slotId)
		.where('subject_type', '=', subjectType)
		.where('subject_id', '=', subjectId)
		.where('cancelled_at', 'is', null)
		.executeTakeFirst();
	if (booking) return { bookingId: booking.id, serviceId: slot.service_id, startsAt: slot.starts_at, endsAt: slot.ends_at };
	throw conflict(slot.cancelled_at || slot.starts_at <= ctx.clock.now() ? 'directory.slotGone' : 'directory.slotFull');
}

/** What a booked time is of, for whoever keeps the appointment; in the caller's transaction. */
export async function slotService(tx: AnyTx, serviceId: string): Promise<{ organizationId: string; organizationName: string; serviceName: string; place: string }> {
	const db = tx.db as Db<'directory'>;
	const found = await db
		.selectFrom('directory.service as s')
		.innerJoin('directory.organization as o', (join) => join.onRef('o.subdistrict_id', '=', 's.subdistrict_id').onRef('o.id', '=', 's.organization_id'))
		.leftJoin('directory.service_at_location as a', (join) => join.onRef('a.subdistrict_id', '=', 's.subdistrict_id').onRef('a.service_id', '=', 's.id'))
		.leftJoin('directory.location as l', (join) => join.onRef('l.subdistrict_id', '=', 's.subdistrict_id').onRef('l.id', '=', 'a.location_id'))
		.select(['o.id as organizationId', 'o.name as organizationName', 's.name as serviceName', 'l.name as location', 'l.address'])
		.where('s.subdistrict_id', '=', tx.ctx.subdistrictId)
		.where('s.id', '=', serviceId)
		.orderBy('a.position')
		.executeTakeFirst();
	if (!found) throw notFound('service');
	const { location, address, ...names } = found;
	return { ...names, place: location || address || '' };
}

/** Gives back every place that a record holds, or only that in one slot. @returns how many bookings were given back */
export async function releaseSlots(tx: AnyTx, { subjectType, subjectId, slotId }: BookingSubject & { slotId?: string }): Promise<number> {
	const { ctx } = tx;
	const db = tx.db as Db<'directory'>;
	const released = await db
		.updateTable('directory.booking')
		.set({ cancelled_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('subject_type', '=', subjectType)
		.where('subject_id', '=', subjectId)
		.where('cancelled_at', 'is', null)
		.$if(slotId !== undefined, (qb) => qb.where('slot_id', '=', slotId!))
		.returning(['slot_id', 'places'])
		.execute();
	for (const { slot_id, places } of released) await giveBack(db, ctx, slot_id, places);
	return released.length;
}

const giveBack = (db: Db<'directory'>, ctx: Ctx, slotId: string, places: number) =>
	db
		.updateTable('directory.slot')
		.set((eb) => ({ taken: eb('taken', '-', places) }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', slotId)
		.execute();
