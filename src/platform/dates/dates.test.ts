import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	ageOn,
	dateIn,
	dayRange,
	daysBetween,
	formatDate,
	formatDateTime,
	formatRange,
	instantAt,
	isDate,
	relativeDay,
	relativeTime,
	timeIn,
	weekday
} from './index.ts';

const SHANGHAI = 'Asia/Shanghai';
/** Half-hour offsets, half-hour summer time, jumps at midnight (Havana, Beirut), 14 hours ahead. */
const ZONES = [SHANGHAI, 'America/Los_Angeles', 'Europe/London', 'Australia/Lord_Howe', 'America/Havana', 'Asia/Beirut', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Asia/Urumqi', 'UTC'];
const zone = fc.constantFrom(...ZONES);
const instant = fc.date({ min: new Date('1992-01-01T00:00:00Z'), max: new Date('2040-01-01T00:00:00Z'), noInvalidDate: true });
const day = instant.map((at) => at.toISOString().slice(0, 10));

describe('calendar', () => {
	test('knows what is a day', () => {
		expect(['2024-02-29', '2026-12-31', '0001-01-01'].every(isDate)).toBe(true);
		expect(['2026-02-29', '2026-13-01', '2026-1-1', '0000-01-01', '2026-04-31', '', '2026-03-12T00:00'].some(isDate)).toBe(false);
	});

	test('adding and counting days are each other’s inverse', () => {
		fc.assert(fc.property(day, fc.integer({ min: -5000, max: 5000 }), (date, n) => void expect(daysBetween(date, addDays(date, n))).toBe(n)));
	});

	test('months end where they end', () => {
		expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
		expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
		fc.assert(
			fc.property(day, fc.integer({ min: -400, max: 400 }), (date, n) => {
				const moved = addMonths(date, n);
				const months = (d: string) => Number(d.slice(0, 4)) * 12 + Number(d.slice(5, 7));
				expect(months(moved) - months(date)).toBe(n);
				expect(Number(moved.slice(8))).toBeLessThanOrEqual(Number(date.slice(8)));
			})
		);
	});

	test('weekdays and ages', () => {
		expect(weekday('2026-03-12')).toBe(4);
		expect(weekday('2026-03-15')).toBe(7);
		expect(ageOn('1966-03-12', '2026-03-11')).toBe(59);
		expect(ageOn('1966-03-12', '2026-03-12')).toBe(60);
		expect(ageOn('1964-02-29', '2026-02-28')).toBe(61);
		expect(ageOn('1964-02-29', '2026-03-01')).toBe(62);
	});

	test('what is no day is refused', () => expect(() => addDays('2026-02-30', 1)).toThrow(RangeError));
});

describe('zones', () => {
	test('an instant is read back from what the clock shows', () => {
		fc.assert(
			fc.property(instant, zone, (at, zone) => {
				at.setUTCSeconds(0, 0);
				const back = instantAt(dateIn(at, zone), timeIn(at, zone), zone);
				// A time shown twice gives the first of the two, at most an hour earlier.
				expect([0, 30, 60]).toContain((at.getTime() - back.getTime()) / 60_000);
				expect(timeIn(back, zone)).toBe(timeIn(at, zone));
				expect(dateIn(back, zone)).toBe(dateIn(at, zone));
			}),
			{ numRuns: 1000 }
		);
	});

	test('a day’s range holds exactly the instants of that day', () => {
		fc.assert(
			fc.property(day, zone, (date, zone) => {
				const { start, end } = dayRange(date, zone);
				expect(dateIn(start, zone)).toBe(date);
				expect(dateIn(new Date(start.getTime() - 1), zone)).toBe(addDays(date, -1));
				expect(dateIn(new Date(end.getTime() - 1), zone)).toBe(date);
				expect(dateIn(end, zone)).toBe(addDays(date, 1));
				expect((end.getTime() - start.getTime()) / 3_600_000).toBeGreaterThanOrEqual(23);
				expect((end.getTime() - start.getTime()) / 3_600_000).toBeLessThanOrEqual(25);
			}),
			{ numRuns: 1000 }
		);
	});

	test('a clock that changes within a quarter of an hour', () => {
		// St. John's went forward at 00:01 on 2006-04-02.
		expect(timeIn(new Date('2006-04-02T03:30:59Z'), 'America/St_Johns')).toBe('00:00');
		expect(timeIn(new Date('2006-04-02T03:31:00Z'), 'America/St_Johns')).toBe('01:01');
	});

	test('the days on which clocks change', () => {
		const hours = (date: string, zone: string) => (dayRange(date, zone).end.getTime() - dayRange(date, zone).start.getTime()) / 3_600_000;
		expect(hours('2026-03-08', 'America/Los_Angeles')).toBe(23);
		expect(hours('2026-11-01', 'America/Los_Angeles')).toBe(25);
		expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
		// Beirut jumps at midnight: the day begins at 01:00.
		expect(timeIn(dayRange('2025-03-30', 'Asia/Beirut').start, 'Asia/Beirut')).toBe('01:00');
		expect(instantAt('2026-03-08', '02:30', 'America/Los_Angeles').toISOString()).toBe('2026-03-08T10:30:00.000Z');
		expect(instantAt('2026-11-01', '01:30', 'America/Los_Angeles').toISOString()).toBe('2026-11-01T08:30:00.000Z');
		// China kept summer time from 1986 to 1991; old records fall into it.
		expect(instantAt('1988-07-01', '08:00', SHANGHAI).toISOString()).toBe('1988-06-30T23:00:00.000Z');
	});

	test('midnight in Shanghai is still the day before in UTC', () => {
		expect(dayRange('2026-03-12', SHANGHAI).start.toISOString()).toBe('2026-03-11T16:00:00.000Z');
		expect(dateIn(new Date('2026-03-11T15:59:59.999Z'), SHANGHAI)).toBe('2026-03-11');
		expect(timeIn(new Date('2026-03-11T16:00:00Z'), SHANGHAI)).toBe('00:00');
	});

	test('whole days over a period', () => {
		const { start, end } = dayRange('2026-01-01', SHANGHAI, '2026-03-31');
		expect([start.toISOString(), end.toISOString()]).toEqual(['2025-12-31T16:00:00.000Z', '2026-03-31T16:00:00.000Z']);
	});

	test.each(['America/Los_Angeles', 'Pacific/Apia', 'UTC'])('on a machine whose own zone is %s nothing changes', (TZ) => {
		const script = `
			import { dayRange, formatDateTime, ageOn, addDays, instantAt } from '#platform/dates/index.ts';
			const at = new Date('2026-03-07T16:30:00Z');
			console.log(JSON.stringify([new Date().getTimezoneOffset() !== undefined, formatDateTime(at, 'Asia/Shanghai', 'zh'),
				dayRange('2026-03-08', 'Asia/Shanghai'), addDays('2026-03-08', 1), ageOn('1966-03-08', '2026-03-08'), instantAt('2026-03-08', '02:30', 'Asia/Shanghai')]));`;
		const out = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { env: { ...process.env, TZ, NODE_NO_WARNINGS: '1' }, encoding: 'utf8' });
		expect(JSON.parse(out)).toEqual([
			true,
			'2026年3月8日 周日 00:30',
			{ start: '2026-03-07T16:00:00.000Z', end: '2026-03-08T16:00:00.000Z' },
			'2026-03-09',
			60,
			'2026-03-07T18:30:00.000Z'
		]);
	});
});

describe('words', () => {
	const at = new Date('2026-03-12T06:30:00Z');

	test('dates and times', () => {
		expect(formatDateTime(at, SHANGHAI, 'zh')).toBe('2026年3月12日 周四 14:30');
		expect(formatDateTime(at, SHANGHAI, 'en')).toBe('Thu 12 March 2026, 14:30');
		expect(formatDate('2026-03-15', 'zh')).toBe('2026年3月15日 周日');
		expect(formatRange(at, new Date('2026-03-12T08:00:00Z'), SHANGHAI, 'zh')).toBe('2026年3月12日 周四 14:30–16:00');
		expect(formatRange(at, new Date('2026-03-13T01:00:00Z'), SHANGHAI, 'en')).toBe('Thu 12 March 2026, 14:30 – Fri 13 March 2026, 09:00');
	});

	test.each([
		['2026-03-12', '今天', 'today'],
		['2026-03-13', '明天', 'tomorrow'],
		['2026-03-14', '后天', 'in 2 days'],
		['2026-03-11', '昨天', 'yesterday'],
		['2026-03-10', '前天', '2 days ago'],
		['2026-03-20', '8 天后', 'in 8 days'],
		['2026-03-01', '11 天前', '11 days ago']
	])('%s is %s', (date, zh, en) => {
		expect(relativeDay(date, '2026-03-12', 'zh')).toBe(zh);
		expect(relativeDay(date, '2026-03-12', 'en')).toBe(en);
	});

	test.each([
		['2026-03-12T06:30:20Z', '刚刚', 'just now'],
		['2026-03-12T06:25:00Z', '5 分钟前', '5 minutes ago'],
		['2026-03-12T08:30:00Z', '2 小时后', 'in 2 hours'],
		['2026-03-12T05:29:00Z', '1 小时前', '1 hour ago'],
		['2026-03-11T15:00:00Z', '昨天', 'yesterday'],
		['2026-03-12T17:00:00Z', '明天', 'tomorrow'],
		['2026-03-19T09:30:00Z', '7 天后', 'in 7 days']
	])('%s is %s', (when, zh, en) => {
		expect(relativeTime(new Date(when), at, SHANGHAI, 'zh')).toBe(zh);
		expect(relativeTime(new Date(when), at, SHANGHAI, 'en')).toBe(en);
	});

	test('shortly after midnight the evening before is still counted in hours', () => {
		expect(relativeTime(new Date('2026-03-11T15:00:00Z'), new Date('2026-03-11T17:00:00Z'), SHANGHAI, 'zh')).toBe('2 小时前');
	});
});
