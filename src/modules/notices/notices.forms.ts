import { dateIn, instantAt, isDate, timeIn } from '#platform/dates/index.ts';

/** What `<input type="datetime-local">` holds for an instant, in the subdistrict's zone. */
export const localOf = (at: Date | null, zone: string): string => (at ? `${dateIn(at, zone)}T${timeIn(at, zone)}` : '');

/** The instant of such a field as ISO text; what is not of its form is given back for the schema to refuse. */
export function instantOf(local: string | undefined, zone: string): string | undefined {
	const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(local ?? '') ?? [];
	return date && time && isDate(date) && time < '24:00' ? instantAt(date, time, zone).toISOString() : local || undefined;
}
