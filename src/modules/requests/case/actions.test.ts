import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionsFor, canUndo, decide, nobody, UNDO_RULES, type ActorFacts, type CaseFacts } from './actions.ts';
import { ACTIONS, target, type Action } from './machine.model.ts';
import { OFFER_STATES, STATES } from './case.model.ts';

const now = new Date('2026-11-24T03:00:00Z');
const minutesAgo = (n: number) => new Date(now.getTime() - n * 60_000);

const quiet: CaseFacts = {
	state: 'in_progress',
	confidential: false,
	hasContact: true,
	openPauses: 0,
	openReturn: null,
	openExtension: null,
	liveOffer: null,
	servedBy: null,
	closedAt: null,
	callbackDue: false,
	rated: false,
	openParties: 0,
	lastDone: null
};
const reporter: ActorFacts = { ...nobody('r', 'resident'), isReporter: true };
const worker: ActorFacts = { ...nobody('w', 'staff'), mayHandle: true };
const owner: ActorFacts = { ...worker, id: 'o', isOwner: true };
const head: ActorFacts = { ...worker, id: 'h', mayTriage: true, maySupervise: true, mayConfidential: true };
const provider: ActorFacts = { ...nobody('p', 'provider'), holdsOffer: true };

const why = (action: Action, facts: Partial<CaseFacts>, actor: ActorFacts) => decide(action, { ...quiet, ...facts }, actor, now).refusal ?? 'ok';

describe('who may do what', () => {
	it.each<[string, Action, Partial<CaseFacts>, ActorFacts, string]>([
		['a worker accepts', 'accept', { state: 'submitted' }, worker, 'ok'],
		['a worker does not turn away', 'decline', { state: 'submitted' }, worker, 'needs_triage'],
		['a head turns away', 'decline', { state: 'submitted' }, head, 'ok'],
		['a worker does not dispatch', 'assign', { state: 'accepted' }, worker, 'needs_triage'],
		['the owner serves', 'serve', {}, owner, 'ok'],
		['another worker does not serve for them', 'serve', {}, worker, 'only_owner'],
		['a head steps in', 'serve', {}, head, 'ok'],
		['nobody serves while a return is open', 'serve', { openReturn: { by: 'o' } }, owner, 'return_open'],
		['staff do not say that it is solved before the resident was asked', 'confirm', {}, owner, 'resident_decides'],
		['the resident says so any time', 'confirm', {}, reporter, 'ok'],
		['the resident confirms', 'confirm', { state: 'served' }, reporter, 'ok'],
		['the resident says no', 'deny', { state: 'served' }, reporter, 'ok'],
		['a follower does not answer for the reporter', 'confirm', { state: 'served' }, { ...nobody('f', 'resident'), isFollower: true }, 'not_involved'],
		['a proxy does', 'confirm', { state: 'served' }, { ...nobody('x', 'resident'), isProxy: true }, 'ok'],
		['a stranger learns nothing', 'confirm', { state: 'served' }, nobody('s', 'resident'), 'not_involved'],
		['nobody calls back after their own work', 'callback', { state: 'served', callbackDue: true, servedBy: 'o' }, owner, 'own_work'],
		['a colleague does', 'callback', { state: 'served', callbackDue: true, servedBy: 'o' }, worker, 'ok'],
		['no call without a number', 'callback', { state: 'served', callbackDue: true, hasContact: false }, worker, 'no_contact'],
		['nobody rules on their own extension', 'rule_extension', { openExtension: { by: 'h' } }, head, 'own_request'],
		['nor on their own return', 'rule_return', { openReturn: { by: 'h' } }, head, 'own_request'],
		['a head rules', 'rule_return', { openReturn: { by: 'o' } }, head, 'ok'],
		['one extension at a time', 'request_extension', { openExtension: { by: 'o' } }, owner, 'extension_open'],
		['resuming needs a wait', 'resume', {}, owner, 'no_pause'],
		['one provider at a time', 'offer', { liveOffer: 'offered' }, worker, 'offer_open'],
		['the provider accepts what was offered', 'provider_accept', { state: 'dispatched', liveOffer: 'offered' }, provider, 'ok'],
		['but not twice', 'provider_accept', { liveOffer: 'booked' }, provider, 'no_offer'],
		['the resident refuses a proposed time', 'refuse_time', { liveOffer: 'time_proposed' }, reporter, 'ok'],
		['or an agreed one', 'refuse_time', { liveOffer: 'booked' }, reporter, 'ok'],
		['but not one that nobody named', 'refuse_time', { liveOffer: 'accepted' }, reporter, 'no_time'],
		['staff note it for them', 'refuse_time', { liveOffer: 'time_proposed' }, worker, 'ok'],
		['the provider does not refuse its own time', 'refuse_time', { liveOffer: 'time_proposed' }, provider, 'not_involved'],
		['the provider does not reassign', 'assign', { state: 'dispatched' }, provider, 'not_involved'],
		['staff note a provider phone call', 'provider_accept', { state: 'dispatched', liveOffer: 'offered' }, worker, 'ok'],
		['confidential is closed even to those who may handle', 'note', { confidential: true }, worker, 'confidential'],
		['and open to the head', 'note', { confidential: true }, head, 'ok'],
		['a case is reopened within the window', 'reopen', { state: 'solved', closedAt: minutesAgo(60 * 24 * 29) }, reporter, 'ok'],
		['and not after it', 'reopen', { state: 'solved', closedAt: minutesAgo(60 * 24 * 31) }, reporter, 'window_over'],
		['except by the head', 'reopen', { state: 'solved', closedAt: minutesAgo(60 * 24 * 300) }, head, 'ok'],
		['one rating', 'rate', { state: 'solved', rated: true }, reporter, 'already_rated'],
		['a rule closes after calls without answer', 'close_unsolved', { state: 'served' }, nobody('rule', 'rule'), 'ok'],
		['a rule never confirms', 'confirm', { state: 'served' }, nobody('rule', 'rule'), 'not_involved'],
		['a called-in party reports', 'report_in', { openParties: 1 }, { ...nobody('q', 'staff'), isParty: true }, 'ok']
	])('%s', (_, action, facts, actor, expected) => expect(why(action, facts, actor)).toBe(expected));
});

describe('undo', () => {
	const did = (action: Action, minutes: number, by = 'w'): CaseFacts => ({ ...quiet, lastDone: { action, at: minutesAgo(minutes), by } });
	it('is for the one who did it, within the window, if nothing has happened since', () => {
		expect(canUndo(did('accept', 10), worker, now).allowed).toBe(true);
		expect(canUndo(did('accept', 11), worker, now).refusal).toBe('undo_over');
		expect(canUndo(did('accept', 1, 'o'), worker, now).refusal).toBe('undo_not_yours');
		expect(canUndo(quiet, worker, now).refusal).toBe('nothing_to_undo');
	});
	it('lets a head undo what a head may', () => {
		expect(canUndo(did('decline', 20), head, now).allowed).toBe(true);
		expect(canUndo(did('assign', 5), head, now).refusal).toBe('undo_not_yours');
	});
	it('never takes back what a resident did or was asked', () => {
		for (const action of ['confirm', 'deny', 'rate', 'callback', 'message', 'withdraw', 'chase'] as const) {
			expect(UNDO_RULES.some((rule) => rule.action === action)).toBe(false);
			expect(canUndo(did(action, 0), head, now).allowed).toBe(false);
		}
	});
});

describe('laws', () => {
	const id = fc.constantFrom('a', 'b');
	const facts: fc.Arbitrary<CaseFacts> = fc.record({
		state: fc.constantFrom(...STATES),
		confidential: fc.boolean(),
		hasContact: fc.boolean(),
		openPauses: fc.nat(2),
		openReturn: fc.option(fc.record({ by: id })),
		openExtension: fc.option(fc.record({ by: id })),
		liveOffer: fc.option(fc.constantFrom(...OFFER_STATES)),
		servedBy: fc.option(id),
		closedAt: fc.option(fc.constant(minutesAgo(5))),
		callbackDue: fc.boolean(),
		rated: fc.boolean(),
		openParties: fc.nat(2),
		lastDone: fc.option(fc.record({ action: fc.constantFrom(...ACTIONS), at: fc.constant(minutesAgo(1)), by: id }))
	});
	const actor: fc.Arbitrary<ActorFacts> = fc.record({
		id,
		kind: fc.constantFrom('resident', 'staff', 'provider', 'rule'),
		isReporter: fc.boolean(),
		isProxy: fc.boolean(),
		isFollower: fc.boolean(),
		isOwner: fc.boolean(),
		isParty: fc.boolean(),
		mayHandle: fc.boolean(),
		mayTriage: fc.boolean(),
		maySupervise: fc.boolean(),
		mayConfidential: fc.boolean(),
		holdsOffer: fc.boolean()
	});

	it('allows only what the machine allows, and gives a reason for every refusal', () => {
		fc.assert(
			fc.property(facts, actor, (f, a) => {
				const verdicts = actionsFor(f, a, now);
				expect(verdicts).toHaveLength(ACTIONS.length + 1);
				for (const { action, allowed, refusal } of verdicts) {
					expect(allowed).toBe(refusal === undefined);
					if (allowed && action !== 'undo') expect(target(action, f.state)).not.toBeNull();
				}
			})
		);
	});

	it('gives a stranger nothing at all', () => {
		fc.assert(
			fc.property(facts, fc.constantFrom('resident', 'provider', 'staff' as const), (f, kind) => {
				for (const { allowed } of actionsFor(f, nobody('z', kind), now)) expect(allowed).toBe(false);
			})
		);
	});

	it('keeps staff without leave out of every confidential case, whatever else they hold', () => {
		fc.assert(
			fc.property(facts, actor, (f, a) => {
				const verdicts = actionsFor({ ...f, confidential: true }, { ...a, kind: 'staff', mayConfidential: false }, now);
				for (const { allowed } of verdicts) expect(allowed).toBe(false);
			})
		);
	});

	it('never lets more rights lead to fewer actions', () => {
		fc.assert(
			fc.property(facts, actor, (f, a) => {
				const less = actionsFor(f, a, now);
				const more = actionsFor(f, { ...a, mayHandle: true, mayTriage: true, maySupervise: true, mayConfidential: true }, now);
				less.forEach(({ allowed, action }, i) => {
					if (allowed) expect(more[i]!.allowed, action).toBe(true);
				});
			})
		);
	});
});
