import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { dateIn, timeIn } from '#platform/dates/index.ts';
import { isRule, plannedTimes, type Series } from './recurrence.model.ts';
import { repeatOf, ruleOf, type Repeat } from './repeat.model.ts';

const SHANGHAI = 'Asia/Shanghai';
const series = (rest: Partial<Series> & Pick<Series, 'firstOn'>): Series => ({ startsAt: '19:00', minutes: 90, rule: null, exceptOn: [], stopsBefore: null, shift: null, ...rest });
const days = (of: Series, from: string, to: string, zone = SHANGHAI, holidays?: Set<string>) => plannedTimes(of, zone, from, to, holidays).map(({ onDay }) => onDay);
const repeat = (rest: Partial<Repeat> & Pick<Repeat, 'kind'>): Repeat => ({ every: 1, weekdays: [], until: null, times: null, ...rest });

describe('the days of a rule', () => {
	test('once is once', () => {
		expect(days(series({ firstOn: '2026-03-12' }), '2026-01-01', '2026-12-31')).toEqual(['2026-03-12']);
		expect(days(series({ firstOn: '2026-03-12' }), '2026-03-13', '2026-12-31')).toEqual([]);
	});

	test('a month without such a day has none: 31st, and 29 February', () => {
		expect(days(series({ firstOn: '2026-01-31', rule: ruleOf(repeat({ kind: 'monthly_day' }), '2026-01-31') }), '2026-01-01', '2026-07-31')).toEqual(['2026-01-31', '2026-03-31', '2026-05-31', '2026-07-31']);
		expect(days(series({ firstOn: '2024-02-29', rule: ruleOf(repeat({ kind: 'yearly' }), '2024-02-29') }), '2024-01-01', '2033-12-31')).toEqual(['2024-02-29', '2028-02-29', '2032-02-29']);
	});

	test('the second Wednesday, and the last Thursday, of a month', () => {
		expect(days(series({ firstOn: '2026-03-11', rule: ruleOf(repeat({ kind: 'monthly_week' }), '2026-03-11') }), '2026-03-01', '2026-06-30')).toEqual(['2026-03-11', '2026-04-08', '2026-05-13', '2026-06-10']);
		expect(days(series({ firstOn: '2026-01-29', rule: ruleOf(repeat({ kind: 'monthly_week' }), '2026-01-29') }), '2026-01-01', '2026-04-30')).toEqual(['2026-01-29', '2026-02-26', '2026-03-26', '2026-04-30']);
	});

	test('across the end of a year, every second week, on two weekdays', () => {
		expect(days(series({ firstOn: '2026-12-21', rule: ruleOf(repeat({ kind: 'weekly', every: 2, weekdays: ['TH', 'MO'] }), '2026-12-21') }), '2026-12-01', '2027-01-31')).toEqual(['2026-12-21', '2026-12-24', '2027-01-04', '2027-01-07', '2027-01-18', '2027-01-21']);
	});

	test('the last day counts, and so many times are so many', () => {
		const rule = ruleOf(repeat({ kind: 'daily', until: '2026-03-03' }), '2026-03-01');
		expect(days(series({ firstOn: '2026-03-01', startsAt: '23:30', rule }), '2026-01-01', '2026-12-31')).toEqual(['2026-03-01', '2026-03-02', '2026-03-03']);
		expect(days(series({ firstOn: '2026-03-01', rule: ruleOf(repeat({ kind: 'weekly', times: 3 }), '2026-03-01') }), '2026-01-01', '2026-12-31')).toHaveLength(3);
		// What was counted before a later window still counts.
		expect(days(series({ firstOn: '2026-03-01', rule: ruleOf(repeat({ kind: 'weekly', times: 3 }), '2026-03-01') }), '2026-03-10', '2026-12-31')).toEqual(['2026-03-15']);
	});

	test('exceptions, holidays and a stop leave days out', () => {
		const of = series({ firstOn: '2026-09-28', rule: 'FREQ=WEEKLY;BYDAY=MO', exceptOn: ['2026-10-12'], stopsBefore: '2026-11-02' });
		expect(days(of, '2026-09-01', '2026-12-31', SHANGHAI, new Set(['2026-10-05']))).toEqual(['2026-09-28', '2026-10-19', '2026-10-26']);
	});

	test('all from one on are moved by the same days to the same time; their names stay', () => {
		const of = series({ firstOn: '2026-03-02', rule: 'FREQ=WEEKLY;BYDAY=MO', shift: { from: '2026-03-16', days: 2, startsAt: '09:30', minutes: 60 } });
		expect(plannedTimes(of, SHANGHAI, '2026-03-01', '2026-03-31').map(({ plannedFor, onDay, startsAt, endsAt }) => [plannedFor, onDay, timeIn(startsAt, SHANGHAI), timeIn(endsAt, SHANGHAI)])).toEqual([
			['2026-03-02T19:00', '2026-03-02', '19:00', '20:30'],
			['2026-03-09T19:00', '2026-03-09', '19:00', '20:30'],
			['2026-03-16T19:00', '2026-03-18', '09:30', '10:30'],
			['2026-03-23T19:00', '2026-03-25', '09:30', '10:30'],
			['2026-03-30T19:00', '2026-04-01', '09:30', '10:30']
		]);
	});

	test('only rules of days are rules', () => {
		for (const rule of ['FREQ=WEEKLY;BYDAY=MO,WE', 'FREQ=MONTHLY;BYDAY=-1FR', 'FREQ=DAILY;UNTIL=20261231']) expect(isRule(rule), rule).toBe(true);
		for (const rule of ['', 'FREQ=MINUTELY', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=DAILY\nDTSTART:19700101', 'FREQ=DAILY;BYHOUR=1,2,3', 'RRULE:FREQ=DAILY', 'FREQ=DAILY;INTERVAL=0']) expect(isRule(rule), rule).toBe(false);
	});

	test('what the form makes of a rule makes the rule again', () => {
		for (const [first, each] of [
			['2026-03-12', repeat({ kind: 'weekly', every: 2, weekdays: ['TH'], until: '2026-06-30' })],
			['2026-03-31', repeat({ kind: 'monthly_day', times: 6 })],
			['2026-03-31', repeat({ kind: 'monthly_week' })],
			['2026-03-12', repeat({ kind: 'daily', every: 3 })],
			['2024-02-29', repeat({ kind: 'yearly' })],
			['2026-03-12', repeat({ kind: 'once' })]
		] as const) {
			const rule = ruleOf(each, first);
			expect(repeatOf(rule)).toEqual(each);
		}
	});
});

describe('the instants of the days', () => {
	const weekly = (firstOn: string, startsAt: string) => series({ firstOn, startsAt, rule: 'FREQ=WEEKLY' });

	test('19:00 stays 19:00 when the clock changes, and is another instant', () => {
		const times = plannedTimes(weekly('2026-03-01', '19:00'), 'America/Los_Angeles', '2026-03-01', '2026-03-15');
		expect(times.map(({ startsAt }) => startsAt.toISOString())).toEqual(['2026-03-02T03:00:00.000Z', '2026-03-09T02:00:00.000Z', '2026-03-16T02:00:00.000Z']);
	});

	test('a time that the clock skips is as long after the jump, and lasts as long', () => {
		const [skipped] = plannedTimes(series({ firstOn: '2026-03-08', startsAt: '02:30', minutes: 60 }), 'America/Los_Angeles', '2026-03-08', '2026-03-08');
		expect(skipped!.startsAt.toISOString()).toBe('2026-03-08T10:30:00.000Z');
		expect(skipped!.endsAt.toISOString()).toBe('2026-03-08T11:30:00.000Z');
	});

	test('what goes over midnight ends on the next day and stands on the first', () => {
		const [night] = plannedTimes(series({ firstOn: '2026-12-31', startsAt: '23:00', minutes: 120 }), SHANGHAI, '2026-12-31', '2026-12-31');
		expect([night!.onDay, dateIn(night!.endsAt, SHANGHAI), timeIn(night!.endsAt, SHANGHAI)]).toEqual(['2026-12-31', '2027-01-01', '01:00']);
	});

	test.each(['America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])('the server in %s changes nothing', (TZ) => {
		const script = `
			import { plannedTimes } from '#modules/activities/occurrences/recurrence.model.ts';
			const of = { firstOn: '2026-03-04', startsAt: '00:10', minutes: 90, rule: 'FREQ=MONTHLY;BYMONTHDAY=31', exceptOn: [], stopsBefore: null, shift: null };
			const weekly = { ...of, startsAt: '19:00', rule: 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20260318' };
			console.log(JSON.stringify([...plannedTimes(of, 'Asia/Shanghai', '2026-03-01', '2026-05-31'), ...plannedTimes(weekly, 'Asia/Shanghai', '2026-03-01', '2026-05-31')].map((t) => [t.onDay, t.startsAt])));`;
		const out = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], { env: { ...process.env, TZ, NODE_NO_WARNINGS: '1' }, encoding: 'utf8' });
		expect(JSON.parse(out)).toEqual([
			['2026-03-31', '2026-03-30T16:10:00.000Z'],
			['2026-05-31', '2026-05-30T16:10:00.000Z'],
			['2026-03-04', '2026-03-04T11:00:00.000Z'],
			['2026-03-11', '2026-03-11T11:00:00.000Z'],
			['2026-03-18', '2026-03-18T11:00:00.000Z']
		]);
	});
});
