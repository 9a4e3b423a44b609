/**
 * Opening hours as wall-clock time of the subdistrict: minutes after midnight of a date. No instants and no zone in
 * here, so the process may stand anywhere; `hours-now.ts` brings in the clock.
 */
import { addDays, weekday } from '#platform/dates/index.ts';

/** `closes` beyond 1440 is after midnight. */
export interface Span {
	opens: number;
	closes: number;
}

/** ISO weekday, 1 is Monday. */
export interface Opening extends Span {
	weekday: number;
}

/** Dates, both included, on which the week does not hold: other hours, or closed when `opens` is null. */
export interface HoursException {
	from: string;
	to: string;
	opens: number | null;
	closes: number | null;
	reason: string;
}

export interface Schedule {
	/** civil: rests on public holidays and opens on make-up days (调休) as on a Monday; weekly: the week as written */
	calendar: 'civil' | 'weekly';
	/** first and last date of force, `YYYY-MM-DD`, both included; null is open */
	validFrom: string | null;
	validTo: string | null;
	openings: Opening[];
	exceptions: HoursException[];
	note: string;
}

/** A day that the year's notice on holidays names. */
export interface NamedDay {
	date: string;
	kind: 'holiday' | 'makeup_workday';
	name: string;
}

export type NamedDays = ReadonlyMap<string, NamedDay>;

/** A moment on the wall clock. */
export interface LocalTime {
	date: string;
	minute: number;
}

/** One day's hours, and why they are not those of the week. */
export interface DayHours {
	date: string;
	weekday: number;
	spans: Span[];
	/** the reason of an exception, or the name of a holiday or of what a make-up day makes up for */
	because: { kind: 'exception' | 'holiday' | 'makeup_workday'; name: string } | null;
}

const MIDNIGHT = 1440;

/** The weekday whose hours a schedule of the civil calendar takes on a date; 0 on a public holiday. */
export function civilWeekday(date: string, named: NamedDays): number {
	const day = named.get(date);
	if (day?.kind === 'holiday') return 0;
	return day?.kind === 'makeup_workday' ? 1 : weekday(date);
}

/** The hours of one schedule that begin on a date; null when the schedule is not in force on it. */
export function dayOf(schedule: Schedule, date: string, named: NamedDays): DayHours | null {
	if ((schedule.validFrom && date < schedule.validFrom) || (schedule.validTo && date > schedule.validTo)) return null;
	const onWeekday = weekday(date);
	const exceptions = schedule.exceptions.filter((exception) => exception.from <= date && date <= exception.to);
	if (exceptions.length) {
		const spans = exceptions.flatMap(({ opens, closes }) => (opens === null || closes === null ? [] : [{ opens, closes }]));
		return { date, weekday: onWeekday, spans: inOrder(spans), because: { kind: 'exception', name: exceptions.map(({ reason }) => reason).filter(Boolean).join('；') } };
	}
	const as = schedule.calendar === 'civil' ? civilWeekday(date, named) : onWeekday;
	const day = named.get(date);
	return {
		date,
		weekday: onWeekday,
		spans: inOrder(schedule.openings.filter((opening) => opening.weekday === as).map(({ opens, closes }) => ({ opens, closes }))),
		because: schedule.calendar === 'civil' && day ? { kind: day.kind, name: day.name } : null
	};
}

/** All schedules of a service on one date, joined: it is open when one of them is. Null: none is in force. */
export function joinedDay(schedules: readonly Schedule[], date: string, named: NamedDays): DayHours | null {
	const days = schedules.flatMap((schedule) => dayOf(schedule, date, named) ?? []);
	if (!days.length) return null;
	return { ...days[0]!, spans: inOrder(days.flatMap(({ spans }) => spans)), because: days.find(({ because }) => because)?.because ?? null };
}

/** Open at that moment, whether the hours began today or went past midnight. */
export function isOpen(schedules: readonly Schedule[], at: LocalTime, named: NamedDays): boolean {
	return spansAround(schedules, at.date, named).some(({ opens, closes }) => opens <= at.minute && at.minute < closes);
}

/** Until when it stays open without a break, in minutes after `at.date`'s midnight (beyond 1440: the next day); null when closed. */
export function openUntil(schedules: readonly Schedule[], at: LocalTime, named: NamedDays): number | null {
	let until = at.minute;
	const spans = [...spansAround(schedules, at.date, named), ...spansOf(schedules, addDays(at.date, 1), named, MIDNIGHT)];
	for (const { opens, closes } of inOrder(spans)) if (opens <= until && until < closes) until = closes;
	return until === at.minute ? null : until;
}

/** The next time it opens after `at`, within `days` days; null when it does not. */
export function nextOpening(schedules: readonly Schedule[], at: LocalTime, named: NamedDays, days = 60): LocalTime | null {
	for (let i = 0; i <= days; i++) {
		const date = addDays(at.date, i);
		const next = spansOf(schedules, date, named, 0).find(({ opens }) => i > 0 || opens > at.minute);
		if (next) return { date, minute: next.opens };
	}
	return null;
}

/** Seven days from Monday of the week in which `date` lies. */
export function weekOf(schedules: readonly Schedule[], date: string, named: NamedDays): DayHours[] {
	const monday = addDays(date, 1 - weekday(date));
	return Array.from({ length: 7 }, (_, i) => {
		const day = addDays(monday, i);
		return joinedDay(schedules, day, named) ?? { date: day, weekday: i + 1, spans: [], because: null };
	});
}

const spansOf = (schedules: readonly Schedule[], date: string, named: NamedDays, shift: number): Span[] =>
	(joinedDay(schedules, date, named)?.spans ?? []).map(({ opens, closes }) => ({ opens: opens + shift, closes: closes + shift }));

/* Yesterday's hours may reach into today. */
const spansAround = (schedules: readonly Schedule[], date: string, named: NamedDays): Span[] => [
	...spansOf(schedules, addDays(date, -1), named, -MIDNIGHT),
	...spansOf(schedules, date, named, 0)
];

const inOrder = (spans: Span[]): Span[] => spans.sort((a, b) => a.opens - b.opens || a.closes - b.closes);

/** `HH:MM` of minutes after midnight; 1500 is `25:00`, so that "until one in the morning" is not lost. */
export const clockText = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Minutes after midnight of `H:MM` or `HH:MM` (to 48:00, with `：` and seconds allowed); null when it is no time. */
export function clockMinute(text: string): number | null {
	const found = /^(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?(?:Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
	if (!found || Number(found[2]) > 59) return null;
	const minute = Number(found[1]) * 60 + Number(found[2]);
	return minute <= 2 * MIDNIGHT ? minute : null;
}
