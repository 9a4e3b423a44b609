/** Pure: the week that a page shows, from Monday to Sunday. */
import { addDays, isDate, weekday } from '#platform/dates/index.ts';

export interface Week {
	monday: string;
	sunday: string;
	previous: string;
	next: string;
	/** today is in it */
	current: boolean;
}

/** @param asked a day `YYYY-MM-DD`, whatever somebody typed into an address, or nothing: the week of today */
export function weekOf(asked: string | null, today: string): Week {
	const day = asked && isDate(asked) && asked > '1900' && asked < '2200' ? asked : today;
	const monday = addDays(day, 1 - weekday(day));
	const sunday = addDays(monday, 6);
	return { monday, sunday, previous: addDays(monday, -7), next: addDays(monday, 7), current: monday <= today && today <= sunday };
}
