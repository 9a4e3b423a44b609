/** A list of cases as an Excel sheet: exactly the cases of the filter, masked as on screen, whatever their number. */
import type { Writable } from 'node:stream';
import type * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import { listCategories } from '../settings/choices.ts';
import { exportWords } from '../messages/export.ts';
import { requestsMessages } from '../messages/index.ts';
import { exportCases, type ExportRow } from './export.usecases.ts';
import type { CaseListInput } from './list.queries.ts';
import { pagedSheet, SHEET_BATCH, stampCell } from '#platform/sheets/paged.ts';

type Filter = Omit<v.InferInput<typeof CaseListInput>, 'sort' | 'cursor' | 'limit'>;

/**
 * @returns what writes the workbook into a stream and ends it
 * @throws platform.forbidden (403)
 */
export async function exportSheet(ctx: Ctx, filter: Filter, zone: string): Promise<(target: Writable) => Promise<void>> {
	const [communities, groups] = await Promise.all([listCommunities(ctx, {}), listCategories(ctx, {})]);
	const m = exportWords[ctx.locale];
	const r = requestsMessages[ctx.locale];
	const areas = new Map(communities.map((each) => [each.id, (ctx.locale === 'en' && each.nameEn) || each.name]));
	const categories = new Map(groups.flatMap((group) => group.categories.map((each) => [each.code, each.name[ctx.locale] || each.name.zh])));
	const stamp = stampCell(zone);
	const say = (words: Record<string, string>, code: string | number | null): string => (code === null ? '' : (words[code] ?? String(code)));

	return pagedSheet<ExportRow>(
		ctx,
		m.sheet,
		[
			{ header: m.number, value: (row) => row.number },
			{ header: m.createdAt, format: 'datetime', value: (row) => stamp(row.createdAt) },
			{ header: m.community, value: (row) => areas.get(row.communityId ?? '') ?? '' },
			{ header: m.category, value: (row) => categories.get(row.categoryCode ?? '') ?? '' },
			{ header: m.type, value: (row) => say(r.type, row.type) },
			{ header: m.urgency, value: (row) => say(r.urgency, row.urgency) },
			{ header: m.channel, value: (row) => say(r.channel, row.channel) },
			{ header: m.state, value: (row) => say(r.state, row.state) },
			{ header: m.round, format: 'integer', value: (row) => row.round },
			{ header: m.text, width: 40, value: (row) => row.text },
			{ header: m.place, value: (row) => row.place },
			{ header: m.reporter, value: (row) => row.reporterName },
			{ header: m.phone, value: (row) => row.reporterPhone },
			{ header: m.owner, value: (row) => row.ownerName },
			{ header: m.provider, value: (row) => row.providerName },
			{ header: m.acceptedAt, format: 'datetime', value: (row) => stamp(row.acceptedAt) },
			{ header: m.contactDueAt, format: 'datetime', value: (row) => stamp(row.contactDueAt) },
			{ header: m.contactedAt, format: 'datetime', value: (row) => stamp(row.contactedAt) },
			{ header: m.resolveDueAt, format: 'datetime', value: (row) => stamp(row.resolveDueAt) },
			{ header: m.servedAt, format: 'datetime', value: (row) => stamp(row.servedAt) },
			{ header: m.answer, value: (row) => say(m.answers, row.answer) },
			{ header: m.answerWay, value: (row) => say(r.confirmWay, row.answerWay) },
			{ header: m.rating, format: 'integer', value: (row) => row.rating },
			{ header: m.closedAt, format: 'datetime', value: (row) => stamp(row.closedAt) }
		],
		(cursor) => exportCases(ctx, { filter, limit: SHEET_BATCH, cursor })
	);
}
