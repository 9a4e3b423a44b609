import { Readable } from 'node:stream';
import { accountsMessages } from '#platform/accounts/messages/index.ts';
import { auditLines, noteExport } from '#platform/audit-log.ts';
import { dateIn, formatDateTime, stampIn, timeIn } from '#platform/dates/index.ts';
import { writeCsv, writeWorkbook, type Cell } from '#platform/sheets/index.ts';
import { workbookDownload } from '#platform/web/download.ts';
import type { RequestHandler } from './$types';
import { filterOf } from '../filter.ts';

/** The log as a file, exactly as filtered; its first line and its name say who took it out and when. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const { ctx } = locals;
	const zone = locals.subdistrict!.timeZone;
	const filter = filterOf(url, zone);
	const format = url.searchParams.get('format') === 'xlsx' ? 'xlsx' : 'csv';
	await noteExport(ctx, { ...filter, format });
	const now = ctx.clock.now();
	const m = accountsMessages[ctx.locale].audit;
	const headers = [m.at, m.who, 'id', m.action, m.on, m.subject, m.area, m.reason, m.detail, m.outcome, m.address];
	const mark = m.watermark(ctx.actor.name, formatDateTime(now, zone, ctx.locale));

	async function* rows(): AsyncGenerator<Cell[]> {
		yield [mark, ...headers.slice(1).map(() => null)];
		for await (const line of auditLines(ctx, filter))
			yield [
				stampIn(line.at, zone),
				line.actorName,
				line.actorId,
				line.action,
				line.subjectType,
				line.subjectId,
				line.communityId,
				line.reason,
				JSON.stringify(line.detail),
				line.outcome,
				line.ip
			];
	}

	const name = `audit-${dateIn(now, zone)}-${timeIn(now, zone).replace(':', '')}.${format}`;
	if (format === 'xlsx') return workbookDownload(name, (target) => writeWorkbook(target, { now, sheets: [{ name: m.title, columns: headers.map((header) => ({ header })), rows: rows() }] }));
	const head = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' };
	return new Response(Readable.toWeb(Readable.from(writeCsv(headers, rows()))) as ReadableStream, { headers: head });
};
