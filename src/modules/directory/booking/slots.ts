import * as v from 'valibot';
import { addDays, daysBetween, instantAt, weekday } from '#platform/dates/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { forbidden, invalid, notFound } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { mayKeep, organizationsOf } from '../directory.policy.ts';
import { date, id as Id, text, whole } from '../directory.schemas.ts';
import { zoneOf } from '../hours/zone.ts';

declare module '#platform/events.ts' {
	interface Events {
		/** A time was called off; who held a place in it must be told. */
		'directory.slotCancelled': { slotId: string; serviceId: string; startsAt: Date; bookings: { subjectType: string; subjectId: string }[] };
	}
}

const { useCase, query } = forModule<'directory'>();

export interface Slot {
	id: string;
	startsAt: Date;
	endsAt: Date;
	places: number;
	taken: number;
	note: string;
}

/** The service, if the actor keeps it or speaks for its organisation. @throws 403, 404 */
async function ownService({ db, ctx }: WriteTx<'directory'>, id: string) {
	const service = await db.selectFrom('directory.service').select(['id', 'organization_id', 'community_id']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!service) throw notFound('service');
	if (!mayKeep(ctx.actor, { communityId: service.community_id }) && !organizationsOf(ctx.actor).includes(service.organization_id)) throw forbidden(permissions.slots.key);
	return service;
}

const clock = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/**
 * Opens bookable times on the chosen weekdays between two dates, both included; times that are there already stay as
 * they are. @returns how many were added
 */
export const addSlots = useCase({
	name: 'directory.addSlots',
	access: permissions.slots,
	input: v.pipe(
		v.object({
			serviceId: Id,
			from: date,
			to: date,
			weekdays: v.pipe(v.array(whole(1, 7)), v.minLength(1)),
			starts: clock,
			ends: clock,
			/** cut the time into pieces of so many minutes; 0 is one piece */
			every: v.optional(whole(0, 1440), 0),
			places: whole(1, 10_000),
			note: text(100)
		}),
		v.forward(
			v.check(({ from, to }) => from <= to && daysBetween(from, to) <= 366, 'directory.endsBeforeItBegins'),
			['to']
		),
		v.forward(
			v.check(({ starts, ends }) => starts < ends, 'directory.closesBeforeItOpens'),
			['ends']
		)
	),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		await ownService(tx, input.serviceId);
		const zone = await zoneOf(tx);
		const rows = [];
		for (let day = input.from; day <= input.to; day = addDays(day, 1)) {
			if (!input.weekdays.includes(weekday(day))) continue;
			const end = instantAt(day, input.ends, zone).getTime();
			const step = input.every ? input.every * 60_000 : Infinity;
			for (let start = instantAt(day, input.starts, zone).getTime(); start < end; start += step)
				rows.push({
					subdistrict_id: ctx.subdistrictId,
					id: newId(),
					service_id: input.serviceId,
					starts_at: new Date(start),
					ends_at: new Date(Math.min(end, start + step)),
					places: input.places,
					note: input.note
				});
		}
		if (rows.length > 3000) throw invalid([{ path: 'to', code: 'directory.tooManySlots' }]);
		let added = 0;
		for (let i = 0; i < rows.length; i += 500) {
			const done = await db
				.insertInto('directory.slot')
				.values(rows.slice(i, i + 500))
				.onConflict((oc) => oc.doNothing())
				.returning('id')
				.execute();
			added += done.length;
		}
		return { added };
	},
	subject: (input, result) => ({ subjectType: 'service', subjectId: input.serviceId, detail: { from: input.from, to: input.to, added: result.added } })
});

/** Calls a time off; whoever booked it is told by the module that booked. @returns how many bookings it had */
export const cancelSlot = useCase({
	name: 'directory.cancelSlot',
	access: permissions.slots,
	input: v.object({ id: Id }),
	run: async (tx, { id }) => {
		const { db, ctx } = tx;
		const slot = await db.selectFrom('directory.slot').select(['service_id', 'starts_at', 'cancelled_at']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
		if (!slot) throw notFound('slot');
		await ownService(tx, slot.service_id);
		if (slot.cancelled_at) return { serviceId: slot.service_id, bookings: 0 };
		const bookings = await db
			.updateTable('directory.booking')
			.set({ cancelled_at: ctx.clock.now() })
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('slot_id', '=', id)
			.where('cancelled_at', 'is', null)
			.returning(['subject_type as subjectType', 'subject_id as subjectId'])
			.execute();
		await db.updateTable('directory.slot').set({ cancelled_at: ctx.clock.now(), taken: 0 }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).execute();
		await tx.emit('directory.slotCancelled', { slotId: id, serviceId: slot.service_id, startsAt: slot.starts_at, bookings });
		return { serviceId: slot.service_id, bookings: bookings.length };
	},
	subject: (input, result) => ({ subjectType: 'service', subjectId: result.serviceId, detail: { slot: input.id, bookings: result.bookings } })
});

/** The next bookable times of a service that still have a place, at most 60. */
export const listSlots = query({
	name: 'directory.listSlots',
	access: 'public',
	input: v.object({ serviceId: Id, limit: v.optional(whole(1, 60), 20) }),
	run: ({ db, ctx }, { serviceId, limit }): Promise<Slot[]> =>
		db
			.selectFrom('directory.slot')
			.select(['id', 'starts_at as startsAt', 'ends_at as endsAt', 'places', 'taken', 'note'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('service_id', '=', serviceId)
			.where('starts_at', '>', ctx.clock.now())
			.where('cancelled_at', 'is', null)
			.whereRef('taken', '<', 'places')
			.orderBy('starts_at')
			.limit(limit)
			.execute()
});

/** All coming times of a service with how full they are, for those who run it. */
export const listSlotsToKeep = query({
	name: 'directory.listSlotsToKeep',
	access: permissions.slots,
	input: v.object({ serviceId: Id }),
	run: ({ db, ctx }, { serviceId }): Promise<Slot[]> =>
		db
			.selectFrom('directory.slot')
			.select(['id', 'starts_at as startsAt', 'ends_at as endsAt', 'places', 'taken', 'note'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('service_id', '=', serviceId)
			.where('ends_at', '>', ctx.clock.now())
			.where('cancelled_at', 'is', null)
			.orderBy('starts_at')
			.limit(500)
			.execute()
});
