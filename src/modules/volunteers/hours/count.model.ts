/**
 * What of a check-in and a check-out counts: actual service, in whole minutes. Nothing before the shift begins (the way there
 * is no service), nothing more than some minutes after its end, no multiplier, and no rounding but down to the minute.
 */

export interface Counted {
	/** whole minutes, 0 or more */
	minutes: number;
	/** from when to when it counts; the same instant twice where nothing does */
	from: Date;
	to: Date;
}

const MINUTE = 60_000;

/**
 * @param afterMinutes how long after the shift's end service still counts as it was (dated data)
 */
export function countedService(span: { inAt: Date; outAt: Date }, shift: { startsAt: Date; endsAt: Date }, afterMinutes: number): Counted {
	const from = new Date(Math.max(span.inAt.getTime(), shift.startsAt.getTime()));
	const to = new Date(Math.min(span.outAt.getTime(), shift.endsAt.getTime() + afterMinutes * MINUTE));
	const minutes = Math.max(0, Math.floor((to.getTime() - from.getTime()) / MINUTE));
	return minutes > 0 ? { minutes, from, to } : { minutes: 0, from, to: from };
}

/** Whether two half-open intervals share a moment: what ends at ten and what begins at ten do not. */
export const overlaps = (a: { startsAt: Date; endsAt: Date }, b: { startsAt: Date; endsAt: Date }): boolean => a.startsAt < b.endsAt && b.startsAt < a.endsAt;

export const ENTRY_KINDS = ['service', 'training', 'lecture', 'award'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** Pairs of check-in and check-out a person may have at one activity on one day (i志愿's rule); the database holds to it as well. */
export const PAIRS_A_DAY = 3;

/** Minutes as hours and minutes. */
export const hoursAndMinutes = (minutes: number): { hours: number; minutes: number } => ({ hours: Math.trunc(minutes / 60), minutes: Math.abs(minutes % 60) });

/** The star grade of so many minutes of service: the highest level reached, 0 below the first. */
export const starsOf = (minutes: number, levels: readonly { stars: number; minutes: number }[]): number => Math.max(0, ...levels.filter((level) => minutes >= level.minutes).map(({ stars }) => stars));
