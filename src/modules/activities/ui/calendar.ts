/** Pure: which days a calendar shows, and what stands on them. */
import { addDays, addMonths, isDate, weekday } from '#platform/dates/index.ts';

export const VIEWS = ['month', 'week', 'list'] as const;
export type CalendarView = (typeof VIEWS)[number];

export interface Span {
	view: CalendarView;
	/** the day that the address names, or today */
	day: string;
	/** the first and the last day that are shown */
	from: string;
	to: string;
	/** days of the view itself: of a month the month without the rest of its weeks */
	first: string;
	last: string;
	/** a day of the view before and after */
	previous: string;
	next: string;
}

/** A list shows four weeks. */
const LIST_DAYS = 28;

/** What `?view=` and `?day=` of an address ask for. */
export function spanOf(view: string | null, asked: string | null, today: string): Span {
	const day = asked && isDate(asked) && asked > '1900' && asked < '2200' ? asked : today;
	if (view === 'week') {
		const from = addDays(day, 1 - weekday(day));
		const to = addDays(from, 6);
		return { view, day, from, to, first: from, last: to, previous: addDays(from, -7), next: addDays(from, 7) };
	}
	if (view === 'list') {
		const to = addDays(day, LIST_DAYS - 1);
		return { view, day, from: day, to, first: day, last: to, previous: addDays(day, -LIST_DAYS), next: addDays(day, LIST_DAYS) };
	}
	const first = `${day.slice(0, 8)}01`;
	const last = addDays(addMonths(first, 1), -1);
	return { view: 'month', day, from: addDays(first, 1 - weekday(first)), to: addDays(last, 7 - weekday(last)), first, last, previous: addMonths(first, -1), next: addMonths(first, 1) };
}

/** All days from one to another, by weeks of seven. */
export function weeksOf({ from, to }: Pick<Span, 'from' | 'to'>): string[][] {
	const weeks: string[][] = [];
	for (let day = from; day <= to; day = addDays(day, 7)) weeks.push(Array.from({ length: 7 }, (_, i) => addDays(day, i)));
	return weeks;
}
