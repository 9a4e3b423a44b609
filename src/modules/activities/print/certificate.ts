/** A certificate on paper, from its snapshot and nothing else, so that it never says anything else tomorrow. */
import type { Ctx } from '#platform/context.ts';
import { formatDay } from '#platform/dates/index.ts';
import { qrSvg, renderPdf, template } from '#platform/print/index.ts';
import { paperWords } from '../messages/paper.ts';
import type { Snapshot } from '../programmes/certificate.usecases.ts';

interface CertificateData {
	lang: 'zh' | 'en';
	title: string;
	before: string;
	name: string;
	said: string;
	number: string;
	numberLabel: string;
	scan: string;
	issuer: string;
	issuedOn: string;
	/** from `qrSvg(url)` */
	qr: string;
	url: string;
}

const certificate = template<CertificateData>('modules/activities/print/certificate.typ');

/** Where anybody checks a number: what it is of and whether it holds, without a name. */
export const checkPath = (number: string): string => `/activities/certificates?number=${number}`;

/** @param origin the address under which residents reach the site */
export function printCertificate(ctx: Ctx, snapshot: Snapshot, origin: string): Promise<Buffer> {
	const lang = ctx.locale;
	const m = paperWords[lang].certificate;
	// The weekday is of no use on paper that is kept for years.
	const day = (date: string) => formatDay(date, lang);
	const url = origin + checkPath(snapshot.number);
	const span = snapshot.from === snapshot.to ? day(snapshot.from) : m.span(day(snapshot.from), day(snapshot.to));
	return renderPdf(
		certificate,
		{
			lang,
			title: m.title[snapshot.kind],
			before: m.before,
			name: snapshot.name,
			said: snapshot.kind === 'attendance' ? m.attended(span, snapshot.title, snapshot.minutes ?? 0) : m.passed(span, snapshot.title, snapshot.sessions ?? 0) + (snapshot.outreach ? m.taught(snapshot.outreach) : ''),
			number: snapshot.number,
			numberLabel: m.number,
			scan: m.scan,
			issuer: snapshot.issuer[lang],
			issuedOn: day(snapshot.issuedOn),
			qr: qrSvg(url),
			url
		},
		{ now: new Date(`${snapshot.issuedOn}T00:00:00Z`) }
	);
}
