/** Checking in and out: by phone with the code at the place, by staff from the list, from a paper sheet. */
import { conflict } from '#platform/errors.ts';
import { sameSecret } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import * as v from 'valibot';
import { id, words } from '../register/volunteer.schemas.ts';
import { holdOwn, holdVolunteer, type VolunteerRow } from '../register/volunteer.store.ts';
import { demandLead } from '../shifts/lead.ts';
import { time } from '../shifts/shift.schemas.ts';
import { rolesOf, shiftOf, type ShiftRow } from '../shifts/shift.store.ts';
import { demandFit } from '../shifts/signup.usecases.ts';
import { noSuchSpan } from '../volunteers.errors.ts';
import { permissions } from '../volunteers.permissions.ts';
import { demandWithin } from '../volunteers.policy.ts';
import { rulesOn } from '../volunteers.rules.ts';
import { addEntry } from './ledger.store.ts';
import { checkInWindow, LATE_CHECKOUT_MS, outAtOf, paperTimes } from './attendance-times.model.ts';
import { closeSpan, holdSpan, openSpan, type InWay, type SpanRow } from './attendance.store.ts';

const { useCase } = forModule<'volunteers'>();
type Tx = WriteTx<'volunteers'>;

const subjectOf = (_input: unknown, { id: spanId, communityId }: { id: string; communityId: string | null }) => ({ subjectType: 'span', subjectId: spanId, communityId });

/** A shift that is on: check-in opens some minutes before it begins. @throws volunteers.tooEarly, volunteers.shiftOver, volunteers.shiftCancelled (409) */
async function demandOn(tx: Tx, shift: ShiftRow, at: Date): Promise<void> {
	const { checkin_before_minutes } = await rulesOn(tx, shift.on_day);
	if (shift.state === 'cancelled') throw conflict('volunteers.shiftCancelled');
	const { from, until } = checkInWindow(shift, checkin_before_minutes);
	if (at < from) throw conflict('volunteers.tooEarly', { minutes: checkin_before_minutes });
	if (at >= until) throw conflict('volunteers.shiftOver');
}

async function hasPlace({ db, ctx }: Tx, shiftId: string, volunteerId: string): Promise<boolean> {
	return (await db.selectFrom('volunteers.signup').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('shift_id', '=', shiftId).where('volunteer_id', '=', volunteerId).where('state', '=', 'signed').executeTakeFirst()) !== undefined;
}

/** Whoever comes without a place may serve as well, if nothing of the shift's bars them. */
async function demandMayServe(tx: Tx, volunteer: VolunteerRow, shift: ShiftRow, zone: string): Promise<void> {
	if (await hasPlace(tx, shift.id, volunteer.id)) return;
	await demandFit(tx, volunteer, shift, await rolesOf(tx, [shift.id]), zone);
}

/** One's own check-in, at the place: with the key of the code there. Sending it twice is one. @throws volunteers.wrongCode, volunteers.tooEarly, volunteers.threePairs (409) */
export const checkIn = useCase({
	name: 'volunteers.checkIn',
	access: 'signed-in',
	input: v.object({ shiftId: id, key: v.pipe(v.string(), v.maxLength(60)), clientId: v.optional(id) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const own = await holdOwn(tx);
		const shift = await shiftOf(tx, input.shiftId);
		if (!sameSecret(input.key, shift.scan_key)) throw conflict('volunteers.wrongCode');
		const now = tx.ctx.clock.now();
		await demandOn(tx, shift, now);
		await demandMayServe(tx, own, shift, zone);
		const span = await openSpan(tx, shift, own.id, now, 'phone', zone, input.clientId);
		return { id: span.id, communityId: shift.community_id };
	},
	subject: subjectOf
});

/** One's own check-out, from wherever one is: nothing after the shift's end but the allowance counts. @throws volunteers.checkOutLate, volunteers.overlap (409) */
export const checkOut = useCase({
	name: 'volunteers.checkOut',
	access: 'signed-in',
	input: v.object({ id, clientId: v.optional(id) }),
	run: async (tx, input) => {
		const own = await holdOwn(tx);
		const span = await holdSpan(tx, input.id);
		if (span.volunteer_id !== own.id) throw noSuchSpan();
		const shift = await shiftOf(tx, span.shift_id);
		return { id: span.id, communityId: shift.community_id, ...(await left(tx, span, shift, 'phone', input.clientId)) };
	},
	subject: subjectOf
});

/** Somebody else writes down that a volunteer is there, now. @returns the id of the check-in */
async function arrived(tx: Tx, shift: ShiftRow, volunteerId: string, way: 'staff' | 'lead', zone: string, clientId?: string): Promise<string> {
	const volunteer = await holdVolunteer(tx, volunteerId);
	const now = tx.ctx.clock.now();
	await demandOn(tx, shift, now);
	await demandMayServe(tx, volunteer, shift, zone);
	return (await openSpan(tx, shift, volunteer.id, now, way, zone, clientId)).id;
}

/** They leave, now. @throws volunteers.checkOutLate (409) once the shift has been over for hours */
async function left(tx: Tx, span: SpanRow, shift: ShiftRow, way: 'phone' | 'staff' | 'lead', clientId?: string): Promise<{ minutes: number }> {
	const now = tx.ctx.clock.now();
	if (span.state === 'open' && now.getTime() > shift.ends_at.getTime() + LATE_CHECKOUT_MS) throw conflict('volunteers.checkOutLate');
	return closeSpan(tx, span, shift, now, way, { clientId });
}

/** Staff check somebody in from the list: by name or telephone, now. */
export const checkInFor = useCase({
	name: 'volunteers.checkInFor',
	access: permissions.keep,
	input: v.object({ shiftId: id, volunteerId: id, clientId: v.optional(id) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const shift = await shiftOf(tx, input.shiftId);
		demandWithin(tx.ctx.actor, permissions.keep, shift.community_id);
		return { id: await arrived(tx, shift, input.volunteerId, 'staff', zone, input.clientId), communityId: shift.community_id };
	},
	subject: subjectOf
});

/** Staff check somebody out, now. Once the shift has been over for hours it is closed with a reason instead. @throws volunteers.checkOutLate (409) */
export const checkOutFor = useCase({
	name: 'volunteers.checkOutFor',
	access: permissions.keep,
	input: v.object({ id, clientId: v.optional(id) }),
	run: async (tx, input) => {
		const span = await holdSpan(tx, input.id);
		const shift = await shiftOf(tx, span.shift_id);
		demandWithin(tx.ctx.actor, permissions.keep, shift.community_id);
		return { id: span.id, communityId: shift.community_id, ...(await left(tx, span, shift, 'staff', input.clientId)) };
	},
	subject: subjectOf
});

/** A lead without a role among the staff checks in somebody who has a place at their shift. @throws platform.forbidden (403) for others, and for oneself */
export const checkInAsLead = useCase({
	name: 'volunteers.checkInAsLead',
	access: 'signed-in',
	input: v.object({ shiftId: id, volunteerId: id, clientId: v.optional(id) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const shift = await shiftOf(tx, input.shiftId);
		await demandLead(tx, shift, input.volunteerId);
		// A lead knows people by their list; whoever comes without a place scans the code.
		if (!(await hasPlace(tx, shift.id, input.volunteerId))) throw conflict('volunteers.signupGone');
		return { id: await arrived(tx, shift, input.volunteerId, 'lead', zone, input.clientId), communityId: shift.community_id };
	},
	subject: subjectOf
});

/** The same when they leave. @throws platform.forbidden (403); volunteers.checkOutLate (409) */
export const checkOutAsLead = useCase({
	name: 'volunteers.checkOutAsLead',
	access: 'signed-in',
	input: v.object({ id, clientId: v.optional(id) }),
	run: async (tx, input) => {
		const span = await holdSpan(tx, input.id);
		const shift = await shiftOf(tx, span.shift_id);
		await demandLead(tx, shift, span.volunteer_id);
		return { id: span.id, communityId: shift.community_id, ...(await left(tx, span, shift, 'lead', input.clientId)) };
	},
	subject: subjectOf
});

/**
 * Closes a check-in that nobody checked out: at the time that the person, the lead or the list says, and with how staff know.
 * Until then it counts nothing.
 * @throws volunteers.spanClosed, volunteers.outBeforeIn, volunteers.inTheFuture, volunteers.overlap (409)
 */
export const closeOpenSpan = useCase({
	name: 'volunteers.closeOpenSpan',
	access: permissions.keep,
	input: v.object({ id, out: time, reason: v.pipe(words(200), v.minLength(2, 'volunteers.whyMissing')) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const span = await holdSpan(tx, input.id);
		const shift = await shiftOf(tx, span.shift_id);
		demandWithin(tx.ctx.actor, permissions.keep, shift.community_id);
		if (span.state !== 'open') throw conflict('volunteers.spanClosed');
		const at = outAtOf(span.in_at, input.out, shift, zone);
		if (!at) throw conflict('volunteers.outBeforeIn');
		if (at > tx.ctx.clock.now()) throw conflict('volunteers.inTheFuture');
		return { id: span.id, communityId: shift.community_id, ...(await closeSpan(tx, span, shift, at, 'closed', { reason: input.reason })) };
	},
	subject: ({ reason }, { id: spanId, communityId }) => ({ subjectType: 'span', subjectId: spanId, communityId, reason })
});

/**
 * A line of the paper sheet: somebody's times as they signed them. Typed twice it is one.
 * @throws volunteers.outBeforeIn, volunteers.stillIn, volunteers.overlap, volunteers.threePairs, volunteers.inTheFuture (409)
 */
export const recordPaper = useCase({
	name: 'volunteers.recordPaper',
	access: permissions.keep,
	input: v.object({ shiftId: id, volunteerId: id, in: time, out: time, clientId: v.optional(id) }),
	prepare: (ctx) => zoneOf(ctx),
	run: async (tx, input, zone) => {
		const shift = await shiftOf(tx, input.shiftId);
		demandWithin(tx.ctx.actor, permissions.keep, shift.community_id);
		if (shift.state === 'cancelled') throw conflict('volunteers.shiftCancelled');
		const volunteer = await holdVolunteer(tx, input.volunteerId);
		await demandMayServe(tx, volunteer, shift, zone);
		const times = paperTimes(input, shift, zone);
		if (!times) throw conflict('volunteers.outBeforeIn');
		if (times.outAt > tx.ctx.clock.now()) throw conflict('volunteers.inTheFuture');
		const way: InWay = 'paper';
		const span = await openSpan(tx, shift, volunteer.id, times.inAt, way, zone, input.clientId);
		// Somebody who is still checked in: that check-in has another beginning, and would be closed in place of this line.
		if (span.state === 'open' && span.in_at.getTime() !== times.inAt.getTime()) throw conflict('volunteers.stillIn');
		return { id: span.id, communityId: shift.community_id, ...(await closeSpan(tx, span, shift, times.outAt, way, { clientId: input.clientId })) };
	},
	subject: subjectOf
});

/** A check-in that was a mistake: it counts nothing, and its line of the ledger is taken back by another. */
export const voidSpan = useCase({
	name: 'volunteers.voidSpan',
	access: permissions.certify,
	input: v.object({ id, reason: v.pipe(words(200), v.minLength(2, 'volunteers.whyMissing')) }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const span = await holdSpan(tx, input.id);
		const shift = await shiftOf(tx, span.shift_id);
		demandWithin(ctx.actor, permissions.certify, shift.community_id);
		if (span.state === 'void') return { id: span.id, communityId: shift.community_id };
		const entry = await db.selectFrom('volunteers.entry').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('span_id', '=', span.id).where('source', '<>', 'correction').executeTakeFirst();
		await db.updateTable('volunteers.span').set({ state: 'void' }).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', span.id).execute();
		if (entry) {
			const corrected = await db.selectFrom('volunteers.entry').select(({ fn }) => fn.sum<string>('minutes').as('minutes')).where('subdistrict_id', '=', ctx.subdistrictId).where('corrects', '=', entry.id).executeTakeFirst();
			const left = entry.minutes + Number(corrected?.minutes ?? 0);
			if (left !== 0)
				await addEntry(tx, { volunteer_id: entry.volunteer_id, kind: 'service', minutes: -left, on_day: entry.on_day, community_id: entry.community_id, shift_id: entry.shift_id, span_id: span.id, corrects: entry.id, title: entry.title, place: entry.place, category: entry.category, source: 'correction', reason: input.reason });
		}
		return { id: span.id, communityId: shift.community_id };
	},
	subject: ({ reason }, { id: spanId, communityId }) => ({ subjectType: 'span', subjectId: spanId, communityId, reason })
});
