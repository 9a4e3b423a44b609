/** Counts the days of one measure from the facts and keeps what they come to. */
import { sql } from 'kysely';
import { addDays, addMonths } from '#platform/dates/index.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import type { DayCount, DayPerson, Measure, PeopleMeasure, Period } from '#platform/measure.ts';
import { bitsOf } from './people.ts';

type Tx = WriteTx<'plan'>;

/** Stands for the subdistrict as a whole where a key can hold no null. */
export const WHOLE = '00000000-0000-0000-0000-000000000000';

export const areaOf = (communityId: string | null): string => communityId ?? WHOLE;

/** Facts of a day to come are few (a date typed wrong, a machine ahead of time) and wait for their day. */
const AHEAD = 400;

/** The last day that a first count looks at. */
export const lastDay = (today: string): string => addDays(today, AHEAD);

/** Counts the whole days of a period anew. Of a stand, every day from the first on. */
export async function countDays(tx: Tx, measure: Measure, period: Period, today: string): Promise<void> {
	const reading = tx as unknown as ReadTx<string>;
	if (measure.adds === 'people') return countPeople(tx, measure, period);
	if (measure.adds === 'events') return keepDays(tx, measure, period, await measure.byDay(reading, period));
	const end = lastDay(today);
	const onward = { from: period.from, to: period.from > end ? period.from : end };
	return keepDays(tx, measure, { from: period.from, to: '9999-12-31' }, await measure.byDay(reading, onward));
}

const saysNothing = (row: DayCount): boolean => row.numerator === 0 && !row.denominator && !row.movesAt && !Object.values(row.leftOut ?? {}).some((count) => count > 0);

async function keepDays({ db, ctx }: Tx, measure: Measure, period: Period, rows: readonly DayCount[]): Promise<void> {
	await db.deleteFrom('plan.day_total').where('subdistrict_id', '=', ctx.subdistrictId).where('measure', '=', measure.key).where('day', '>=', period.from).where('day', '<=', period.to).execute();
	// A stand of nought is a stand; a day on which nothing happened needs no row.
	const kept = measure.adds === 'stand' ? rows : rows.filter((row) => !saysNothing(row));
	if (!kept.length) return;
	await sql`
		INSERT INTO plan.day_total (subdistrict_id, measure, area, day, numerator, denominator, left_out, moves_at)
		SELECT ${ctx.subdistrictId}, ${measure.key}, * FROM unnest(
			${kept.map((row) => areaOf(row.communityId))}::uuid[], ${kept.map(({ day }) => day)}::date[], ${kept.map(({ numerator }) => numerator)}::bigint[],
			${kept.map((row) => (measure.unit === 'ratio' ? (row.denominator ?? 0) : null))}::bigint[], ${kept.map(({ leftOut }) => JSON.stringify(leftOut ?? {}))}::jsonb[], ${kept.map(({ movesAt }) => movesAt ?? null)}::timestamptz[]
		)`.execute(db);
}

/** A month at a time: a year of people would stand in memory at once. */
async function countPeople(tx: Tx, measure: PeopleMeasure, period: Period): Promise<void> {
	const { db, ctx } = tx;
	for (let from = period.from; from <= period.to; ) {
		const next = addMonths(`${from.slice(0, 8)}01`, 1);
		const to = next > period.to ? period.to : addDays(next, -1);
		const rows: DayPerson[] = await measure.byDay(tx as unknown as ReadTx<string>, { from, to });
		const bits = rows.length ? await bitsOf(tx, rows) : [];
		await db.deleteFrom('plan.day_people').where('subdistrict_id', '=', ctx.subdistrictId).where('measure', '=', measure.key).where('day', '>=', from).where('day', '<=', to).execute();
		if (bits.length) {
			await sql`
				INSERT INTO plan.day_people (subdistrict_id, measure, area, day, block, members)
				SELECT ${ctx.subdistrictId}, ${measure.key}, area, day, block, ('x' || hex)::bit(4096) FROM unnest(
					${bits.map((row) => areaOf(row.communityId))}::uuid[], ${bits.map(({ day }) => day)}::date[], ${bits.map(({ block }) => block)}::int[], ${bits.map(({ hex }) => hex)}::text[]
				) AS b(area, day, block, hex)`.execute(db);
		}
		from = next;
	}
}

/** Forgets everything that is kept of a measure. */
export async function forgetMeasure({ db, ctx }: Tx, key: string): Promise<void> {
	for (const table of ['plan.day_total', 'plan.day_people', 'plan.counted'] as const) await db.deleteFrom(table).where('subdistrict_id', '=', ctx.subdistrictId).where('measure', '=', key).execute();
}
