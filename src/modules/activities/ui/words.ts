/** Sentences about an activity, for lists, pages and paper. Pure: the words come in, nothing is read. */
import { formatDate, formatWeekday, timeIn } from '#platform/dates/index.ts';
import { marks, type Locale } from '#platform/i18n.ts';
import type { ActivitiesMessages } from '../messages/zh.ts';
import { repeatOf, WEEKDAYS } from '../occurrences/repeat.model.ts';
import type { Activity, Part } from '../offering/activity.model.ts';

export interface Words {
	m: ActivitiesMessages;
	locale: Locale;
	/** IANA name of the subdistrict's zone */
	zone: string;
}

/** The text in the reader's language, the Chinese one when there is no English. */
export const inLocale = (locale: Locale, zh: string, en: string): string => (locale === 'en' && en) || zh;

/** `¥12`, `¥12.50` of an amount in fen. */
export const yuan = (fen: number): string => `¥${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}`;

/** `免费`, `¥50（原价 ¥380）` */
export const feeText = ({ m }: Pick<Words, 'm'>, { fee, feeFen, fullFeeFen }: Pick<Activity, 'fee' | 'feeFen'> & { fullFeeFen?: number | null }): string =>
	fee === 'free' || feeFen === null ? m.fee.free : m.feeOf(yuan(feeFen), fee === 'subsidised' && fullFeeFen ? yuan(fullFeeFen) : null);

/** 14:30–16:00 */
export const hoursText = ({ zone }: Pick<Words, 'zone'>, time: { startsAt: Date; endsAt: Date }): string => `${timeIn(time.startsAt, zone)}–${timeIn(time.endsAt, zone)}`;

/** `11月25日 周三`, `Wed 25 November`: where the year stands above it, or is this one. */
export const shortDay = (day: string, locale: Locale): string => formatDate(day, locale).replace(locale === 'zh' ? /^\d+年/ : / \d{4}$/, '');

/** Whom it is for in a few words. */
export const audienceText = ({ m, locale }: Words, activity: Pick<Activity, 'minAge' | 'maxAge' | 'guardianUnder' | 'ownCommunityOnly'>): string =>
	[m.ages(activity.minAge, activity.maxAge), activity.guardianUnder !== null ? m.guardian(activity.guardianUnder) : '', activity.ownCommunityOnly ? m.ownOnly : ''].filter(Boolean).join(marks[locale].comma);

/** A Monday in the calendar, for the names of weekdays. */
const A_WEEK = ['2026-01-05', '2026-01-06', '2026-01-07', '2026-01-08', '2026-01-09', '2026-01-10', '2026-01-11'];

/** `每周三、五，到 2026年6月30日，节假日不办`; empty for what takes place once. */
export function repeatText({ m, locale }: Words, { rule, skipHolidays }: Pick<Activity, 'rule' | 'skipHolidays'>): string {
	if (!rule) return '';
	const { kind, every, weekdays, until, times } = repeatOf(rule);
	const name = (index: number) => formatWeekday(A_WEEK[index]!, locale);
	const [, nth, code] = /BYDAY=(-?\d)([A-Z]{2})/.exec(rule) ?? [];
	const [, month] = /BYMONTH=(\d+)/.exec(rule) ?? [];
	const [, monthDay] = /BYMONTHDAY=(\d+)/.exec(rule) ?? [];
	const how =
		kind === 'daily'
			? m.repeats.daily(every)
			: kind === 'weekly'
				? m.repeats.weekly(every, weekdays.map((each, i) => (locale === 'zh' && i > 0 ? name(WEEKDAYS.indexOf(each)).slice(1) : name(WEEKDAYS.indexOf(each)))).join(marks[locale].list))
				: kind === 'monthly_week'
					? m.repeats.monthly_week(every, Number(nth), name(WEEKDAYS.indexOf(code as (typeof WEEKDAYS)[number])))
					: kind === 'monthly_day'
						? m.repeats.monthly_day(every, Number(monthDay))
						: m.repeats.yearly(every, Number(month), Number(monthDay));
	return [how, until ? m.repeats.until(formatDate(until, locale)) : times ? m.repeats.times(times) : '', skipHolidays ? m.repeats.noHolidays : ''].filter(Boolean).join(marks[locale].comma);
}

/** What somebody gives: `场地 2 小时：科学教室`; empty for a host who gives nothing in particular. */
export function givesText({ m, locale }: Pick<Words, 'm' | 'locale'>, { gives, amount, words }: Pick<Part, 'gives' | 'amount' | 'words'>): string {
	const how = gives === null ? '' : amount === null ? (words ? '' : m.gives[gives]) : gives === 'money' ? m.gaveMoney(yuan(amount)) : gives === 'room' ? m.gaveRoom(amount) : gives === 'people' ? m.gavePeople(amount) : m.gives.goods;
	return [how, words].filter(Boolean).join(marks[locale].colon);
}
