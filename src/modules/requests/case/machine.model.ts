/**
 * The state machine of a case, as data: which action leads from which state to which.
 *
 * Who may take an action is in `actions.ts`; this table only says what is possible at all. Actions that leave the
 * state alone (a note, a chase) stand here too, with `to: 'same'`, so that one table answers every "can this be done now?".
 */
import type { State } from './case.model.ts';
import { OPEN_STATES, STATES, WORKING_STATES } from './case.model.ts';

/** Every action that a person or a rule can take on a case. */
export const ACTIONS = [
	'accept', //            受理
	'decline', //           不予受理
	'assign', //            派单给工作人员
	'offer', //             转给服务方
	'provider_accept', //   服务方接单
	'provider_decline', //  服务方不接
	'propose_time', //      提出上门或到店时间
	'accept_slot', //       居民接受时间
	'refuse_time', //       居民说时间不行
	'withdraw_offer', //    撤回给服务方的单
	'record_contact', //    记录联系
	'start', //             开始办理
	'pause', //             等待（暂停计时）
	'resume', //            恢复
	'request_extension', // 申请延期
	'rule_extension', //    审批延期
	'return', //            退单
	'rule_return', //       裁定退单
	'transfer', //          转办
	'call_in', //           吹哨
	'report_in', //         报到（被召集方回话）
	'chase', //             催办
	'supervise', //         督办
	'serve', //             办完，请居民确认
	'callback', //          回访
	'confirm', //           居民确认已解决
	'deny', //              居民说没解决
	'close_unsolved', //    未解决结案
	'reopen', //            重新打开
	'rate', //              评价
	'withdraw', //          居民撤回
	'merge', //             并案
	'unmerge', //           取消并案
	'recategorise', //      改分类、紧急程度
	'note', //              内部备注
	'message', //           给居民或给社区的话
	'attach', //            补充附件
	'join', //              别人也有同样的诉求
	'claim' //              我来办
] as const;
export type Action = (typeof ACTIONS)[number];

export interface Transition {
	readonly action: Action;
	readonly from: readonly State[];
	/** `same` leaves the state; `prior` returns to the state before (unmerge). */
	readonly to: State | 'same' | 'prior';
}

const BEFORE_SERVED = WORKING_STATES;
const WITH_AN_OWNER = ['dispatched', 'in_progress'] as const;
const AFTER_ACCEPT = ['accepted', 'dispatched', 'in_progress'] as const;

/** One row an action and target. An action with two rows goes to the first whose `from` holds the present state. */
export const TRANSITIONS: readonly Transition[] = [
	{ action: 'accept', from: ['submitted'], to: 'accepted' },
	{ action: 'decline', from: ['submitted', 'accepted'], to: 'declined' },
	// Dispatching a case that nobody has accepted yet accepts it in the same step: one click, one fact.
	{ action: 'assign', from: BEFORE_SERVED, to: 'dispatched' },
	// A worker takes a case that nobody has: the small community's way of dispatching.
	{ action: 'claim', from: ['submitted', 'accepted'], to: 'dispatched' },
	{ action: 'offer', from: BEFORE_SERVED, to: 'dispatched' },
	{ action: 'provider_accept', from: WITH_AN_OWNER, to: 'in_progress' },
	// A refused offer goes back to triage; it is not the resident's trouble.
	{ action: 'provider_decline', from: WITH_AN_OWNER, to: 'accepted' },
	{ action: 'propose_time', from: WITH_AN_OWNER, to: 'in_progress' },
	// A resident may take a bookable slot at once, before anybody triaged it.
	{ action: 'accept_slot', from: BEFORE_SERVED, to: 'in_progress' },
	// The provider keeps the case and owes another time; nobody starts over.
	{ action: 'refuse_time', from: ['in_progress'], to: 'same' },
	{ action: 'withdraw_offer', from: WITH_AN_OWNER, to: 'accepted' },
	// Only a contact that reached the resident moves the case on; an attempt is recorded and changes nothing.
	{ action: 'record_contact', from: ['dispatched'], to: 'in_progress' },
	{ action: 'record_contact', from: ['submitted', 'accepted', 'in_progress', 'served'], to: 'same' },
	{ action: 'start', from: ['dispatched'], to: 'in_progress' },
	{ action: 'pause', from: WITH_AN_OWNER, to: 'in_progress' },
	{ action: 'resume', from: ['in_progress'], to: 'same' },
	{ action: 'request_extension', from: AFTER_ACCEPT, to: 'same' },
	{ action: 'rule_extension', from: AFTER_ACCEPT, to: 'same' },
	{ action: 'return', from: WITH_AN_OWNER, to: 'same' },
	{ action: 'rule_return', from: WITH_AN_OWNER, to: 'same' },
	{ action: 'transfer', from: AFTER_ACCEPT, to: 'dispatched' },
	{ action: 'call_in', from: AFTER_ACCEPT, to: 'same' },
	{ action: 'report_in', from: AFTER_ACCEPT, to: 'same' },
	{ action: 'chase', from: OPEN_STATES, to: 'same' },
	{ action: 'supervise', from: OPEN_STATES, to: 'same' },
	{ action: 'serve', from: AFTER_ACCEPT, to: 'served' },
	{ action: 'callback', from: ['served', 'solved', 'unsolved_closed', 'merged'], to: 'same' },
	{ action: 'confirm', from: ['served'], to: 'solved' },
	// The resident may also say "it is solved" while staff are still at it: it solved itself, or a neighbour helped.
	{ action: 'confirm', from: ['accepted', 'dispatched', 'in_progress'], to: 'solved' },
	{ action: 'deny', from: ['served'], to: 'dispatched' },
	{ action: 'close_unsolved', from: ['in_progress', 'served'], to: 'unsolved_closed' },
	{ action: 'reopen', from: ['solved', 'unsolved_closed'], to: 'dispatched' },
	{ action: 'rate', from: ['solved', 'unsolved_closed'], to: 'same' },
	{ action: 'withdraw', from: BEFORE_SERVED, to: 'withdrawn' },
	{ action: 'merge', from: BEFORE_SERVED, to: 'merged' },
	{ action: 'unmerge', from: ['merged'], to: 'prior' },
	{ action: 'recategorise', from: OPEN_STATES, to: 'same' },
	{ action: 'note', from: STATES, to: 'same' },
	{ action: 'message', from: [...OPEN_STATES, 'solved', 'unsolved_closed', 'declined'], to: 'same' },
	{ action: 'attach', from: OPEN_STATES, to: 'same' },
	{ action: 'join', from: OPEN_STATES, to: 'same' }
];

/**
 * Where an action leads from a state, or `null` if it cannot be taken there.
 * `prior` is given back as it is: only the record knows the state before.
 */
export function target(action: Action, from: State): State | 'prior' | null {
	for (const row of TRANSITIONS) {
		if (row.action === action && row.from.includes(from)) return row.to === 'same' ? from : row.to;
	}
	return null;
}

/** Every state that can be reached from `submitted`: used by the test that no state is an island. */
export function reachable(): Set<State> {
	const seen = new Set<State>(['submitted']);
	for (let grown = true; grown; ) {
		grown = false;
		for (const row of TRANSITIONS) {
			if (row.to === 'same' || row.to === 'prior' || seen.has(row.to)) continue;
			if (row.from.some((state) => seen.has(state))) {
				seen.add(row.to);
				grown = true;
			}
		}
	}
	return seen;
}

/** States that an action can lead out of, except by undo. */
export function isDeadEnd(state: State): boolean {
	return !TRANSITIONS.some((row) => row.from.includes(state) && row.to !== 'same' && row.to !== state);
}
