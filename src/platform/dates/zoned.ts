/**
 * Between instants and what a clock on the wall of a zone shows. A zone is an IANA name (`Asia/Shanghai`); the
 * machine's own zone (TZ) never plays a part.
 */
import { addDays, isDate } from './calendar.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

type Wall = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string>;

function askIntl(instant: Date, zone: string): Wall {
	let formatter = formatters.get(zone);
	if (!formatter) {
		formatter = new Intl.DateTimeFormat('en-US-u-ca-iso8601-nu-latn', {
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
	const part: Record<string, string> = {};
	for (const { type, value } of formatter.formatToParts(instant)) part[type] = value;
	return part as Wall;
}

/*
 * A quarter of an hour that begins and ends with the same offset has it throughout: a list with fifty times asks Intl a few
 * times instead of fifty. (Changes do fall within quarters: St. John's used to change at one minute past midnight.)
 */
const QUARTER = 15 * 60_000;
const SINCE = Date.UTC(1973, 0);
const KEPT = 2_000;
const offsets = new Map<string, number | null>();

function askOffset(ms: number, zone: string): number {
	const shown = askIntl(new Date(ms), zone);
	return Date.UTC(Number(shown.year), Number(shown.month) - 1, Number(shown.day), Number(shown.hour), Number(shown.minute), Number(shown.second)) - Math.floor(ms / 1000) * 1000;
}

function wall(instant: Date, zone: string): Wall {
	const ms = instant.getTime();
	if (!(ms >= SINCE)) return askIntl(instant, zone);
	const quarter = Math.floor(ms / QUARTER);
	const key = `${zone} ${quarter}`;
	let offset = offsets.get(key);
	if (offset === undefined) {
		const first = askOffset(quarter * QUARTER, zone);
		offset = first === askOffset((quarter + 1) * QUARTER - 1000, zone) ? first : null;
		if (offsets.size >= KEPT) offsets.clear();
		offsets.set(key, offset);
	}
	if (offset === null) return askIntl(instant, zone);
	const text = new Date(ms + offset).toISOString();
	return { year: text.slice(0, 4), month: text.slice(5, 7), day: text.slice(8, 10), hour: text.slice(11, 13), minute: text.slice(14, 16), second: text.slice(17, 19) };
}

/** The day that it is in the zone, `YYYY-MM-DD`. */
export function dateIn(instant: Date, zone: string): string {
	const { year, month, day } = wall(instant, zone);
	return `${year.padStart(4, '0')}-${month}-${day}`;
}

/** The time that it is in the zone, `HH:mm`. */
export function timeIn(instant: Date, zone: string): string {
	const { hour, minute } = wall(instant, zone);
	return `${hour}:${minute}`;
}

/** `2026-11-24 10:05:09` on the zone's wall clock, for logs. */
export function stampIn(instant: Date, zone: string): string {
	const { hour, minute, second } = wall(instant, zone);
	return `${dateIn(instant, zone)} ${hour}:${minute}:${second}`;
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, zone: string): number {
	const { year, month, day, hour, minute, second } = wall(new Date(instant), zone);
	return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which the zone's clock shows this date and time. A time that the clock shows twice (summer time
 * ends) means the first; one that it skips (summer time begins) means as long after the jump (02:30 → 03:30).
 * @param time `HH:mm`
 * @throws RangeError when date or time is none
 */
export function instantAt(date: string, time: string, zone: string): Date {
	const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
	if (!isDate(date) || !clock) throw new RangeError(`no such time: ${date} ${time}`);
	const shown = Date.parse(`${date}T${time}:00Z`);
	// The offsets well before and well after; around a change of the clock one of them is right, or none (skipped).
	const before = offsetAt(shown - 86_400_000, zone);
	const after = offsetAt(shown + 86_400_000, zone);
	// Earlier instants first, so that a time shown twice is taken the first time.
	for (const offset of before > after ? [before, after] : [after, before]) {
		if (offsetAt(shown - offset, zone) === offset) return new Date(shown - offset);
	}
	return new Date(shown - before);
}

/**
 * The instants of whole days in a zone: from the first moment of `from` up to, not including, the first moment after
 * `to`. Days of 23 and 25 hours come out right; where midnight is skipped, the day begins at the jump.
 * @param to the last day, `from` by default
 */
export function dayRange(from: string, zone: string, to = from): { start: Date; end: Date } {
	return { start: instantAt(from, '00:00', zone), end: instantAt(addDays(to, 1), '00:00', zone) };
}
