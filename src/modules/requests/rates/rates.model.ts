/**
 * The three rates 响应率, 解决率, 满意率 (北京市接诉即办工作条例, 2021-09-24) and the on-time rate of the plan, as definitions
 * in data: what is in the numerator, what in the denominator, what is left out and why.
 *
 * The figures on screens are computed in SQL (`rates.queries.ts`). The functions here are the written oracle that
 * the SQL is tested against, and the source of the words beside each figure. Three principles:
 * staff's "done" is nobody's answer; not reached is not satisfied and not dissatisfied, it is left out and shown;
 * a merged case is counted once, at the case it was merged into.
 */
import type { State } from '../case/case.model.ts';

export const RATE_KEYS = ['response', 'solve', 'satisfaction', 'on_time'] as const;
export type RateKey = (typeof RATE_KEYS)[number];

/** Why a case of the period is not in a rate's denominator. Every one is a list that opens. */
export const LEFT_OUT = [
	'merged', //           并案，计入主案
	'withdrawn', //        居民撤回
	'declined', //         不属职责范围，已告知去处
	'no_contact', //       匿名且无联系方式，无人可联系
	'not_due', //          时限未到，尚无结果
	'in_hand', //          尚在办理，居民还未答复
	'awaiting_answer', //  已办，等居民确认或回访
	'unreached', //        回访未联系上
	'refused_answer', //   居民不愿评价
	'praise' //            表扬，无需解决
] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

export type Place = { in: 'numerator' } | { in: 'denominator' } | { in: 'left_out'; why: LeftOut };

/** What a rate looks at: one case, all of its rounds. */
export interface RateFacts {
	state: State;
	type: 'praise' | 'other';
	hasContact: boolean;
	/** Of the first round: the event time and the due time of first contact. */
	contactedAt: Date | null;
	contactDueAt: Date;
	/** Of the first round: when staff said done, and by when they should have. */
	servedAt: Date | null;
	resolveDueAt: Date;
	/** The resolve clock stands still: its due time is not known yet. */
	paused: boolean;
	/** The resident's last answer to "was it solved?", by tap, paper or call-back. A case opened again has been answered "no". */
	answer: 'solved' | 'not_solved' | null;
	/** How the last call-back ended, where there is no answer. */
	lastCallback: 'not_reached' | 'refused' | null;
	rating: 1 | 2 | 3 | 4 | 5 | null;
}

export interface RateDefinition {
	key: RateKey;
	/** Message keys of the words; the numbers and lists come with them. */
	numerator: string;
	denominator: string;
	exclusions: readonly LeftOut[];
}

/** Order of the exclusions is the order in which they are asked: the first that fits names the reason. */
export const RATES: Record<RateKey, RateDefinition> = {
	response: {
		key: 'response',
		numerator: 'rates.response.numerator', //     时限内首次联系到居民
		denominator: 'rates.response.denominator', // 应联系且已有结果的诉求
		exclusions: ['merged', 'no_contact', 'withdrawn', 'declined', 'not_due']
	},
	solve: {
		key: 'solve',
		numerator: 'rates.solve.numerator', //        居民答复已解决
		denominator: 'rates.solve.denominator', //    居民已答复是否解决的诉求
		exclusions: ['merged', 'praise', 'withdrawn', 'declined', 'unreached', 'refused_answer', 'awaiting_answer', 'in_hand']
	},
	satisfaction: {
		key: 'satisfaction',
		numerator: 'rates.satisfaction.numerator', //   评价满意或很满意（4–5 分）
		denominator: 'rates.satisfaction.denominator', // 居民已评价的诉求
		exclusions: ['merged', 'withdrawn', 'declined', 'unreached', 'refused_answer', 'awaiting_answer', 'in_hand']
	},
	on_time: {
		key: 'on_time',
		numerator: 'rates.on_time.numerator', //      时限内办完
		denominator: 'rates.on_time.denominator', //  应办且已有结果的诉求
		exclusions: ['merged', 'praise', 'withdrawn', 'declined', 'not_due']
	}
};

/** From this rating on a resident counts as satisfied. */
export const SATISFIED_FROM = 4;

/** Where a case stands in a rate at an instant. */
export function placeOf(rate: RateKey, facts: RateFacts, now: Date): Place {
	for (const why of RATES[rate].exclusions) if (isLeftOut(rate, why, facts, now)) return { in: 'left_out', why };
	return { in: inNumerator(rate, facts) ? 'numerator' : 'denominator' };
}

function inNumerator(rate: RateKey, facts: RateFacts): boolean {
	switch (rate) {
		case 'response':
			return facts.contactedAt !== null && facts.contactedAt <= facts.contactDueAt;
		case 'solve':
			return facts.answer === 'solved';
		case 'satisfaction':
			return facts.rating !== null && facts.rating >= SATISFIED_FROM;
		case 'on_time':
			return facts.servedAt !== null && facts.servedAt <= facts.resolveDueAt;
	}
}

function isLeftOut(rate: RateKey, why: LeftOut, facts: RateFacts, now: Date): boolean {
	const event = rate === 'response' ? facts.contactedAt : facts.servedAt;
	const due = rate === 'response' ? facts.contactDueAt : facts.resolveDueAt;
	const answered = rate === 'satisfaction' ? facts.rating !== null : facts.answer !== null;
	switch (why) {
		case 'merged':
			return facts.state === 'merged';
		case 'praise':
			return facts.type === 'praise';
		case 'no_contact':
			return !facts.hasContact;
		// A clock that had run out before the end counts all the same: withdrawing in despair does not clean the record.
		case 'withdrawn':
			return facts.state === 'withdrawn' && (rate === 'solve' || rate === 'satisfaction' ? !answered : !event);
		case 'declined':
			return facts.state === 'declined' && !answered && (rate === 'solve' || rate === 'satisfaction' || !event);
		case 'not_due':
			return !event && (now <= due || (rate === 'on_time' && facts.paused));
		case 'unreached':
			return !answered && facts.lastCallback === 'not_reached' && facts.state !== 'withdrawn';
		case 'refused_answer':
			return !answered && facts.lastCallback === 'refused';
		case 'awaiting_answer':
			return !answered && (facts.state === 'served' || facts.state === 'solved' || facts.state === 'unsolved_closed');
		case 'in_hand':
			return !answered;
	}
}

export interface RateFigure {
	key: RateKey;
	numerator: number;
	denominator: number;
	/** Numerator over denominator, or `null` when the denominator is nought: no rate is not a rate of nought. */
	value: number | null;
	leftOut: { why: LeftOut; count: number }[];
}

/** The figure over many cases; each is in exactly one place. */
export function rateOf(rate: RateKey, cases: readonly RateFacts[], now: Date): RateFigure {
	let numerator = 0;
	let denominator = 0;
	const left = new Map<LeftOut, number>();
	for (const facts of cases) {
		const place = placeOf(rate, facts, now);
		if (place.in === 'left_out') left.set(place.why, (left.get(place.why) ?? 0) + 1);
		else denominator += 1;
		if (place.in === 'numerator') numerator += 1;
	}
	return {
		key: rate,
		numerator,
		denominator,
		value: denominator ? numerator / denominator : null,
		leftOut: RATES[rate].exclusions.filter((why) => left.has(why)).map((why) => ({ why, count: left.get(why)! }))
	};
}
