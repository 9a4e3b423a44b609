/** The cases behind a figure of the rates as an Excel sheet: all of them, with the columns of the page. */
import type { Writable } from 'node:stream';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { requestsMessages } from '../messages/index.ts';
import { ratesMessages } from '../messages/rates.ts';
import { pagedSheet, SHEET_BATCH, stampCell } from '#platform/sheets/paged.ts';
import type { State } from '../case/case.model.ts';
import { exportRateRecords, type RateRecord } from './rates.queries.ts';

type Asked = Omit<Parameters<typeof exportRateRecords>[1], 'cursor' | 'limit'>;

/**
 * @returns what writes the workbook into a stream and ends it
 * @throws platform.forbidden (403)
 */
export async function rateRecordsSheet(ctx: Ctx, asked: Asked, zone: string): Promise<(target: Writable) => Promise<void>> {
	const m = ratesMessages[ctx.locale];
	const r = requestsMessages[ctx.locale];
	const areas = new Map((await listCommunities(ctx, {})).map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	const stamp = stampCell(zone);
	const where = (place: string): string => (place === 'numerator' || place === 'denominator' ? m.where[place] : `${m.leftOut} · ${r.leftOut[place as keyof typeof r.leftOut]}`);
	return pagedSheet<RateRecord>(
		ctx,
		r.rate[asked.rate],
		[
			{ header: m.columns.number, value: (row) => row.number },
			{ header: m.columns.summary, width: 40, value: (row) => row.summary },
			{ header: m.columns.place, value: (row) => row.place },
			{ header: m.columns.community, value: (row) => areas.get(row.communityId ?? '') ?? '' },
			{ header: m.columns.state, value: (row) => r.state[row.state as State] },
			{ header: m.columns.owner, value: (row) => row.ownerName },
			{ header: m.columns.created, format: 'datetime', value: (row) => stamp(row.createdAt) },
			{ header: m.columns.where, value: (row) => where(row.in) }
		],
		(cursor) => exportRateRecords(ctx, { ...asked, cursor, limit: SHEET_BATCH })
	);
}
