/** Holds the kept days against a recount from nothing. */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { addDays, addMonths } from '#platform/dates/index.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import type { DayCount, Measure, Period } from '#platform/measure.ts';
import { WHOLE } from './count.ts';
import { allMeasures } from './registry.ts';

export interface Difference {
	measure: string;
	communityId: string | null;
	day: string;
	kept: string;
	recounted: string;
}

/**
 * Every day of every area on which the kept days and the facts differ, in one snapshot of both. Empty: they are equal, to the
 * unit. Say it after `settle`: what waits to be counted differs rightly.
 */
export const differences = (ctx: Ctx, period: Period): Promise<Difference[]> =>
	readTx<'plan', Difference[]>(ctx, async (tx) => {
		const found: Difference[] = [];
		for (const measure of allMeasures()) for (const part of partsOf(measure, period)) found.push(...(await differencesOf(tx, measure, part)));
		return found;
	});

/** Month by month, so that a year's people never stand in memory at once; a stand goes on from day to day and is looked at whole. */
function partsOf(measure: Measure, period: Period): Period[] {
	if (measure.adds === 'stand') return [period];
	const parts: Period[] = [];
	for (let from = period.from; from <= period.to; ) {
		const next = addMonths(`${from.slice(0, 8)}01`, 1);
		parts.push({ from, to: next > period.to ? period.to : addDays(next, -1) });
		from = next;
	}
	return parts;
}

async function differencesOf(tx: ReadTx<'plan'>, measure: Measure, period: Period): Promise<Difference[]> {
	const recounted = await recounts(tx, measure, period);
	const kept = await keptDays(tx, measure, period);
	if (measure.adds === 'stand') carryOn(kept, recounted);
	return [...new Set([...recounted.keys(), ...kept.keys()])].flatMap((key) => {
		const [day, area] = key.split(' ') as [string, string];
		const [was, is] = [kept.get(key) ?? '', recounted.get(key) ?? ''];
		return was === is ? [] : [{ measure: measure.key, communityId: area === WHOLE ? null : area, day, kept: was, recounted: is }];
	});
}

/** A stand holds until it changes: on every day that either names, both say what then held. */
function carryOn(...sides: Map<string, string>[]): void {
	const keys = new Set(sides.flatMap((side) => [...side.keys()]));
	for (const side of sides) {
		const last = new Map<string, string>();
		for (const key of [...keys].sort()) {
			const area = key.slice(11);
			const line = side.get(key) ?? last.get(area) ?? '';
			side.set(key, line);
			last.set(area, line);
		}
	}
}

const lineOf = (numerator: number, denominator: number | null, leftOut: Readonly<Record<string, number>>): string => {
	const left = Object.entries(leftOut).filter(([, count]) => count > 0);
	if (!numerator && !denominator && !left.length) return '';
	return `${numerator}/${denominator ?? '-'} ${left.map(([reason, count]) => `${reason}=${count}`).sort().join(' ')}`;
};

async function recounts(tx: ReadTx<'plan'>, measure: Measure, period: Period): Promise<Map<string, string>> {
	const reading = tx as unknown as ReadTx<string>;
	if (measure.adds === 'people') {
		const people = new Map<string, Set<string>>();
		for (const { communityId, day, who } of await measure.byDay(reading, period)) {
			const key = `${day} ${communityId ?? WHOLE}`;
			const there = people.get(key);
			if (there) there.add(who);
			else people.set(key, new Set([who]));
		}
		return new Map([...people].map(([key, { size }]) => [key, lineOf(size, null, {})]));
	}
	const line = (row: DayCount) => lineOf(row.numerator, measure.unit === 'ratio' ? (row.denominator ?? 0) : null, row.leftOut ?? {});
	return new Map((await measure.byDay(reading, period)).map((row): [string, string] => [`${row.day} ${row.communityId ?? WHOLE}`, line(row)]).filter(([, text]) => text !== ''));
}

async function keptDays({ db, ctx }: ReadTx<'plan'>, measure: Measure, period: Period): Promise<Map<string, string>> {
	if (measure.adds === 'people') {
		const { rows } = await sql<{ area: string; day: string; n: number }>`
			SELECT area, day, sum(bit_count(members))::bigint AS n FROM plan.day_people
			WHERE subdistrict_id = ${ctx.subdistrictId} AND measure = ${measure.key} AND day BETWEEN ${period.from}::date AND ${period.to}::date GROUP BY 1, 2`.execute(db);
		return new Map(rows.map(({ area, day, n }) => [`${day} ${area}`, lineOf(n, null, {})]));
	}
	const rows = await db
		.selectFrom('plan.day_total')
		.select(['area', 'day', 'numerator', 'denominator', 'left_out'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('measure', '=', measure.key)
		.where('day', '>=', period.from)
		.where('day', '<=', period.to)
		.execute();
	return new Map(rows.map((row): [string, string] => [`${row.day} ${row.area}`, lineOf(row.numerator, row.denominator, row.left_out as Record<string, number>)]).filter(([, text]) => text !== ''));
}
