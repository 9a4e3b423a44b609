/** Names typed or pasted one a line, with telephone and year of birth behind them in any order: `王秀英 12000000001 1956`. */
import { normalisePhone } from '#platform/phone.ts';

export interface Line {
	name: string;
	phone: string | null;
	birthYear: string | null;
}

/** So many people are signed up at once; the page keeps the rest for the next send. */
export const MOST_LINES = 100;

/** A line as it would be typed. */
export const writeLine = ({ name, phone, birthYear }: Line): string => [name, phone, birthYear].filter(Boolean).join(' ');

/** Cells of a sheet come with tabs, a list with commas. @returns the lines, or the number of the first that cannot be read */
export function readLines(text: string): { lines: Line[]; wrong: number | null } {
	const lines: Line[] = [];
	for (const [i, raw] of text.split('\n').entries()) {
		const words = raw.normalize('NFKC').split(/[\s,，、;；]+/).filter(Boolean);
		if (!words.length) continue;
		const line: Line = { name: '', phone: null, birthYear: null };
		for (const word of words) {
			const phone = normalisePhone(word);
			if (phone) line.phone = phone;
			else if (/^(19|20)\d\d$/.test(word)) line.birthYear = word;
			else if (/\d/.test(word)) return { lines: [], wrong: i + 1 };
			else line.name += (line.name && /^[a-z]/i.test(word) ? ' ' : '') + word;
		}
		if (!line.name) return { lines: [], wrong: i + 1 };
		lines.push(line);
	}
	return { lines, wrong: null };
}
