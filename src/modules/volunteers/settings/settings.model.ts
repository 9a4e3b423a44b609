/** What a subdistrict may set of volunteering, and within what; each value holds from a day on. Pure. */
import { RULE_KEYS, type RuleKey } from '../volunteers.rules.data.ts';

export { RULE_KEYS, type RuleKey };

/** The least and the most that a rule may be, both included, and what it is counted in. */
export const RULE_RANGES: Readonly<Record<RuleKey, { least: number; most: number; unit: 'minutes' | 'hours' | 'days' | 'years' }>> = {
	checkin_before_minutes: { least: 0, most: 720, unit: 'minutes' },
	count_after_minutes: { least: 0, most: 720, unit: 'minutes' },
	cancel_cutoff_hours: { least: 0, most: 336, unit: 'hours' },
	publicise_days: { least: 0, most: 90, unit: 'days' },
	recent_days: { least: 7, most: 730, unit: 'days' },
	// Registration asks who looks after a child; nobody is asked that as a grown-up.
	guardian_below_age: { least: 8, most: 18, unit: 'years' }
};

export const MOST_STARS = 9;
/** More hours than a life of service has. */
export const MOST_STAR_HOURS = 50_000;

/** A value from a day on. */
export interface Dated<Value> {
	/** `YYYY-MM-DD`, its first day */
	from: string;
	value: Value;
	source: string;
}

export type Standing = 'past' | 'now' | 'coming';

/** The newest first, each with whether it holds today. */
export function standings<Value>(values: readonly Dated<Value>[], today: string): (Dated<Value> & { standing: Standing })[] {
	const sorted = [...values].sort((a, b) => (a.from < b.from ? 1 : -1));
	const now = sorted.find(({ from }) => from <= today);
	return sorted.map((each) => ({ ...each, standing: each === now ? 'now' : each.from > today ? 'coming' : 'past' }));
}

/** Minutes of service from which a grade is reached; null: from that day on the grade is given no more. */
export interface DatedStar extends Dated<number | null> {
	stars: number;
}

/** What is wrong with the grades as they stand on some day. */
export type StarsWrong = 'volunteers.starsFall' | 'volunteers.starsGap';

/** On each day from `day` on the grades go 1, 2, 3 … without a gap, and each asks for more than the one below. */
export function starsWrongFrom(rows: readonly DatedStar[], day: string): StarsWrong | null {
	for (const on of new Set([day, ...rows.map(({ from }) => from).filter((from) => from > day)])) {
		const inForce = Array.from({ length: MOST_STARS }, (_, i) => rows.filter(({ stars, from }) => stars === i + 1 && from <= on).sort((a, b) => (a.from < b.from ? 1 : -1))[0]?.value ?? null);
		const given = inForce.filter((minutes) => minutes !== null);
		if (inForce.slice(0, given.length).some((minutes) => minutes === null)) return 'volunteers.starsGap';
		if (given.some((minutes, i) => i > 0 && minutes <= given[i - 1]!)) return 'volunteers.starsFall';
	}
	return null;
}
