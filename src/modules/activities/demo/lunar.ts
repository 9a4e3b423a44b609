/** Pure: days of the Chinese calendar, asked of ICU rather than written down. */
import { addDays } from '#platform/dates/index.ts';

const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', { timeZone: 'UTC', month: 'numeric', day: 'numeric' });

/** The day of a Gregorian year on which a month and day of the Chinese calendar fall; a leap month (闰月) is not that month. */
export function lunarDay(year: number, month: number, day: number): string {
	for (let at = `${year}-01-01`; at < `${year + 1}-01-01`; at = addDays(at, 1)) {
		const parts = Object.fromEntries(chinese.formatToParts(new Date(`${at}T12:00:00Z`)).map(({ type, value }) => [type, value]));
		if (parts.month === String(month) && parts.day === String(day)) return at;
	}
	throw new RangeError(`no ${month}/${day} of the Chinese calendar in ${year}`);
}
