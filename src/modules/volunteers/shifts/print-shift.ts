/** What hangs and lies at the place of a shift: the poster with the code, the sheet on paper. */
import type { Ctx } from '#platform/context.ts';
import { formatDateTime, formatRange } from '#platform/dates/index.ts';
import { notice, printTable, qrSvg, renderPdf, tableReportWords } from '#platform/print/index.ts';
import { paperWords } from '../messages/papers.ts';
import { getShift } from './shift.queries.ts';

interface Place {
	subdistrict: string;
	zone: string;
	origin: string;
}

/** The poster whose code checks in and out. @throws platform.notFound (404) */
export async function printShiftPoster(ctx: Ctx, id: string, { subdistrict, zone, origin }: Place): Promise<Buffer> {
	const shift = await getShift(ctx, { id });
	const w = paperWords[ctx.locale];
	const url = `${origin}/volunteers/shifts/${id}?k=${shift.scanKey}`;
	return renderPdf(
		notice,
		{
			lang: ctx.locale,
			size: 'a4',
			org: shift.teamName ? `${subdistrict} · ${shift.teamName}` : subdistrict,
			kind: w.posterKind,
			title: shift.title,
			body: w.posterBody(shift.place, formatRange(shift.startsAt, shift.endsAt, zone, ctx.locale)),
			signature: '',
			date: '',
			contact: shift.contactName ? w.posterContact(shift.contactName) : undefined,
			qr: qrSvg(url),
			url,
			qrCaption: w.posterScan
		},
		{ now: ctx.clock.now() }
	);
}

/** Lines that stay empty on the sheet, for those who join on the spot. */
const EMPTY_LINES = 8;

/** The sheet that people sign: those with a place, and empty lines. @throws platform.notFound (404) */
export async function printSignInSheet(ctx: Ctx, id: string, { subdistrict, zone }: Place): Promise<Buffer> {
	const shift = await getShift(ctx, { id });
	const w = paperWords[ctx.locale];
	const { columns } = w;
	const rows = shift.people.map((one) => [one.roleName, one.name, one.number, one.phone, null, null, null, null]);
	return printTable(
		{
			lang: ctx.locale,
			org: shift.teamName ? `${subdistrict} · ${shift.teamName}` : subdistrict,
			title: w.sheetTitle(shift.title),
			period: `${formatRange(shift.startsAt, shift.endsAt, zone, ctx.locale)} · ${shift.place}`,
			columns: Object.values(columns).map((label) => ({ label, align: 'left' as const })),
			rows: [...rows, ...Array.from({ length: EMPTY_LINES }, () => [' ', null, null, null, null, null, null, null])],
			notes: [{ label: w.note, text: w.noteText }],
			printedAt: formatDateTime(ctx.clock.now(), zone, ctx.locale),
			words: tableReportWords[ctx.locale]
		},
		{ now: ctx.clock.now() }
	);
}
