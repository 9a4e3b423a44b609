import type { DeskWords } from '../messages/desk.zh.ts';

/** A length of time in the largest unit that says enough: "3 天", "5 小时", "20 分钟"; `short` as in a row: "5 h". */
export function lengthWords(ms: number, m: DeskWords, short = false): string {
	const units = short ? m.row : { days: m.days, hours: m.hours, minutes: m.minutesUnit };
	const minutes = Math.max(1, Math.round(Math.abs(ms) / 60_000));
	if (minutes < 60) return units.minutes(minutes);
	const hours = Math.round(minutes / 60);
	return hours < 48 ? units.hours(hours) : units.days(Math.round(hours / 24));
}

/** How long before it is due a clock turns to straw: the shorter the clock, the later. */
const NEAR_MS: Record<string, number> = { accept: 30 * 60_000, first_contact: 4 * 3_600_000, resolve: 24 * 3_600_000 };

export const isNear = (clock: string, left: number): boolean => left < (NEAR_MS[clock] ?? 0);

/**
 * The clock at the right of a row: which one runs, and how long it has or is over. Ended and waiting cases say that
 * instead; `title` is the exact time.
 */
export function clockWords(
	row: { nextClock: string | null; nextDueAt: Date | string | number | null; paused: boolean },
	now: number,
	m: DeskWords,
	clocks: Record<'accept' | 'first_contact' | 'resolve', string>
): { words: string; state: 'ok' | 'near' | 'late' | 'paused' | 'met' } {
	if (row.paused) return { words: m.paused, state: 'paused' };
	if (!row.nextClock || !row.nextDueAt) return { words: '', state: 'met' };
	const left = new Date(row.nextDueAt).getTime() - now;
	const clock = row.nextClock as keyof typeof clocks;
	const name = m.row.clock[clock] ?? clocks[clock];
	if (left < 0) return { words: `${name} ${m.overBy(lengthWords(left, m, true))}`, state: 'late' };
	return { words: `${name} ${lengthWords(left, m, true)}`, state: isNear(row.nextClock, left) ? 'near' : 'ok' };
}
