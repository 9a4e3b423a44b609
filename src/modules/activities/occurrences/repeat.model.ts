/** Pure: between the answers of the form (每周三、五，到 6 月底) and the rule that they mean (RFC 5545). */
import { weekday } from '#platform/dates/index.ts';

export const REPEATS = ['once', 'daily', 'weekly', 'monthly_day', 'monthly_week', 'yearly'] as const;
/** 只办一次 / 每天 / 每周 / 每月同一天 / 每月第几个周几 / 每年 */
export type RepeatKind = (typeof REPEATS)[number];

export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type WeekdayCode = (typeof WEEKDAYS)[number];

export interface Repeat {
	kind: RepeatKind;
	/** every so many days, weeks, months or years */
	every: number;
	/** of a weekly one; empty: the first day's */
	weekdays: WeekdayCode[];
	/** last local day, or null */
	until: string | null;
	/** how many times, or null; `until` goes before it */
	times: number | null;
}

const codeOf = (day: string): WeekdayCode => WEEKDAYS[weekday(day) - 1]!;

/** Which of its weekday in the month a day is: 1 … 4, or -1 for a fifth, which not every month has. */
const nthOf = (day: string): number => {
	const nth = Math.ceil(Number(day.slice(8)) / 7);
	return nth > 4 ? -1 : nth;
};

/** The rule of a series that begins on `firstOn`; null: once. */
export function ruleOf(repeat: Repeat, firstOn: string): string | null {
	if (repeat.kind === 'once') return null;
	const parts = {
		daily: ['FREQ=DAILY'],
		weekly: ['FREQ=WEEKLY', `BYDAY=${(repeat.weekdays.length ? WEEKDAYS.filter((code) => repeat.weekdays.includes(code)) : [codeOf(firstOn)]).join(',')}`],
		monthly_day: ['FREQ=MONTHLY', `BYMONTHDAY=${Number(firstOn.slice(8))}`],
		monthly_week: ['FREQ=MONTHLY', `BYDAY=${nthOf(firstOn)}${codeOf(firstOn)}`],
		yearly: ['FREQ=YEARLY', `BYMONTH=${Number(firstOn.slice(5, 7))}`, `BYMONTHDAY=${Number(firstOn.slice(8))}`]
	}[repeat.kind];
	if (repeat.every > 1) parts.push(`INTERVAL=${repeat.every}`);
	if (repeat.until) parts.push(`UNTIL=${repeat.until.replaceAll('-', '')}`);
	else if (repeat.times) parts.push(`COUNT=${repeat.times}`);
	return parts.join(';');
}

/** What the form shows for a rule. Only `ruleOf` makes rules; of another one, what the form has no field for is not shown. */
export function repeatOf(rule: string | null): Repeat {
	const part = Object.fromEntries((rule ?? '').split(';').map((each) => each.split('=') as [string, string]));
	const kind: RepeatKind = !rule ? 'once' : part.FREQ === 'DAILY' ? 'daily' : part.FREQ === 'WEEKLY' ? 'weekly' : part.FREQ === 'YEARLY' ? 'yearly' : part.BYDAY ? 'monthly_week' : 'monthly_day';
	return {
		kind,
		every: Number(part.INTERVAL ?? 1),
		weekdays: kind === 'weekly' ? WEEKDAYS.filter((code) => part.BYDAY?.split(',').includes(code)) : [],
		until: part.UNTIL ? part.UNTIL.slice(0, 8).replace(/^(....)(..)(..)$/, '$1-$2-$3') : null,
		times: part.COUNT ? Number(part.COUNT) : null
	};
}
