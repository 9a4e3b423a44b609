import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTx } from '#platform/db/tx.ts';
import { addDays } from '#platform/dates/index.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { saveOrganization, saveService, searchServices, useNamedDays } from '../index.ts';
import { openAt } from '../search/filters.ts';
import { isOpen, joinedDay, nextOpening, openUntil, weekOf, type NamedDay, type NamedDays, type Schedule } from './hours.ts';

useDatabase();

const schedule = (given: Partial<Schedule>): Schedule => ({ calendar: 'civil', validFrom: null, validTo: null, openings: [], exceptions: [], note: '', ...given });
const office = schedule({ openings: [1, 2, 3, 4, 5].flatMap((weekday) => [{ weekday, opens: 510, closes: 720 }, { weekday, opens: 840, closes: 1050 }]) });
/** 国庆节 2026: off 1–7 October, made up for on Saturday the 10th. */
const named: NamedDays = new Map<string, NamedDay>([
	...['01', '02', '03', '04', '05', '06', '07'].map((day): [string, NamedDay] => [`2026-10-${day}`, { date: `2026-10-${day}`, kind: 'holiday', name: '国庆节' }]),
	['2026-10-10', { date: '2026-10-10', kind: 'makeup_workday', name: '国庆节' }]
]);

describe('one moment', () => {
	it.each([
		['2026-11-24', 600, true, 'Tuesday morning'],
		['2026-11-24', 780, false, 'over lunch'],
		['2026-11-24', 720, false, 'closing time is closed'],
		['2026-11-24', 510, true, 'opening time is open'],
		['2026-11-28', 600, false, 'Saturday'],
		['2026-10-01', 600, false, 'a Thursday that is a public holiday'],
		['2026-10-10', 600, true, 'a Saturday that makes up for it']
	])('%s %i is %s: %s', (date, minute, open) => expect(isOpen([office], { date, minute }, named)).toBe(open));

	it('keeps the week as written where the calendar does not matter', () => {
		const shop = { ...office, calendar: 'weekly' as const };
		expect(isOpen([shop], { date: '2026-10-01', minute: 600 }, named)).toBe(true);
		expect(isOpen([shop], { date: '2026-10-10', minute: 600 }, named)).toBe(false);
	});

	it('lets an exception outrank week, holiday and make-up day', () => {
		const kept = { ...office, exceptions: [{ from: '2026-10-01', to: '2026-10-01', opens: 600, closes: 660, reason: '值班' }, { from: '2026-10-10', to: '2026-10-12', opens: null, closes: null, reason: '盘点' }] };
		expect(isOpen([kept], { date: '2026-10-01', minute: 630 }, named)).toBe(true);
		expect(isOpen([kept], { date: '2026-10-10', minute: 600 }, named)).toBe(false);
		expect(joinedDay([kept], '2026-10-12', named)).toMatchObject({ spans: [], because: { kind: 'exception', name: '盘点' } });
	});

	it('stays open past midnight, into a day that is closed itself', () => {
		const bar = schedule({ calendar: 'weekly', openings: [{ weekday: 5, opens: 1080, closes: 1560 }] });
		expect(isOpen([bar], { date: '2026-11-28', minute: 119 }, named)).toBe(true);
		expect(isOpen([bar], { date: '2026-11-28', minute: 120 }, named)).toBe(false);
		expect(openUntil([bar], { date: '2026-11-27', minute: 1100 }, named)).toBe(1560);
	});

	it('takes the season that is in force', () => {
		const winter = schedule({ validFrom: '2026-11-01', validTo: '2027-03-31', openings: [{ weekday: 2, opens: 540, closes: 600 }] });
		const summer = schedule({ validFrom: '2026-04-01', validTo: '2026-10-31', openings: [{ weekday: 2, opens: 480, closes: 540 }] });
		expect(isOpen([winter, summer], { date: '2026-11-24', minute: 570 }, named)).toBe(true);
		expect(isOpen([winter, summer], { date: '2026-11-24', minute: 500 }, named)).toBe(false);
	});

	it('finds the next opening over a holiday', () => {
		expect(nextOpening([office], { date: '2026-09-30', minute: 1100 }, named)).toEqual({ date: '2026-10-08', minute: 510 });
		expect(nextOpening([schedule({})], { date: '2026-09-30', minute: 0 }, named)).toBeNull();
	});

	it('shows a week with why a day is otherwise', () => {
		const week = weekOf([office], '2026-10-01', named);
		expect(week.map(({ spans }) => spans.length)).toEqual([2, 2, 2, 0, 0, 0, 0]);
		expect(week[3]).toMatchObject({ date: '2026-10-01', because: { kind: 'holiday', name: '国庆节' } });
	});
});

const opening = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), opens: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1439 }) }).map(({ weekday, opens, length }) => ({ weekday, opens, closes: opens + length }));
const date = fc.integer({ min: -4, max: 12 }).map((days) => addDays('2026-10-01', days));
const exception = fc.record({ from: date, days: fc.integer({ min: 0, max: 3 }), hours: fc.option(fc.record({ opens: fc.integer({ min: 0, max: 1439 }), length: fc.integer({ min: 1, max: 1440 }) })) }).map(({ from, days, hours }) => ({ from, to: addDays(from, days), opens: hours?.opens ?? null, closes: hours ? hours.opens + hours.length : null, reason: '' }));
const anySchedule = fc.record({
	calendar: fc.constantFrom('civil' as const, 'weekly' as const),
	season: fc.option(fc.record({ from: date, days: fc.integer({ min: 0, max: 10 }) })),
	openings: fc.uniqueArray(opening, { maxLength: 6, selector: ({ weekday, opens }) => `${weekday}:${opens}` }),
	exceptions: fc.array(exception, { maxLength: 3 })
}).map(({ calendar, season, openings, exceptions }): Schedule => ({ calendar, validFrom: season?.from ?? null, validTo: season ? addDays(season.from, season.days) : null, openings, exceptions, note: '' }));
const moment = fc.record({ date, minute: fc.integer({ min: 0, max: 1439 }) });

describe('any hours', () => {
	it('are open exactly while a day’s spans, or the day before’s past midnight, cover the minute', () => {
		fc.assert(
			fc.property(fc.array(anySchedule, { maxLength: 3 }), moment, (schedules, at) => {
				const covered = (day: string, minute: number) => (joinedDay(schedules, day, named)?.spans ?? []).some(({ opens, closes }) => opens <= minute && minute < closes);
				expect(isOpen(schedules, at, named)).toBe(covered(at.date, at.minute) || covered(addDays(at.date, -1), at.minute + 1440));
			})
		);
	});

	it('are open until a minute at which they are closed, and every minute before it', () => {
		fc.assert(
			fc.property(fc.array(anySchedule, { minLength: 1, maxLength: 2 }), moment, (schedules, at) => {
				const until = openUntil(schedules, at, named);
				expect(until !== null).toBe(isOpen(schedules, at, named));
				if (until === null) return;
				const shifted = (minute: number) => ({ date: addDays(at.date, Math.floor(minute / 1440)), minute: minute % 1440 });
				for (let minute = at.minute; minute < Math.min(until, at.minute + 300); minute += 7) expect(isOpen(schedules, shifted(minute), named)).toBe(true);
				if (until < 2880) expect(isOpen(schedules, shifted(until), named)).toBe(false);
			})
		);
	});

	it('next open at a moment that is open, with nothing opening between', () => {
		fc.assert(
			fc.property(anySchedule, moment, (one, at) => {
				const next = nextOpening([one], at, named, 14);
				if (next) expect(isOpen([one], next, named)).toBe(true);
			})
		);
	});

	it('mean the same to the search in SQL', async () => {
		const { id } = await testSubdistrict();
		const manager = testCtx(id, person('manager'));
		const { id: organizationId } = await saveOrganization(manager, { name: '单位' });
		const schedules = fc.sample(fc.array(anySchedule, { maxLength: 3 }), { numRuns: 60, seed: 20261124 });
		const ids: string[] = [];
		for (const [i, list] of schedules.entries()) ids.push((await saveService(manager, { organizationId, name: `服务${i}`, schedules: list.map((one) => ({ ...one, place: null, note: '' })) })).id);
		for (const at of fc.sample(moment, { numRuns: 60, seed: 1 })) {
			const open = await readTx<'directory', string[]>(manager, async ({ db }) => (await db.selectFrom('directory.service as s').select('s.id').where('s.subdistrict_id', '=', id).where(openAt(at, named)).execute()).map((row) => row.id));
			const expected = ids.filter((_, i) => isOpen(schedules[i]!, at, named));
			expect(open.sort(), JSON.stringify(at)).toEqual(expected.sort());
		}
	});
});

describe('the search for what is open', () => {
	it('goes by the subdistrict’s clock and the calendar of the module that runs clocks', async () => {
		useNamedDays(async (_tx, from, to) => [...named.values()].filter((day) => day.date >= from && day.date <= to));
		const { id } = await testSubdistrict();
		const manager = testCtx(id, person('manager'));
		const { id: organizationId } = await saveOrganization(manager, { name: '单位' });
		await saveService(manager, { organizationId, name: '窗口', schedules: [{ ...office, place: null }] });
		const open = async (at: string) => (await searchServices(testCtx(id, undefined, at), { open: '1' })).items.length;
		expect(await open('2026-11-24T01:00:00Z')).toBe(1); // 09:00 in Shanghai
		expect(await open('2026-11-24T10:00:00Z')).toBe(0); // 18:00
		expect(await open('2026-10-01T01:00:00Z')).toBe(0);
		expect(await open('2026-10-10T01:00:00Z')).toBe(1);
	});
});
