/**
 * The words of the module as types: what a need is, how urgent, how it came in, where it stands.
 *
 * Pure: no I/O, no clock of its own. The state machine is in `machine.model.ts`, what an actor may do in
 * `actions.ts`, the clocks in `clocks/clocks.model.ts`.
 */

/** 咨询 / 求助 / 投诉 / 举报 / 建议 / 表扬, the six kinds of the 12345 hotlines. */
export const REQUEST_TYPES = ['consult', 'help', 'complaint', 'tip_off', 'suggestion', 'praise'] as const;
export type RequestType = (typeof REQUEST_TYPES)[number];

/**
 * Four classes, most urgent first. The lengths behind them are dated data (`clocks/clocks.model.ts`); the shipped ones follow
 * Beijing's 2 h / 24 h / 7 d / 15 d (人民日报 2020-11-16).
 */
export const URGENCIES = ['critical', 'urgent', 'normal', 'long_term'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** How the need reached us. `paper` is a form filled by hand and typed in later. */
export const CHANNELS = ['web', 'counter', 'phone', 'patrol', 'api', 'paper'] as const;
export type Channel = (typeof CHANNELS)[number];

/**
 * Where a case stands.
 *
 * `in_progress` also covers an appointment made and a wait for somebody else: a wait is a pause (an open row with a
 * reason), not a state, because several waits may overlap and each must stop the clock for its own time only.
 */
export const STATES = [
	'submitted', //       待受理
	'accepted', //        已受理
	'dispatched', //      已派单, to a worker or offered to a provider
	'in_progress', //     办理中
	'served', //          待居民确认: staff say it is done
	'solved', //          已解决: the resident says it is done
	'unsolved_closed', // 未解决结案
	'declined', //        不予受理
	'withdrawn', //       已撤回
	'merged' //           已并案
] as const;
export type State = (typeof STATES)[number];

/** States in which somebody still owes the resident something. */
export const OPEN_STATES = ['submitted', 'accepted', 'dispatched', 'in_progress', 'served'] as const satisfies readonly State[];
/** States in which staff are at work: the resolve clock can run. */
export const WORKING_STATES = ['submitted', 'accepted', 'dispatched', 'in_progress'] as const satisfies readonly State[];
/** States that end a round. Only `solved` and `unsolved_closed` can be reopened. */
export const FINAL_STATES = ['solved', 'unsolved_closed', 'declined', 'withdrawn', 'merged'] as const satisfies readonly State[];

export const isOpen = (state: State): boolean => (OPEN_STATES as readonly State[]).includes(state);
export const isWorking = (state: State): boolean => (WORKING_STATES as readonly State[]).includes(state);
export const isFinal = (state: State): boolean => (FINAL_STATES as readonly State[]).includes(state);

/**
 * The resident's five-step line. A case that ended otherwise (declined, withdrawn, merged) leaves the line at the step it
 * had reached; the page says how it ended.
 */
export const STEPS = ['received', 'accepted', 'in_hand', 'done', 'confirmed'] as const;
export type Step = (typeof STEPS)[number];

/** The step on the resident's line for a state; `null` where the case has left the line. */
export function stepOf(state: State): Step | null {
	switch (state) {
		case 'submitted':
			return 'received';
		case 'accepted':
			return 'accepted';
		case 'dispatched':
		case 'in_progress':
			return 'in_hand';
		case 'served':
			return 'done';
		case 'solved':
		case 'unsolved_closed':
			return 'confirmed';
		default:
			return null;
	}
}

/** Why the clock stands still. Which clocks a reason stops is in `clocks/clocks.model.ts`. */
export const PAUSE_REASONS = [
	'waiting_resident', //   等居民回复或在家
	'waiting_department', // 等上级部门或其他单位
	'waiting_material', //   等材料、配件到货
	'weather', //            天气原因无法施工
	'appointment', //        按居民要求约在以后
	'legal_procedure' //     法定程序期间（公示、表决、鉴定等）
] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

/** Why staff hand a case back (退单). Each is ruled on; the rulings teach the dispatch directory. */
export const RETURN_REASONS = [
	'not_our_area', //   不属本辖区
	'not_our_duty', //   不属本单位职责
	'wrong_category', // 分类有误
	'needs_other_lead', //需其他单位牵头
	'lacks_facts' //     信息不全且无法联系
] as const;
export type ReturnReason = (typeof RETURN_REASONS)[number];

/** Rules under which a need may be turned away. Each must name what the resident can do instead. */
export const DECLINE_RULES = [
	'outside_remit', //     不属街道、社区职责
	'in_court', //          已进入诉讼、仲裁、复议程序
	'already_answered', //  同一事项已答复，无新事实
	'no_facts', //          内容不清且无法联系本人
	'emergency_line', //    应拨 110 / 119 / 120
	'abuse' //              恶意、骚扰内容
] as const;
export type DeclineRule = (typeof DECLINE_RULES)[number];

/** Why a case was closed without being solved. `resident_ended` is the resident's own word. */
export const UNSOLVED_REASONS = [
	'resident_ended', // 居民表示不再追究
	'not_reached', //    多次回访未联系上（按规则）
	'no_policy', //      暂无政策依据
	'needs_long_plan', //需纳入规划逐步解决
	'third_party' //     涉及他人权益，需协商或诉讼
] as const;
export type UnsolvedReason = (typeof UNSOLVED_REASONS)[number];

/** Who said that it was solved, and how. Never staff. */
export const CONFIRM_WAYS = ['tap', 'callback', 'paper', 'counter'] as const;
export type ConfirmWay = (typeof CONFIRM_WAYS)[number];

/** What came of a call-back. Not reached is not satisfied: it answers nothing. */
export const CALLBACK_OUTCOMES = ['solved', 'not_solved', 'not_reached', 'refused'] as const;
export type CallbackOutcome = (typeof CALLBACK_OUTCOMES)[number];

/** What came of an attempt to make first contact. */
export const CONTACT_OUTCOMES = ['reached', 'not_reached'] as const;
export type ContactOutcome = (typeof CONTACT_OUTCOMES)[number];

/** How the resident found the handling: 1 very dissatisfied … 5 very satisfied. */
export type Rating = 1 | 2 | 3 | 4 | 5;

/** Where an offer to a provider stands. */
export const OFFER_STATES = [
	'offered', //       待服务方答复
	'accepted', //      服务方已接
	'time_proposed', // 服务方提出时间，待居民答复
	'time_refused', //  居民说时间不行，待服务方另提
	'booked', //        时间已定
	'declined', //      服务方不接
	'withdrawn', //     已撤回
	'served' //         服务方已办
] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** An offer that still holds the case for a provider. */
export const LIVE_OFFER_STATES = ['offered', 'accepted', 'time_proposed', 'time_refused', 'booked'] as const satisfies readonly OfferState[];
/** A live offer to which the provider owes an answer by `answer_due_at`. */
export const UNANSWERED_OFFER_STATES = ['offered', 'time_refused'] as const satisfies readonly OfferState[];

/** When a time would suit a resident to whom the proposed one does not: what can be tapped instead of written. */
export const TIME_WISHES = ['morning', 'afternoon', 'evening', 'weekend'] as const;
export type TimeWish = (typeof TIME_WISHES)[number];
