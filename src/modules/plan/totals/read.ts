/** Figures of any period from the kept days: sums, stands, and different people, each exact. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import type { Figure, Measure, Period } from '#platform/measure.ts';
import { areaOf } from './count.ts';

export interface Wanted {
	measure: Measure;
	period: Period;
	/** null: the subdistrict as a whole */
	communityId: string | null;
}

interface Sums {
	i: number;
	numerator: number;
	denominator: number | null;
	left: Record<string, number> | null;
}

/** The figures wanted, in their order, in one question for each way of adding up. */
export async function figuresOf(tx: ReadTx<'plan'>, wanted: readonly Wanted[]): Promise<Figure[]> {
	const numbered = wanted.map((want, i) => ({ ...want, i }));
	const of = (adds: Measure['adds']) => numbered.filter(({ measure }) => measure.adds === adds);
	// The planner guesses high for a list of unknown length, and compiling what then takes milliseconds costs tens of them.
	await sql`SET LOCAL jit = off`.execute(tx.db);
	const found = new Map<number, Sums>();
	for (const row of [...(await sums(tx, of('events'))), ...(await stands(tx, of('stand'))), ...(await people(tx, of('people')))]) found.set(row.i, row);
	return numbered.map(({ measure, i }): Figure => {
		const { numerator = 0, denominator = null, left = null } = found.get(i) ?? {};
		// A reason that holds for nothing is none.
		const leftOut = Object.entries(left ?? {}).flatMap(([reason, count]) => (count > 0 ? [{ reason, count }] : []));
		if (measure.unit !== 'ratio') return { value: numerator, numerator, denominator: null, leftOut };
		return { value: denominator ? numerator / denominator : null, numerator, denominator: denominator ?? 0, leftOut };
	});
}

type Numbered = Wanted & { i: number };

const asked = (wanted: readonly Numbered[]) => sql`unnest(
	${wanted.map(({ i }) => i)}::int[], ${wanted.map(({ measure }) => measure.key)}::text[], ${wanted.map(({ communityId }) => areaOf(communityId))}::uuid[],
	${wanted.map(({ period }) => period.from)}::date[], ${wanted.map(({ period }) => period.to)}::date[]) AS w(i, measure, area, from_day, to_day)`;

async function sums({ db, ctx }: ReadTx<'plan'>, wanted: readonly Numbered[]): Promise<Sums[]> {
	if (!wanted.length) return [];
	const days = sql`FROM plan.day_total t WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.measure = w.measure AND t.area = w.area AND t.day BETWEEN w.from_day AND w.to_day`;
	const { rows } = await sql<Sums>`
		SELECT w.i, coalesce(s.n, 0)::bigint AS numerator, s.d::bigint AS denominator, l.left
		FROM ${asked(wanted)}
		CROSS JOIN LATERAL (SELECT sum(t.numerator) AS n, sum(t.denominator) AS d ${days}) s
		CROSS JOIN LATERAL (
			SELECT jsonb_object_agg(reason, n ORDER BY reason) AS left FROM (
				SELECT e.key AS reason, sum(e.value::bigint) AS n FROM (SELECT t.left_out ${days} AND t.left_out <> '{}') x, jsonb_each_text(x.left_out) e GROUP BY 1
			) reasons
		) l`.execute(db);
	return rows;
}

async function stands({ db, ctx }: ReadTx<'plan'>, wanted: readonly Numbered[]): Promise<Sums[]> {
	if (!wanted.length) return [];
	const { rows } = await sql<Sums>`
		SELECT w.i, s.numerator, s.denominator, s.left_out AS left FROM ${asked(wanted)}
		CROSS JOIN LATERAL (
			SELECT t.numerator, t.denominator, t.left_out FROM plan.day_total t
			WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.measure = w.measure AND t.area = w.area AND t.day <= w.to_day ORDER BY t.day DESC LIMIT 1
		) s`.execute(db);
	return rows;
}

async function people({ db, ctx }: ReadTx<'plan'>, wanted: readonly Numbered[]): Promise<Sums[]> {
	if (!wanted.length) return [];
	const { rows } = await sql<Sums>`
		SELECT w.i, s.n AS numerator, NULL::bigint AS denominator, NULL::jsonb AS left FROM ${asked(wanted)}
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(bit_count(members)), 0)::bigint AS n FROM (
				SELECT bit_or(p.members) AS members FROM plan.day_people p
				WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.measure = w.measure AND p.area = w.area AND p.day BETWEEN w.from_day AND w.to_day GROUP BY p.block
			) blocks
		) s`.execute(db);
	return rows;
}

export interface DayFigure {
	day: string;
	numerator: number;
	denominator: number | null;
}

/** The days of a period on which there is something, oldest first. Of a stand: the days on which it changed, after the one it began with. */
export async function daysOf({ db, ctx }: ReadTx<'plan'>, { measure, period, communityId }: Wanted): Promise<DayFigure[]> {
	if (measure.adds === 'people') {
		const { rows } = await sql<DayFigure>`
			SELECT day, sum(bit_count(members))::bigint AS numerator, NULL::bigint AS denominator FROM plan.day_people
			WHERE subdistrict_id = ${ctx.subdistrictId} AND measure = ${measure.key} AND area = ${areaOf(communityId)} AND day BETWEEN ${period.from}::date AND ${period.to}::date
			GROUP BY day ORDER BY day`.execute(db);
		return rows;
	}
	return db
		.selectFrom('plan.day_total')
		.select(['day', 'numerator', 'denominator'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('measure', '=', measure.key)
		.where('area', '=', areaOf(communityId))
		.where('day', '>=', period.from)
		.where('day', '<=', period.to)
		.orderBy('day')
		.execute();
}

/** What stands between the kept days and the facts at this moment. */
export interface Freshness {
	/** words of modules that wait to be counted */
	waiting: number;
	/** measures whose days from `from` on have not been counted yet */
	uncounted: Set<string>;
}

/** The day from which on a measure is kept, as it is defined now; null: not counted yet. */
export async function keptFrom({ db, ctx }: ReadTx<'plan'>, measure: Measure): Promise<string | null> {
	const row = await db.selectFrom('plan.counted').select('from_day').where('subdistrict_id', '=', ctx.subdistrictId).where('measure', '=', measure.key).where('version', '=', measure.version ?? 1).executeTakeFirst();
	return row?.from_day ?? null;
}

export async function freshness({ db, ctx }: ReadTx<'plan'>, wanted: readonly Wanted[]): Promise<Freshness> {
	const { rows } = await sql<{ n: number }>`SELECT (SELECT count(*) FROM platform.fact_change WHERE subdistrict_id = ${ctx.subdistrictId}) + (SELECT count(*) FROM plan.day_total WHERE subdistrict_id = ${ctx.subdistrictId} AND moves_at < ${ctx.clock.now()}) AS n`.execute(db);
	const counted = new Map((await db.selectFrom('plan.counted').select(['measure', 'from_day', 'version']).where('subdistrict_id', '=', ctx.subdistrictId).execute()).map((row) => [row.measure, row]));
	const uncounted = new Set(
		wanted.flatMap(({ measure, period }) => {
			const row = counted.get(measure.key);
			return row && row.version === (measure.version ?? 1) && row.from_day <= period.from ? [] : [measure.key];
		})
	);
	return { waiting: Number(rows[0]!.n), uncounted };
}
