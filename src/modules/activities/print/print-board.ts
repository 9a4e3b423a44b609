import type { Ctx } from '#platform/context.ts';
import { formatDate, formatDateTime, formatDay } from '#platform/dates/index.ts';
import { qrSvg, renderPdf, tableReportWords } from '#platform/print/index.ts';
import type { TimeLine } from '../calendar/calendar.queries.ts';
import { activitiesDeskMessages } from '../messages/desk.ts';
import { activitiesMessages } from '../messages/index.ts';
import { feeText, hoursText } from '../ui/words.ts';
import { board } from './board.ts';

/** Activities on A3 for the notice board, by day; the code leads to the site. */
export function printBoard(ctx: Ctx, times: readonly TimeLine[], sheet: { org: string; from: string; to: string; zone: string; url: string }): Promise<Buffer> {
	const { locale } = ctx;
	const all = activitiesMessages[locale];
	const m = activitiesDeskMessages[locale].calendar;
	const words = { m: all, locale, zone: sheet.zone };
	const note = (time: TimeLine) => [feeText(words, time), time.minAge !== null || time.maxAge !== null ? all.ages(time.minAge, time.maxAge) : '', all.signup[time.signup]].filter(Boolean).join(' · ');
	return renderPdf(
		board,
		{
			lang: locale,
			org: sheet.org,
			kind: all.title,
			title: m.paperTitle,
			period: m.span(formatDay(sheet.from, locale), formatDay(sheet.to, locale)),
			qr: qrSvg(sheet.url),
			qrCaption: m.paperScan,
			count: times.length,
			days: [...Map.groupBy(times, ({ onDay }) => onDay)].map(([day, list]) => ({
				name: formatDate(day, locale),
				times: list.map((time) => ({ time: hoursText(words, time), title: time.title, place: time.place, note: time.state === 'cancelled' ? time.why : note(time), cancelled: time.state === 'cancelled' }))
			})),
			cancelled: m.paperCancelled,
			empty: m.none,
			printed: tableReportWords[locale].printed.replace('{at}', formatDateTime(ctx.clock.now(), sheet.zone, locale)),
			pages: tableReportWords[locale].pages
		},
		{ now: ctx.clock.now() }
	);
}
