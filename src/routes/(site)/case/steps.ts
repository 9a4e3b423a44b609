import type { ResidentCase } from '#modules/requests/index.ts';
import { STEPS, type Step } from '#modules/requests/case/case.model.ts';
import type { siteMessages } from '#modules/site/index.ts';

type Words = (typeof siteMessages)['zh'];

/** How late a case is for its resident, if at all. A clock that stands still is not late. */
export function lateness(found: Pick<ResidentCase, 'state' | 'pauses' | 'contactedAt' | 'contactDueAt' | 'servedAt' | 'resolveDueAt'>, now: Date): 'contact' | 'resolve' | null {
	const working = ['submitted', 'accepted', 'dispatched', 'in_progress'].includes(found.state);
	if (!working || found.pauses.length > 0) return null;
	if (!found.servedAt && found.resolveDueAt < now) return 'resolve';
	return !found.contactedAt && found.contactDueAt < now ? 'contact' : null;
}

/**
 * The resident's line of five: for each step its state, when it was reached, and who or by when. A case that left the
 * line (declined, withdrawn, merged) keeps the steps that its history shows.
 * @param stamp writes an instant as it is to be read
 */
export function stepLine(found: ResidentCase, words: Words, stamp: (at: Date) => string, now: Date) {
	const m = words.caseView;
	const reached = (...actions: string[]) => found.history.find(({ action, round }) => actions.includes(action) && (round === found.round || found.round === 1));
	const times: Record<Step, Date | null> = {
		received: found.createdAt,
		accepted: reached('accept', 'assign', 'offer', 'accept_slot', 'reopen', 'deny')?.at ?? null,
		in_hand: reached('assign', 'claim', 'offer', 'accept_slot', 'reopen', 'deny', 'record_contact', 'start')?.at ?? null,
		done: found.servedAt,
		confirmed: found.state === 'solved' || found.state === 'unsolved_closed' ? found.closedAt : null
	};
	const late = lateness(found, now);
	const at = found.step ? STEPS.indexOf(found.step) : -1;
	const ended = found.step === 'confirmed' || found.step === null;
	return STEPS.map((step, i) => {
		const passed = at >= 0 ? i < at || (ended && i <= at) : times[step] !== null;
		const state = passed ? ('done' as const) : i === at ? (late ? ('late' as const) : ('now' as const)) : ('todo' as const);
		const time = times[step];
		return {
			name: words.steps[step],
			state,
			says: words.stepSays[state],
			...(time && state !== 'todo' ? { time: stamp(time), datetime: time.toISOString() } : {}),
			who: step === 'in_hand' && found.owner && state !== 'todo' ? found.owner.name : undefined,
			more: moreOf(step, state)
		};
	});

	function moreOf(step: Step, state: string): string | undefined {
		if (step === 'in_hand' && found.contactedAt && state !== 'todo') return m.contacted(stamp(found.contactedAt));
		if (step === 'in_hand' && state !== 'done' && at >= 0) return `${m.contactBy} ${m.before(stamp(found.contactDueAt))}`;
		if (step === 'done' && (state === 'todo' || state === 'late') && at >= 0 && !found.servedAt) return m.before(stamp(found.resolveDueAt));
		if (step === 'done' && found.servedNote) return found.servedNote;
		return undefined;
	}
}
