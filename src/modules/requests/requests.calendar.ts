/**
 * The working calendar: which minutes of which day are working time in the subdistrict's zone.
 *
 * A day is, in this order: a make-up workday or a special day of the calendar, a public holiday, or what the weekly
 * pattern in force says. All results are instants (epoch milliseconds), so the zone of the process never matters.
 */

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

const DAY_MS = 86_400_000;

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

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
	let formatter = formatters.get(zone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('en-GB', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit'
		});
		formatters.set(zone, formatter);
	}
	return formatter;
}

/** The wall clock of a zone at an instant, read as if it were UTC (epoch milliseconds, whole seconds). */
function wallOf(zone: string, instant: number): number {
	const part: Record<string, number> = {};
	for (const { type, value } of formatterOf(zone).formatToParts(instant)) part[type] = Number(value);
	return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!);
}

/**
 * The instant at which a zone's wall clock shows a date and a minute of it. A time that a spring change skips becomes the
 * instant of the change; of a time that an autumn change repeats, the first is taken.
 */
export function instantOf(zone: string, date: string, minute: number): number {
	const wall = Date.parse(`${date}T00:00:00Z`) + minute * 60_000;
	// Two candidate offsets: a day before and a day after. Where they agree there is no change nearby.
	const before = wallOf(zone, wall - DAY_MS) - (wall - DAY_MS);
	const after = wallOf(zone, wall + DAY_MS) - (wall + DAY_MS);
	const early = wall - before;
	const late = wall - after;
	if (before === after) return early;
	if (wallOf(zone, early) === wall) return early;
	if (wallOf(zone, late) === wall) return late;
	// Skipped: find the change between the two candidates, to the second.
	let low = Math.min(early, late);
	let high = Math.max(early, late);
	const offset = wallOf(zone, low) - low;
	while (high - low > 1000) {
		const middle = Math.floor((low + high) / 2000) * 1000;
		if (middle <= low) break;
		if (wallOf(zone, middle) - middle === offset) low = middle;
		else high = middle;
	}
	return high;
}

/** The date of an instant in a zone, `YYYY-MM-DD`. */
export function dateIn(zone: string, instant: number): string {
	return new Date(wallOf(zone, instant)).toISOString().slice(0, 10);
}

const nextDate = (date: string): string => new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** 0 for Monday … 6 for Sunday. */
const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;

/**
 * Makes a calendar of its data. Days are worked out once and kept, so that seeding half a million cases asks each day once.
 * Throws a RangeError on an unknown zone or malformed hours.
 */
export function compileCalendar(data: CalendarData): WorkingCalendar {
	formatterOf(data.zone);
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
		return pattern?.week[weekdayOf(date)] ?? [];
	};

	return {
		zone: data.zone,
		spansOf(date) {
			let found = spans.get(date);
			if (!found) {
				found = hoursOf(date).map(({ from, to }) => ({
					from: instantOf(data.zone, date, minuteOfDay(from)),
					to: instantOf(data.zone, date, minuteOfDay(to))
				}));
				spans.set(date, found);
			}
			return found;
		},
		namedDay: (date) => days.get(date) ?? null,
		isPublished: (date) => years.has(date.slice(0, 4)),
		dateOf: (instant) => dateIn(data.zone, instant),
		nextDate,
		startOf(date) {
			let found = starts.get(date);
			if (found === undefined) starts.set(date, (found = instantOf(data.zone, date, 0)));
			return found;
		}
	};
}
