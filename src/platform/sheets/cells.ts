import { isDate } from '#platform/dates/index.ts';
import { toHalfWidth } from '#platform/text/index.ts';
import { serialToText } from './serial.ts';
import type { Cell } from './types.ts';

/** Blanks that a person cannot see, also those of the web and of Chinese typing. */
const BLANKS = /[\s\u00a0\u200b-\u200d\u2060\u3000\ufeff]+/g;

/** A cell as text, blanks trimmed and runs of them made one. Empty is `''`. */
export function asText(cell: Cell): string {
	if (cell === null) return '';
	if (typeof cell === 'boolean') return cell ? '是' : '否';
	if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
	return cell.replace(BLANKS, ' ').trim();
}

/**
 * A number too long for a number: an 18-digit identity number typed as a number has lost its last digits, and no
 * program can bring them back. Such a cell must be refused, not imported.
 */
export function hasLostDigits(cell: Cell): boolean {
	if (typeof cell === 'number') return Math.abs(cell) > Number.MAX_SAFE_INTEGER;
	return typeof cell === 'string' && /^\d(\.\d+)?E\+1[5-9]$/i.test(cell.trim());
}

/**
 * A cell as a number: `1,234.50`, `１２`, `￥12`, `12 元`, `85%` (0.85), `(12)` (−12). Text with other words in it is none.
 * @returns null when it is empty or no number
 */
export function asNumber(cell: Cell): number | null {
	if (typeof cell === 'number') return cell;
	if (typeof cell !== 'string') return null;
	let text = toHalfWidth(cell).replace(BLANKS, '').replace(/^[¥￥$]/, '').replace(/(?<=\d)(元|人|户|件|次|个|岁|㎡|平方米|平米)$/, '');
	const negative = /^\((.+)\)$/.exec(text);
	if (negative) text = `-${negative[1]}`;
	const match = /^([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)$/.exec(text);
	if (!match) return null;
	const number = Number(match[1]!.replaceAll(',', ''));
	return match[2] ? number / 100 : number;
}

/**
 * A cell as a day: a real date, or text as people write it: `2026-3-1`, `2026/3/1`, `2026.3.1`, `2026年3月1日`, `20260301`,
 * a time after it ignored, or a serial number whose cell was not formatted as a date. A two-digit year is not guessed.
 * @returns `YYYY-MM-DD`, or null when it is empty or no day
 */
export function asDate(cell: Cell): string | null {
	if (typeof cell === 'number') {
		// 8 digits as a number are a written date, not a serial (serials have at most 7).
		if (Number.isInteger(cell) && cell >= 18_000_101 && cell <= 29_991_231) return asDate(String(cell));
		return Number.isInteger(cell) && cell >= 367 ? serialToText(cell, 'date') : null;
	}
	if (typeof cell !== 'string') return null;
	const text = toHalfWidth(cell).replace(BLANKS, ' ').trim();
	const match =
		/^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?:[ T].*)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
	if (!match) return null;
	const date = `${match[1]}-${match[2]!.padStart(2, '0')}-${match[3]!.padStart(2, '0')}`;
	return isDate(date) ? date : null;
}

const YES = new Set(['是', '有', '对', '√', '✓', '✔', 'y', 'yes', 'true', '1']);
const NO = new Set(['否', '无', '没有', '不是', '×', '✗', 'x', 'n', 'no', 'false', '0']);

/** A cell as yes or no (是/否, 有/无, √/×, Y/N, 1/0). Null when it is empty or neither. */
export function asBoolean(cell: Cell): boolean | null {
	if (typeof cell === 'boolean') return cell;
	const text = toHalfWidth(asText(cell)).toLowerCase();
	return YES.has(text) ? true : NO.has(text) ? false : null;
}
