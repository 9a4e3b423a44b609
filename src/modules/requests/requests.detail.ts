/** One case, whole: for the desk with what may be done next, for the resident with where it stands, for a provider with what it needs. */
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { cursorInput, limitInput, pageOf, readCursor } from '#platform/keyset.ts';
import { forModule, parse } from '#platform/usecase.ts';
import { actionsFor, type Verdict } from './requests.actions.ts';
import { readRound, type ClockResult } from './requests.clocks.ts';
import { configOf, dayOf, type RequestsConfig } from './requests.config.ts';
import { noSuchCase } from './requests.errors.ts';
import { FINAL_STATES, OPEN_STATES, stepOf, type OfferState, type State, type Step, type TimeWish } from './requests.model.ts';
import { permissions } from './requests.permissions.ts';
import { capacities, type CaseRow, type Ties } from './requests.policy.ts';
import { port } from './requests.ports.ts';
import { CaseRef, id } from './requests.schemas.ts';
import { caseKey } from './requests.key.ts';
import { slowGuessing } from './requests.step.ts';
import { factsOf, findCase, roundFacts, sideRows } from './requests.store.ts';

const { query } = forModule<'requests'>();

export interface HistoryEntry {
	id: string;
	round: number;
	at: Date;
	action: string;
	actorKind: 'resident' | 'staff' | 'provider' | 'rule' | 'token';
	actorName: string;
	fromState: State | null;
	toState: State;
	public: boolean;
	note: string;
	detail: Record<string, unknown>;
	undone: boolean;
}

export interface CaseMessage {
	id: string;
	at: Date;
	side: 'resident' | 'staff' | 'provider';
	authorName: string;
	body: string;
	readAt: Date | null;
}

export interface CaseAttachment {
	id: string;
	kind: string;
	fileKey: string;
	thumbKey: string | null;
	mediaType: string;
	width: number | null;
	height: number | null;
	name: string;
	side: string;
	addedAt: Date;
}

export interface CaseOffer {
	id: string;
	organizationId: string;
	organizationName: string;
	serviceId: string | null;
	serviceName: string;
	state: OfferState;
	need: string;
	slotId: string | null;
	startsAt: Date | null;
	endsAt: Date | null;
	place: string;
	/** when it would suit the resident, who refused a time */
	wishes: TimeWish[];
	wishNote: string;
	declineReason: string;
	offeredAt: Date;
	answerDueAt: Date | null;
}

const of = ({ db, ctx }: ReadTx<'requests'>, requestId: string) => ({
	history: () =>
		db
			.selectFrom('requests.event')
			.select(['id', 'round', 'at', 'action', 'actor_kind as actorKind', 'actor_name as actorName', 'from_state as fromState', 'to_state as toState', 'public', 'note', 'detail'])
			.select((eb) => eb('undone_at', 'is not', null).as('undone'))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', requestId)
			.orderBy('id')
			.execute() as unknown as Promise<HistoryEntry[]>,
	messages: () =>
		db
			.selectFrom('requests.message')
			.select(['id', 'at', 'side', 'author_name as authorName', 'body', 'read_at as readAt'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', requestId)
			.orderBy('id')
			.execute() as unknown as Promise<CaseMessage[]>,
	attachments: () =>
		db
			.selectFrom('requests.attachment')
			.select(['id', 'kind', 'file_key as fileKey', 'thumb_key as thumbKey', 'media_type as mediaType', 'width', 'height', 'name', 'side', 'added_at as addedAt'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', requestId)
			.where('removed_at', 'is', null)
			.orderBy('id')
			.execute() as Promise<CaseAttachment[]>,
	offers: () =>
		db
			.selectFrom('requests.offer')
			.select([
				'id',
				'organization_id as organizationId',
				'organization_name as organizationName',
				'service_id as serviceId',
				'service_name as serviceName',
				'state',
				'need',
				'slot_id as slotId',
				'starts_at as startsAt',
				'ends_at as endsAt',
				'place',
				'wish_times as wishes',
				'wish_note as wishNote',
				'decline_reason as declineReason',
				'offered_at as offeredAt',
				'answer_due_at as answerDueAt'
			])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', requestId)
			.orderBy('id')
			.execute() as unknown as Promise<CaseOffer[]>
});

/** Every round's clocks, read now, with their arithmetic. */
async function clocksOf(tx: ReadTx<'requests'>, row: CaseRow, config: RequestsConfig): Promise<{ round: number; clocks: ClockResult[] }[]> {
	const { db, ctx } = tx;
	const rounds = await db.selectFrom('requests.round').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', row.id).orderBy('round').execute();
	const found: { round: number; clocks: ClockResult[] }[] = [];
	for (const round of rounds) {
		const { pauses, extensions } = await sideRows(tx, row.id, round.round);
		const facts =
			round.round === row.round
				? roundFacts(row, pauses, extensions)
				: {
						round: round.round,
						startedAt: round.started_at,
						urgency: round.urgency as never,
						categoryCode: row.category_code,
						acceptedAt: round.accepted_at,
						contactedAt: round.contacted_at,
						servedAt: round.served_at,
						endedAt: round.ended_at,
						pauses,
						extensions
					};
		found.push({ round: round.round, clocks: readRound(facts, config.policies, row.community_id ? [row.community_id] : [], config.calendar, ctx.clock.now()) });
	}
	return found;
}

async function verdictsOf(tx: ReadTx<'requests'>, row: CaseRow, ties: Ties, config: RequestsConfig): Promise<Verdict[]> {
	const facts = await factsOf(tx, row);
	const now = tx.ctx.clock.now();
	const rules = { reopenDays: config.rule('reopen_days', dayOf(config, now)) };
	const all = capacities(tx.ctx.actor, row, ties).map((actor) => actionsFor(facts, actor, now, rules));
	if (!all.length) return [];
	// One button for each action: allowed if allowed in any capacity, else with the first reason that is not "a stranger".
	return all[0]!.map((first, i) => all.map((list) => list[i]!).find(({ allowed }) => allowed) ?? all.map((list) => list[i]!).find(({ refusal }) => refusal !== 'not_involved') ?? first);
}

/** The desk's view of a case. Telephone and full address are masked; `requests.reveal` opens them with a reason. */
export const getCase = query({
	name: 'requests.get',
	access: permissions.read,
	input: v.object({ id }),
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const { row, ties } = await findCase(tx, { id: input.id });
		const config = await configOf(tx);
		const parts = of(tx, row.id);
		const parties = await db
			.selectFrom('requests.party')
			.select(['id', 'name', 'user_id as userId', 'lead', 'task', 'called_at as calledAt', 'due_at as dueAt', 'reported_at as reportedAt', 'report'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.orderBy('id')
			.execute();
		const pauses = await db
			.selectFrom('requests.pause')
			.select(['id', 'round', 'reason', 'note', 'from_at as from', 'until_at as until', 'to_at as to'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.orderBy('from_at')
			.execute();
		const extensions = await db
			.selectFrom('requests.extension')
			.select(['id', 'round', 'minutes', 'reason', 'state', 'requested_at as requestedAt', 'requested_by_name as requestedBy', 'ruled_at as ruledAt', 'ruled_by_name as ruledBy', 'ruling_note as rulingNote'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.orderBy('requested_at')
			.execute();
		const sendBacks = await db
			.selectFrom('requests.send_back')
			.select([
				'id',
				'round',
				'reason',
				'note',
				'proposed_target as proposedTarget',
				'state',
				'asked_at as askedAt',
				'asked_by_name as askedBy',
				'ruling_due_at as rulingDueAt',
				'ruled_at as ruledAt',
				'ruled_by_name as ruledBy',
				'ruling_note as rulingNote'
			])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.orderBy('asked_at')
			.execute();
		const followers = await db
			.selectFrom('requests.follower')
			.select(['id', 'kind', 'phone_masked as phone', 'name_masked as name', 'said', 'from_request_id as fromRequestId', 'joined_at as joinedAt', 'ended_at as endedAt'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.orderBy('id')
			.execute();
		const callbacks = await db
			.selectFrom('requests.callback')
			.select(['id', 'round', 'follower_id as followerId', 'due_at as dueAt', 'attempts', 'last_attempt_at as lastAttemptAt', 'outcome', 'note', 'done_at as doneAt', 'done_by_name as doneBy'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.orderBy('due_at')
			.execute();
		const mergedFrom = await db
			.selectFrom('requests.request')
			.select(['id', 'number', 'summary'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('merged_into', '=', row.id)
			.execute();
		const mergedInto = row.merged_into
			? await db.selectFrom('requests.request').select(['id', 'number', 'summary']).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.merged_into).executeTakeFirst()
			: undefined;
		return {
			id: row.id,
			number: row.number,
			version: row.version,
			/** opens the case for the person who told it: for the slip's code */
			key: caseKey(row.id),
			state: row.state as State,
			step: stepOf(row.state as State),
			round: row.round,
			type: row.type,
			categoryCode: row.category_code,
			category: row.category_code ? (config.categories.get(row.category_code) ?? null) : null,
			terms: row.terms,
			urgency: row.urgency,
			channel: row.channel,
			confidential: row.confidential,
			anonymous: row.anonymous,
			publicPlace: row.public_place,
			text: row.text,
			answers: row.answers as Record<string, string | number | boolean>,
			place: { communityId: row.community_id, compoundId: row.compound_id, buildingId: row.building_id, text: row.place_masked, hidden: row.place_sealed !== null, lon: row.lon, lat: row.lat },
			reporter: {
				name: row.reporter_name_masked,
				phone: row.reporter_phone_masked,
				known: row.reporter_phone_sealed !== null || row.reporter_user_id !== null,
				toldBy: row.told_by,
				registeredBy: row.registered_by_name
			},
			ownerId: row.owner_id,
			ownerName: row.owner_name,
			firstOwnerName: row.first_owner_name,
			providerName: row.provider_name,
			chaseCount: row.chase_count,
			followerCount: row.follower_count,
			unread: row.unread_by_staff,
			supervisedAt: row.supervised_at,
			callbackDueAt: row.callback_due_at,
			nextClock: row.next_clock,
			nextDueAt: row.next_due_at,
			answer: row.answer,
			answerWay: row.answer_way,
			rating: row.rating,
			closeReason: row.close_reason,
			closedAt: row.closed_at,
			createdAt: row.created_at,
			changedAt: row.changed_at,
			rounds: await clocksOf(tx, row, config),
			history: await parts.history(),
			messages: await parts.messages(),
			attachments: await parts.attachments(),
			offers: await parts.offers(),
			parties,
			pauses,
			extensions,
			sendBacks,
			followers,
			callbacks,
			mergedFrom,
			mergedInto: mergedInto ?? null,
			actions: await verdictsOf(tx, row, ties, config)
		};
	}
});
export type DeskCase = Awaited<ReturnType<typeof getCase>>;

/** The resident's page: where it stands on the line of five, who, by when, what next. */
export interface ResidentCase {
	id: string;
	number: string;
	/** reporter and proxy see everything of theirs; a follower sees how the common matter goes */
	as: 'reporter' | 'proxy' | 'follower';
	state: State;
	step: Step | null;
	round: number;
	type: string;
	categoryCode: string | null;
	categoryName: { zh: string; en: string } | null;
	text: string;
	place: string;
	communityId: string | null;
	owner: { name: string; deskPhone: string } | null;
	contactDueAt: Date;
	contactedAt: Date | null;
	resolveDueAt: Date;
	servedAt: Date | null;
	/** what staff said they did */
	servedNote: string;
	pauses: { reason: string; until: Date | null }[];
	offer: CaseOffer | null;
	history: HistoryEntry[];
	messages: CaseMessage[];
	attachments: CaseAttachment[];
	rating: number | null;
	closeReason: string | null;
	closedAt: Date | null;
	mergedIntoNumber: string | null;
	createdAt: Date;
	actions: Verdict[];
	/** who looked at masked values of this case, and why */
	reveals: { at: Date; by: string; reason: string }[];
}

const residentView = query({
	name: 'requests.follow',
	access: 'public',
	input: v.object({ ref: CaseRef }),
	run: async (tx, { ref }): Promise<ResidentCase & { ownerId: string | null }> => {
		const { db, ctx } = tx;
		const { row, ties } = await findCase(tx, ref);
		const config = await configOf(tx);
		const mine = capacities(ctx.actor, row, ties).find(({ kind }) => kind === 'resident');
		if (!mine) throw noSuchCase();
		const whole = mine.isReporter || mine.isProxy;
		const parts = of(tx, row.id);
		const round = await db
			.selectFrom('requests.round')
			.select('served_note')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('request_id', '=', row.id)
			.where('round', '=', row.round)
			.executeTakeFirst();
		const pauses = row.open_pauses
			? await db
					.selectFrom('requests.pause')
					.select(['reason', 'until_at as until'])
					.where('subdistrict_id', '=', ctx.subdistrictId)
					.where('request_id', '=', row.id)
					.where('to_at', 'is', null)
					.execute()
			: [];
		const into = row.merged_into
			? await db.selectFrom('requests.request').select('number').where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', row.merged_into).executeTakeFirst()
			: undefined;
		const offers = whole ? await parts.offers() : [];
		const history = (await parts.history()).filter((entry) => entry.public && !entry.undone);
		const category = row.category_code ? config.categories.get(row.category_code) : undefined;
		return {
			id: row.id,
			number: row.number,
			as: mine.isReporter ? 'reporter' : mine.isProxy ? 'proxy' : 'follower',
			state: row.state as State,
			step: stepOf(row.state as State),
			round: row.round,
			type: row.type,
			categoryCode: row.category_code,
			categoryName: category?.name ?? null,
			text: whole ? row.text : '',
			place: row.place_masked,
			communityId: row.community_id,
			owner: row.owner_name ? { name: row.owner_name, deskPhone: '' } : null,
			ownerId: row.owner_id,
			contactDueAt: row.contact_due_at,
			contactedAt: row.contacted_at,
			resolveDueAt: row.resolve_due_at,
			servedAt: row.served_at,
			servedNote: round?.served_note ?? '',
			pauses,
			offer: offers.findLast(({ state }) => state !== 'declined' && state !== 'withdrawn') ?? null,
			// A follower is told how the matter goes, not what was written about the person who told it first.
			history: whole ? history : history.map((entry) => ({ ...entry, note: '', detail: {}, actorName: entry.actorKind === 'resident' ? '' : entry.actorName })),
			messages: whole ? await parts.messages() : [],
			attachments: whole ? await parts.attachments() : (await parts.attachments()).filter(({ side }) => side !== 'resident'),
			rating: row.rating,
			closeReason: row.close_reason,
			closedAt: row.closed_at,
			mergedIntoNumber: into?.number ?? null,
			createdAt: row.created_at,
			actions: await verdictsOf(tx, row, ties, config),
			reveals: whole
				? (
						await db
							.selectFrom('requests.event')
							.select(['at', 'actor_name as by', 'note as reason'])
							.where('subdistrict_id', '=', ctx.subdistrictId)
							.where('request_id', '=', row.id)
							.where('action', '=', 'reveal')
							.orderBy('id')
							.execute()
					)
				: []
		};
	}
});

/**
 * A case as the resident sees it: by sign-in, by number and telephone, or by the key on the slip. Guessing is slowed.
 * @throws platform.notFound (404) for what is not there and what is not theirs alike
 */
export async function followCase(ctx: Parameters<typeof residentView>[0], input: Parameters<typeof residentView>[1]): Promise<ResidentCase> {
	const { ref } = await parse(v.object({ ref: CaseRef }), input);
	await slowGuessing(ctx, ref);
	const { ownerId, ...found } = await residentView(ctx, input);
	const worker = ownerId ? await port('staff').find(ctx, ownerId) : null;
	return { ...found, owner: found.owner && { ...found.owner, deskPhone: worker?.deskPhone ?? '' } };
}

/** The signed-in resident's cases, those they follow or answer for included, last changed first; the open or the ended ones. */
export const myCases = query({
	name: 'requests.mine',
	access: 'signed-in',
	input: v.object({ ended: v.boolean(), cursor: cursorInput, limit: limitInput(100) }),
	run: async ({ db, ctx }, input) => {
		const { id: me, phoneHash } = ctx.actor;
		if (!me) return { items: [], next: null };
		const cursor = readCursor(input.cursor);
		const followed = db
			.selectFrom('requests.follower')
			.select('request_id')
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('ended_at', 'is', null)
			.where((eb) => eb.or([eb('user_id', '=', me), ...(phoneHash ? [eb('phone_hash', '=', phoneHash)] : [])]));
		let list = db
			.selectFrom('requests.request')
			.select(['id', 'number', 'type', 'category_code as categoryCode', 'state', 'summary', 'place_masked as place', 'owner_name as ownerName', 'contact_due_at as contactDueAt', 'contacted_at as contactedAt', 'resolve_due_at as resolveDueAt', 'rating', 'created_at as createdAt', 'changed_at as changedAt'])
			.select((eb) => eb.or([eb('reporter_user_id', '=', me), ...(phoneHash ? [eb('reporter_phone_hash', '=', phoneHash)] : [])]).as('own'))
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where((eb) => eb.or([eb('reporter_user_id', '=', me), ...(phoneHash ? [eb('reporter_phone_hash', '=', phoneHash)] : []), eb('id', 'in', followed)]))
			.where('state', 'in', [...(input.ended ? FINAL_STATES : OPEN_STATES)])
			.orderBy('changed_at', 'desc')
			.orderBy('id', 'desc')
			.limit(input.limit + 1);
		if (cursor) list = list.where((eb) => eb(eb.refTuple('changed_at', 'id'), '<', eb.tuple(cursor.at, cursor.id)));
		const rows = await list.execute();
		// Another's words are not a follower's to read.
		return pageOf(rows.map((row) => ({ ...row, own: Boolean(row.own), summary: row.own ? row.summary : '', step: stepOf(row.state as State) })), input.limit, (row) => row.changedAt);
	}
});
