import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Ctx } from '#platform/context.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { figureOf, type Measure } from '#platform/measure.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../tests/support/db.ts';
import { phoneOf, someone, world } from './activities.testing.ts';
import { checkIn, takeBackAttendance } from './attendance/attendance.usecases.ts';
import { comeMeasures } from './come.measures.ts';
import { addPaperFeedback } from './feedback/feedback.usecases.ts';
import { addProgramme, setSession } from './programmes/programme.usecases.ts';

useDatabase();

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const LATER = '2026-12-20T02:00:00Z';
const of = (key: string) => comeMeasures.find((measure) => measure.key === `activities.${key}`)!;
const figures = async (ctx: Ctx, communityId: string | null) => Object.fromEntries(await Promise.all(comeMeasures.map(async (measure) => [measure.key.slice(11), (await figureOf(ctx, measure, YEAR, communityId)).value])));

it('counts each fact once for each community that holds it and once for the subdistrict, and different people once', async () => {
	const w = await world();
	const [a, b] = w.communities;
	const worker = w.as(w.worker, LATER);
	const { id } = await addProgramme(worker, { title: '科普学校', communityId: a, passSessions: 1, chain: 'outreach', passOutreach: 1 });
	const joint = await w.activity({ startsAt: '2026-12-01T06:00:00Z', named: [b] });
	// Half past eleven at night on the last day of November.
	const late = await w.activity({ startsAt: '2026-11-30T15:30:00Z' });
	const outreach = await w.activity({ startsAt: '2026-12-05T01:00:00Z' });
	await setSession(worker, { id, activityId: joint.activityId, role: 'session' });
	await setSession(worker, { id, activityId: outreach.activityId, role: 'outreach' });
	const came = (occurrenceId: string, n: number) => checkIn(worker, { occurrenceId, clientId: newId(), who: { who: 'named', name: `人${n}`, phone: phoneOf(n) } });
	for (const n of [1, 2]) await came(joint.occurrenceId, n);
	await came(late.occurrenceId, 1);
	for (const n of [1, 3]) await came(outreach.occurrenceId, n);
	const { id: wrong } = await came(late.occurrenceId, 9);
	await takeBackAttendance(worker, { id: wrong, why: '登记错了' });
	for (const useful of [5, 4, 2]) await addPaperFeedback(worker, { occurrenceId: joint.occurrenceId, clientId: newId(), useful, again: true });
	const whole = { attendances: 5, participants: 3, satisfaction: 2 / 3, passed: 2, outreach: 1, chain_done: 1 };
	expect(await figures(worker, null)).toEqual(whole);
	expect(await figures(worker, a)).toEqual(whole);
	expect(await figures(worker, b)).toEqual({ attendances: 2, participants: 2, satisfaction: 2 / 3, passed: 0, outreach: 0, chain_done: 0 });
	const november = await figureOf(worker, of('attendances'), { from: '2026-11-30', to: '2026-11-30' }, null);
	expect(november.value).toBe(1);

	// Behind each number stand its records, as far as the caller keeps them.
	for (const measure of comeMeasures) {
		const page = await measure.records(worker, { period: YEAR, communityId: null, part: 'numerator', cursor: null });
		expect(page.items, measure.key).toHaveLength((await figureOf(worker, measure, YEAR, null)).numerator);
		for (const item of page.items) expect(item.day).toMatch(/^\d{4}-\d\d-\d\d$/);
	}
	// Somebody who came twice stands there once, by the last time, with both.
	const people = await of('participants').records(worker, { period: YEAR, communityId: null, part: 'numerator', cursor: null });
	expect(people.items.map(({ day, countedFor }) => [day, countedFor?.latest.map((each) => each.day)]).sort()).toEqual([['2026-12-01', ['2026-12-01']], ['2026-12-05', ['2026-12-05']], ['2026-12-05', ['2026-12-05', '2026-12-01', '2026-11-30']]]);
	expect(people.items.map(({ countedFor }) => countedFor?.times).sort()).toEqual([1, 1, 3]);
	expect((await of('participants').records(worker, { period: { from: YEAR.from, to: '2026-12-01' }, communityId: b, part: 'numerator', cursor: null })).items.map(({ countedFor }) => countedFor?.times)).toEqual([1, 1]);
	expect((await of('satisfaction').records(worker, { period: YEAR, communityId: null, part: 'against', cursor: null })).items).toHaveLength(1);
	const other = w.as(someone('worker', b), LATER);
	expect((await of('attendances').records(other, { period: YEAR, communityId: null, part: 'numerator', cursor: null })).items).toHaveLength(2);
	expect((await of('attendances').records(other, { period: YEAR, communityId: b, part: 'numerator', cursor: null })).items).toHaveLength(2);
	expect((await of('passed').records(other, { period: YEAR, communityId: null, part: 'numerator', cursor: null })).items).toHaveLength(0);
});

it('opens different people page by page, each once, whatever they came to and how often', async () => {
	const w = await world();
	const manager = w.as(someone('manager'), LATER);
	const times = await Promise.all([0, 1, 2, 3].map((n) => w.activity({ startsAt: `2026-12-0${n + 1}T06:00:00Z`, communityId: w.communities[n % 2]!, named: n === 3 ? [w.communities[0]!] : [] })));
	const visits = fc.sample(fc.tuple(fc.nat(139), fc.nat(3), fc.boolean()), { numRuns: 400, seed: 3 });
	const came = new Map<string, { person: number; time: number; back: boolean }>();
	for (const [person, time, back] of visits) came.set(`${person} ${time}`, { person, time, back });
	for (const { person, time, back } of came.values())
		await ownerPool().query(
			`INSERT INTO activities.attendance (subdistrict_id, id, occurrence_id, who_key, name_masked, source, came_at, on_day, client_id, recorded_at, taken_back_at, taken_back_why) VALUES ($1, $2, $3, $4, $5, 'list', now(), $6, $7, now(), $8, $9)`,
			[w.id, newId(), times[time]!.occurrenceId, `h:${person}`, `人${person}`, `2026-12-0${time + 1}`, newId(), back && person % 3 === 0 ? LATER : null, back && person % 3 === 0 ? '错了' : null]
		);
	const standing = [...came.values()].filter(({ person, back }) => !(back && person % 3 === 0));
	for (const [area, held] of [[null, [0, 1, 2, 3]], [w.communities[0]!, [0, 2, 3]], [w.communities[1]!, [1, 3]]] as const) {
		const expected = new Map<string, number>();
		for (const { person, time } of standing) if ((held as readonly number[]).includes(time)) expected.set(`人${person}`, (expected.get(`人${person}`) ?? 0) + 1);
		expect((await figureOf(manager, of('participants'), YEAR, area)).value).toBe(expected.size);
		const found: [string, number][] = [];
		for (let cursor: string | null = null; ; ) {
			const page: Awaited<ReturnType<Measure['records']>> = await of('participants').records(manager, { period: YEAR, communityId: area, part: 'numerator', cursor });
			found.push(...page.items.map(({ label, countedFor }): [string, number] => [label, countedFor!.times]));
			for (const { countedFor, day } of page.items) expect(countedFor!.latest[0]!.day).toBe(day);
			if (!(cursor = page.next)) break;
		}
		expect(expected.size).toBeGreaterThan(60);
		expect(found.length).toBe(expected.size);
		expect(new Map(found)).toEqual(expected);
	}
});
