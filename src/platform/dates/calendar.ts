/**
 * Calendar dates as `YYYY-MM-DD` strings. They have no zone and no clock: a birthday is the same day everywhere,
 * and strings of this form sort as the days do. Arithmetic runs in UTC, where each day has 24 hours.
 */

/** Is it a day of the (proleptic Gregorian) calendar from year 0001 to 9999, written `YYYY-MM-DD`? */
export function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
	// Counted, not made into a Date and written out again: a list asks this of every line.
	const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
	return year > 0 && month > 0 && day > 0 && day <= (month === 2 && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0));
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** @throws RangeError when it is no date (a programming error: input is checked where it comes in) */
function demandDate(date: string): void {
	if (!isDate(date)) throw new RangeError(`not a date: ${date}`);
}

/** @throws RangeError as `demandDate` */
function utc(date: string): Date {
	demandDate(date);
	return new Date(`${date}T00:00:00Z`);
}

const text = (at: Date) => at.toISOString().slice(0, 10);

/** The day `days` later (earlier when negative). */
export function addDays(date: string, days: number): string {
	const at = utc(date);
	at.setUTCDate(at.getUTCDate() + days);
	return text(at);
}

/** The same day of the month `months` later; the last of the month when it has no such day (31 January → 28 February). */
export function addMonths(date: string, months: number): string {
	const at = utc(date);
	const day = at.getUTCDate();
	at.setUTCDate(1);
	at.setUTCMonth(at.getUTCMonth() + months);
	const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
	at.setUTCDate(Math.min(day, last));
	return text(at);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
	return (utc(to).getTime() - utc(from).getTime()) / 86_400_000;
}

/** 1 Monday … 7 Sunday (ISO 8601). */
export function weekday(date: string): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
	return (utc(date).getUTCDay() || 7) as 1;
}

/** Full years (周岁) on a day: one more on each birthday; who was born on 29 February has it on 1 March in other years. */
export function ageOn(birthDate: string, day: string): number {
	demandDate(birthDate);
	demandDate(day);
	const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
	return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
