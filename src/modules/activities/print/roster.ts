/** The list at the door on paper and as a sheet, and the poster that people scan. */
import type { Writable } from 'node:stream';
import type { Ctx } from '#platform/context.ts';
import { formatDateTime, formatRange, timeIn } from '#platform/dates/index.ts';
import { printTable, qrSvg, renderPdf, tableReportWords, template } from '#platform/print/index.ts';
import { stampCell } from '#platform/sheets/paged.ts';
import { writeWorkbook } from '#platform/sheets/index.ts';
import type { Roster, RosterLine } from '../attendance/roster.queries.ts';
import type { TimeHead } from '../attendance/times.queries.ts';
import { paperWords } from '../messages/paper.ts';
import { rosterMessages } from '../messages/roster.ts';

interface DoorData {
	lang: 'zh' | 'en';
	org: string;
	kind: string;
	title: string;
	when: string;
	place: string;
	scan: string;
	/** for who has no phone */
	otherwise: string;
	/** from `qrSvg(url)` */
	qr: string;
	url: string;
}

const door = template<DoorData>('modules/activities/print/door.typ');

/** A line to sign on, wide enough for a hand. */
const SIGN_HERE = '＿'.repeat(12);

interface Place {
	org: string;
	zone: string;
}

/** Who may come in: those with a place and those who wait. Who cancelled is not read out at a door. */
const expected = (roster: Roster): RosterLine[] => roster.lines.filter(({ state }) => state === 'taken' || state === 'offered' || state === 'waiting' || state === 'walked_in');

/** Lines for who walks in: some on every list, and a page full where few have signed up. */
const emptyLines = (expected: number): number => Math.max(8, 14 - expected);

/** A list to tick by hand; with empty lines for who walks in. */
export function printRoster(ctx: Ctx, roster: Roster, { org, zone }: Place): Promise<Buffer> {
	const lang = ctx.locale;
	const m = paperWords[lang].roster;
	const states = rosterMessages[lang].state;
	const lines = expected(roster);
	return printTable(
		{
			lang,
			org,
			title: m.title(roster.title),
			period: `${formatRange(roster.startsAt, roster.endsAt, zone, lang)} · ${roster.place}`,
			columns: [m.number, m.name, m.phone, m.state, m.came, m.sign, m.note].map((label, i) => ({ label, align: i === 0 ? ('right' as const) : ('left' as const) })),
			rows: [
				...lines.map((line, i): (string | null)[] => [String(i + 1), line.name, line.phoneMasked, states[line.state] ?? '', line.attendance ? timeIn(line.attendance.cameAt, zone) : '□', SIGN_HERE, line.guardian ? m.guardian(line.guardian) : line.exception]),
				...Array.from({ length: emptyLines(lines.length) }, (_, i): (string | null)[] => [String(lines.length + i + 1), SIGN_HERE, null, null, '□', SIGN_HERE, null])
			],
			byHand: true,
			notes: [{ label: m.how, text: m.howText }],
			printedAt: formatDateTime(ctx.clock.now(), zone, lang),
			words: tableReportWords[lang]
		},
		{ now: ctx.clock.now() }
	);
}

/** The whole list as a workbook, as it is on screen: telephones masked. */
export function rosterSheet(ctx: Ctx, roster: Roster, zone: string): (target: Writable) => Promise<void> {
	const m = paperWords[ctx.locale].roster;
	const words = rosterMessages[ctx.locale];
	const stamp = stampCell(zone);
	return (target) =>
		writeWorkbook(target, {
			now: ctx.clock.now(),
			sheets: [
				{
					name: m.sheet,
					columns: [{ header: m.number, format: 'integer' }, { header: m.name }, { header: m.phone }, { header: m.state }, { header: m.source }, { header: m.came, format: 'datetime' }, { header: m.cameBy }, { header: m.note, width: 30 }],
					rows: roster.lines.map((line, i) => [i + 1, line.name, line.phoneMasked, words.state[line.state] ?? '', words.source[line.source] ?? '', stamp(line.attendance?.cameAt ?? null), line.attendance ? (words.cameBy[line.attendance.source] ?? '') : '', [line.guardian && m.guardian(line.guardian), line.exception].filter(Boolean).join('；')])
				}
			]
		});
}

/** The poster at the door: scan it and you are checked in. */
export function printDoorPoster(ctx: Ctx, time: TimeHead, { org, zone }: Place, origin: string): Promise<Buffer> {
	const lang = ctx.locale;
	const m = paperWords[lang].door;
	const url = origin + time.doorPath;
	return renderPdf(
		door,
		{ lang, org, kind: m.kind, title: time.title, when: formatRange(time.startsAt, time.endsAt, zone, lang), place: time.place, scan: m.scan, otherwise: m.otherwise, qr: qrSvg(url), url },
		{ now: ctx.clock.now() }
	);
}
