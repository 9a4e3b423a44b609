import { addDays, formatDate, formatDateTime, formatWeekday } from '#platform/dates/index.ts';
import { formatDistance } from '#platform/geo/index.ts';
import { marks, type Locale } from '#platform/i18n.ts';
import type { GroupCode, Price } from '../directory.model.ts';
import { clockText, type LocalTime, type Span } from '../hours/hours.ts';
import type { DirectoryMessages } from '../messages/zh.ts';
import type { ServiceLine } from '../search/lines.ts';

/** Sentences about an entry, for lists, pages and paper. Pure: the words come in, nothing is read. */
export interface Words {
	m: DirectoryMessages;
	locale: Locale;
	/** IANA name of the subdistrict's zone */
	zone: string;
	/** today there, `YYYY-MM-DD` */
	today: string;
}

/** The text in the reader's language, the Chinese one when there is no English. */
export const inLocale = (locale: Locale, zh: string, en: string): string => (locale === 'en' && en) || zh;

/** `¥12`, `¥12.50` of an amount in fen. */
export const yuan = (fen: number): string => `¥${fen % 100 === 0 ? fen / 100 : (fen / 100).toFixed(2)}`;

/** `免费`, `¥12 / 份`, `面议`. */
export const priceText = ({ m }: Pick<Words, 'm'>, price: Pick<Price, 'fen' | 'unit'>): string =>
	price.fen === null ? m.entry.agreed : price.fen === 0 ? m.entry.free : m.entry.per(yuan(price.fen), price.unit);

/** For whom a price is: its own label, else the group's name, else everybody else. */
export const priceFor = ({ m, locale }: Pick<Words, 'm' | 'locale'>, price: Price): string =>
	inLocale(locale, price.label, price.labelEn) || (price.group ? m.groups[price.group] : m.entry.everybody);

/** One line about the cost: `免费`, or up to three prices with whom they are for. */
export function costText(words: Words, line: Pick<ServiceLine, 'costKind' | 'prices'>): string {
	const { m } = words;
	if (line.costKind === 'free' && line.prices.every(({ fen }) => !fen)) return m.costKinds.free;
	if (!line.prices.length) return m.costKinds[line.costKind];
	const only = line.prices.length === 1 && !line.prices[0]!.group && !line.prices[0]!.label;
	return line.prices
		.slice(0, 3)
		.map((price) => (only ? priceText(words, price) : m.entry.fenFor(priceFor(words, price), priceText(words, price))))
		.join(marks[words.locale].comma);
}

/** Who it is for in a few words; empty for everyone. */
export function audienceText({ m, locale }: Words, line: { groups: readonly GroupCode[]; minAge: number | null; maxAge: number | null }): string {
	const groups = line.groups.map((group) => m.groups[group]).join(marks[locale].list);
	return [groups && m.entry.forGroups(groups), m.entry.ages(line.minAge, line.maxAge)].filter(Boolean).join(marks[locale].comma);
}

/** `今天 14:00`, `明天 08:30`, `周四 09:00`, a date when it is more than six days away. */
export function whenText({ locale, today }: Pick<Words, 'locale' | 'today'>, at: LocalTime): string {
	const time = clockText(at.minute);
	const day =
		at.date === today
			? locale === 'zh' ? '今天' : 'today'
			: at.date === addDays(today, 1)
				? locale === 'zh' ? '明天' : 'tomorrow'
				: at.date < addDays(today, 7)
					? formatWeekday(at.date, locale)
					: formatDate(at.date, locale);
	return `${day} ${time}`;
}

/** What is to be said about the hours at this moment; null when none are known. */
export function openText(words: Words, line: Pick<ServiceLine, 'openNow' | 'openUntil' | 'opensNext'>): string | null {
	const { m } = words;
	if (line.openNow === null) return null;
	if (line.openNow) return line.openUntil === null || line.openUntil >= 2880 ? m.entry.openAlways : m.entry.openUntil(clockText(line.openUntil % 1440));
	return line.opensNext ? m.entry.opensAt(whenText(words, line.opensNext)) : m.entry.closed;
}

/** The first bookable time; null when there is none. */
export const slotText = ({ m, zone, locale }: Words, slot: ServiceLine['nextSlot']): string | null => slot && m.entry.slot(formatDateTime(slot.startsAt, zone, locale), slot.free);

export const distanceText = ({ m, locale }: Words, metres: number | null): string | null => (metres === null ? null : m.entry.distance(formatDistance(metres, locale)));

/** `08:30–12:00，14:00–17:30`; what runs past midnight ends with the time of the next day. */
export const spansText = ({ locale }: Pick<Words, 'locale'>, spans: readonly Span[]): string =>
	spans.map(({ opens, closes }) => `${clockText(opens)}–${closes === 1440 ? '24:00' : clockText(closes % 1440)}`).join(marks[locale].comma);
