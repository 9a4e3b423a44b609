import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileCalendar, DEFAULT_PATTERN, faultOfHours, minuteOfDay, type CalendarData } from './calendar.model.ts';
import { OFFICIAL_DAYS, OFFICIAL_YEARS } from './holidays.ts';

const data: CalendarData = { zone: 'Asia/Shanghai', patterns: [DEFAULT_PATTERN], days: OFFICIAL_DAYS, publishedYears: OFFICIAL_YEARS };
const minutesOf = (spans: readonly { from: number; to: number }[]) => spans.reduce((sum, { from, to }) => sum + (to - from) / 60_000, 0);

// The process may stand anywhere: everything below must come out the same.
describe.each(['UTC', 'America/Los_Angeles', 'Asia/Shanghai', 'Australia/Lord_Howe'])('with the process in %s', (processZone) => {
	const before = process.env.TZ;
	beforeAll(() => void (process.env.TZ = processZone));
	afterAll(() => {
		if (before === undefined) delete process.env.TZ;
		else process.env.TZ = before;
	});

	const calendar = compileCalendar(data);

	it('really stands there', () => {
		const winter = new Date('2026-01-15T12:00:00Z').getTimezoneOffset();
		expect(winter).toBe({ UTC: 0, 'America/Los_Angeles': 480, 'Asia/Shanghai': -480, 'Australia/Lord_Howe': -660 }[processZone]);
	});

	it('works mornings and afternoons, not over lunch', () => {
		expect(calendar.spansOf('2026-11-24').map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([
			['2026-11-24T01:00:00.000Z', '2026-11-24T04:00:00.000Z'],
			['2026-11-24T05:00:00.000Z', '2026-11-24T09:30:00.000Z']
		]);
	});

	it('rests at weekends and on holidays, works on make-up days', () => {
		expect(calendar.spansOf('2026-11-28')).toEqual([]);
		expect(calendar.spansOf('2026-10-01')).toEqual([]);
		expect(minutesOf(calendar.spansOf('2026-10-10'))).toBe(450);
		expect(calendar.namedDay('2026-10-10')).toMatchObject({ kind: 'makeup_workday', name: '国庆节' });
	});

	it('knows the date of an instant in the zone, not in the process', () => {
		expect(calendar.dateOf(Date.parse('2026-11-23T16:00:00Z'))).toBe('2026-11-24');
		expect(calendar.dateOf(Date.parse('2026-11-23T15:59:59.999Z'))).toBe('2026-11-23');
	});
});

describe('the official days', () => {
	// Counted by hand from the notices: days off in the ranges, make-up days listed.
	it.each([
		[2025, 28, 5],
		[2026, 33, 6]
	])('%i has %i days in holidays and %i make-up days', (year, off, makeup) => {
		const days = OFFICIAL_DAYS.filter(({ date }) => date.startsWith(String(year)));
		expect(days.filter(({ kind }) => kind === 'holiday')).toHaveLength(off);
		expect(days.filter(({ kind }) => kind === 'makeup_workday')).toHaveLength(makeup);
	});

	it('puts make-up days on weekends only and no day twice', () => {
		for (const { date, kind } of OFFICIAL_DAYS) {
			if (kind === 'makeup_workday') expect([0, 6]).toContain(new Date(`${date}T00:00:00Z`).getUTCDay());
		}
		expect(new Set(OFFICIAL_DAYS.map(({ date }) => date)).size).toBe(OFFICIAL_DAYS.length);
	});

	it('gives 2026 the 248 working days of the notice', () => {
		const calendar = compileCalendar(data);
		let days = 0;
		for (let date = '2026-01-01'; date < '2027-01-01'; date = calendar.nextDate(date)) if (calendar.spansOf(date).length) days += 1;
		expect(days).toBe(248);
	});

	it('does not pretend to know a year without a notice', () => {
		const calendar = compileCalendar(data);
		expect(calendar.isPublished('2026-12-31')).toBe(true);
		expect(calendar.isPublished('2027-01-01')).toBe(false);
	});
});

describe('patterns and hours', () => {
	it('takes the pattern in force on the date', () => {
		const summer = { ...DEFAULT_PATTERN, validFrom: '2026-06-01', week: Array(7).fill([{ from: '08:00', to: '24:00' }]) as never };
		const calendar = compileCalendar({ ...data, patterns: [summer, DEFAULT_PATTERN] });
		expect(minutesOf(calendar.spansOf('2026-05-29'))).toBe(450);
		expect(minutesOf(calendar.spansOf('2026-06-01'))).toBe(960);
	});

	it('lets a special day have hours of its own', () => {
		const calendar = compileCalendar({
			...data,
			days: [{ date: '2026-03-08', kind: 'special', name: '妇女节半天', hours: [{ from: '09:00', to: '12:00' }] }]
		});
		expect(minutesOf(calendar.spansOf('2026-03-08'))).toBe(180);
	});

	it('keeps hours in order on a day on which summer time begins', () => {
		const night = { ...DEFAULT_PATTERN, week: Array(7).fill([{ from: '02:00', to: '03:00' }, { from: '03:00', to: '24:00' }]) as never };
		const spans = compileCalendar({ ...data, zone: 'America/Los_Angeles', patterns: [night] }).spansOf('2026-03-08');
		expect(spans.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([['2026-03-08T10:00:00.000Z', '2026-03-09T07:00:00.000Z']]);
	});

	it('refuses hours that are malformed, empty or overlap, and unknown zones', () => {
		expect(faultOfHours([{ from: '9:00', to: '12:00' }])).toBe('malformed');
		expect(faultOfHours([{ from: '12:00', to: '12:00' }])).toBe('empty');
		expect(faultOfHours([{ from: '09:00', to: '12:00' }, { from: '11:00', to: '13:00' }])).toBe('overlap');
		expect(faultOfHours(DEFAULT_PATTERN.makeup)).toBeNull();
		expect(minuteOfDay('24:00')).toBe(1440);
		expect(() => minuteOfDay('24:01')).toThrow(RangeError);
		expect(() => compileCalendar({ ...data, zone: 'Asia/Nowhere' })).toThrow(RangeError);
	});
});
