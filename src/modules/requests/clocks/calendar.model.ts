/**
 * The working calendar: which minutes of which day are working time in the subdistrict's zone.
 *
 * A day is, in this order: a make-up workday or a special day of the calendar, a public holiday, or what the weekly
 * pattern in force says. All results are instants (epoch milliseconds), so the zone of the process never matters.
 */

import { addDays, dateIn, instantAt, weekday } from '#platform/dates/index.ts';

/** A stretch of instants, `[from, to)`, in epoch milliseconds. */
export interface Span {
	from: number;
	to: number;
}

/** Wall-clock times of one day, `HH:MM`; `24:00` is the end of the day. The lunch break is the gap between two. */
export interface Hours {
	from: string;
	to: string;
}

export interface WeeklyPattern {
	/** First date of force, `YYYY-MM-DD`. The latest pattern not after a date holds for it. */
	validFrom: string;
	/** Monday first. */
	week: readonly [
		readonly Hours[],
		readonly Hours[],
		readonly Hours[],
		readonly Hours[],
		readonly Hours[],
		readonly Hours[],
		readonly Hours[]
	];
	/** The hours of a make-up workday, which falls on a weekend that has no hours of its own. */
	makeup: readonly Hours[];
}

export interface CalendarDay {
	date: string;
	/** `special`: hours of its own, e.g. a half day. */
	kind: 'holiday' | 'makeup_workday' | 'special';
	name: string;
	hours?: readonly Hours[];
}

export interface PublishedYear {
	year: number;
	/** The document that set the year's days off. */
	source: string;
}

export interface CalendarData {
	/** IANA zone, e.g. `Asia/Shanghai`. */
	zone: string;
	patterns: readonly WeeklyPattern[];
	days: readonly CalendarDay[];
	publishedYears: readonly PublishedYear[];
}

export interface WorkingCalendar {
	readonly zone: string;
	/** Working spans of a date, in order, not overlapping. */
	spansOf(date: string): readonly Span[];
	/** The named day of the calendar, if the date is one. */
	namedDay(date: string): CalendarDay | null;
	/** Whether the holidays of the date's year are known. */
	isPublished(date: string): boolean;
	/** The date of an instant in the zone. */
	dateOf(instant: number): string;
	/** The next date. */
	nextDate(date: string): string;
	/** The instant at which a date begins in the zone. */
	startOf(date: string): number;
}

/** The pattern shipped with a new installation: 09:00–12:00 and 13:00–17:30 from Monday to Friday. */
export const DEFAULT_PATTERN: WeeklyPattern = (() => {
	const day = [
		{ from: '09:00', to: '12:00' },
		{ from: '13:00', to: '17:30' }
	] as const;
	return { validFrom: '2000-01-01', week: [day, day, day, day, day, [], []], makeup: day };
})();

/** Minutes after midnight of `HH:MM` (00:00–24:00). Throws a RangeError on anything else. */
export function minuteOfDay(time: string): number {
	const found = /^(\d{2}):(\d{2})$/.exec(time);
	const minutes = found ? Number(found[1]) * 60 + Number(found[2]) : Number.NaN;
	if (!found || Number(found[2]) > 59 || minutes > 1440) throw new RangeError(`not a time of day: ${time}`);
	return minutes;
}

/**
 * Checks hours of a day: well formed, in order, not overlapping. Returns the fault or `null`.
 */
export function faultOfHours(hours: readonly Hours[]): 'malformed' | 'empty' | 'overlap' | null {
	let end = -1;
	for (const { from, to } of hours) {
		let a: number;
		let b: number;
		try {
			a = minuteOfDay(from);
			b = minuteOfDay(to);
		} catch {
			return 'malformed';
		}
		if (a >= b) return 'empty';
		if (a < end) return 'overlap';
		end = b;
	}
	return null;
}

/** The instant of a wall-clock time of a date; `24:00` is the beginning of the next. */
const instantOf = (zone: string, date: string, time: string): number =>
	(time === '24:00' ? instantAt(addDays(date, 1), '00:00', zone) : instantAt(date, time, zone)).getTime();

/**
 * Makes a calendar of its data. Days are worked out once and kept, so that seeding half a million cases asks each day once.
 * Throws a RangeError on an unknown zone or malformed hours.
 */
export function compileCalendar(data: CalendarData): WorkingCalendar {
	dateIn(new Date(0), data.zone);
	const patterns = [...data.patterns].sort((a, b) => b.validFrom.localeCompare(a.validFrom));
	for (const pattern of patterns) {
		for (const hours of [...pattern.week, pattern.makeup]) {
			const fault = faultOfHours(hours);
			if (fault) throw new RangeError(`hours of the pattern from ${pattern.validFrom}: ${fault}`);
		}
	}
	const days = new Map(data.days.map((day) => [day.date, day]));
	const years = new Set(data.publishedYears.map(({ year }) => String(year)));
	const spans = new Map<string, readonly Span[]>();
	const starts = new Map<string, number>();

	const hoursOf = (date: string): readonly Hours[] => {
		const pattern = patterns.find((row) => row.validFrom <= date);
		const named = days.get(date);
		if (named?.kind === 'holiday') return named.hours ?? [];
		if (named?.kind === 'special') return named.hours ?? [];
		if (named?.kind === 'makeup_workday') return named.hours ?? pattern?.makeup ?? [];
		return pattern?.week[weekday(date) - 1] ?? [];
	};

	return {
		zone: data.zone,
		spansOf(date) {
			let found = spans.get(date);
			if (!found) {
				// Where summer time skips an hour, hours inside it come out empty and are dropped.
				found = hoursOf(date)
					.map(({ from, to }) => ({ from: instantOf(data.zone, date, from), to: instantOf(data.zone, date, to) }))
					.filter(({ from, to }) => from < to);
				spans.set(date, found);
			}
			return found;
		},
		namedDay: (date) => days.get(date) ?? null,
		isPublished: (date) => years.has(date.slice(0, 4)),
		dateOf: (instant) => dateIn(new Date(instant), data.zone),
		nextDate: (date) => addDays(date, 1),
		startOf(date) {
			let found = starts.get(date);
			if (found === undefined) starts.set(date, (found = instantOf(data.zone, date, '00:00')));
			return found;
		}
	};
}
