import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { ownerPool } from '#platform/db/pools.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { figureOfDays, type DayCount, type Measure, type MeasureRecord, type SummedMeasure } from '#platform/measure.ts';
import { newId } from '#platform/ids.ts';
import { useDatabase } from '../../../../tests/support/db.ts';
import { LEFT_OUT, placeOf, RATE_KEYS, rateOf, type RateFacts } from './rates.model.ts';
import { exportRateRecords, rateRecords, rates } from './rates.queries.ts';
import { measures } from '../requests.measures.ts';
import { STATES } from '../case/case.model.ts';
import { world, type World } from '../requests.testing.ts';

useDatabase();

let w: World;
const now = new Date('2026-11-24T02:00:00Z');
const CASES = 600;
const PERIOD = { from: '2026-11-01', to: '2026-11-30' };
const cases: { id: string; community: string; facts: RateFacts }[] = [];

/* Rows as no course of events need ever have made them: the SQL must agree with the definition on every combination. */
beforeAll(async () => {
	w = await world(now.toISOString());
	const hour = fc.integer({ min: -90, max: 0 }).map((n) => new Date(now.getTime() + n * 3_600_000));
	const around = fc.integer({ min: -90, max: 90 }).map((n) => new Date(now.getTime() + n * 3_600_000));
	const shape = fc.record({
		state: fc.constantFrom(...STATES),
		type: fc.constantFrom('help', 'praise', 'complaint'),
		phone: fc.boolean(),
		user: fc.boolean(),
		contactedAt: fc.option(hour),
		contactDueAt: around,
		servedAt: fc.option(hour),
		resolveDueAt: around,
		pauses: fc.nat(1),
		answer: fc.option(fc.constantFrom('solved', 'not_solved')),
		callback: fc.option(fc.constantFrom('not_reached', 'refused')),
		rating: fc.option(fc.constantFrom(1, 2, 3, 4, 5 as const)),
		earlierRating: fc.option(fc.constantFrom(1, 2, 3, 4, 5 as const)),
		round: fc.constantFrom(1, 1, 1, 2),
		createdAt: fc.integer({ min: -14 * 24, max: 0 }).map((n) => new Date(now.getTime() + n * 3_600_000))
	});
	const drawn = fc.sample(shape, { numRuns: CASES, seed: 7 });
	for (const [i, one] of drawn.entries()) {
		const id = newId();
		const community = w.communities[i % 2]!;
		const answer = one.state === 'solved' ? 'solved' : one.answer;
		await ownerPool().query(
			`INSERT INTO requests.request (subdistrict_id, id, number, type, urgency, channel, text, summary, community_id, reporter_phone_hash, reporter_user_id, state, merged_into, round, open_pauses,
				round_started_at, contact_due_at, resolve_due_at, answer, last_callback, rating, created_at, changed_at)
			VALUES ($1, $2, $3, $4, 'normal', 'web', 'x', 'x', $5, $6, $7, $8, $9, $10, $11, $12, $12, $12, $13, $14, $15, $12, $12)`,
			[w.id, id, `20261124-${String(i + 1).padStart(4, '0')}`, one.type, community, one.phone ? 'h' : null, one.user ? newId() : null, one.state, one.state === 'merged' ? newId() : null, one.round, one.pauses, one.createdAt, answer, one.callback, one.rating]
		);
		await ownerPool().query(
			"INSERT INTO requests.round (subdistrict_id, request_id, round, urgency, started_at, contact_due_at, contacted_at, resolve_due_at, served_at, rating) VALUES ($1, $2, 1, 'normal', $3, $4, $5, $6, $7, $8)",
			[w.id, id, one.createdAt, one.contactDueAt, one.contactedAt, one.resolveDueAt, one.servedAt, one.round === 2 ? one.earlierRating : one.rating]
		);
		cases.push({
			id,
			community,
			facts: {
				state: one.state,
				type: one.type === 'praise' ? 'praise' : 'other',
				hasContact: one.phone || one.user,
				contactedAt: one.contactedAt,
				contactDueAt: one.contactDueAt,
				servedAt: one.servedAt,
				resolveDueAt: one.resolveDueAt,
				paused: one.pauses > 0,
				answer: (answer ?? (one.round > 1 ? 'not_solved' : null)) as RateFacts['answer'],
				lastCallback: one.callback as RateFacts['lastCallback'],
				rating: one.rating ?? (one.round > 1 ? one.earlierRating : null)
			}
		});
	}
}, 120_000);

it('counts as the written definition does, on the whole and in each community', async () => {
	const [whole] = await rates(w.as(w.manager), PERIOD);
	for (const key of RATE_KEYS) expect(whole!.figures[key], key).toEqual(rateOf(key, cases.map(({ facts }) => facts), now));
	const byCommunity = await rates(w.as(w.manager), { ...PERIOD, by: 'community' });
	expect(byCommunity.map(({ group }) => group)).toEqual([...w.communities].sort());
	for (const { group, figures } of byCommunity) {
		for (const key of RATE_KEYS) expect(figures[key]).toEqual(rateOf(key, cases.filter(({ community }) => community === group).map(({ facts }) => facts), now));
	}
	const [head] = await rates(w.as(w.head), PERIOD);
	expect(head!.figures.solve).toEqual(rateOf('solve', cases.filter(({ community }) => community === w.communities[0]).map(({ facts }) => facts), now));
});

it.each(RATE_KEYS)('opens every part of %s to its cases, by key, none twice and none lost', async (rate) => {
	const expected = new Map<string, string[]>();
	for (const { id, facts } of cases) {
		const place = placeOf(rate, facts, now);
		const part = place.in === 'left_out' ? place.why : place.in === 'denominator' ? 'against' : place.in;
		expected.set(part, [...(expected.get(part) ?? []), id]);
	}
	for (const part of ['numerator', 'against', ...LEFT_OUT] as const) {
		const found: string[] = [];
		for (let cursor: string | null = null; ; ) {
			const page: Awaited<ReturnType<typeof rateRecords>> = await rateRecords(w.as(w.manager), { ...PERIOD, rate, part, cursor, limit: 37 });
			found.push(...page.items.map(({ id }) => id));
			if (!(cursor = page.next)) break;
		}
		expect(found.sort()).toEqual((expected.get(part) ?? []).sort());
	}
});

it('groups by month, category, kind and channel without losing a case', async () => {
	for (const by of ['month', 'category', 'type', 'channel'] as const) {
		const groups = await rates(w.as(w.manager), { ...PERIOD, by });
		const sum = groups.reduce((total, { figures }) => total + figures.response.denominator + figures.response.leftOut.reduce((n, { count }) => n + count, 0), 0);
		expect(sum).toBe(CASES);
	}
});

it('narrows to the queue of the one who asks, and to nobody else\'s', async () => {
	const mine = cases.filter(({ community }) => community === w.communities[0]).slice(0, 40);
	const theirs = cases.filter(({ community }) => community === w.communities[0]).slice(40, 70);
	await ownerPool().query('UPDATE requests.request SET owner_id = $2 WHERE id = ANY ($1)', [mine.map(({ id }) => id), w.worker.id]);
	await ownerPool().query('UPDATE requests.request SET owner_id = $2 WHERE id = ANY ($1)', [theirs.map(({ id }) => id), w.colleague.id]);
	const solve = (of: typeof cases) => rateOf('solve', of.map(({ facts }) => facts), now);
	const [own] = await rates(w.as(w.worker), { ...PERIOD, mine: true });
	expect(own!.figures.solve).toEqual(solve(mine));
	// Naming a colleague asks for nothing: their head and their manager get everybody's figures, or their own (none).
	const named = { ...PERIOD, ownerId: w.colleague.id, mine: true };
	for (const boss of [w.head, w.manager]) expect((await rates(w.as(boss), named))[0]!.figures.solve).toEqual(solve([]));
	for (const part of ['denominator', ...LEFT_OUT] as const) {
		const { items } = await rateRecords(w.as(w.manager), { ...named, rate: 'solve', part });
		expect(items).toEqual([]);
		expect((await exportRateRecords(w.as(w.manager), { ...named, rate: 'solve', part })).items).toEqual([]);
	}
});

it('takes out exactly the cases that are seen, without the words of a confidential one, and says so in the audit log', async () => {
	const asked = { ...PERIOD, rate: 'response', part: 'denominator' } as const;
	const seen = await rateRecords(w.as(w.head), { ...asked, limit: 200 });
	expect(seen.items.length).toBeGreaterThan(3);
	const secret = seen.items[1]!.id;
	await ownerPool().query('UPDATE requests.request SET confidential = true WHERE id = $1', [secret]);
	const out = await exportRateRecords(w.as(w.head), { ...asked, limit: 200 });
	expect(out.items).toEqual(seen.items.map((row) => (row.id === secret ? { ...row, summary: '' } : row)));
	const { rows } = await ownerPool().query("SELECT detail FROM platform.audit_log WHERE subdistrict_id = $1 AND action = 'requests.exportRateRecords' ORDER BY id DESC LIMIT 1", [w.id]);
	expect(rows[0].detail).toMatchObject({ filter: { rate: 'response', part: 'denominator' }, rows: out.items.length });
	await expect(exportRateRecords(w.as(w.worker), asked)).rejects.toMatchObject({ code: 'platform.forbidden' });
});

it('gives an empty period rates that are none, not nought', async () => {
	const [none] = await rates(w.as(w.manager), { from: '2020-01-01', to: '2020-01-31' });
	for (const key of RATE_KEYS) expect(none!.figures[key]).toEqual({ key, numerator: 0, denominator: 0, value: null, leftOut: [] });
});

describe('what the plan counts', () => {
	const daysOf = (measure: Measure) => readTx<string, DayCount[]>(w.as(w.worker), (tx) => (measure as SummedMeasure).byDay(tx, PERIOD));
	const recordsOf = async (measure: Measure, part: string, communityId: string | null) => {
		const found: MeasureRecord[] = [];
		for (let cursor: string | null = null; ; ) {
			const page: Awaited<ReturnType<Measure['records']>> = await measure.records(w.as(w.manager), { period: PERIOD, communityId, part, cursor });
			found.push(...page.items);
			if (!(cursor = page.next)) return found;
		}
	};

	it('is the same figures, whoever asks, on the whole and in each community', async () => {
		for (const rate of RATE_KEYS) {
			const measure = measures.find(({ key }) => key === `requests.${rate}`) as SummedMeasure;
			const days = await daysOf(measure);
			for (const area of [null, ...w.communities]) {
				const { value, numerator, denominator, leftOut } = rateOf(rate, cases.filter(({ community }) => area === null || community === area).map(({ facts }) => facts), now);
				const figure = figureOfDays(measure, days, area);
				expect(figure, rate).toMatchObject({ value, numerator, denominator });
				expect(new Map(figure.leftOut.map(({ reason, count }) => [reason, count]))).toEqual(new Map(leftOut.map(({ why, count }) => [why, count])));
			}
		}
	});

	it('opens to as many records as it says, each on its day', async () => {
		for (const measure of measures) {
			const days = await daysOf(measure);
			for (const area of [null, w.communities[0]!]) {
				const figure = figureOfDays(measure as SummedMeasure, days, area);
				const counted = await recordsOf(measure, 'numerator', area);
				expect(counted.length, measure.key).toBe(figure.numerator);
				if (figure.denominator !== null) expect((await recordsOf(measure, 'against', area)).length).toBe(figure.denominator - figure.numerator);
				for (const { reason, count } of figure.leftOut) {
					expect(measure.leftOut?.[reason]).toBeDefined();
					expect((await recordsOf(measure, reason, area)).length).toBe(count);
				}
				for (const row of days.filter(({ communityId }) => communityId === area)) expect(counted.filter(({ day }) => day === row.day).length).toBe(row.numerator);
			}
		}
	});

	it('says from when time alone moves a day: the first clock that runs out', async () => {
		const measure = measures.find(({ key }) => key === 'requests.response') as SummedMeasure;
		const before = await daysOf(measure);
		const moving = before.filter(({ movesAt }) => movesAt);
		expect(moving.length).toBeGreaterThan(3);
		const first = moving.map(({ movesAt }) => movesAt!.getTime()).sort((a, b) => a - b)[0]!;
		expect(first).toBeGreaterThanOrEqual(now.getTime());
		const at = (ms: number) => ({ ...w.as(w.worker), clock: { now: () => new Date(ms) } });
		const numbers = (rows: DayCount[]) => rows.map(({ movesAt: _, ...row }) => row).sort((a, b) => `${a.day}${a.communityId}`.localeCompare(`${b.day}${b.communityId}`));
		expect(numbers(await readTx(at(first), (tx) => measure.byDay(tx, PERIOD)))).toEqual(numbers(before));
		expect(numbers(await readTx(at(first + 1), (tx) => measure.byDay(tx, PERIOD)))).not.toEqual(numbers(before));
	});

	it('reads the cases of a period once for all four rates', async () => {
		let asked = 0;
		const counting: KyselyPlugin = { transformQuery: ({ node }) => node, transformResult: ({ result }) => Promise.resolve((asked++, result)) };
		const days = (tx: ReadTx<string>, rate: string) => (measures.find(({ key }) => key === `requests.${rate}`) as SummedMeasure).byDay(tx, PERIOD);
		await readTx<string, void>(w.as(w.worker), async (tx) => {
			const watched = { ...tx, db: tx.db.withPlugin(counting) };
			const [first, ...others] = RATE_KEYS;
			expect((await days(watched, first!)).length).toBeGreaterThan(0);
			const once = asked;
			expect(once).toBeGreaterThan(0);
			for (const rate of others) expect((await days(watched, rate)).length).toBeGreaterThan(0);
			expect(asked).toBe(once);
		});
	});
});
