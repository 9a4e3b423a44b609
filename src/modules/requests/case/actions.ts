/**
 * What an actor may do with a case now, and, where not, why: pure, over facts that the caller has already gathered.
 *
 * The use cases refuse by the same function that draws the buttons, so a page can never offer what the server refuses.
 */
import { ACTIONS, target, type Action } from './machine.model.ts';
import type { OfferState, State } from './case.model.ts';

/** What the decision needs to know of a case. */
export interface CaseFacts {
	state: State;
	confidential: boolean;
	/** Somebody can be reached: there is an account or a phone number. */
	hasContact: boolean;
	openPauses: number;
	openReturn: { by: string } | null;
	openExtension: { by: string } | null;
	/** The live offer to a provider, if any (at most one). */
	liveOffer: OfferState | null;
	/** Who marked it served in this round. */
	servedBy: string | null;
	/** When the case reached its present final state. */
	closedAt: Date | null;
	/** A call-back is waiting to be made, to the reporter or to a follower. */
	callbackDue: boolean;
	rated: boolean;
	openParties: number;
	/** The last reversible thing done, if nothing has happened since. */
	lastDone: { action: Action; at: Date; by: string } | null;
}

/** Who is asking, in relation to this case. Everything defaults to "no" in {@link nobody}. */
export interface ActorFacts {
	id: string;
	kind: 'resident' | 'staff' | 'provider' | 'rule';
	isReporter: boolean;
	/** A proxy whom the reporter named: may answer, confirm and withdraw in their place. */
	isProxy: boolean;
	/** Told the same need; is kept informed and called back, but does not command the case. */
	isFollower: boolean;
	isOwner: boolean;
	/** Called in (吹哨) and not yet reported. */
	isParty: boolean;
	/** Holds the permission in an area that covers the case. */
	mayHandle: boolean;
	mayTriage: boolean;
	maySupervise: boolean;
	/** Named handler of this confidential case, or a head of its area. */
	mayConfidential: boolean;
	/** The provider to whom the live offer was made. */
	holdsOffer: boolean;
}

export const nobody = (id: string, kind: ActorFacts['kind']): ActorFacts => ({
	id,
	kind,
	isReporter: false,
	isProxy: false,
	isFollower: false,
	isOwner: false,
	isParty: false,
	mayHandle: false,
	mayTriage: false,
	maySupervise: false,
	mayConfidential: false,
	holdsOffer: false
});

/** Why an action is refused; `messages` says each in words. */
export const REFUSALS = [
	'wrong_state', //        现在的状态不能这样做
	'not_involved', //       与此件无关
	'needs_handle', //       需要办理权限
	'needs_triage', //       需要派单权限
	'needs_supervise', //    需要负责人权限
	'confidential', //       保密件，仅指定办理人和负责人可见
	'resident_decides', //   是否解决由居民说了算
	'own_work', //           自己办的件由他人回访
	'own_request', //        自己的申请由他人审批
	'only_owner', //         由承办人操作
	'no_offer', //           没有等待答复的服务方
	'no_time', //            没有约好或待答复的时间
	'offer_open', //         已有服务方在办，请先撤回
	'no_pause', //           没有在等待的事项
	'return_open', //        退单待裁定
	'no_return', //          没有待裁定的退单
	'extension_open', //     延期待审批
	'no_extension', //       没有待审批的延期
	'no_party', //           没有被召集的单位
	'no_callback', //        没有待回访
	'no_contact', //         没有联系方式
	'window_over', //        已过重新打开的期限
	'already_rated', //      已评价
	'nothing_to_undo', //    没有可撤销的操作
	'undo_over', //          已过可撤销的时间
	'undo_not_yours' //      只能撤销自己的操作
] as const;
export type Refusal = (typeof REFUSALS)[number];

export interface Verdict {
	action: Action | 'undo';
	allowed: boolean;
	refusal?: Refusal;
}

/** Numbers that a subdistrict may set otherwise; dated data in the database, these are the shipped values. */
export interface ActionRules {
	/** Days after closing within which the resident may simply say "it is back". Later a new case is made, linked. */
	reopenDays: number;
}
export const DEFAULT_ACTION_RULES: ActionRules = { reopenDays: 30 };

/**
 * What can be undone, for how long, and by whom. Undo is offered instead of "are you sure?"; it works only while nothing
 * else has happened on the case. What has already gone out to a person cannot be unsaid: those actions are not here,
 * except where a correction to the resident follows (`tellsResident`).
 */
export interface UndoRule {
	readonly action: Action;
	readonly minutes: number;
	/** `actor`: the one who did it. `head`: also whoever may supervise in the area. */
	readonly by: 'actor' | 'head';
	/** The resident was told of the first step, so is told of the undo as well. */
	readonly tellsResident: boolean;
}
export const UNDO_RULES: readonly UndoRule[] = [
	{ action: 'accept', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'decline', minutes: 30, by: 'head', tellsResident: true },
	{ action: 'claim', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'assign', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'transfer', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'recategorise', minutes: 30, by: 'actor', tellsResident: false },
	{ action: 'start', minutes: 10, by: 'actor', tellsResident: false },
	{ action: 'pause', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'resume', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'serve', minutes: 10, by: 'actor', tellsResident: true },
	{ action: 'merge', minutes: 24 * 60, by: 'head', tellsResident: true }
];

/** Whether the last step can still be undone by this actor. */
export function canUndo(facts: CaseFacts, actor: ActorFacts, now: Date): Verdict {
	const refuse = (refusal: Refusal): Verdict => ({ action: 'undo', allowed: false, refusal });
	const last = facts.lastDone;
	const rule = last && UNDO_RULES.find((row) => row.action === last.action);
	if (!last || !rule || actor.kind !== 'staff') return refuse('nothing_to_undo');
	if (facts.confidential && !actor.mayConfidential) return refuse('confidential');
	if (last.by !== actor.id && !(rule.by === 'head' && actor.maySupervise)) return refuse('undo_not_yours');
	if (now.getTime() - last.at.getTime() > rule.minutes * 60_000) return refuse('undo_over');
	return { action: 'undo', allowed: true };
}

/** Every action with its verdict, in the order of {@link ACTIONS}, undo last. */
export function actionsFor(facts: CaseFacts, actor: ActorFacts, now: Date, rules: ActionRules = DEFAULT_ACTION_RULES): Verdict[] {
	return [...ACTIONS.map((action) => decide(action, facts, actor, now, rules)), canUndo(facts, actor, now)];
}

/** The verdict on one action. */
export function decide(
	action: Action,
	facts: CaseFacts,
	actor: ActorFacts,
	now: Date,
	rules: ActionRules = DEFAULT_ACTION_RULES
): Verdict {
	const refusal = refusalOf(action, facts, actor, now, rules);
	return refusal ? { action, allowed: false, refusal } : { action, allowed: true };
}

/** Rules that run by the clock (close after N attempts, make call-backs) act with these and nothing else. */
const BY_RULE: readonly Action[] = ['accept', 'offer', 'accept_slot', 'withdraw_offer', 'resume', 'close_unsolved', 'callback', 'message'];

function refusalOf(action: Action, facts: CaseFacts, actor: ActorFacts, now: Date, rules: ActionRules): Refusal | null {
	const who = refusalOfActor(action, facts, actor);
	if (who) return who;
	if (target(action, facts.state) === null) return 'wrong_state';
	return refusalOfCase(action, facts, actor, now, rules);
}

/** Is this the right person? Asked before the state, so that a stranger learns nothing from a refusal. */
function refusalOfActor(action: Action, facts: CaseFacts, actor: ActorFacts): Refusal | null {
	switch (actor.kind) {
		case 'rule':
			return BY_RULE.includes(action) ? null : 'not_involved';
		case 'resident':
			return refusalOfResident(action, actor);
		case 'provider':
			if (!actor.holdsOffer) return 'not_involved';
			return PROVIDER_ACTIONS.includes(action) ? null : 'not_involved';
		case 'staff':
			if (facts.confidential && !actor.mayConfidential) return 'confidential';
			return refusalOfStaff(action, actor);
	}
}

const RESIDENT_ACTIONS: readonly Action[] = ['accept_slot', 'refuse_time', 'confirm', 'deny', 'reopen', 'rate', 'withdraw', 'chase', 'message', 'attach'];
const FOLLOWER_ACTIONS: readonly Action[] = ['chase', 'message', 'attach'];
const PROVIDER_ACTIONS: readonly Action[] = [
	'provider_accept',
	'provider_decline',
	'propose_time',
	'record_contact',
	'serve',
	'message',
	'attach'
];

function refusalOfResident(action: Action, actor: ActorFacts): Refusal | null {
	if (actor.isReporter || actor.isProxy) return RESIDENT_ACTIONS.includes(action) ? null : 'not_involved';
	if (actor.isFollower) return FOLLOWER_ACTIONS.includes(action) ? null : 'not_involved';
	return 'not_involved';
}

/** What staff need for each action. `party`: also whoever was called in. `own`: the owner, or one who may triage. */
const STAFF_NEEDS: Record<Action, 'handle' | 'own' | 'triage' | 'supervise' | 'party'> = {
	accept: 'handle',
	decline: 'triage',
	assign: 'triage',
	offer: 'handle',
	// Everything that can be done online can be done at the desk: staff record a provider's or a resident's phone call.
	provider_accept: 'handle',
	provider_decline: 'handle',
	propose_time: 'handle',
	accept_slot: 'handle',
	refuse_time: 'handle',
	withdraw_offer: 'own',
	record_contact: 'handle',
	start: 'own',
	pause: 'own',
	resume: 'own',
	request_extension: 'own',
	rule_extension: 'supervise',
	return: 'own',
	rule_return: 'triage',
	transfer: 'own',
	call_in: 'own',
	report_in: 'party',
	chase: 'handle',
	supervise: 'supervise',
	serve: 'own',
	callback: 'handle',
	confirm: 'handle',
	deny: 'handle',
	close_unsolved: 'own',
	reopen: 'handle',
	rate: 'handle',
	withdraw: 'handle',
	merge: 'triage',
	unmerge: 'triage',
	recategorise: 'own',
	note: 'party',
	message: 'party',
	attach: 'party',
	join: 'handle',
	claim: 'handle'
};

function refusalOfStaff(action: Action, actor: ActorFacts): Refusal | null {
	switch (STAFF_NEEDS[action]) {
		case 'handle':
			return actor.mayHandle || actor.isOwner ? null : 'needs_handle';
		case 'own':
			return actor.isOwner || actor.mayTriage ? null : actor.mayHandle ? 'only_owner' : 'needs_handle';
		case 'triage':
			return actor.mayTriage ? null : 'needs_triage';
		case 'supervise':
			return actor.maySupervise ? null : 'needs_supervise';
		case 'party':
			return actor.mayHandle || actor.isOwner || actor.isParty ? null : 'needs_handle';
	}
}

/** Is this the right moment? */
function refusalOfCase(action: Action, facts: CaseFacts, actor: ActorFacts, now: Date, rules: ActionRules): Refusal | null {
	const self = (by: string | undefined | null): boolean => by === actor.id;
	switch (action) {
		case 'offer':
			return facts.liveOffer ? 'offer_open' : null;
		case 'assign':
		case 'transfer':
			return facts.openReturn && !actor.mayTriage ? 'return_open' : null;
		case 'provider_accept':
			return facts.liveOffer === 'offered' ? null : 'no_offer';
		case 'provider_decline':
		case 'withdraw_offer':
		case 'propose_time':
			return facts.liveOffer ? null : 'no_offer';
		case 'refuse_time':
			return facts.liveOffer === 'time_proposed' || facts.liveOffer === 'booked' ? null : 'no_time';
		case 'resume':
			return facts.openPauses > 0 ? null : 'no_pause';
		case 'request_extension':
			return facts.openExtension ? 'extension_open' : null;
		case 'rule_extension':
			if (!facts.openExtension) return 'no_extension';
			return self(facts.openExtension.by) ? 'own_request' : null;
		case 'return':
			return facts.openReturn ? 'return_open' : null;
		case 'rule_return':
			if (!facts.openReturn) return 'no_return';
			return self(facts.openReturn.by) ? 'own_request' : null;
		case 'report_in':
			return facts.openParties > 0 ? null : 'no_party';
		case 'serve':
			return facts.openReturn ? 'return_open' : null;
		case 'callback':
			if (!facts.callbackDue) return 'no_callback';
			if (!facts.hasContact) return 'no_contact';
			// A worker does not ask after their own work; a rule only records that nobody was reached.
			return actor.kind === 'staff' && self(facts.servedBy) ? 'own_work' : null;
		case 'confirm':
			// Before staff say so only the resident can; at the desk it needs paper or the person (checked by the use case).
			return actor.kind === 'staff' && facts.state !== 'served' ? 'resident_decides' : null;
		case 'reopen':
			if (actor.kind === 'staff' && actor.maySupervise) return null;
			return facts.closedAt && now.getTime() - facts.closedAt.getTime() > rules.reopenDays * 86_400_000 ? 'window_over' : null;
		case 'rate':
			return facts.rated ? 'already_rated' : null;
		case 'message':
			return actor.kind === 'staff' && !facts.hasContact ? 'no_contact' : null;
		default:
			return null;
	}
}
