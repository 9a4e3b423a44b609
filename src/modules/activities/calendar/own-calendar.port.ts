/** What other modules put into somebody's own calendar. Joined in the composition root, so that activities know none of them. */
import type { Ctx } from '#platform/context.ts';
import type { CalendarEvent } from './ical.ts';

/**
 * Events of the account that `ctx` acts for, from a local day on. Each keeps its UID as long as there is such a time; its
 * SEQUENCE rises whenever the time or whether it takes place changes.
 * @param asked.site the site's own address, without a slash at the end
 */
export type OwnCalendar = (ctx: Ctx, asked: { site: string; from: string }) => Promise<CalendarEvent[]>;

let joined: readonly OwnCalendar[] = [];

/** Called once at start, and by tests. Returns what stood there before, so that a test can put it back. */
export function joinOwnCalendars(calendars: readonly OwnCalendar[]): readonly OwnCalendar[] {
	const before = joined;
	joined = calendars;
	return before;
}

export const othersEvents = async (ctx: Ctx, asked: Parameters<OwnCalendar>[1]): Promise<CalendarEvent[]> => (await Promise.all(joined.map((calendar) => calendar(ctx, asked)))).flat();
