/**
 * The staff's steps on a case as forms, as data: which fields a step asks for, which key opens it, how it stands on the
 * page. Which steps are allowed is `actionsFor`'s word; what they are called is `messages/desk`.
 */
import { UNDO_RULES } from '../case/actions.ts';

export type FieldKind =
	| 'note' //      a few lines
	| 'text' //      one line
	| 'worker' //    a member of staff of the area
	| 'provider' //  a service of the directory, by search
	| 'community'
	| 'category'
	| 'case' //      the number of another case
	| 'choice' //    one of a fixed list
	| 'check'
	| 'minutes' //   given in days or hours
	| 'instant' //   local date and time
	| 'rating'
	| 'photos'
	| 'wishes' //  when it would suit the resident, several of a fixed list
	| 'parties'; //  those who are called in, one of them leading

export interface StepField {
	/** the input's name, as the use case's schema has it */
	name: string;
	kind: FieldKind;
	required?: boolean;
	/** for `choice`: the list of codes, whose words stand in the messages under the same name */
	codes?: 'declineRule' | 'pauseReason' | 'returnReason' | 'unsolvedReason' | 'contactOutcomes' | 'callbackOutcome' | 'confirmWay' | 'urgency' | 'type' | 'verdicts';
	/** reply templates of this purpose are offered beside the field */
	templates?: 'message' | 'decline' | 'serve' | 'contact' | 'pause' | 'send_back' | 'close';
}

export interface Step {
	action: StaffStep;
	/** letter that opens it at the desk */
	key?: string;
	/** `do` where it is what the case waits for, `refuse` where it turns something away */
	look?: 'do' | 'refuse';
	/** needs nothing more than the click */
	fields: readonly StepField[];
}

const note = { name: 'note', kind: 'note' } as const;
const reason = { name: 'note', kind: 'note', required: true } as const;

export const STEPS_OF_STAFF = [
	// What waits for a ruling is ruled on first.
	{ action: 'rule_extension', look: 'do', fields: [{ name: 'approve', kind: 'choice', codes: 'verdicts', required: true }, note] },
	{ action: 'rule_return', look: 'do', fields: [{ name: 'approve', kind: 'choice', codes: 'verdicts', required: true }, note] },
	{ action: 'accept', key: 'a', look: 'do', fields: [] },
	{ action: 'claim', key: 'i', look: 'do', fields: [] },
	{ action: 'assign', key: 'p', look: 'do', fields: [{ name: 'workerId', kind: 'worker', required: true }, note] },
	{ action: 'offer', key: 'o', look: 'do', fields: [{ name: 'serviceId', kind: 'provider', required: true }, { name: 'need', kind: 'note' }, { name: 'shareContact', kind: 'check' }] },
	{ action: 'callback', key: 'b', look: 'do', fields: [{ name: 'outcome', kind: 'choice', codes: 'callbackOutcome', required: true }, { name: 'rating', kind: 'rating' }, note] },
	{ action: 'record_contact', key: 'c', look: 'do', fields: [{ name: 'outcome', kind: 'choice', codes: 'contactOutcomes', required: true }, { ...note, templates: 'contact' }] },
	{ action: 'start', key: 's', fields: [note] },
	{ action: 'serve', key: 'f', look: 'do', fields: [{ ...reason, templates: 'serve' }, { name: 'photos', kind: 'photos' }] },
	{ action: 'pause', key: 'w', fields: [{ name: 'reason', kind: 'choice', codes: 'pauseReason', required: true }, { name: 'until', kind: 'instant' }, { ...note, templates: 'pause' }] },
	{ action: 'resume', key: 'w', look: 'do', fields: [note] },
	{ action: 'provider_accept', fields: [note] },
	{ action: 'provider_decline', look: 'refuse', fields: [{ name: 'reason', kind: 'note', required: true }] },
	{ action: 'propose_time', fields: [{ name: 'startsAt', kind: 'instant', required: true }, { name: 'endsAt', kind: 'instant', required: true }, { name: 'place', kind: 'text' }] },
	{ action: 'accept_slot', fields: [] },
	{ action: 'refuse_time', fields: [{ name: 'wishes', kind: 'wishes' }, note] },
	{ action: 'withdraw_offer', fields: [{ name: 'reason', kind: 'note' }] },
	{ action: 'request_extension', fields: [{ name: 'minutes', kind: 'minutes', required: true }, { name: 'reason', kind: 'note', required: true }] },
	{ action: 'return', look: 'refuse', fields: [{ name: 'reason', kind: 'choice', codes: 'returnReason', required: true }, { ...reason, templates: 'send_back' }, { name: 'proposedTarget', kind: 'text' }] },
	{ action: 'transfer', key: 't', fields: [{ name: 'workerId', kind: 'worker' }, { name: 'communityId', kind: 'community' }, reason] },
	{ action: 'call_in', fields: [{ name: 'parties', kind: 'parties', required: true }] },
	{ action: 'recategorise', key: 'g', fields: [{ name: 'categoryCode', kind: 'category' }, { name: 'type', kind: 'choice', codes: 'type' }, { name: 'urgency', kind: 'choice', codes: 'urgency' }, note] },
	{ action: 'merge', key: 'm', fields: [{ name: 'into', kind: 'case', required: true }, note] },
	{ action: 'unmerge', fields: [note] },
	{ action: 'chase', fields: [note] },
	{ action: 'supervise', look: 'refuse', fields: [reason] },
	{ action: 'confirm', fields: [{ name: 'way', kind: 'choice', codes: 'confirmWay', required: true }, { name: 'rating', kind: 'rating' }, note, { name: 'photos', kind: 'photos' }] },
	{ action: 'deny', fields: [{ name: 'way', kind: 'choice', codes: 'confirmWay', required: true }, reason] },
	{ action: 'reopen', fields: [reason] },
	{ action: 'rate', fields: [{ name: 'rating', kind: 'rating', required: true }, note] },
	{ action: 'withdraw', look: 'refuse', fields: [note] },
	{ action: 'close_unsolved', look: 'refuse', fields: [{ name: 'reason', kind: 'choice', codes: 'unsolvedReason', required: true }, { ...reason, templates: 'close' }] },
	{ action: 'decline', look: 'refuse', fields: [{ name: 'rule', kind: 'choice', codes: 'declineRule', required: true }, { name: 'instead', kind: 'note', required: true, templates: 'decline' }] },
	{ action: 'attach', fields: [{ name: 'photos', kind: 'photos', required: true }] }
] as const satisfies readonly (Omit<Step, 'action'> & { action: string })[];

/** Steps whose answer carries the way back; whether it is still open, the case says. */
export const UNDOABLE: ReadonlySet<string> = new Set(UNDO_RULES.map(({ action }) => action));

export type StaffStep = (typeof STEPS_OF_STAFF)[number]['action'];

/** Steps that answer something that is open: while nothing is, the page need not say why they cannot be taken. */
export const ONLY_WHEN_OPEN: ReadonlySet<string> = new Set<StaffStep>(['provider_accept', 'provider_decline', 'propose_time', 'accept_slot', 'refuse_time', 'withdraw_offer', 'resume', 'rule_extension', 'rule_return', 'unmerge', 'confirm', 'deny', 'rate']);

/** How many steps stand on the bar as buttons; the others are under "more". */
export const ON_THE_BAR = 3;
