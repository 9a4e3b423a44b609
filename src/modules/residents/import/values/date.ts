import { isDate } from '#platform/dates/index.ts';
import { serialToText, type Cell } from '#platform/sheets/index.ts';
import { toHalfWidth } from '#platform/text/index.ts';

/** A day as far as it is known. Of a month or a year the date is its first day. */
export interface LooseDate {
	date: string;
	known: 'day' | 'month' | 'year';
	/** `century`: two digits of the year were written; `tenth`: 1951.1, which Excel also makes of 1951.10; `lunar`: the year alone was taken */
	assumed?: 'century' | 'tenth' | 'lunar';
}

export interface DateHints {
	/** the day of the import, in the subdistrict's zone: a two-digit year beyond it belongs to the last century */
	today: string;
	/** serial numbers of this workbook count from 1904 */
	date1904: boolean;
}

const CHINESE_DIGITS: Record<string, string> = { 〇: '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' };

/**
 * A day as people write one: `1951.3.7`, `1951年3月7日生`, `1951年3月`, `51-3-7`, `19510307`, `195103`, `510307`, `1951`,
 * `一九五一年三月七日`, a serial number whose cell lost its date format, a date with a time behind it.
 * @returns null when it is empty or no day (`1951-13-07`); lunar dates give their year only
 */
export function parseLooseDate(cell: Cell, hints: DateHints): LooseDate | null {
	if (typeof cell === 'boolean' || cell === null) return null;
	if (typeof cell === 'number') return fromNumber(cell, hints);
	const written = toHalfWidth(cell).replace(/[\s\u00a0\u200b-\u200d\ufeff]+/g, ' ').trim();
	if (written === '') return null;
	const lunar = /农历|阴历|腊月|正月|冬月|闰|初[一二三四五六七八九十]|廿/.test(written);
	const text = chineseToDigits(written)
		.replace(/^(?:出生于|生于|约|公历|阳历|公元)/, '')
		.replace(/(?:出生|生)$/, '')
		.replace(/[（(][^）)]*[）)]/g, '')
		.trim();
	if (lunar) {
		const year = /(\d{4})/.exec(text)?.[1];
		return year ? { ...checked(year, '1', '1', 'year')!, assumed: 'lunar' } : null;
	}
	// A time behind the day, as databases export it.
	const bare = text.replace(/[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?$/, '').trim();
	const parts = /^(\d{4}|\d{2}) ?[-/.年,、·\\ ] ?(\d{1,2})(?: ?[-/.月,、·\\ ] ?(\d{1,2}) ?[日号]?| ?月)?$/.exec(bare);
	if (parts) return fromParts(parts[1]!, parts[2]!, parts[3], hints);
	if (/^\d+$/.test(bare)) return fromDigits(bare, hints);
	const year = /^(\d{4}|\d{2}) ?年$/.exec(bare);
	return year ? fromParts(year[1]!, undefined, undefined, hints) : null;
}

function fromNumber(number: number, hints: DateHints): LooseDate | null {
	if (!Number.isFinite(number) || number <= 0) return null;
	if (!Number.isInteger(number)) {
		// 1951.3 and 1951.03 are March; 1951.1 may have been 1951.10 before Excel took it for a number.
		const [year = '', month = ''] = String(number).split('.');
		if (!/^(?:1[89]|20)\d{2}$/.test(year) || month.length > 2) return number > 367 ? serial(number, hints) : null;
		if (month === '1') return { date: `${year}-01-01`, known: 'year', assumed: 'tenth' };
		return checked(year, month, '1', 'month');
	}
	if (number >= 1_000_000) return fromDigits(String(number), hints);
	if (number >= 1850 && number <= Number(hints.today.slice(0, 4))) return fromDigits(String(number), hints);
	const digits = String(number);
	// 195103, 200512: year and month; other six digits are no serial of a lifetime either (100000 is the year 2173).
	if (digits.length === 6) return fromDigits(digits, hints);
	return number >= 367 && number < 100_000 ? serial(number, hints) : null;
}

function serial(number: number, { date1904, today }: DateHints): LooseDate | null {
	const text = serialToText(Math.floor(number), 'date', date1904);
	return text && text <= `${Number(today.slice(0, 4)) + 50}` ? { date: text, known: 'day' } : null;
}

function fromDigits(digits: string, hints: DateHints): LooseDate | null {
	if (digits.length === 8) return checked(digits.slice(0, 4), digits.slice(4, 6), digits.slice(6), digits.endsWith('0000') ? 'year' : digits.endsWith('00') ? 'month' : 'day');
	if (digits.length === 6) {
		const century = /^(?:18|19|20)/.test(digits) ? checked(digits.slice(0, 4), digits.slice(4), '1', 'month') : null;
		return century && century.date <= hints.today ? century : fromParts(digits.slice(0, 2), digits.slice(2, 4), digits.slice(4), hints);
	}
	if (digits.length === 4) return /^(?:18|19|20)/.test(digits) ? checked(digits, '1', '1', 'year') : null;
	if (digits.length === 5) return fromNumber(Number(digits), hints);
	return null;
}

function fromParts(year: string, month: string | undefined, day: string | undefined, { today }: DateHints): LooseDate | null {
	const short = year.length === 2;
	let full = year;
	if (short) {
		const near = `20${year}`;
		full = `${near}-${(month ?? '1').padStart(2, '0')}-${(day ?? '1').padStart(2, '0')}` <= today ? near : `19${year}`;
	}
	const found = checked(full, month ?? '1', day ?? '1', day !== undefined ? 'day' : month !== undefined ? 'month' : 'year');
	return found && short ? { ...found, assumed: 'century' } : found;
}

function checked(year: string, month: string, day: string, known: LooseDate['known']): LooseDate | null {
	const date = `${year}-${known === 'year' ? '01' : month.padStart(2, '0')}-${known === 'day' ? day.padStart(2, '0') : '01'}`;
	return isDate(date) ? { date, known } : null;
}

/** 一九五一年十二月二十一日 -> 1951年12月21日; text without such numbers stays as it is. */
function chineseToDigits(text: string): string {
	return text
		.replace(/[〇零一二三四五六七八九]{4}(?=年)/g, (digits) => [...digits].map((digit) => CHINESE_DIGITS[digit]!).join(''))
		.replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[月日号])/g, (_, tens: string, ones: string) => `${CHINESE_DIGITS[tens] ?? '1'}${CHINESE_DIGITS[ones] ?? '0'}`)
		.replace(/[一二三四五六七八九](?=[月日号])/g, (digit) => CHINESE_DIGITS[digit]!);
}
