/** On which day the times were that people say or write down with the hour alone: those of a shift, also of one over midnight. Pure. */
import { addDays, dateIn, instantAt } from '#platform/dates/index.ts';

/** How long after the end of a shift a check-out is believed: by phone at the time, on paper as an hour of the next day. */
export const LATE_CHECKOUT_MS = 3 * 3_600_000;

interface Shift {
	on_day: string;
	starts_at: Date;
	ends_at: Date;
}

/** When one may check in: from some minutes before the shift begins until it ends. */
export const checkInWindow = (shift: Omit<Shift, 'on_day'>, beforeMinutes: number): { from: Date; until: Date } => ({ from: new Date(shift.starts_at.getTime() - beforeMinutes * 60_000), until: shift.ends_at });

/** @returns when the check-out at `out` (`HH:mm`) was: the same day, or the next one where the shift reaches into it; null: before the check-in */
export function outAtOf(inAt: Date, out: string, shift: Shift, zone: string): Date | null {
	const day = dateIn(inAt, zone);
	const same = instantAt(day, out, zone);
	if (same > inAt) return same;
	const next = instantAt(addDays(day, 1), out, zone);
	return next.getTime() <= shift.ends_at.getTime() + LATE_CHECKOUT_MS ? next : null;
}

/** A line of a paper sheet (`HH:mm`), as instants; null: out is not after in. Whoever came to a shift after its midnight came on the next day. */
export function paperTimes(line: { in: string; out: string }, shift: Shift, zone: string): { inAt: Date; outAt: Date } | null {
	const next = instantAt(addDays(shift.on_day, 1), line.in, zone);
	const overMidnight = dateIn(shift.ends_at, zone) > shift.on_day && next.getTime() <= shift.ends_at.getTime() + LATE_CHECKOUT_MS;
	const inAt = overMidnight ? next : instantAt(shift.on_day, line.in, zone);
	const outAt = outAtOf(inAt, line.out, shift, zone);
	return outAt && { inAt, outAt };
}
