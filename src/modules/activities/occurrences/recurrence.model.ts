/**
 * Pure: which local times a series gives. A rule is reckoned on the wall clock alone, as if every day had 24 hours; only
 * then does each time become an instant of the subdistrict's zone. So neither the server's zone nor a change of the clock
 * moves a lecture at 19:00.
 */
import { RRuleTemporal } from 'rrule-temporal';
import { addDays, instantAt, isDate } from '#platform/dates/index.ts';

/** All from one time on was moved: what the rule gives for `from` or later takes place `days` later, at `startsAt`. */
export interface Shift {
	/** local day that the rule gives, `YYYY-MM-DD` */
	from: string;
	days: number;
	/** `HH:MM` */
	startsAt: string;
	minutes: number;
}

export interface Series {
	/** local day, `YYYY-MM-DD` */
	firstOn: string;
	/** local time, `HH:MM` */
	startsAt: string;
	minutes: number;
	/** RFC 5545 RRULE without its name and without DTSTART; UNTIL is a local day; null: once */
	rule: string | null;
	/** local days that are left out */
	exceptOn: readonly string[];
	/** nothing for this local day or later */
	stopsBefore: string | null;
	shift: Shift | null;
}

/** One time of a series. */
export interface Planned {
	/** the local time that the rule gives, `YYYY-MM-DDTHH:MM`; it names this time for ever */
	plannedFor: string;
	/** the local day on which it takes place */
	onDay: string;
	startsAt: Date;
	endsAt: Date;
}

/** A series never gives more than this at once; a daily one of two years fits. */
export const MOST_TIMES = 800;

const FREQUENCIES = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;|$)/;
const PARTS = /^(FREQ|INTERVAL|COUNT|UNTIL|BYDAY|BYMONTHDAY|BYMONTH|BYSETPOS|WKST)=[A-Z0-9,+-]+$/;

/** Whether a rule can be reckoned: by days or longer, of the parts that days need, within its own bounds. */
export function isRule(rule: string): boolean {
	if (!FREQUENCIES.test(rule) || !rule.split(';').every((part) => PARTS.test(part))) return false;
	try {
		daysOf({ firstOn: '2026-01-01', startsAt: '09:00', rule }, '2026-01-01', '2026-03-01');
		return true;
	} catch {
		return false;
	}
}

/** The local days that the rule alone gives from `from` to `to`, both included. @throws when the rule is none */
function daysOf({ firstOn, startsAt, rule }: Pick<Series, 'firstOn' | 'startsAt' | 'rule'>, from: string, to: string): string[] {
	if (from > to) return [];
	if (!rule) return firstOn >= from && firstOn <= to ? [firstOn] : [];
	const stamp = (day: string, time: string) => `${day.replaceAll('-', '')}T${time.replace(':', '')}00`;
	const series = new RRuleTemporal({ rruleString: `DTSTART;TZID=UTC:${stamp(firstOn, startsAt)}\nRRULE:${rule}` });
	return series
		.between(new Date(`${from}T00:00:00Z`), new Date(`${to}T23:59:59Z`), true)
		.slice(0, MOST_TIMES)
		.map((at) => new Date(at.epochMilliseconds).toISOString().slice(0, 10));
}

/**
 * The times that a series gives for the local days `from` … `to` (days of the rule, before any shift), in order.
 * @param holidays local days on which nothing takes place
 */
export function plannedTimes(series: Series, zone: string, from: string, to: string, holidays: ReadonlySet<string> = new Set()): Planned[] {
	const out = new Set(series.exceptOn);
	return daysOf(series, from, to)
		.filter((day) => !out.has(day) && !holidays.has(day) && (series.stopsBefore === null || day < series.stopsBefore))
		.map((day) => {
			const { shift } = series;
			const moved = shift && day >= shift.from ? shift : null;
			return { plannedFor: `${day}T${series.startsAt}`, ...timeOn(moved ? addDays(day, moved.days) : day, moved?.startsAt ?? series.startsAt, moved?.minutes ?? series.minutes, zone) };
		});
}

/** One time: so many minutes from a local time on. A time that the clock skips is as long after the jump. */
export function timeOn(onDay: string, startsAt: string, minutes: number, zone: string): Omit<Planned, 'plannedFor'> {
	const at = instantAt(onDay, startsAt, zone);
	return { onDay, startsAt: at, endsAt: new Date(at.getTime() + minutes * 60_000) };
}

/** The days of a list as people write them (one a line, or between commas) that are days. */
export const daysOfText = (text: string): string[] => [...new Set(text.split(/[\s,，、;；]+/).filter(isDate))].sort();
