import { asDate } from '#platform/sheets/index.ts';
import type { ServiceDocument } from '../directory.schemas.ts';
import { clockMinute, clockText } from '../hours/hours.ts';

/** Days with other hours as lines of text: `2027-02-01 至 2027-02-03 休息 盘点`, `2027-02-04 11:00-12:00 只供午餐`. */

type Exceptions = ServiceDocument['schedules'][number]['exceptions'];

export const exceptionsText = (exceptions: Exceptions): string =>
	exceptions
		.map(({ from, to, opens, closes, reason }) => [from === to ? from : `${from} 至 ${to}`, opens === null || closes === null ? '休息' : `${clockText(opens)}-${clockText(closes > 1440 ? closes - 1440 : closes)}`, reason].filter(Boolean).join(' '))
		.join('\n');

/** Null when some line is none. */
export function parseExceptions(text: string): Exceptions | null {
	const exceptions: Exceptions = [];
	for (const line of text.split(/\n+/).map((line) => line.trim()).filter(Boolean)) {
		const found = /^(\S+?)(?:\s*(?:至|到|~|～|—|–)\s*(\d\S+?))?\s+(?:(休息|关闭|停业|closed)|(\d{1,2}[:：]\d{2})\s*[-–—~～－至到]+\s*(\d{1,2}[:：]\d{2}))\s*(.*)$/i.exec(line);
		const from = found && asDate(found[1]!);
		const to = found && (found[2] ? asDate(found[2]) : from);
		if (!found || !from || !to || to < from) return null;
		const [opens, end] = found[3] ? [null, null] : [clockMinute(found[4]!), clockMinute(found[5]!)];
		if (!found[3] && (opens === null || end === null || opens >= 1440)) return null;
		exceptions.push({ from, to, opens, closes: end === null || opens === null ? null : end <= opens ? end + 1440 : end, reason: found[6]!.trim().slice(0, 100) });
	}
	return exceptions;
}
