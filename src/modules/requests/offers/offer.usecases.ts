/** Offering a case to a provider, and what becomes of the offer: accepted, declined, a time proposed, refused or booked. */
import type { Updateable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import { formatDateTime } from '#platform/dates/index.ts';
import { newId } from '#platform/ids.ts';
import type { ActorFacts } from '../case/actions.ts';
import { advance } from '../clocks/clocks.model.ts';
import { configOf, dayOf } from '../settings/config.ts';
import { noSuchCase, slotGone, unknownProvider } from '../requests.errors.ts';
import { LIVE_OFFER_STATES } from '../case/case.model.ts';
import { permissions } from '../requests.permissions.ts';
import { port, type Provider, type Slot } from '../requests.ports.ts';
import { preparedUseCase } from '../case/prepared.ts';
import { AcceptSlotInput, OfferInput, ProposeTimeInput, ProviderAcceptInput, ProviderDeclineInput, RefuseTimeInput, WithdrawOfferInput } from '../case/case.schemas.ts';
import { holdCase, permit, step, type CasePatch, type Held, type Tx } from '../case/case.store.ts';
import { caseUseCase } from '../case/step.ts';

export interface OfferTerms {
	serviceId: string | null;
	/** what the provider is told */
	need: string;
	/** phone and full address are shown to the provider once it has accepted */
	shareContact: boolean;
	chosenByResident: boolean;
}

/** Puts the case before a provider, who has so many working hours to answer. One live offer at a time: the database holds to it. */
export async function offerTo(tx: Tx, held: Held, actor: ActorFacts, provider: Provider, terms: OfferTerms): Promise<{ id: string }> {
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const offerId = newId();
	await db
		.insertInto('requests.offer')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: offerId,
			request_id: held.row.id,
			round: held.row.round,
			organization_id: provider.organizationId,
			organization_name: provider.organizationName,
			service_id: terms.serviceId,
			service_name: provider.serviceName,
			state: 'offered',
			need: terms.need || held.row.summary,
			share_contact: terms.shareContact,
			chosen_by_resident: terms.chosenByResident,
			offered_by: ctx.actor.kind === 'user' ? ctx.actor.id : null,
			offered_at: now,
			answer_due_at: await answerDue(tx)
		})
		.execute();
	await step(
		tx,
		held,
		actor,
		'offer',
		{ provider_id: provider.organizationId, provider_name: provider.organizationName, accepted_at: held.row.accepted_at ?? now, ...ownerIfNone(tx, held, actor) },
		{ detail: { offerId, provider: provider.organizationName, service: provider.serviceName } }
	);
	await tx.emit('requests.offered', { requestId: held.row.id, offerId, organizationId: provider.organizationId, need: terms.need || held.row.summary, communityId: held.row.community_id });
	return { id: offerId };
}

/** By when a provider who is asked now should have answered: so many working hours, by the subdistrict's rule. */
async function answerDue(tx: Tx): Promise<Date> {
	const now = tx.ctx.clock.now();
	const config = await configOf(tx);
	return new Date(advance('working', config.calendar, now.getTime(), config.rule('offer_hours', dayOf(config, now)) * 3_600_000));
}

/** Whoever offers a case that nobody has, has it: a provider serves, but a named worker answers for it. */
function ownerIfNone({ ctx }: Tx, held: Held, actor: ActorFacts): CasePatch {
	if (held.row.owner_id || actor.kind !== 'staff' || ctx.actor.kind !== 'user') return {};
	return {
		owner_id: ctx.actor.id,
		owner_name: ctx.actor.name,
		...(held.row.first_owner_id ? {} : { first_owner_id: ctx.actor.id, first_owner_name: ctx.actor.name })
	};
}

function findLiveOffer({ db, ctx }: Tx, requestId: string) {
	return db
		.selectFrom('requests.offer')
		.selectAll()
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('state', 'in', [...LIVE_OFFER_STATES])
		.executeTakeFirst();
}

async function liveOffer(tx: Tx, requestId: string) {
	const offer = await findLiveOffer(tx, requestId);
	if (!offer) throw noSuchCase();
	return offer;
}

async function setOffer({ db, ctx }: Tx, offerId: string, change: Updateable<DB['requests.offer']>): Promise<void> {
	await db.updateTable('requests.offer').set(change).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', offerId).execute();
}

/** Takes the place in a bookable time and books the offer on it. @throws requests.slotFull, requests.slotGone (409) */
export async function takeSlot(tx: Tx, held: Held, actor: ActorFacts, offerId: string, slotId: string): Promise<Slot> {
	const slots = port('slots');
	if (!slots) throw slotGone();
	const slot = await slots.take(tx, slotId, held.row.id);
	await bookOffer(tx, held, actor, offerId, slot);
	return slot;
}

async function bookOffer(tx: Tx, held: Held, actor: ActorFacts, offerId: string, time: { slotId: string | null; startsAt: Date; endsAt: Date; place: string }): Promise<void> {
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const open = Number((await endAppointment(tx, held)).open_pauses ?? held.row.open_pauses);
	await setOffer(tx, offerId, { state: 'booked', slot_id: time.slotId, starts_at: time.startsAt, ends_at: time.endsAt, place: time.place, answered_at: now, wish_times: [], wish_note: '' });
	// Until the time that the resident chose nobody can do anything; the wait ends by itself.
	const waits = time.startsAt > now;
	if (waits) {
		await db
			.insertInto('requests.pause')
			.values({ subdistrict_id: ctx.subdistrictId, id: newId(), request_id: held.row.id, round: held.row.round, reason: 'appointment', from_at: now, until_at: time.startsAt, by_id: ctx.actor.id })
			.execute();
	}
	await step(
		tx,
		held,
		actor,
		'accept_slot',
		{ accepted_at: held.row.accepted_at ?? now, contacted_at: held.row.contacted_at ?? now, open_pauses: open + (waits ? 1 : 0) },
		{ clocks: true, detail: { offerId, startsAt: time.startsAt, endsAt: time.endsAt, place: time.place }, tell: { time: await timeInWords(tx, held.row.locale, time.startsAt) } }
	);
	await tx.emit('requests.booked', { requestId: held.row.id, offerId, startsAt: time.startsAt.toISOString() });
}

async function timeInWords(tx: Tx, locale: string, at: Date): Promise<string> {
	const { zone } = (await configOf(tx)).calendar;
	return formatDateTime(at, zone, locale === 'en' ? 'en' : 'zh');
}

/** Offers the case to a provider found in the directory. @throws requests.unknownProvider (422), requests.refused_offer_open (409) */
export const offer = preparedUseCase({
	name: 'requests.offer',
	access: permissions.handle,
	input: OfferInput,
	prepare: async (ctx, input) => {
		const found = await port('providers').find(ctx, { serviceId: input.serviceId, organizationId: input.organizationId });
		if (!found) throw unknownProvider();
		return found;
	},
	run: async (tx, input, provider) => {
		const held = await holdCase(tx, input);
		const actor = await permit(tx, held, 'offer');
		const made = await offerTo(tx, held, actor, provider, { serviceId: input.serviceId ?? null, need: input.need, shareContact: input.shareContact, chosenByResident: false });
		return { id: held.row.id, version: held.row.version, state: held.row.state, offerId: made.id, communityId: held.row.community_id };
	},
	subject: (_input, result) => ({ subjectType: 'request', subjectId: result.id, communityId: result.communityId, detail: { offerId: result.offerId } })
});

/** The provider takes it on. Staff may note what a provider said on the phone. */
export const providerAccept = caseUseCase({
	name: 'requests.providerAccept',
	access: permissions.provide,
	action: 'provider_accept',
	input: ProviderAcceptInput,
	run: (tx, held, actor, input) => acceptOffer(tx, held, actor, input.note)
});

export async function acceptOffer(tx: Tx, held: Held, actor: ActorFacts, note: string): Promise<void> {
	const live = await liveOffer(tx, held.row.id);
	await setOffer(tx, live.id, { state: 'accepted', answered_at: tx.ctx.clock.now() });
	await step(tx, held, actor, 'provider_accept', {}, { note, detail: { offerId: live.id, provider: live.organization_name } });
	await tx.emit('requests.offerAccepted', { requestId: held.row.id, offerId: live.id });
}

/** The provider cannot; the case goes back to its owner for another way. */
export const providerDecline = caseUseCase({
	name: 'requests.providerDecline',
	access: permissions.provide,
	action: 'provider_decline',
	input: ProviderDeclineInput,
	run: (tx, held, actor, input) => declineOffer(tx, held, actor, input.reason)
});

export async function declineOffer(tx: Tx, held: Held, actor: ActorFacts, reason: string): Promise<void> {
	await endOffer(tx, held, 'declined', reason);
	await step(tx, held, actor, 'provider_decline', { provider_id: null, provider_name: '', ...(await endAppointment(tx, held)) }, { to: backTo(held), note: reason, public: false, clocks: true });
}

/** Staff take the offer back, e.g. because the provider does not answer. */
export const withdrawOffer = caseUseCase({
	name: 'requests.withdrawOffer',
	access: permissions.handle,
	action: 'withdraw_offer',
	input: WithdrawOfferInput,
	run: async (tx, held, actor, input) => {
		await endOffer(tx, held, 'withdrawn', input.reason);
		await step(tx, held, actor, 'withdraw_offer', { provider_id: null, provider_name: '', ...(await endAppointment(tx, held)) }, { to: backTo(held), note: input.reason, public: false, clocks: true });
	}
});

/** With an owner the case stays dispatched to them; without one it is back in triage. */
const backTo = (held: Held): 'dispatched' | 'accepted' => (held.row.owner_id ? 'dispatched' : 'accepted');

/** Ends the live offer and lets its place go. One that the provider has served is ended already, though the case still names the provider. */
export async function endOffer(tx: Tx, held: Held, state: 'declined' | 'withdrawn' | 'served', reason = ''): Promise<void> {
	const live = await findLiveOffer(tx, held.row.id);
	if (!live) return;
	const now = tx.ctx.clock.now();
	await setOffer(tx, live.id, { state, ended_at: now, answered_at: live.answered_at ?? now, ...(state === 'served' ? {} : { decline_reason: reason }) });
	if (live.slot_id && state !== 'served') await port('slots')?.free(tx, live.slot_id, held.row.id);
	await tx.emit('requests.offerEnded', { requestId: held.row.id, offerId: live.id, state, reason });
}

/** A wait for an appointment that is no more ends now. */
async function endAppointment({ db, ctx }: Tx, held: Held): Promise<CasePatch> {
	if (held.row.open_pauses === 0) return {};
	const ended = await db
		.updateTable('requests.pause')
		.set({ to_at: ctx.clock.now() })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', held.row.id)
		.where('reason', '=', 'appointment')
		.where('to_at', 'is', null)
		.returning('id')
		.execute();
	return { open_pauses: held.row.open_pauses - ended.length };
}

/** The provider (or staff for it) proposes a time; the resident answers. */
export const proposeTime = caseUseCase({
	name: 'requests.proposeTime',
	access: permissions.provide,
	action: 'propose_time',
	input: ProposeTimeInput,
	run: async (tx, held, actor, input) => {
		const live = await liveOffer(tx, held.row.id);
		if (live.slot_id) await port('slots')?.free(tx, live.slot_id, held.row.id);
		await setOffer(tx, live.id, { state: 'time_proposed', slot_id: null, starts_at: input.startsAt, ends_at: input.endsAt, place: input.place, answered_at: tx.ctx.clock.now() });
		const patch = await endAppointment(tx, held);
		// Another time is the answer to "this one does not suit", which was counted as a word of the resident's.
		if (live.state === 'time_refused') Object.assign(patch, { unread_by_staff: Math.max(0, held.row.unread_by_staff - 1) });
		await step(tx, held, actor, 'propose_time', patch, { clocks: true, detail: { offerId: live.id, startsAt: input.startsAt, endsAt: input.endsAt, place: input.place } });
	}
});

/**
 * The resident takes the proposed time, or a bookable one of the service. Staff may do it for them on the phone.
 * Of many who want the last place one gets it. @throws requests.slotFull, requests.slotGone (409)
 */
export const acceptSlot = caseUseCase({
	name: 'requests.acceptSlot',
	access: 'public',
	action: 'accept_slot',
	input: AcceptSlotInput,
	run: async (tx, held, actor, input) => {
		const live = await liveOffer(tx, held.row.id);
		if (input.slotId) {
			if (live.slot_id === input.slotId && live.state === 'booked') return;
			if (live.slot_id) await port('slots')?.free(tx, live.slot_id, held.row.id);
			await takeSlot(tx, held, actor, live.id, input.slotId);
		} else {
			if (live.state !== 'time_proposed' || !live.starts_at || !live.ends_at) throw slotGone();
			await bookOffer(tx, held, actor, live.id, { slotId: null, startsAt: live.starts_at, endsAt: live.ends_at, place: live.place });
		}
	}
});

/**
 * The proposed or agreed time does not suit the resident: the place is let go, the wait for the appointment ends, and the
 * provider owes another time within the hours that an offer gives. Staff may note it for them on the phone.
 * @throws requests.refused_no_time (409) when no time stands
 */
export const refuseTime = caseUseCase({
	name: 'requests.refuseTime',
	access: 'public',
	action: 'refuse_time',
	input: RefuseTimeInput,
	run: async (tx, held, actor, input) => {
		const live = await liveOffer(tx, held.row.id);
		const now = tx.ctx.clock.now();
		if (live.slot_id) await port('slots')?.free(tx, live.slot_id, held.row.id);
		await setOffer(tx, live.id, { state: 'time_refused', slot_id: null, starts_at: null, ends_at: null, place: '', wish_times: input.wishes, wish_note: input.note, answer_due_at: await answerDue(tx) });
		const patch = await endAppointment(tx, held);
		// Whoever answers a proposed time has been reached.
		patch.contacted_at = held.row.contacted_at ?? now;
		if (actor.kind === 'resident') patch.unread_by_staff = held.row.unread_by_staff + 1;
		await step(tx, held, actor, 'refuse_time', patch, { clocks: true, note: input.note, detail: { offerId: live.id, startsAt: live.starts_at, endsAt: live.ends_at, wishes: input.wishes } });
	},
	detail: ({ wishes }) => ({ wishes })
});
