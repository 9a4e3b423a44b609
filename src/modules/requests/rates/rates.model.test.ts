import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { STATES } from '../case/case.model.ts';
import { placeOf, RATE_KEYS, rateOf, RATES, type RateFacts } from './rates.model.ts';

const now = new Date('2026-11-24T03:00:00Z');
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);

const solved: RateFacts = {
	state: 'solved',
	type: 'other',
	hasContact: true,
	contactedAt: hours(-50),
	contactDueAt: hours(-49),
	servedAt: hours(-30),
	resolveDueAt: hours(-20),
	paused: false,
	answer: 'solved',
	lastCallback: null,
	rating: 5
};
const place = (rate: (typeof RATE_KEYS)[number], more: Partial<RateFacts>) => {
	const found = placeOf(rate, { ...solved, ...more }, now);
	return found.in === 'left_out' ? found.why : found.in;
};

describe('response rate', () => {
	it('counts a contact in time, and a late or missing one against', () => {
		expect(place('response', {})).toBe('numerator');
		expect(place('response', { contactedAt: hours(-48) })).toBe('denominator');
		expect(place('response', { contactedAt: null })).toBe('denominator');
		expect(place('response', { contactedAt: null, contactDueAt: hours(1) })).toBe('not_due');
	});
	it('leaves out whom nobody can call', () => expect(place('response', { hasContact: false })).toBe('no_contact'));
});

describe('solve rate', () => {
	it('takes the resident at their word and nobody else', () => {
		expect(place('solve', {})).toBe('numerator');
		expect(place('solve', { answer: 'not_solved', state: 'unsolved_closed' })).toBe('denominator');
		expect(place('solve', { answer: null, state: 'served' })).toBe('awaiting_answer');
		expect(place('solve', { answer: null, state: 'in_progress' })).toBe('in_hand');
	});
	it('does not take silence for an answer', () => {
		expect(place('solve', { answer: null, state: 'unsolved_closed', lastCallback: 'not_reached' })).toBe('unreached');
		expect(place('satisfaction', { answer: null, rating: null, state: 'unsolved_closed', lastCallback: 'not_reached' })).toBe('unreached');
		expect(place('solve', { answer: null, state: 'served', lastCallback: 'refused' })).toBe('refused_answer');
	});
	it('counts a merged case once, at the case it went into', () => expect(place('solve', { state: 'merged' })).toBe('merged'));
	it('keeps a "no" that was later withdrawn', () => expect(place('solve', { state: 'withdrawn', answer: 'not_solved' })).toBe('denominator'));
	it('does not ask whether thanks were solved', () => expect(place('solve', { type: 'praise' })).toBe('praise'));
});

describe('satisfaction rate', () => {
	it('begins at four of five', () => {
		expect(place('satisfaction', { rating: 4 })).toBe('numerator');
		expect(place('satisfaction', { rating: 3 })).toBe('denominator');
		expect(place('satisfaction', { rating: null })).toBe('awaiting_answer');
	});
});

describe('on-time rate', () => {
	it('goes by the due time, and waits where a pause has moved it out of sight', () => {
		expect(place('on_time', {})).toBe('numerator');
		expect(place('on_time', { servedAt: hours(-19) })).toBe('denominator');
		expect(place('on_time', { servedAt: null, state: 'in_progress' })).toBe('denominator');
		expect(place('on_time', { servedAt: null, state: 'in_progress', resolveDueAt: hours(1) })).toBe('not_due');
		expect(place('on_time', { servedAt: null, state: 'in_progress', paused: true })).toBe('not_due');
	});
});

describe('laws', () => {
	const time = fc.integer({ min: -100, max: 100 }).map(hours);
	const past = fc.integer({ min: -100, max: 0 }).map(hours);
	const facts: fc.Arbitrary<RateFacts> = fc.record({
		state: fc.constantFrom(...STATES),
		type: fc.constantFrom('praise', 'other' as const),
		hasContact: fc.boolean(),
		contactedAt: fc.option(past),
		contactDueAt: time,
		servedAt: fc.option(past),
		resolveDueAt: time,
		paused: fc.boolean(),
		answer: fc.option(fc.constantFrom('solved', 'not_solved' as const)),
		lastCallback: fc.option(fc.constantFrom('not_reached', 'refused' as const)),
		rating: fc.option(fc.constantFrom(1, 2, 3, 4, 5 as const))
	});
	it('puts every case in exactly one place, so the arithmetic on the screen adds up', () => {
		fc.assert(
			fc.property(fc.constantFrom(...RATE_KEYS), fc.array(facts, { maxLength: 40 }), (rate, cases) => {
				const figure = rateOf(rate, cases, now);
				const left = figure.leftOut.reduce((sum, { count }) => sum + count, 0);
				expect(figure.denominator + left).toBe(cases.length);
				expect(figure.numerator).toBeLessThanOrEqual(figure.denominator);
				expect(figure.value).toBe(figure.denominator ? figure.numerator / figure.denominator : null);
				for (const { why } of figure.leftOut) expect(RATES[rate].exclusions).toContain(why);
			})
		);
	});
	it('adds up over parts: two communities together are the subdistrict', () => {
		fc.assert(
			fc.property(fc.constantFrom(...RATE_KEYS), fc.array(facts), fc.array(facts), (rate, a, b) => {
				const [one, two, both] = [rateOf(rate, a, now), rateOf(rate, b, now), rateOf(rate, [...a, ...b], now)];
				expect(both.numerator).toBe(one.numerator + two.numerator);
				expect(both.denominator).toBe(one.denominator + two.denominator);
			})
		);
	});
	it('never counts as solved or satisfied what no resident said', () => {
		fc.assert(
			fc.property(facts, (f) => {
				expect(placeOf('solve', { ...f, answer: null }, now).in).toBe('left_out');
				expect(placeOf('satisfaction', { ...f, rating: null }, now).in).toBe('left_out');
			})
		);
	});
});
