import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCalendar, DEFAULT_PATTERN, type Span } from './calendar.model.ts';
import {
	advance,
	DEFAULT_POLICIES,
	duesAtStart,
	measure,
	mergeSpans,
	pickPolicy,
	readClock,
	readRound,
	readRounds,
	type ClockInput,
	type ClockPolicy,
	type ClockUnit,
	type Pause,
	type RoundFacts
} from './clocks.model.ts';
import { OFFICIAL_DAYS, OFFICIAL_YEARS } from './holidays.ts';
import { PAUSE_REASONS } from '../case/case.model.ts';

const calendar = compileCalendar({ zone: 'Asia/Shanghai', patterns: [DEFAULT_PATTERN], days: OFFICIAL_DAYS, publishedYears: OFFICIAL_YEARS });

// A process far from the subdistrict, in a zone with summer time, is the worst place to count from.
const zoneBefore = process.env.TZ;
beforeAll(() => void (process.env.TZ = 'America/Los_Angeles'));
afterAll(() => {
	if (zoneBefore === undefined) delete process.env.TZ;
	else process.env.TZ = zoneBefore;
});

/** A wall-clock time in Shanghai. */
const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);
const shown = (date: Date): string => new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

const policy = (minutes: number, unit: ClockUnit, more: Partial<ClockPolicy> = {}): ClockPolicy => ({
	areaId: null,
	urgency: 'normal',
	clock: 'resolve',
	minutes,
	unit,
	validFrom: '2020-01-01',
	...more
});
const clock = (more: Partial<ClockInput>): ClockInput => ({
	kind: 'resolve',
	policy: policy(240, 'working'),
	startedAt: at('2026-11-24 09:00'),
	stoppedAt: null,
	...more
});

describe('working time', () => {
	it.each([
		// told, workdays, due
		['2026-11-24 10:00', 3, '2026-11-27 10:00', 'three ordinary days'],
		['2026-11-27 10:00', 3, '2026-12-02 10:00', 'over a weekend'],
		['2026-11-28 10:00', 1, '2026-12-01 00:00', 'told on a day off'],
		['2026-09-30 18:00', 1, '2026-10-08 18:00', 'over the National Day']
	])('%s + %i workdays is %s: %s', (from, days, due) => expect(shown(new Date(advance('workday', calendar, at(from).getTime(), days * 86_400_000)))).toBe(due));

	it.each([
		// started, minutes, due
		['2026-11-24 09:00', 180, '2026-11-24 12:00', 'to the end of the morning, not to after lunch'],
		['2026-11-24 09:00', 181, '2026-11-24 13:01', 'over lunch'],
		['2026-11-24 12:30', 60, '2026-11-24 14:00', 'told during lunch'],
		['2026-11-24 22:00', 30, '2026-11-25 09:30', 'told at night'],
		['2026-11-27 17:00', 60, '2026-11-30 09:30', 'over a weekend'],
		['2026-09-30 17:00', 60, '2026-10-08 09:30', 'over National Day'],
		['2026-10-09 17:00', 60, '2026-10-10 09:30', 'into a make-up Saturday'],
		['2026-02-13 17:00', 60, '2026-02-14 09:30', 'into the make-up Saturday before Spring Festival'],
		['2026-02-14 17:00', 60, '2026-02-24 09:30', 'over Spring Festival']
	])('from %s, %i minutes are up at %s: %s', (start, minutes, due) => {
		const result = readClock(clock({ startedAt: at(start), policy: policy(minutes, 'working') }), calendar, at(start));
		expect(shown(result.due)).toBe(due);
		expect(result.state).toBe('running');
		expect(result.remainingMinutes).toBe(minutes);
	});

	it('counts calendar time through nights and holidays', () => {
		const result = readClock(clock({ startedAt: at('2026-09-30 17:00'), policy: policy(1440, 'calendar') }), calendar, at('2026-10-01 05:00'));
		expect(shown(result.due)).toBe('2026-10-01 17:00');
		expect(result.usedMinutes).toBe(720);
	});
});

describe('states', () => {
	const input = clock({ policy: policy(60, 'working') });
	it('is met on the last instant, late just after, missed when nothing came', () => {
		expect(readClock({ ...input, stoppedAt: at('2026-11-24 10:00') }, calendar, at('2026-12-24 10:00')).state).toBe('met');
		expect(readClock({ ...input, stoppedAt: new Date(at('2026-11-24 10:00').getTime() + 1) }, calendar, at('2026-12-24 10:00')).state).toBe('late');
		expect(readClock(input, calendar, at('2026-11-24 10:00')).state).toBe('running');
		expect(readClock(input, calendar, at('2026-11-24 10:01')).state).toBe('missed');
	});

	it('stops at its event and never runs on (chatwoot #10178)', () => {
		const stopped = { ...input, stoppedAt: at('2026-11-24 09:20') };
		const soon = readClock(stopped, calendar, at('2026-11-24 09:21'));
		const later = readClock(stopped, calendar, at('2027-06-01 09:21'));
		expect(soon).toEqual(later);
		expect(soon.usedMinutes).toBe(20);
	});

	it('says nothing of a round that ended in time without the event, and keeps a miss a miss', () => {
		expect(readClock({ ...input, endedAt: at('2026-11-24 09:30') }, calendar, at('2026-11-25 09:00')).state).toBe('void');
		expect(readClock({ ...input, endedAt: at('2026-11-24 10:30') }, calendar, at('2026-11-25 09:00')).state).toBe('missed');
	});

	it('gives the overrun as a negative remainder', () => {
		expect(readClock(input, calendar, at('2026-11-24 11:30')).remainingMinutes).toBe(-90);
	});
});

describe('pauses', () => {
	const pause = (from: string, to: string | null, reason: Pause['reason'] = 'waiting_resident'): Pause => ({ from: at(from), to: to ? at(to) : null, reason });

	it('moves the due time by the working part of the wait', () => {
		// Over lunch and the night: 11:00–12:00, 13:00–17:30, 09:00–10:00.
		const result = readClock(clock({ pauses: [pause('2026-11-24 11:00', '2026-11-25 10:00')] }), calendar, at('2026-11-25 10:30'));
		expect(result.explanation.pausedMinutes).toBe(60 + 270 + 60);
		expect(shown(result.due)).toBe('2026-11-25 12:00');
		expect(shown(result.explanation.plainDue)).toBe('2026-11-24 14:00');
		expect(result.usedMinutes).toBe(150);
	});

	it('counts overlapping waits once', () => {
		const once = readClock(clock({ pauses: [pause('2026-11-24 10:00', '2026-11-24 11:00')] }), calendar, at('2026-11-24 11:30'));
		const twice = readClock(
			clock({ pauses: [pause('2026-11-24 10:00', '2026-11-24 11:00'), pause('2026-11-24 10:30', '2026-11-24 11:00', 'weather')] }),
			calendar,
			at('2026-11-24 11:30')
		);
		expect(twice.due).toEqual(once.due);
		expect(twice.explanation.pauses).toHaveLength(2);
	});

	it('is paused while any wait lasts; the due time is then what it would be if all ended now', () => {
		const input = clock({ pauses: [pause('2026-11-24 10:00', '2026-11-24 10:30'), pause('2026-11-24 10:15', null, 'waiting_material')] });
		const result = readClock(input, calendar, at('2026-11-24 11:00'));
		expect(result.state).toBe('paused');
		expect(result.usedMinutes).toBe(60);
		expect(shown(result.due)).toBe('2026-11-24 15:00');
		expect(readClock(input, calendar, at('2026-12-24 11:00')).state).toBe('paused');
	});

	it('knows the due time of a wait whose end is known', () => {
		const input = clock({ pauses: [pause('2026-11-24 10:00', '2026-11-26 14:00', 'appointment')] });
		const result = readClock(input, calendar, at('2026-11-24 11:00'));
		expect(result.state).toBe('paused');
		expect(shown(result.due)).toBe('2026-11-26 17:00');
		expect(result.usedMinutes).toBe(60);
		expect(readClock({ ...input, stoppedAt: at('2026-11-24 11:00') }, calendar, at('2026-11-30 11:00')).state).toBe('met');
	});

	it('does not stop the accept and contact clocks: answering the phone waits for nobody', () => {
		const input = clock({ kind: 'first_contact', pauses: [pause('2026-11-24 09:10', null)] });
		expect(readClock(input, calendar, at('2026-11-25 09:00')).state).toBe('missed');
	});

	it('cannot rescue a clock that had already run out', () => {
		const input = clock({ pauses: [pause('2026-11-24 15:00', null)] });
		expect(readClock(input, calendar, at('2026-11-24 15:30')).state).toBe('missed');
	});
});

describe('extensions', () => {
	const input = clock({ policy: policy(60, 'working') });
	it('lengthens only when approved, and only if asked for in time', () => {
		const with_ = (state: 'approved' | 'requested' | 'refused', asked: string) =>
			readClock({ ...input, extensions: [{ requestedAt: at(asked), minutes: 120, state }] }, calendar, at('2026-11-24 09:30'));
		expect(shown(with_('approved', '2026-11-24 09:50').due)).toBe('2026-11-24 12:00');
		expect(shown(with_('requested', '2026-11-24 09:50').due)).toBe('2026-11-24 10:00');
		expect(shown(with_('refused', '2026-11-24 09:50').due)).toBe('2026-11-24 10:00');
		const late = with_('approved', '2026-11-24 10:01');
		expect(shown(late.due)).toBe('2026-11-24 10:00');
		expect(late.explanation.extensions).toMatchObject([{ counts: false, why: 'asked_too_late' }]);
	});

	it('lets a second one stand on the first', () => {
		const result = readClock(
			{
				...input,
				extensions: [
					{ requestedAt: at('2026-11-24 10:30'), minutes: 60, state: 'approved' },
					{ requestedAt: at('2026-11-24 09:30'), minutes: 60, state: 'approved' }
				]
			},
			calendar,
			at('2026-11-24 11:30')
		);
		expect(shown(result.due)).toBe('2026-11-24 12:00');
		expect(result.explanation.allowedMinutes).toBe(180);
	});

	it('leaves the other clocks alone', () => {
		const result = readClock(
			{ ...input, kind: 'accept', extensions: [{ requestedAt: at('2026-11-24 09:30'), minutes: 60, state: 'approved' }] },
			calendar,
			at('2026-11-24 09:30')
		);
		expect(result.explanation.allowedMinutes).toBe(60);
		expect(result.explanation.extensions).toEqual([]);
	});
});

describe('explanation', () => {
	it('names the holidays it passed and flags a year without a notice', () => {
		const spring = readClock(clock({ startedAt: at('2026-02-13 17:00'), policy: policy(600, 'working') }), calendar, at('2026-02-13 17:00'));
		expect(spring.explanation.namedDays.map(({ date }) => date)).toContain('2026-02-17');
		expect(spring.explanation.namedDays[0]).toMatchObject({ date: '2026-02-14', kind: 'makeup_workday' });
		expect(spring.explanation.unpublishedYears).toEqual([]);
		const next = readClock(clock({ startedAt: at('2026-12-31 17:00'), policy: policy(600, 'working') }), calendar, at('2026-12-31 17:00'));
		expect(next.explanation.unpublishedYears).toEqual([2027]);
	});

	it('does not speak of holidays where every minute counts', () => {
		const result = readClock(clock({ startedAt: at('2026-12-31 17:00'), policy: policy(6000, 'calendar') }), calendar, at('2026-12-31 17:00'));
		expect(result.explanation.unpublishedYears).toEqual([]);
	});
});

describe('policies', () => {
	it('has a row for each urgency and clock out of the box', () => {
		for (const urgency of ['critical', 'urgent', 'normal', 'long_term'] as const) {
			for (const kind of ['accept', 'first_contact', 'resolve'] as const) {
				expect(pickPolicy(DEFAULT_POLICIES, urgency, kind, ['any'], '2026-11-24')).not.toBeNull();
			}
		}
	});

	it('takes the nearest area, then the latest date', () => {
		const rows = [
			policy(1, 'working'),
			policy(2, 'working', { validFrom: '2026-06-01' }),
			policy(3, 'working', { areaId: 'hongyun', validFrom: '2026-01-01' }),
			policy(4, 'working', { areaId: 'hongyun', validFrom: '2027-01-01' })
		];
		const minutes = (areas: string[], date: string) => pickPolicy(rows, 'normal', 'resolve', areas, date)?.minutes;
		expect(minutes([], '2026-05-31')).toBe(1);
		expect(minutes([], '2026-06-01')).toBe(2);
		expect(minutes(['hongyun'], '2025-12-31')).toBe(1);
		expect(minutes(['hongyun'], '2026-12-31')).toBe(3);
		expect(minutes(['hongyun'], '2027-01-01')).toBe(4);
		expect(minutes(['baiyun'], '2027-01-01')).toBe(2);
		expect(minutes([], '2019-12-31')).toBeUndefined();
	});
	it('asks a category that has a clock of its own first, and only for that clock', () => {
		const own = [...DEFAULT_POLICIES, policy(60, 'calendar', { urgency: null, categoryCode: 'site_error', areaId: 'hongyun', validFrom: '2026-06-01' })];
		const of = (clock: 'resolve' | 'accept', areas: string[], date: string, category: string | null) => pickPolicy(own, 'normal', clock, areas, date, category);
		expect(of('resolve', [], '2026-11-24', 'site_error')).toMatchObject({ minutes: 3 * 1440, unit: 'workday' });
		expect(of('resolve', ['hongyun'], '2026-11-24', 'site_error')).toMatchObject({ minutes: 60 });
		expect(of('resolve', ['hongyun'], '2026-05-31', 'site_error')).toMatchObject({ unit: 'workday' });
		expect(of('accept', [], '2026-11-24', 'site_error')).toMatchObject({ urgency: 'normal', unit: 'working' });
		expect(of('resolve', ['hongyun'], '2026-11-24', 'other')).toMatchObject({ urgency: 'normal', minutes: 7 * 1440 });
		expect(of('resolve', ['hongyun'], '2026-11-24', null)).toMatchObject({ urgency: 'normal' });
	});
});

describe('rounds', () => {
	const first: RoundFacts = {
		round: 1,
		startedAt: at('2026-11-02 09:00'),
		urgency: 'normal',
		acceptedAt: at('2026-11-02 09:30'),
		contactedAt: at('2026-11-02 15:00'),
		servedAt: at('2026-11-03 10:00'),
		endedAt: at('2026-11-04 10:00'),
		pauses: [],
		extensions: []
	};
	const second: RoundFacts = { ...first, round: 2, startedAt: at('2026-11-04 10:00'), contactedAt: null, servedAt: null, endedAt: null };

	it('keeps the first round as it was when a second is opened (Zammad #4777)', () => {
		const alone = readRounds([first], DEFAULT_POLICIES, [], calendar, at('2026-11-04 09:00'));
		const both = readRounds([second, first], DEFAULT_POLICIES, [], calendar, at('2026-12-04 09:00'));
		expect(both[0]).toEqual(alone[0]);
		expect(both[0]!.clocks.map(({ kind, state }) => [kind, state])).toEqual([
			['accept', 'met'],
			['first_contact', 'late'],
			['resolve', 'met']
		]);
		expect(both[1]!.clocks.map(({ kind, state }) => [kind, state])).toEqual([
			['first_contact', 'missed'],
			['resolve', 'missed']
		]);
	});

	it('takes serving without a call first as the contact', () => {
		const [, contact] = readRound({ ...first, contactedAt: null, servedAt: at('2026-11-02 11:00') }, DEFAULT_POLICIES, [], calendar, at('2026-11-09 09:00'));
		expect(contact).toMatchObject({ kind: 'first_contact', state: 'met' });
	});

	it('judges by the rule of the day on which the round began', () => {
		const stricter = [...DEFAULT_POLICIES, policy(60, 'working', { clock: 'first_contact', validFrom: '2026-11-03' })];
		const [, contact] = readRound({ ...first, contactedAt: at('2026-11-02 14:00') }, stricter, [], calendar, at('2026-11-09 09:00'));
		expect(contact!.state).toBe('met');
	});

	it('begins with the due times that the full reading gives', () => {
		for (const urgency of ['critical', 'urgent', 'normal', 'long_term'] as const) {
			for (const round of [1, 2]) {
				const facts: RoundFacts = { ...first, round, urgency, acceptedAt: null, contactedAt: null, servedAt: null, endedAt: null };
				const read = readRound(facts, DEFAULT_POLICIES, [], calendar, facts.startedAt);
				const quick = duesAtStart(facts.startedAt, urgency, round, DEFAULT_POLICIES, [], calendar);
				expect(quick).toEqual(Object.fromEntries(read.map(({ kind, due }) => [kind, due])));
			}
		}
	});

	it('refuses to guess where no policy holds', () => {
		expect(() => readRound(first, [], [], calendar, at('2026-11-09 09:00'))).toThrow(RangeError);
	});
});

describe('laws', () => {
	const origin = Date.parse('2026-01-01T00:00:00Z');
	// Two years of minutes: holidays, make-up days and the unpublished 2027 are all inside.
	const minute = fc.integer({ min: 0, max: 2 * 366 * 1440 }).map((n) => origin + n * 60_000);
	const unit = fc.constantFrom<ClockUnit>('working', 'calendar');
	const length = fc.integer({ min: 1, max: 30 * 1440 });
	const spans = fc
		.array(fc.tuple(minute, fc.integer({ min: 0, max: 5 * 1440 })), { maxLength: 6 })
		.map((list) => mergeSpans(list.map(([from, size]): Span => ({ from, to: from + size * 60_000 }))));
	const pauseList = (around: number) =>
		fc.array(
			fc.record({
				from: fc.integer({ min: -3 * 1440, max: 20 * 1440 }),
				size: fc.option(fc.integer({ min: 0, max: 4 * 1440 }), { nil: null }),
				reason: fc.constantFrom(...PAUSE_REASONS)
			}),
			{ maxLength: 5 }
		).map((list) =>
			list.map(
				({ from, size, reason }): Pause => ({
					from: new Date(around + from * 60_000),
					to: size === null ? null : new Date(around + (from + size) * 60_000),
					reason
				})
			)
		);
	const story = fc.tuple(minute, unit, length).chain(([start, u, minutes]) => fc.tuple(fc.constant(start), fc.constant(u), fc.constant(minutes), pauseList(start)));

	it('is additive: a stretch counts what its parts count', () => {
		fc.assert(
			fc.property(unit, fc.tuple(minute, minute, minute), spans, (u, [a, b, c], pauses) => {
				const [x, y, z] = [a, b, c].sort((m, n) => m - n) as [number, number, number];
				// Kept within 90 days so that a run walks a bounded number of days.
				fc.pre(z - x < 90 * 86_400_000);
				expect(measure(u, calendar, x, y, pauses) + measure(u, calendar, y, z, pauses)).toBe(measure(u, calendar, x, z, pauses));
			}),
			{ numRuns: 300 }
		);
	});

	it('is due exactly when the allowance has been counted, and not an instant earlier', () => {
		fc.assert(
			fc.property(unit, minute, length, spans, (u, start, minutes, pauses) => {
				const due = advance(u, calendar, start, minutes * 60_000, pauses);
				expect(measure(u, calendar, start, due, pauses)).toBe(minutes * 60_000);
				expect(measure(u, calendar, start, due - 1, pauses)).toBeLessThan(minutes * 60_000);
			}),
			{ numRuns: 300 }
		);
	});

	it('is monotone: a later start or a larger allowance is never due earlier', () => {
		fc.assert(
			fc.property(unit, minute, length, fc.integer({ min: 0, max: 5000 }), spans, (u, start, minutes, more, pauses) => {
				const due = advance(u, calendar, start, minutes * 60_000, pauses);
				expect(advance(u, calendar, start + more * 60_000, minutes * 60_000, pauses)).toBeGreaterThanOrEqual(due);
				expect(advance(u, calendar, start, (minutes + more) * 60_000, pauses)).toBeGreaterThanOrEqual(due);
			}),
			{ numRuns: 300 }
		);
	});

	it('never counts lunch, nights, rest days or holidays', () => {
		fc.assert(
			fc.property(minute, fc.integer({ min: 0, max: 20 * 1440 }), (start, size) => {
				const end = start + size * 60_000;
				let byMinute = 0;
				for (let t = start; t < end; t += 60_000) {
					const local = new Date(t + 8 * 3_600_000).toISOString();
					const clockTime = local.slice(11, 16);
					const date = local.slice(0, 10);
					const named = OFFICIAL_DAYS.find((day) => day.date === date);
					const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
					const works = named ? named.kind === 'makeup_workday' : !weekend;
					if (works && ((clockTime >= '09:00' && clockTime < '12:00') || (clockTime >= '13:00' && clockTime < '17:30'))) byMinute += 1;
				}
				expect(measure('working', calendar, start, end) / 60_000).toBe(byMinute);
			}),
			{ numRuns: 40 }
		);
	});

	it('a pause never makes a case due earlier, and never adds to what was used', () => {
		fc.assert(
			fc.property(story, fc.nat(20 * 1440), ([start, u, minutes, pauses], later) => {
				const input = clock({ startedAt: new Date(start), policy: policy(minutes, u) });
				const now = new Date(start + later * 60_000);
				const without = readClock(input, calendar, now);
				for (let n = 0; n < pauses.length; n++) {
					const fewer = readClock({ ...input, pauses: pauses.slice(0, n) }, calendar, now);
					const more = readClock({ ...input, pauses: pauses.slice(0, n + 1) }, calendar, now);
					expect(more.due.getTime()).toBeGreaterThanOrEqual(fewer.due.getTime());
					expect(more.usedMinutes).toBeLessThanOrEqual(fewer.usedMinutes);
				}
				expect(without.explanation.pausedMinutes).toBe(0);
			}),
			{ numRuns: 200 }
		);
	});

	it('only ever moves forward: used time grows with the clock on the wall, and a miss stays a miss', () => {
		fc.assert(
			fc.property(story, fc.nat(20 * 1440), fc.nat(20 * 1440), ([start, u, minutes, pauses], a, b) => {
				const input = clock({ startedAt: new Date(start), policy: policy(minutes, u), pauses });
				const early = readClock(input, calendar, new Date(start + Math.min(a, b) * 60_000));
				const late = readClock(input, calendar, new Date(start + Math.max(a, b) * 60_000));
				expect(late.usedMinutes).toBeGreaterThanOrEqual(early.usedMinutes);
				if (early.state === 'missed') expect(late.state).toBe('missed');
			}),
			{ numRuns: 200 }
		);
	});

	it('agrees with itself: met or late by the due time that the same reading shows', () => {
		fc.assert(
			fc.property(story, fc.nat(20 * 1440), ([start, u, minutes, pauses], event) => {
				const stoppedAt = new Date(start + event * 60_000);
				const result = readClock(clock({ startedAt: new Date(start), stoppedAt, policy: policy(minutes, u), pauses }), calendar, stoppedAt);
				expect(result.state).toBe(stoppedAt <= result.due ? 'met' : 'late');
				if (result.state === 'met') expect(result.remainingMinutes).toBeGreaterThanOrEqual(0);
				else expect(result.remainingMinutes).toBeLessThanOrEqual(0);
			}),
			{ numRuns: 200 }
		);
	});

	it('does not care which zone the process stands in', () => {
		const expected = Date.parse('2026-03-08T01:00:00Z');
		for (const zone of ['America/Los_Angeles', 'UTC', 'Asia/Shanghai', 'Australia/Lord_Howe']) {
			process.env.TZ = zone;
			// 2026-03-08 02:30 does not exist in Los Angeles; it is an ordinary Sunday in Shanghai.
			const fresh = compileCalendar({ zone: 'Asia/Shanghai', patterns: [{ ...DEFAULT_PATTERN, week: Array(7).fill(DEFAULT_PATTERN.makeup) as never }], days: [], publishedYears: [] });
			expect(fresh.spansOf('2026-03-08')[0]!.from).toBe(expected);
			expect(shown(new Date(advance('working', fresh, at('2026-03-07 17:00').getTime(), 60 * 60_000)))).toBe('2026-03-08 09:30');
		}
		process.env.TZ = 'America/Los_Angeles';
	});
});
