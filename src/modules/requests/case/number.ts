/**
 * The number that a resident reads out over the phone: `20261124-0007`, the day in the subdistrict's zone and a counter
 * of that day. The counter is kept by the database (`requests.number_counter`); this file only writes and reads numbers.
 */

const SHAPE = /^(\d{4})(\d{2})(\d{2})-(\d{4,6})$/;

/** Four digits at least; a day with more than 9,999 cases simply grows a digit. */
export function formatNumber(day: string, counter: number): string {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new RangeError(`day must be YYYY-MM-DD, got ${day}`);
	if (!Number.isInteger(counter) || counter < 1 || counter > 999_999) throw new RangeError(`counter out of range: ${counter}`);
	return `${day.replaceAll('-', '')}-${String(counter).padStart(4, '0')}`;
}

/** What a number says, or `null` when it is none. The day must exist in the calendar. */
export function parseNumber(text: string): { day: string; counter: number } | null {
	const found = SHAPE.exec(text);
	if (!found) return null;
	const [, year, month, date, counter] = found as unknown as [string, string, string, string, string];
	const day = `${year}-${month}-${date}`;
	const instant = new Date(`${day}T00:00:00Z`);
	if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) return null;
	if (counter.length > 4 && counter.startsWith('0')) return null;
	if (Number(counter) === 0) return null;
	return { day, counter: Number(counter) };
}

/**
 * Makes a number out of what a person typed: full-width digits, spaces, no dash, any dash.
 * Returns the canonical form or `null`.
 */
export function readNumber(typed: string): string | null {
	const plain = typed.normalize('NFKC').replace(/[\s‐-―−－_]/g, (c) => (/\s/.test(c) ? '' : '-'));
	const dashed = /^\d{12,14}$/.test(plain) ? `${plain.slice(0, 8)}-${plain.slice(8)}` : plain;
	return parseNumber(dashed) ? dashed : null;
}
