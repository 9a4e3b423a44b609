/** The days of a measure as points of a line. Pure. */
import { addDays } from '#platform/dates/index.ts';
import type { Period } from '#platform/measure.ts';
import type { DayFigure } from '../totals/read.ts';
import type { MeasureWords } from '../scoreboard/board.ts';

export interface Point {
	label: string;
	/** null: nothing to divide by, or not known yet */
	value: number | null;
}

const valueOf = (numerator: number, denominator: number | null): number | null => (denominator === null ? numerator : denominator ? numerator / denominator : null);

/** A point for every day, from the first with something on: a day without facts is nought, a share of nothing is none, a stand goes on. */
export function filledDays(days: readonly DayFigure[], period: Period, { unit, adds }: Pick<MeasureWords, 'unit' | 'adds'>): Point[] {
	const first = days[0]?.day;
	if (!first) return [];
	const byDay = new Map(days.map((row) => [row.day, row]));
	const points: Point[] = [];
	let stand: number | null = null;
	for (let day = first > period.from ? first : period.from; day <= period.to; day = addDays(day, 1)) {
		const row = byDay.get(day);
		const value: number | null = row ? valueOf(row.numerator, row.denominator) : adds === 'stand' ? stand : unit === 'ratio' ? null : 0;
		stand = value;
		points.push({ label: day.slice(5), value });
	}
	return points;
}

/** A point for every month that has something: the sum of its days, of a share both sides of it, of a stand its last day. */
export function byMonth(days: readonly DayFigure[], { adds }: Pick<MeasureWords, 'adds'>): Point[] {
	const months = new Map<string, { numerator: number; denominator: number | null }>();
	for (const { day, numerator, denominator } of days) {
		const month = day.slice(0, 7);
		const sum = adds === 'stand' ? undefined : months.get(month);
		months.set(month, sum ? { numerator: sum.numerator + numerator, denominator: denominator === null ? null : (sum.denominator ?? 0) + denominator } : { numerator, denominator });
	}
	return [...months].map(([label, { numerator, denominator }]) => ({ label, value: valueOf(numerator, denominator) }));
}
