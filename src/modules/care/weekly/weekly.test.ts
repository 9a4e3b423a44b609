import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { differences, joinMeasures, settle } from '#modules/plan/index.ts';
import { systemActor } from '#platform/context.ts';
import { addDays } from '#platform/dates/index.ts';
import { systemCtx } from '#platform/jobs.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { newId } from '#platform/ids.ts';
import { figureOfDays, type DayCount, type MeasureRecord, type SummedMeasure } from '#platform/measure.ts';
import { installCare } from '../care.install.ts';
import { followCommunity } from '../list/follow.ts';
import { startingRules } from '../list/rules.data.ts';
import { followMerge, followUnmerge } from '../merge.ts';
import { pausePlan } from '../plans/plan.usecases.ts';
import { plansOf } from '../plans/plan.queries.ts';
import { recordVisit } from '../visits/visit.record.ts';
import { amendVisit, withdrawVisit } from '../visits/visit.usecases.ts';
import { endSpansAtDeath, followSpans } from './span.store.ts';
import { weeklyVisits } from './weekly.measure.ts';
import { codesOfAlone, mondayOf, placeOfWeek, WEEKLY_LEFT_OUT, type Span, type WeeklyPlace } from './weekly.model.ts';

useDatabase();

const measure = weeklyVisits as SummedMeasure;
let here: Awaited<ReturnType<typeof testSubdistrict>>;
/** A worker of the first community on a day, at ten in the morning there. */
let workerId: string;
const on = (day: string) => testCtx(here.id, { ...person('worker', here.communities[0]), id: workerId, name: '小周' }, `${day}T02:00:00Z`);
const job = (day: string) => ({ ...systemCtx(here.id, 'test'), clock: on(day).clock });

beforeAll(async () => {
	here = await testSubdistrict();
	workerId = newId();
	await writeTx<'care', void>(systemCtx(here.id, 'test'), installCare);
});
beforeEach(async () => {
	for (const table of ['care.plan_span', 'care.visit_change', 'care.visit', 'care.merge_change', 'care.plan', 'plan.counted', 'plan.day_total']) await ownerPool().query(`DELETE FROM ${table} WHERE subdistrict_id = $1`, [here.id]);
});

const put = async (table: string, values: Record<string, unknown>) => {
	const all = { subdistrict_id: here.id, ...values };
	await ownerPool().query(`INSERT INTO ${table} (${Object.keys(all).join(', ')}) VALUES (${Object.keys(all).map((_, i) => `$${i + 1}`).join(', ')})`, Object.values(all));
};
const somebody = async (community: string, name = '独居人'): Promise<string> => {
	const id = newId();
	await put('residents.person', { id, community_id: community, name, name_masked: '独**', name_key: name, birth_date: '1940-05-05', source_kind: 'desk', created_at: '2026-01-01', changed_at: '2026-01-01' });
	return id;
};
const daysOf = (day: string, period: { from: string; to: string }) => readTx<string, DayCount[]>(on(day), (tx) => measure.byDay(tx, period));
async function recordsOf(ctx: ReturnType<typeof on>, period: { from: string; to: string }, communityId: string | null, part: string): Promise<MeasureRecord[]> {
	const found: MeasureRecord[] = [];
	for (let cursor: string | null = null; ; ) {
		const page: Awaited<ReturnType<typeof measure.records>> = await measure.records(ctx, { period, communityId, part, cursor });
		found.push(...page.items);
		if (!(cursor = page.next)) return found;
	}
}

test('rules of living alone are those that ask for it in every case', () => {
	expect(codesOfAlone(startingRules)).toEqual(['alone', 'alone_80']);
	expect(codesOfAlone([{ code: 'x', condition: { any: [{ all: [{ group: 'living_alone' }] }, { all: [{ ageFrom: 90 }] }] } }])).toEqual([]);
});

describe('a week', () => {
	const whole: Span[] = [{ from: '2026-11-01', until: null }];
	const week = { monday: '2026-11-16', listed: whole, paused: [], visits: [], over: true };
	test.each<[string, Partial<Parameters<typeof placeOfWeek>[0]>, WeeklyPlace]>([
		['without a visit', {}, 'against'],
		['without a visit and not over', { over: false }, 'running'],
		['with one on the Sunday', { visits: [{ on: '2026-11-22', outcome: 'seen' }] }, 'numerator'],
		['with one on the Monday after', { visits: [{ on: '2026-11-23', outcome: 'seen' }] }, 'against'],
		['in which nobody opened', { visits: [{ on: '2026-11-18', outcome: 'not_opened' }] }, 'against'],
		['in which they did not wish it', { visits: [{ on: '2026-11-18', outcome: 'refused' }] }, 'refused'],
		['in which they were away one day', { paused: [{ from: '2026-11-21', until: '2026-11-22' }] }, 'paused'],
		['in which they were away and seen', { paused: [{ from: '2026-11-21', until: '2026-11-22' }], visits: [{ on: '2026-11-16', outcome: 'seen' }] }, 'numerator'],
		['in which they came onto the list on the Tuesday', { listed: [{ from: '2026-11-17', until: null }] }, 'part_week'],
		['that two spans cover without a gap', { listed: [{ from: '2026-11-01', until: '2026-11-19' }, { from: '2026-11-19', until: null }] }, 'against']
	])('%s', (_, change, place) => expect(placeOfWeek({ ...week, ...change })).toBe(place));
});

test('the figures are a plain recount of every person and week, in each community and the whole, and open to as many records', async () => {
	const TODAY = '2026-11-25';
	const PERIOD = { from: '2026-10-01', to: TODAY };
	const at = fc.integer({ min: -60, max: 0 }).map((n) => addDays(TODAY, n));
	const span = fc.tuple(at, fc.option(fc.integer({ min: 1, max: 30 }))).map(([from, length]): Span => ({ from, until: length === null ? null : addDays(from, length) }));
	const one = fc.record({
		community: fc.nat(1),
		alone: fc.array(fc.record({ reason: fc.constantFrom('alone', 'alone_80', 'frail'), span }), { maxLength: 3 }),
		paused: fc.array(span.filter(({ until }) => until !== null), { maxLength: 1 }),
		visits: fc.array(fc.record({ on: at, hour: fc.nat(23), outcome: fc.constantFrom('seen', 'seen', 'not_opened', 'refused'), withdrawn: fc.constantFrom(false, false, true) }), { maxLength: 6 })
	});
	const drawn = fc.sample(one, { numRuns: 240, seed: 11 });
	const expected = new Map<string, number>();
	const add = (key: string) => expected.set(key, (expected.get(key) ?? 0) + 1);
	for (const each of drawn) {
		const community = here.communities[each.community]!;
		const [personId, planId] = [await somebody(community), newId()];
		await put('care.plan', { id: planId, person_id: personId, community_id: community, visit_days: 7, from_on: '2026-01-01', changed_at: '2026-01-01' });
		const named: { reason: string; span: Span }[] = [...each.alone, ...each.paused.map((paused) => ({ reason: 'paused', span: paused }))];
		const spans = new Map(named.map((s) => [`${s.reason} ${s.span.from}`, s]));
		for (const s of spans.values()) await put('care.plan_span', { plan_id: planId, reason: s.reason, from_on: s.span.from, until_on: s.span.until });
		for (const visit of each.visits)
			await put('care.visit', { id: newId(), person_id: personId, community_id: community, way: 'home', outcome: visit.outcome, visited_at: `${visit.on} ${String(visit.hour).padStart(2, '0')}:30:00+08`, by_id: workerId, by_name: '小周', received_at: `${TODAY}T02:00:00Z`, withdrawn_at: visit.withdrawn ? `${TODAY}T02:00:00Z` : null });
		const listed = [...spans.values()].filter(({ reason }) => reason.startsWith('alone')).map((s) => s.span);
		for (let monday = '2026-10-05'; monday <= TODAY; monday = addDays(monday, 7)) {
			const touches = listed.some(({ from, until }) => from < addDays(monday, 7) && (until === null || until > monday));
			if (!touches) continue;
			const place = placeOfWeek({ monday, listed, paused: [...spans.values()].filter(({ reason }) => reason === 'paused').map((s) => s.span), visits: each.visits.filter(({ withdrawn }) => !withdrawn), over: addDays(monday, 7) <= TODAY });
			for (const area of [null, community]) {
				add(`${area} ${place}`);
				add(`${monday} ${area} ${place}`);
			}
		}
	}
	const days = await daysOf(TODAY, PERIOD);
	for (const area of [null, ...here.communities]) {
		const figure = figureOfDays(measure, days, area);
		const of = (place: string) => expected.get(`${area} ${place}`) ?? 0;
		expect(of('numerator')).toBeGreaterThan(10);
		expect(figure).toMatchObject({ numerator: of('numerator'), denominator: of('numerator') + of('against'), value: of('numerator') / (of('numerator') + of('against')) });
		expect(new Map(figure.leftOut.map(({ reason, count }) => [reason, count]))).toEqual(new Map(WEEKLY_LEFT_OUT.flatMap((why) => (of(why) ? [[why, of(why)] as const] : []))));
		for (const row of days.filter(({ communityId }) => communityId === area)) {
			expect(row.numerator).toBe(expected.get(`${row.day} ${area} numerator`) ?? 0);
			expect(Boolean(row.movesAt)).toBe((row.leftOut?.running ?? 0) > 0);
		}
		const manager = testCtx(here.id, { ...person('manager'), id: newId() }, `${TODAY}T02:00:00Z`);
		for (const part of ['numerator', 'against', ...WEEKLY_LEFT_OUT]) {
			const records = await recordsOf(manager, PERIOD, area, part);
			expect(records.length, part).toBe(of(part));
			expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
			for (const record of records) expect(record.day).toBe(mondayOf(record.day));
		}
	}
	// Whoever looks after one community opens that one's weeks alone.
	expect((await recordsOf(on(TODAY), PERIOD, null, 'numerator')).length).toBe(expected.get(`${here.communities[0]} numerator`));
	expect(await recordsOf(on(TODAY), PERIOD, here.communities[1], 'numerator')).toEqual([]);
});

test('what staff do is counted at once, week after week, and the kept days stay what a recount from nothing gives', async () => {
	joinMeasures([measure]);
	const personId = await somebody(here.communities[0]);
	const planId = newId();
	await put('care.plan', { id: planId, person_id: personId, community_id: here.communities[0], reasons: ['alone'], visit_days: 7, next_on: '2026-11-04', from_on: '2026-11-01', changed_at: '2026-11-01' });
	const counted = async (day: string) => {
		await settle({ ...on(day), actor: systemActor('test') }, { wait: true });
		expect(await differences({ ...on(day), actor: systemActor('test') }, { from: '2026-01-01', to: addDays(day, 1) })).toEqual([]);
		const { rows } = await ownerPool().query(`SELECT day::text AS day, numerator::int AS n, denominator::int AS d, left_out FROM plan.day_total WHERE subdistrict_id = $1 AND area = $2 ORDER BY day`, [here.id, here.communities[0]]);
		return rows.map(({ day: monday, n, d, left_out }) => `${monday} ${n}/${d} ${Object.entries(left_out).filter(([, count]) => count).map(([why, count]) => `${why} ${count}`).join()}`.trim());
	};
	await writeTx<'care', void>(on('2026-11-02'), (tx) => followSpans(tx, [planId], '2026-11-02'));
	expect(await counted('2026-11-02')).toEqual(['2026-11-02 0/0 running 1']);
	const visit = { id: newId(), personId, outcome: 'not_opened' as const };
	await recordVisit(on('2026-11-05'), visit);
	expect(await counted('2026-11-05')).toEqual(['2026-11-02 0/0 running 1']);
	await amendVisit(on('2026-11-06'), { id: visit.id, clientId: newId(), version: 1, fields: { outcome: 'seen' } });
	expect(await counted('2026-11-06')).toEqual(['2026-11-02 1/1']);
	// Nothing happens for a week: the next one has a row because it began, and moves when it is over.
	expect(await counted('2026-11-09')).toEqual(['2026-11-02 1/1', '2026-11-09 0/0 running 1']);
	expect(await counted('2026-11-16')).toEqual(['2026-11-02 1/1', '2026-11-09 0/1', '2026-11-16 0/0 running 1']);
	const [plan] = await plansOf(on('2026-11-17'), { personId });
	await pausePlan(on('2026-11-17'), { id: plan!.id, until: '2026-11-19', reason: '住院' });
	await withdrawVisit(on('2026-11-18'), { id: visit.id });
	expect(await counted('2026-11-23')).toEqual(['2026-11-02 0/1', '2026-11-09 0/1', '2026-11-16 0/0 paused 1', '2026-11-23 0/0 running 1']);
	// They turn out to be somebody who was visited under another record.
	const goneId = await somebody(here.communities[0]);
	await put('care.visit', { id: newId(), person_id: goneId, community_id: here.communities[0], way: 'home', outcome: 'seen', visited_at: '2026-11-11T02:00:00Z', by_id: workerId, by_name: '小周', received_at: '2026-11-11T02:00:00Z' });
	const mergeId = newId();
	await writeTx<'care', void>(on('2026-11-24'), (tx) => followMerge({ mergeId, keptId: personId, goneId, on: '2026-11-24' }, tx));
	expect((await counted('2026-11-24'))[1]).toBe('2026-11-09 1/1');
	await writeTx<'care', void>(on('2026-11-24'), (tx) => followUnmerge({ mergeId, keptId: personId, goneId }, tx));
	expect((await counted('2026-11-24'))[1]).toBe('2026-11-09 0/1');
	// It becomes known that they died on the 10th: nobody missed them after that.
	await writeTx<'care', void>(on('2026-11-25'), (tx) => endSpansAtDeath(tx, personId, '2026-11-10', '2026-11-25'));
	expect(await counted('2026-11-25')).toEqual(['2026-11-02 0/1', '2026-11-09 0/0 part_week 1']);
});

test('spans follow the list: a reason begins and ends on its day, and one that comes and goes within a day leaves nothing', async () => {
	const personId = await somebody(here.communities[0]);
	const home = newId();
	await put('residents.household', { id: home, community_id: here.communities[0], created_at: '2026-01-01', changed_at: '2026-01-01' });
	await put('residents.membership', { id: newId(), household_id: home, person_id: personId, relation: '01', from_on: '2020-01-01', recorded_at: '2026-01-01' });
	await ownerPool().query('UPDATE residents.person SET household_id = $2 WHERE id = $1', [personId, home]);
	// Who is on the list for a reason of the purse leaves no history of it; who lives alone does.
	await ownerPool().query(`UPDATE care.rule SET condition = '{"any":[{"all":[{"group":"living_alone"},{"group":"tekun"}]}]}' WHERE subdistrict_id = $1 AND code = 'frail'`, [here.id]);
	await put('residents.group_type', { code: 'tekun', name: 'x', name_en: 'x', sensitivity: 'plain' });
	const fact = newId();
	await put('residents.group_fact', { id: fact, person_id: personId, code: 'tekun', from_on: '2026-01-01', source_kind: 'desk', recorded_at: '2026-01-01' });
	const spans = async () => (await ownerPool().query(`SELECT reason, from_on::text AS from, until_on::text AS until FROM care.plan_span WHERE subdistrict_id = $1 AND reason IN ('frail', 'tekun') ORDER BY from_on`, [here.id])).rows;
	await followCommunity(job('2026-11-10'), here.communities[0]);
	expect(await spans()).toEqual([{ reason: 'frail', from: '2026-11-10', until: null }]);
	await ownerPool().query(`UPDATE residents.group_fact SET until_on = '2026-11-12' WHERE id = $1`, [fact]);
	await followCommunity(job('2026-11-12'), here.communities[0]);
	expect(await spans()).toEqual([{ reason: 'frail', from: '2026-11-10', until: '2026-11-12' }]);
	await ownerPool().query(`UPDATE residents.group_fact SET until_on = NULL WHERE id = $1`, [fact]);
	await followCommunity(job('2026-11-20'), here.communities[0]);
	await ownerPool().query(`UPDATE residents.group_fact SET until_on = '2026-11-20' WHERE id = $1`, [fact]);
	await followCommunity(job('2026-11-20'), here.communities[0]);
	expect(await spans()).toEqual([{ reason: 'frail', from: '2026-11-10', until: '2026-11-12' }]);
});
