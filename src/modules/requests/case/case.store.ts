/**
 * The one way in which a case changes: lock it, judge the action, write the new state with its event, keep the round and
 * the clocks in step. Every use case that touches a case goes through `step`, so that none forgets a part.
 */
import type { Insertable, Updateable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { Actor } from '#platform/context.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { newId } from '#platform/ids.ts';
import { lookupHash, sameSecret } from '#platform/secrets.ts';
import { decide, UNDO_RULES, type ActorFacts, type CaseFacts } from './actions.ts';
import { pickPolicy, readRound, type ClockKind, type Extension, type Pause, type RoundFacts } from '../clocks/clocks.model.ts';
import { configOf, dayOf, type RequestsConfig } from '../settings/config.ts';
import { noSuchCase, refused, stale } from '../requests.errors.ts';
import { caseKey } from './key.ts';
import { target, type Action } from './machine.model.ts';
import { COUNTED } from '../requests.measure-keys.ts';
import { isFinal, isOpen, LIVE_OFFER_STATES, type OfferState, type PauseReason, type State, type Urgency } from './case.model.ts';
import { capacities, maySee, NO_TIES, tiesOf, type CaseRow, type Ties } from '../requests.policy.ts';
import type { CaseRefInput } from './case.schemas.ts';
import { tell } from './tell.ts';

export type Tx = WriteTx<'requests'>;
export type CasePatch = Updateable<DB['requests.request']>;

/** A case in the hands of a use case: its row, locked, and who the caller is to it. */
export interface Held {
	row: CaseRow;
	ties: Ties;
}

/** Finds a case by id, by number and phone, or by number and key, and says by what right. Locks it when asked. */
export async function findCase(tx: ReadTx<'requests'>, ref: CaseRefInput, lock = false): Promise<Held> {
	const { db, ctx } = tx;
	let query = db.selectFrom('requests.request').selectAll().where('subdistrict_id', '=', ctx.subdistrictId);
	query = 'id' in ref ? query.where('id', '=', ref.id) : query.where('number', '=', ref.number);
	const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
	if (!row) throw noSuchCase();
	const ties = 'id' in ref ? await tiesOf(tx, row) : { ...NO_TIES, proved: await proof(tx, row, ref) };
	if (!maySee(ctx.actor, row, ties)) throw noSuchCase();
	return { row, ties };
}

async function proof({ db, ctx }: ReadTx<'requests'>, row: CaseRow, ref: Exclude<CaseRefInput, { id: string }>): Promise<Ties['proved']> {
	if ('key' in ref && sameSecret(ref.key, caseKey(row.id))) return 'reporter';
	// Who knows somebody's telephone must not learn of their confidential case by trying a day's numbers.
	if ('phone' in ref && row.confidential) return null;
	const phoneHash = 'phone' in ref ? lookupHash('phone', ref.phone) : null;
	if (phoneHash && row.reporter_phone_hash === phoneHash) return 'reporter';
	if (row.follower_count === 0) return null;
	const followers = await db
		.selectFrom('requests.follower')
		.select(['id', 'kind', 'phone_hash'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', row.id)
		.where('ended_at', 'is', null)
		.execute();
	const found = followers.find((one) => ('key' in ref ? sameSecret(ref.key, caseKey(one.id)) : one.phone_hash === phoneHash));
	return found ? (found.kind === 'proxy' ? 'proxy' : 'follower') : null;
}

/** Locks a case for a staff step. @throws requests.stale (409) when `version` is given and is not the present one */
export async function holdCase(tx: Tx, ref: { id: string; version?: number } | CaseRefInput): Promise<Held> {
	const held = await findCase(tx, 'id' in ref ? { id: ref.id } : ref, true);
	if ('version' in ref && ref.version !== undefined && ref.version !== held.row.version) throw stale();
	return held;
}

/** What the decision needs to know of the case; asks for the side rows that the case says are open. */
export async function factsOf({ db, ctx }: ReadTx<'requests'>, row: CaseRow): Promise<CaseFacts> {
	const here = { sid: ctx.subdistrictId, id: row.id };
	const sendBack = row.open_send_back
		? await db.selectFrom('requests.send_back').select('asked_by').where('subdistrict_id', '=', here.sid).where('request_id', '=', here.id).where('state', '=', 'requested').executeTakeFirst()
		: undefined;
	const extension = row.open_extension
		? await db.selectFrom('requests.extension').select('requested_by').where('subdistrict_id', '=', here.sid).where('request_id', '=', here.id).where('state', '=', 'requested').executeTakeFirst()
		: undefined;
	const offer = row.provider_id
		? await db
				.selectFrom('requests.offer')
				.select('state')
				.where('subdistrict_id', '=', here.sid)
				.where('request_id', '=', here.id)
				.where('state', 'in', [...LIVE_OFFER_STATES])
				.executeTakeFirst()
		: undefined;
	const last = row.last_event_id
		? await db.selectFrom('requests.event').select(['action', 'at', 'actor_id', 'undo']).where('subdistrict_id', '=', here.sid).where('id', '=', row.last_event_id).executeTakeFirst()
		: undefined;
	return {
		state: row.state as State,
		confidential: row.confidential,
		hasContact: row.reporter_phone_hash !== null || row.reporter_user_id !== null,
		openPauses: row.open_pauses,
		openReturn: sendBack ? { by: sendBack.asked_by ?? '' } : null,
		openExtension: extension ? { by: extension.requested_by ?? '' } : null,
		liveOffer: (offer?.state as OfferState | undefined) ?? null,
		servedBy: row.served_by,
		closedAt: row.closed_at,
		callbackDue: row.callback_due_at !== null,
		rated: row.rating !== null,
		openParties: row.open_parties,
		lastDone: last?.undo ? { action: last.action as Action, at: last.at, by: last.actor_id ?? '' } : null
	};
}

/**
 * Lets the action through in the first capacity that may take it. Otherwise throws the refusal that helps most: the one of
 * the capacity that came furthest.
 */
export async function permit(tx: Tx, held: Held, action: Action): Promise<ActorFacts> {
	const facts = await factsOf(tx, held.row);
	const config = await configOf(tx);
	const now = tx.ctx.clock.now();
	const rules = { reopenDays: config.rule('reopen_days', dayOf(config, now)) };
	let best: ReturnType<typeof decide> | null = null;
	for (const actor of capacities(tx.ctx.actor, held.row, held.ties)) {
		const verdict = decide(action, facts, actor, now, rules);
		if (verdict.allowed) return actor;
		if (!best || best.refusal === 'not_involved') best = verdict;
	}
	if (!best?.refusal) throw noSuchCase();
	throw refused(best.refusal);
}

export interface StepOptions {
	/** Instead of the machine's target, e.g. an attempt that reached nobody stays where it is. */
	to?: State;
	note?: string;
	detail?: Record<string, unknown>;
	/** Shown to the resident; by default everything but notes and internal rulings is. */
	public?: boolean;
	/** Side rows changed, so the due times are worked out anew. */
	clocks?: boolean;
	/** Blanks of the message to the resident, besides worker and provider. */
	tell?: Record<string, string>;
	/** What undoing needs besides the columns changed here. */
	undoMore?: Record<string, unknown>;
	/** Changes nothing that anybody else waits on: it neither counts as a change nor stands in the way of an undo. */
	quiet?: boolean;
}

/** What stands in the history: the machine's actions, and three things that are no steps of it. */
export type EventAction = Action | 'undo' | 'reveal' | 'overdue';

/** Actions that only staff see in the history. */
const INTERNAL: readonly EventAction[] = ['reveal', 'overdue', 'note', 'return', 'rule_return', 'request_extension', 'rule_extension', 'recategorise', 'supervise', 'report_in'];

const CLOCK_COLUMNS = ['accepted_at', 'contacted_at', 'served_at', 'closed_at', 'urgency', 'category_code', 'round', 'round_started_at'] as const;

/**
 * Takes an action that has been permitted: new state, event, clocks, round; one more version.
 * The row given is the one before; the row returned is the one after.
 */
export async function step(tx: Tx, held: Held, actor: ActorFacts, action: EventAction, patch: CasePatch = {}, options: StepOptions = {}): Promise<CaseRow> {
	const { db, ctx } = tx;
	const { row } = held;
	const now = ctx.clock.now();
	const from = row.state as State;
	const aimed = options.to ?? target(action as Action, from);
	const to = (aimed === 'prior' ? (row.prior_state ?? 'submitted') : (aimed ?? from)) as State;
	const eventId = newId();

	const change: CasePatch = { ...patch, state: to };
	if (isFinal(to) && !isFinal(from)) change.closed_at ??= now;
	const after = { ...row, ...change } as CaseRow;
	const kindChanged = after.urgency !== row.urgency || after.category_code !== row.category_code;
	if (options.clocks || kindChanged) Object.assign(change, await dueTimes(tx, after));
	Object.assign(change, nextClock({ ...after, ...change } as CaseRow));
	if (after.next_due_at?.getTime() !== change.next_due_at?.valueOf()) change.overdue_told_at = null;

	const undoable = UNDO_RULES.some((rule) => rule.action === action) && actor.kind === 'staff';
	const before = undoable ? Object.fromEntries(Object.keys(change).map((key) => [key, row[key as keyof CaseRow] ?? null])) : null;

	await db
		.insertInto('requests.event')
		.values({
			subdistrict_id: ctx.subdistrictId,
			id: eventId,
			request_id: row.id,
			round: after.round,
			at: now,
			action,
			actor_kind: ctx.actor.kind === 'token' ? 'token' : actor.kind,
			actor_id: ctx.actor.id,
			actor_name: actorName(ctx.actor, actor, row),
			from_state: from,
			to_state: to,
			public: options.public ?? !INTERNAL.includes(action),
			note: options.note ?? '',
			detail: JSON.stringify(options.detail ?? {}),
			undo: before ? JSON.stringify({ before, ...options.undoMore }) : null
		})
		.execute();

	const updated = await db
		.updateTable('requests.request')
		.set(options.quiet ? change : { ...change, version: row.version + 1, last_event_id: eventId, changed_at: now })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', row.id)
		.returningAll()
		.executeTakeFirstOrThrow();

	if (options.clocks || CLOCK_COLUMNS.some((column) => column in patch) || to !== from) await syncRound(tx, updated, actor);
	held.row = updated;
	await caseCounts(tx, updated, row);
	if (options.public ?? !INTERNAL.includes(action)) await tell(tx, updated, actor, action, options.tell);
	return updated;
}

/** The plan counts a case on the day it was told, a solved one also on the day the resident said so. */
export async function caseCounts(tx: Tx, after: Pick<CaseRow, 'created_at' | 'answered_at'>, before?: Pick<CaseRow, 'answered_at'>): Promise<void> {
	const config = await configOf(tx);
	const moments = [after.created_at, after.answered_at, before?.answered_at].filter((at) => at instanceof Date);
	factChanged(tx, { measures: COUNTED, days: [...new Set(moments.map((at) => dayOf(config, at)))] });
}

/** A resident's name in the history is the masked one; the system's is empty, the page says "by rule". */
function actorName(actor: Actor, facts: ActorFacts, row: CaseRow): string {
	if (facts.kind === 'rule') return '';
	if (facts.kind === 'resident') return facts.isReporter ? row.reporter_name_masked : '';
	return actor.name;
}

/** Writes the present round's facts from the case; earlier rounds are never touched again. */
async function syncRound({ db, ctx }: Tx, row: CaseRow, actor: ActorFacts | null): Promise<void> {
	const facts: Updateable<DB['requests.round']> = {
		urgency: row.urgency,
		accept_due_at: row.accept_due_at,
		accepted_at: row.accepted_at,
		contact_due_at: row.contact_due_at,
		contacted_at: row.contacted_at,
		resolve_due_at: row.resolve_due_at,
		served_at: row.served_at,
		served_by: row.served_by,
		ended_at: isFinal(row.state as State) ? row.closed_at : null,
		end_state: isFinal(row.state as State) ? row.state : null,
		answer: row.answer,
		answer_way: row.answer_way,
		rating: row.rating
	};
	if (actor?.kind === 'staff' && row.served_by !== null && row.served_by === ctx.actor.id) facts.served_by_name = ctx.actor.name;
	await db.updateTable('requests.round').set(facts).where('subdistrict_id', '=', ctx.subdistrictId).where('request_id', '=', row.id).where('round', '=', row.round).execute();
}

/**
 * Ends the present round as it was and opens the next with a fresh set of clocks. A "no" is written on the round that it
 * answers; "it is back" leaves the earlier "yes" where it stands.
 */
export async function openRound(tx: Tx, held: Held, denied: string | null): Promise<CasePatch> {
	const { db, ctx } = tx;
	const now = ctx.clock.now();
	const { row } = held;
	await db
		.updateTable('requests.round')
		.set({ ended_at: row.closed_at ?? now, end_state: 'reopened', ...(denied ? { answer: 'not_solved', answer_way: denied } : {}) })
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', row.id)
		.where('round', '=', row.round)
		.execute();
	const next: CasePatch = {
		round: row.round + 1,
		round_started_at: now,
		accept_due_at: null,
		contacted_at: null,
		served_at: null,
		served_by: null,
		answer: null,
		answer_way: null,
		answered_at: null,
		last_callback: null,
		callback_due_at: null,
		rating: null,
		closed_at: null,
		close_reason: null,
		open_pauses: 0
	};
	const due = await dueTimes(tx, { ...row, ...next } as CaseRow, { pauses: [], extensions: [] });
	await db
		.insertInto('requests.round')
		.values({
			subdistrict_id: ctx.subdistrictId,
			request_id: row.id,
			round: row.round + 1,
			urgency: row.urgency,
			started_at: now,
			contact_due_at: due.contact_due_at,
			resolve_due_at: due.resolve_due_at
		})
		.execute();
	return { ...next, ...due };
}

type DueTimes = Pick<Insertable<DB['requests.request']>, 'accept_due_at' | 'contact_due_at' | 'resolve_due_at'>;

/** The due times of the present round by the policy in force at its start, with its pauses and extensions. */
export async function dueTimes(tx: ReadTx<'requests'>, row: CaseRow, given?: { pauses: Pause[]; extensions: Extension[] }): Promise<DueTimes> {
	const config = await configOf(tx);
	const { pauses, extensions } = given ?? (await sideRows(tx, row.id, row.round));
	return dueTimesOf(config, roundFacts(row, pauses, extensions), row.community_id, tx.ctx.clock.now());
}

export function dueTimesOf(config: RequestsConfig, facts: RoundFacts, communityId: string | null, now: Date): DueTimes {
	const clocks = readRound(facts, config.policies, communityId ? [communityId] : [], config.calendar, now);
	const due = (kind: ClockKind): Date | null => clocks.find((clock) => clock.kind === kind)?.due ?? null;
	return { accept_due_at: due('accept'), contact_due_at: due('first_contact')!, resolve_due_at: due('resolve')! };
}

export const roundFacts = (row: CaseRow, pauses: Pause[], extensions: Extension[]): RoundFacts => ({
	round: row.round,
	startedAt: row.round_started_at,
	urgency: row.urgency as Urgency,
	categoryCode: row.category_code,
	acceptedAt: row.accepted_at,
	contactedAt: row.contacted_at,
	servedAt: row.served_at,
	endedAt: isFinal(row.state as State) ? row.closed_at : null,
	pauses,
	extensions
});

/** Pauses and extensions of one round as the clocks read them. */
export async function sideRows({ db, ctx }: ReadTx<'requests'>, requestId: string, round: number): Promise<{ pauses: Pause[]; extensions: Extension[] }> {
	const pauses = await db
		.selectFrom('requests.pause')
		.select((eb) => ['from_at as from', eb.fn.coalesce('to_at', 'until_at').as('to'), 'reason'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('round', '=', round)
		.execute();
	const extensions = await db
		.selectFrom('requests.extension')
		.select(['requested_at as requestedAt', 'minutes', 'state'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('request_id', '=', requestId)
		.where('round', '=', round)
		.execute();
	return {
		pauses: pauses.map((row) => ({ ...row, reason: row.reason as PauseReason })),
		extensions: extensions.map((row) => ({ ...row, state: row.state as Extension['state'] }))
	};
}

/** The clock that runs out first among those that run: what lists sort and warn by. */
export function nextClock(row: Pick<CaseRow, 'state' | 'accept_due_at' | 'accepted_at' | 'contact_due_at' | 'contacted_at' | 'resolve_due_at' | 'served_at' | 'open_pauses'>): {
	next_clock: ClockKind | null;
	next_due_at: Date | null;
} {
	const state = row.state as State;
	if (!isOpen(state) || state === 'served') return { next_clock: null, next_due_at: null };
	let next: { next_clock: ClockKind | null; next_due_at: Date | null } = { next_clock: null, next_due_at: null };
	const offer = (clock: ClockKind, due: Date | null): void => {
		if (due && (!next.next_due_at || due < next.next_due_at)) next = { next_clock: clock, next_due_at: due };
	};
	if (!row.accepted_at) offer('accept', row.accept_due_at);
	if (!row.contacted_at) offer('first_contact', row.contact_due_at);
	if (!row.served_at && row.open_pauses === 0) offer('resolve', row.resolve_due_at);
	return next;
}

/** Whether a policy exists for the urgency: asked when staff edit policies, so that none is left without a clock. */
export const hasPolicy = (config: RequestsConfig, urgency: Urgency, at: Date): boolean =>
	(['accept', 'first_contact', 'resolve'] as const).every((clock) => pickPolicy(config.policies, urgency, clock, [], dayOf(config, at)) !== null);
