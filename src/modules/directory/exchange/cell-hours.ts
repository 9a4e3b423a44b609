import { clockMinute, clockText, type Opening } from '../hours/hours.ts';
import type { ServiceDocument } from '../directory.schemas.ts';

/** Opening hours as people write them in a cell: `周一至周五 08:30-12:00 14:00-17:30；周六 09:00-12:00`. */

const DAYS = ['一', '二', '三', '四', '五', '六', '日'];
const ENGLISH = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

type Schedules = ServiceDocument['schedules'];

/** Weeks of a service as text; places, seasons and exceptions have no room in a cell and are told by `hoursFitACell`. */
export function hoursText(schedules: Schedules): string {
	const spans = new Map<string, number[]>();
	for (const schedule of schedules)
		for (const { weekday, opens, closes } of schedule.openings) {
			const key = `${clockText(opens)}-${clockText(closes)}`;
			spans.set(key, [...(spans.get(key) ?? []), weekday]);
		}
	const byDays = new Map<string, string[]>();
	for (const [span, days] of spans) {
		const text = daysText([...new Set(days)].sort((a, b) => a - b));
		byDays.set(text, [...(byDays.get(text) ?? []), span]);
	}
	const week = [...byDays].map(([days, times]) => `${days} ${times.sort().join(' ')}`).join('；');
	return week && schedules.some(({ calendar }) => calendar === 'weekly') ? `${week}；节假日照常` : week;
}

function daysText(days: number[]): string {
	if (days.length === 7) return '每天';
	const runs: [number, number][] = [];
	for (const day of days) {
		const last = runs.at(-1);
		if (last && last[1] === day - 1) last[1] = day;
		else runs.push([day, day]);
	}
	return runs.map(([from, to]) => (from === to ? `周${DAYS[from - 1]}` : to === from + 1 ? `周${DAYS[from - 1]}、周${DAYS[to - 1]}` : `周${DAYS[from - 1]}至周${DAYS[to - 1]}`)).join('、');
}

/** Reads hours; null when some part of the text is no hours. Empty text is no hours at all: an empty list. */
export function parseHours(text: string): Schedules | null {
	const plain = text.trim();
	if (!plain) return [];
	let calendar: 'civil' | 'weekly' = 'civil';
	const openings: Opening[] = [];
	for (const part of plain.split(/[；;\n。]+/)) {
		const piece = part.trim().replace(/，|,/g, ' ');
		if (!piece) continue;
		if (/^(节假日照常|全年无休|节假日不休|open on (public )?holidays)$/i.test(piece)) {
			calendar = 'weekly';
			continue;
		}
		const found = /^(.*?)\s*((?:\d{1,2}[:：]\d{2}\s*(?:[-–—~～－至到]|\bto\b)+\s*\d{1,2}[:：]\d{2}\s*、?\s*)+|24\s*小时|全天|24\s*hours)$/i.exec(piece);
		if (!found) return null;
		const days = parseDays(found[1]!.replace(/[:：]$/, ''));
		if (!days) return null;
		const spans = /小时|全天|hours/i.test(found[2]!) ? [[0, 1440] as const] : [...found[2]!.matchAll(/(\d{1,2}[:：]\d{2})\D+?(\d{1,2}[:：]\d{2})/g)].map(([, from, to]) => [clockMinute(from!), clockMinute(to!)] as const);
		for (const [opens, end] of spans) {
			if (opens === null || end === null || opens >= 1440) return null;
			// "18:00-02:00" ends the next morning.
			const closes = end <= opens ? end + 1440 : end;
			for (const weekday of days) openings.push({ weekday, opens, closes });
		}
	}
	openings.sort((a, b) => a.weekday - b.weekday || a.opens - b.opens);
	return [{ place: null, calendar, validFrom: null, validTo: null, note: '', openings, exceptions: [] }];
}

function parseDays(text: string): number[] | null {
	const plain = text.trim().toLowerCase();
	if (plain === '' || /^(每天|每日|天天|全周|daily|every day)$/.test(plain)) return [1, 2, 3, 4, 5, 6, 7];
	if (/^(工作日|weekdays)$/.test(plain)) return [1, 2, 3, 4, 5];
	if (/^(周末|双休日|weekends?)$/.test(plain)) return [6, 7];
	const days = new Set<number>();
	for (const piece of plain.split(/[、,，\s/和及]+/)) {
		if (!piece) continue;
		const range = piece.split(/[-–—~～－至到]/);
		const [from, to] = [dayOf(range[0]!), dayOf(range[1] ?? range[0]!)];
		if (!from || !to || range.length > 2 || to < from) return null;
		for (let day = from; day <= to; day++) days.add(day);
	}
	return days.size ? [...days].sort((a, b) => a - b) : null;
}

function dayOf(text: string): number | null {
	const chinese = /^(?:周|星期|礼拜)?([一二三四五六日天1-7])$/.exec(text);
	if (chinese) return /[1-7]/.test(chinese[1]!) ? Number(chinese[1]) : DAYS.indexOf(chinese[1] === '天' ? '日' : chinese[1]!) + 1;
	const english = ENGLISH.findIndex((name) => text.startsWith(name));
	return english < 0 ? null : english + 1;
}
