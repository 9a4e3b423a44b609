/**
 * Whether older people who live alone were seen each week (独居老人周探访): one person and one week from Monday to Sunday count as
 * one, on the Monday. Pure; the SQL of `weekly.measure.ts` is held against these functions by a test.
 */
import { addDays, weekday } from '#platform/dates/index.ts';
import type { CareRule } from '../list/rules.model.ts';

export const WEEKLY_VISITS = 'care.weeklyVisits';

/** Under this reason a span says that a plan was paused; the others are codes of rules. */
export const PAUSED = 'paused';

/** Why a week of somebody is not counted, in the order in which it is asked. */
export const WEEKLY_LEFT_OUT = ['part_week', 'paused', 'refused', 'running'] as const;
export type WeeklyPlace = 'numerator' | 'against' | (typeof WEEKLY_LEFT_OUT)[number];

/** The Monday of a day's week. */
export const mondayOf = (day: string): string => addDays(day, 1 - weekday(day));

/** The Mondays of all weeks from one day to another. */
export function mondaysBetween(from: string, to: string): string[] {
	const mondays: string[] = [];
	for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) mondays.push(monday);
	return mondays;
}

/** Codes of rules that ask for living alone in every case, whatever else they ask for. */
export const codesOfAlone = (rules: readonly Pick<CareRule, 'code' | 'condition'>[]): string[] =>
	[...new Set(rules.filter(({ condition }) => condition.any.every(({ all }) => all.some((fact) => 'group' in fact && fact.group === 'living_alone'))).map(({ code }) => code))].sort();

/** Half-open days; null: to this day and on. */
export interface Span {
	from: string;
	until: string | null;
}

export interface Week {
	monday: string;
	/** when they lived alone by the rules and stood on the list */
	listed: readonly Span[];
	paused: readonly Span[];
	/** of visits that were not taken back, by day */
	visits: readonly { on: string; outcome: string }[];
	/** is the Sunday over? */
	over: boolean;
}

/**
 * Seen once, at home, on the telephone or elsewhere, is enough. Who came onto the list or left it within the week is left out, and,
 * unless they were seen, who was away in it (paused) or did not wish to be visited: nobody could have done better there.
 */
export function placeOfWeek({ monday, listed, paused, visits, over }: Week): WeeklyPlace {
	const days = Array.from({ length: 7 }, (_, n) => addDays(monday, n));
	const within = (spans: readonly Span[], day: string) => spans.some(({ from, until }) => from <= day && (until === null || day < until));
	if (!days.every((day) => within(listed, day))) return 'part_week';
	const outcomes = new Set(visits.filter(({ on }) => days.includes(on)).map(({ outcome }) => outcome));
	if (outcomes.has('seen')) return 'numerator';
	if (days.some((day) => within(paused, day))) return 'paused';
	if (outcomes.has('refused')) return 'refused';
	return over ? 'against' : 'running';
}
