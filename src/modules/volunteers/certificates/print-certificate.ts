/** The certificate as a PDF: from the snapshot alone, so that it says the same whenever it is printed. */
import type { Ctx } from '#platform/context.ts';
import { formatDay } from '#platform/dates/index.ts';
import { qrSvg, renderPdf } from '#platform/print/index.ts';
import { paperWords } from '../messages/papers.ts';
import { volunteersMessages } from '../messages/index.ts';
import { issuedPaper } from './certificate.queries.ts';
import { certificate, certificateWords } from './print/certificate.ts';

/** A paper of more lines than this is a book; what is longer is printed by month. */
const LINES_AT_MOST = 40;

/**
 * @param origin the address under which residents reach the site; its page of verification stands in the QR code
 * @throws platform.notFound (404) before it is issued
 */
export async function printCertificate(ctx: Ctx, id: string, origin: string): Promise<{ number: string; pdf: Buffer }> {
	const paper = await issuedPaper(ctx, { id });
	const { body } = paper;
	const m = volunteersMessages[ctx.locale];
	const w = paperWords[ctx.locale];
	const day = (date: string) => formatDay(date, ctx.locale);
	const url = `${origin}/verify/${paper.number}`;
	const pdf = await renderPdf(
		certificate,
		{
			lang: ctx.locale,
			number: paper.number,
			facts: [
				{ label: w.name, value: body.name },
				{ label: w.document, value: `${w.idCard} ${body.idNumber}` },
				{ label: w.volunteerNumber, value: body.volunteerNumber }
			],
			statement: w.statement(body.name, day(body.from), day(body.to), m.hours.time(body.minutes)),
			lines: printedLines(body.lines, ctx.locale, w.times).map(({ on, title, place, minutes }) => ({ on, title, place, time: m.hours.time(minutes) })),
			totalTime: m.hours.time(body.minutes),
			issuer: body.issuer,
			responsible: body.responsible,
			handler: body.handler,
			contact: body.contact,
			issuedOn: day(paper.issuedOn),
			note: body.note,
			revoked: paper.revoked,
			qr: qrSvg(url),
			url,
			digest: paper.digest,
			words: certificateWords[ctx.locale]
		},
		{ now: ctx.clock.now() }
	);
	return { number: paper.number, pdf };
}

interface PrintedLine {
	on: string;
	title: string;
	place: string;
	minutes: number;
}

/** Each line by its day, or, where there are too many, one for each month and activity with how many times. */
export function printedLines(lines: readonly { onDay: string; title: string; place: string; minutes: number }[], locale: 'zh' | 'en', times: (n: number) => string): PrintedLine[] {
	if (lines.length <= LINES_AT_MOST) return lines.map(({ onDay, ...line }) => ({ on: formatDay(onDay, locale), ...line }));
	const months = new Map<string, PrintedLine & { n: number }>();
	for (const { onDay, title, place, minutes } of lines) {
		const key = `${onDay.slice(0, 7)} ${title}`;
		const known = months.get(key);
		if (known) {
			known.minutes += minutes;
			known.n += 1;
		} else months.set(key, { on: onDay.slice(0, 7), title, place, minutes, n: 1 });
	}
	return [...months.values()].map(({ n, ...line }) => ({ ...line, title: n > 1 ? `${line.title} ${times(n)}` : line.title }));
}
