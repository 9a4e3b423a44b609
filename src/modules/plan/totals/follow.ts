/**
 * Follows the facts: takes what modules said has changed (`platform.fact_change`) and counts those days anew, so that the kept
 * days are always what a recount from nothing would give. One runs at a time in a subdistrict; what it takes away is gone only
 * with the commit of what it counted, so that a crash loses nothing.
 */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { addDays, daysBetween } from '#platform/dates/index.ts';
import { writeTx, type WriteTx } from '#platform/db/tx.ts';
import type { Measure, Period } from '#platform/measure.ts';
import { todayOf } from '#platform/today.ts';
import { countDays, forgetMeasure, lastDay } from './count.ts';
import { allMeasures } from './registry.ts';

type Tx = WriteTx<'plan'>;

/**
 * Counts what is to be counted anew.
 * @param wait for another process that is at it; without, the other's work is enough
 * @returns how many days of measures were counted; null: somebody else is at it
 */
export const settle = (ctx: Ctx, { wait = false } = {}): Promise<number | null> => writeTx<'plan', number | null>(ctx, (tx) => settleIn(tx, wait));

/** The same within a transaction: until its end nobody else counts, so that what it reads next is what it has counted. */
export async function settleIn(tx: Tx, wait: boolean): Promise<number | null> {
	if (!(await takeTurn(tx, wait))) return null;
	const today = await todayOf(tx);
	const changed = await takeChanges(tx);
	await addMoving(tx, changed);
	const start = await firstDay(tx, today);
	const kept = new Map((await tx.db.selectFrom('plan.counted').select(['measure', 'version', 'from_day', 'begun_day']).where('subdistrict_id', '=', tx.ctx.subdistrictId).execute()).map((row) => [row.measure, row]));
	let counted = 0;
	for (const measure of allMeasures()) {
		const before = kept.get(measure.key);
		const stale = before && before.version !== (measure.version ?? 1);
		if (stale) await forgetMeasure(tx, measure.key);
		const from = stale ? undefined : before?.from_day;
		const begun = before && from && measure.adds === 'events' && measure.daily ? daysAfter(before.begun_day, today) : [];
		const days = new Set(from ? [...(changed.get(measure.key) ?? []), ...begun].filter((day) => day >= from) : []);
		if (!from || start < from) {
			const to = from && measure.adds !== 'stand' ? addDays(from, -1) : lastDay(today);
			await countDays(tx, measure, { from: start, to }, today);
			await keepFrom(tx, measure, start, today);
			counted += daysBetween(start, to) + 1;
		} else if (begun.length) await keepFrom(tx, measure, from, today);
		for (const period of periodsOf([...days], measure)) {
			await countDays(tx, measure, period, today);
			counted += daysBetween(period.from, period.to) + 1;
		}
	}
	return counted;
}

/** Counts everything anew from nothing: after a restore, a bulk import, or in doubt. Days are never seen half counted. */
export const recountAll = (ctx: Ctx): Promise<void> =>
	writeTx<'plan', void>(ctx, async (tx) => {
		await takeTurn(tx, true);
		const today = await todayOf(tx);
		await takeChanges(tx);
		const start = await firstDay(tx, today);
		for (const measure of allMeasures()) {
			await forgetMeasure(tx, measure.key);
			await countDays(tx, measure, { from: start, to: lastDay(today) }, today);
			await keepFrom(tx, measure, start, today);
		}
	});

async function takeTurn({ db, ctx }: Tx, wait: boolean): Promise<boolean> {
	const key = sql`hashtextextended('plan:' || ${ctx.subdistrictId}, 0)`;
	if (wait) return (await sql`SELECT pg_advisory_xact_lock(${key})`.execute(db)).rows.length > 0;
	const { rows } = await sql<{ mine: boolean }>`SELECT pg_try_advisory_xact_lock(${key}) AS mine`.execute(db);
	return rows[0]!.mine;
}

/** What modules said since the last time, by measure. */
async function takeChanges({ db, ctx }: Tx): Promise<Map<string, Set<string>>> {
	// Most say the same: on a day of thousands of cases a few lines come here, not thousands.
	const { rows } = await sql<{ measures: string[]; days: string[] }>`WITH taken AS (DELETE FROM platform.fact_change WHERE subdistrict_id = ${ctx.subdistrictId} RETURNING measures, days)
		SELECT DISTINCT measures, days::text[] AS days FROM taken`.execute(db);
	const changed = new Map<string, Set<string>>();
	for (const { measures, days } of rows) for (const measure of measures) for (const day of days) add(changed, measure, day);
	return changed;
}

function add(changed: Map<string, Set<string>>, measure: string, day: string): void {
	const days = changed.get(measure);
	if (days) days.add(day);
	else changed.set(measure, new Set([day]));
}

/** Days that time alone has moved. */
async function addMoving({ db, ctx }: Tx, changed: Map<string, Set<string>>): Promise<void> {
	const rows = await db.selectFrom('plan.day_total').select(['measure', 'day']).distinct().where('subdistrict_id', '=', ctx.subdistrictId).where('moves_at', '<', ctx.clock.now()).execute();
	for (const { measure, day } of rows) add(changed, measure, day);
}

/** From where on days are kept: the beginning of the earliest plan, or of last year, which one compares with. */
async function firstDay({ db, ctx }: Tx, today: string): Promise<string> {
	const { first } = await db.selectFrom('plan.plan').select((eb) => eb.fn.min('year_start').as('first')).where('subdistrict_id', '=', ctx.subdistrictId).executeTakeFirstOrThrow();
	const lastYear = `${String(Number(today.slice(0, 4)) - 1).padStart(4, '0')}-01-01`;
	return first && first < lastYear ? first : lastYear;
}

/** Days that have begun since one, today with them. */
const daysAfter = (day: string, today: string): string[] => Array.from({ length: Math.max(0, daysBetween(day, today)) }, (_, n) => addDays(day, n + 1));

async function keepFrom({ db, ctx }: Tx, measure: Measure, from: string, today: string): Promise<void> {
	const kept = { version: measure.version ?? 1, from_day: from, begun_day: today };
	await db
		.insertInto('plan.counted')
		.values({ subdistrict_id: ctx.subdistrictId, measure: measure.key, ...kept })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'measure']).doUpdateSet(kept))
		.execute();
}

/** More spans than this are asked for as one. */
const MOST_SPANS = 12;

/** Days as spans without gaps, so that a day is one question and a year is too. A stand is counted on from its first day. */
function periodsOf(days: string[], measure: Measure): Period[] {
	days.sort();
	if (!days.length) return [];
	if (measure.adds === 'stand') return [{ from: days[0]!, to: days[0]! }];
	const spans: Period[] = [];
	for (const day of days) {
		const last = spans.at(-1);
		if (last && addDays(last.to, 1) === day) last.to = day;
		else spans.push({ from: day, to: day });
	}
	return spans.length > MOST_SPANS ? [{ from: days[0]!, to: days.at(-1)! }] : spans;
}
