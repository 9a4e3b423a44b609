import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { systemActor } from '#platform/context.ts';
import { addDays } from '#platform/dates/index.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { factChanged } from '#platform/facts.ts';
import { recount, type DayCount, type DayPerson, type Figure, type Measure } from '#platform/measure.ts';
import { differences } from './audit.ts';
import { recountAll, settle } from './follow.ts';
import { verify } from './following.ts';
import { figuresOf, freshness } from './read.ts';
import { joinMeasures } from './registry.ts';

useDatabase();

/** Facts of an invented module: somebody took part in something on a day, held by one community or by several. */
interface Fact {
	day: string;
	communities: string[];
	who: string;
	good: boolean;
}

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
let ctx: ReturnType<typeof testCtx>;
let facts: Map<number, Fact>;

const words = { zh: '测', en: 'test' };
const rest = { title: words, noun: words, counted: words, records: async () => ({ items: [], next: null }) };
const inside = (day: string, { from, to }: { from: string; to: string }) => day >= from && day <= to;

function group(period: { from: string; to: string }, of: (fact: Fact) => Omit<DayCount, 'communityId' | 'day'>): DayCount[] {
	const rows = new Map<string, DayCount>();
	for (const fact of facts.values()) {
		if (!inside(fact.day, period)) continue;
		for (const communityId of [null, ...fact.communities]) {
			const { numerator, denominator, leftOut = {} } = of(fact);
			const key = `${fact.day}${communityId}`;
			const row = rows.get(key) ?? { communityId, day: fact.day, numerator: 0, denominator: 0, leftOut: {} };
			rows.set(key, { ...row, numerator: row.numerator + numerator, denominator: row.denominator! + (denominator ?? 0), leftOut: { bad: (row.leftOut?.bad ?? 0) + (leftOut.bad ?? 0) } });
		}
	}
	return [...rows.values()];
}

const share: Measure = { ...rest, key: 'test.share', unit: 'ratio', adds: 'events', byDay: async (_tx, period) => group(period, ({ good }) => ({ numerator: good ? 1 : 0, denominator: 1, leftOut: { bad: good ? 0 : 1 } })) };
const people: Measure = {
	...rest,
	key: 'test.people',
	unit: 'count',
	adds: 'people',
	byDay: async (_tx, period) => [...facts.values()].filter(({ day }) => inside(day, period)).flatMap(({ day, who, communities }) => [null, ...communities].map((communityId): DayPerson => ({ communityId, day, who })))
};
/** How many facts there have been up to a day. */
const stand: Measure = {
	...rest,
	key: 'test.stand',
	unit: 'count',
	adds: 'stand',
	byDay: async (_tx, period) =>
		[...new Set([period.from, ...[...facts.values()].map(({ day }) => day).filter((day) => inside(day, period))])].flatMap((day) =>
			[null, ...tenant.communities].map((communityId): DayCount => ({ communityId, day, numerator: [...facts.values()].filter((fact) => fact.day <= day && (communityId === null || fact.communities.includes(communityId))).length }))
		)
};
const ALL = [share, people, stand];
const KEYS = ALL.map(({ key }) => key);

beforeEach(async () => {
	tenant = await testSubdistrict();
	ctx = testCtx(tenant.id, systemActor('test'), '2026-11-24T02:00:00Z');
	facts = new Map();
	joinMeasures(ALL);
});

/** Writes facts as a module does: with the word of it in the same transaction. */
const write = (change: () => string[]) => writeTx<'plan', void>(ctx, async (tx) => factChanged(tx, { measures: KEYS, days: change() }));

const day = fc.integer({ min: 0, max: 340 }).map((n) => addDays('2026-01-01', n));
const change = fc.record({ id: fc.nat(30), remove: fc.boolean(), day, who: fc.nat(12).map((n) => `p:${n}`), good: fc.boolean(), held: fc.constantFrom([0], [1], [0, 1], []) });

describe('kept days', () => {
	it('equal a recount from nothing after any course of events, and so does every period', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 }), day, fc.integer({ min: 0, max: 200 }), async (rounds, from, length) => {
				facts.clear();
				await ownerPool().query('DELETE FROM plan.counted WHERE subdistrict_id = $1', [tenant.id]);
				await settle(ctx);
				for (const round of rounds) {
					await write(() =>
						round.flatMap((one) => {
							const before = facts.get(one.id);
							if (one.remove) facts.delete(one.id);
							else facts.set(one.id, { ...one, communities: one.held.map((n) => tenant.communities[n]!) });
							return before ? [before.day, one.day] : [one.day];
						})
					);
					await settle(ctx);
				}
				expect(await differences(ctx, { from: '2025-01-01', to: '2026-12-31' })).toEqual([]);
				const wanted = ALL.flatMap((measure) => [null, ...tenant.communities].map((communityId) => ({ measure, period: { from, to: addDays(from, length) }, communityId })));
				await readTx<'plan', void>(ctx, async (tx) => {
					const figures = await figuresOf(tx, wanted);
					for (const [i, { measure, period, communityId }] of wanted.entries()) expect(shown(figures[i]!)).toEqual(shown(await recount(tx as never, measure, period, communityId)));
				});
			}),
			{ numRuns: 25 }
		);
	}, 60_000);

	it('count what several communities held once for each of them and once for the subdistrict, and somebody once a period', async () => {
		await write(() => {
			facts.set(1, { day: '2026-03-01', communities: tenant.communities, who: 'p:1', good: true });
			facts.set(2, { day: '2026-03-09', communities: [tenant.communities[0]!], who: 'p:1', good: true });
			return ['2026-03-01', '2026-03-09'];
		});
		await settle(ctx);
		const wanted = [null, ...tenant.communities].flatMap((communityId) => [share, people].map((measure) => ({ measure, period: YEAR, communityId })));
		const figures = await readTx<'plan', Figure[]>(ctx, (tx) => figuresOf(tx, wanted));
		expect(figures.map(({ numerator }) => numerator)).toEqual([2, 1, 2, 1, 1, 1]);
	});

	it('are settled by what was written while somebody else was counting, and nothing is lost when counting fails', async () => {
		let broken = true;
		joinMeasures([share, { ...people, byDay: (tx, period) => (broken ? Promise.reject(new Error('the facts cannot be read')) : (people.byDay(tx, period) as Promise<DayPerson[]>)) } as Measure, stand]);
		await write(() => (facts.set(1, { day: '2026-05-05', communities: [], who: 'p:1', good: true }), ['2026-05-05']));
		await expect(settle(ctx)).rejects.toThrow('cannot be read');
		expect((await readTx<'plan', { waiting: number }>(ctx, (tx) => freshness(tx, []))).waiting).toBe(1);
		broken = false;
		await Promise.all([
			...Array.from({ length: 12 }, (_, n) => write(() => (facts.set(10 + n, { day: addDays('2026-06-01', n), communities: [tenant.communities[n % 2]!], who: `p:${n % 5}`, good: n % 3 > 0 }), [addDays('2026-06-01', n)]))),
			...Array.from({ length: 6 }, () => settle(ctx, { wait: true }))
		]);
		await settle(ctx, { wait: true });
		expect(await differences(ctx, YEAR)).toEqual([]);
		expect((await readTx<'plan', { waiting: number }>(ctx, (tx) => freshness(tx, []))).waiting).toBe(0);
	});

	it('are counted anew when a definition changes or a plan begins earlier', async () => {
		facts.set(1, { day: '2023-04-01', communities: [], who: 'p:1', good: true });
		facts.set(2, { day: '2026-04-01', communities: [], who: 'p:2', good: false });
		await settle(ctx);
		const numerator = async (period = YEAR) => (await readTx<'plan', Figure[]>(ctx, (tx) => figuresOf(tx, [{ measure: share, period, communityId: null }])))[0]!.numerator;
		expect(await numerator()).toBe(0);
		joinMeasures([{ ...share, version: 2, byDay: async (_tx: unknown, period: { from: string; to: string }) => group(period, () => ({ numerator: 1, denominator: 1 })) } as Measure]);
		expect((await readTx<'plan', { uncounted: Set<string> }>(ctx, (tx) => freshness(tx, [{ measure: { ...share, version: 2 } as Measure, period: YEAR, communityId: null }]))).uncounted).toEqual(new Set(['test.share']));
		await settle(ctx);
		expect(await numerator()).toBe(1);
		const early = { from: '2023-01-01', to: '2023-12-31' };
		expect(await numerator(early)).toBe(0);
		await ownerPool().query("INSERT INTO plan.plan (subdistrict_id, id, title, year_start, year_end, created_at) VALUES ($1, gen_random_uuid(), 'x', '2023-01-01', '2023-12-31', now())", [tenant.id]);
		await settle(ctx);
		expect(await numerator(early)).toBe(1);
	});

	it('are put right at night when a module forgot to say what it changed', async () => {
		await settle(ctx);
		facts.set(1, { day: '2026-02-03', communities: [], who: 'p:1', good: true });
		expect((await differences(ctx, YEAR)).length).toBeGreaterThan(0);
		expect(await verify(ctx)).toBeGreaterThan(0);
		expect(await verify(ctx)).toBe(0);
		facts.set(2, { day: '2026-02-04', communities: [], who: 'p:2', good: true });
		await recountAll(ctx);
		expect(await differences(ctx, YEAR)).toEqual([]);
	});

	it('are counted as they begin where a measure says that each has a row, also after days on which nothing ran', async () => {
		const everyDay: Measure = {
			...rest,
			key: 'test.everyDay',
			unit: 'count',
			adds: 'events',
			daily: true,
			byDay: async ({ ctx: { clock } }, { from, to }) => {
				const today = clock.now().toISOString().slice(0, 10);
				const rows: DayCount[] = [];
				for (let day = from; day <= to && day <= today; day = addDays(day, 1)) rows.push({ communityId: null, day, numerator: 1 });
				return rows;
			}
		};
		joinMeasures([everyDay]);
		const at = (day: string) => ({ ...ctx, clock: { now: () => new Date(`${day}T04:00:00Z`) } });
		await settle(at('2026-11-24'));
		const sum = async (today: string) => (await readTx<'plan', Figure[]>(at(today), (tx) => figuresOf(tx, [{ measure: everyDay, period: { from: '2026-11-01', to: '2026-12-31' }, communityId: null }])))[0]!.numerator;
		expect(await sum('2026-11-24')).toBe(24);
		expect(await settle(at('2026-11-24'))).toBe(0);
		expect(await settle(at('2026-12-02'))).toBe(8);
		expect(await sum('2026-12-02')).toBe(32);
		expect(await differences(at('2026-12-02'), { from: '2025-01-01', to: '2026-12-31' })).toEqual([]);
	});

	it('move with time alone where a measure says so', async () => {
		const due = new Date('2026-11-24T03:00:00Z');
		const missed: Measure = { ...rest, key: 'test.missed', unit: 'count', adds: 'events', byDay: async (tx) => [{ communityId: null, day: '2026-11-24', numerator: tx.ctx.clock.now() > due ? 1 : 0, movesAt: tx.ctx.clock.now() > due ? null : due }] };
		joinMeasures([missed]);
		await settle(ctx);
		const numerator = async () => (await readTx<'plan', Figure[]>(ctx, (tx) => figuresOf(tx, [{ measure: missed, period: YEAR, communityId: null }])))[0]!.numerator;
		expect(await numerator()).toBe(0);
		const later = { ...ctx, clock: { now: () => new Date('2026-11-24T03:00:01Z') } };
		expect(await settle(later)).toBe(1);
		expect(await numerator()).toBe(1);
	});
});

const shown = ({ value, numerator, denominator, leftOut }: Figure) => ({ value, numerator, denominator, leftOut });
