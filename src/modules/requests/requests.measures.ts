/** What the plan can count of this module: the four rates, cases told, cases solved, the median time to first contact. */
import { sql } from 'kysely';
import { dayRange } from '#platform/dates/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx } from '#platform/db/tx.ts';
import type { Measure } from '#platform/manifest.ts';
import { configOf } from './requests.config.ts';
import { en } from './messages/en.ts';
import { zh } from './messages/zh.ts';
import { decodeCursor } from '#platform/cursor.ts';
import { pageOf } from '#platform/keyset.ts';
import { casePath } from './requests.told.ts';
import { rateRecords, rates } from './requests.rates.queries.ts';
import { RATE_KEYS, type RateKey } from './requests.rates.ts';

type Period = { from: string; to: string };

const record = (row: { id: string; number: string; summary: string }) => ({ id: row.id, href: casePath(row.id), label: `${row.number} ${row.summary}` });

const rateMeasure = (key: RateKey): Measure => ({
	key: `requests.${key}`,
	unit: 'ratio',
	title: { zh: zh.rate[key], en: en.rate[key] },
	of: async (ctx, period, communityId) => {
		const [whole] = await rates(ctx, { ...period, communityId });
		const { value, numerator, denominator, leftOut } = whole!.figures[key];
		return { value, numerator, denominator, leftOut: leftOut.map(({ why, count }) => ({ reason: why, count })) };
	},
	records: async (ctx, period, communityId, cursor) => {
		const page = await rateRecords(ctx, { ...period, communityId, rate: key, part: 'denominator', cursor });
		return { items: page.items.map(record), next: page.next };
	}
});

/** Cases of a period whose row fulfils a condition; merged ones count at the case they went into. */
const countMeasure = (key: 'told' | 'solved', title: Measure['title'], at: 'created_at' | 'answered_at'): Measure => {
	const rows = (ctx: Ctx, period: Period, communityId: string | null) =>
		readTx<'requests', { id: string; number: string; summary: string; at: Date }[]>(ctx, async (tx) => {
			const { zone } = (await configOf(tx)).calendar;
			let list = tx.db
				.selectFrom('requests.request')
				.select(['id', 'number', 'summary', sql<Date>`${sql.ref(at)}`.as('at')])
				.where('subdistrict_id', '=', ctx.subdistrictId)
				.where('state', '!=', 'merged')
				.where(at, '>=', dayRange(period.from, zone).start)
				.where(at, '<', dayRange(period.to, zone).end)
				.orderBy(at, 'desc')
				.orderBy('id', 'desc');
			if (key === 'solved') list = list.where('answer', '=', 'solved');
			if (communityId) list = list.where('community_id', '=', communityId);
			return list.execute();
		});
	return {
		key: `requests.${key}`,
		unit: 'count',
		title,
		of: async (ctx, period, communityId) => {
			const { length } = await rows(ctx, period, communityId);
			return { value: length, numerator: length, denominator: length, leftOut: [] };
		},
		records: async (ctx, period, communityId, cursor) => {
			const after = cursor ? decodeCursor(cursor) : null;
			const all = await rows(ctx, period, communityId);
			const rest = after ? all.filter((row) => row.at < after.at || (row.at.getTime() === after.at.getTime() && row.id < after.id)) : all;
			const page = pageOf(rest.slice(0, 51), 50, (row) => row.at);
			return { items: page.items.map(record), next: page.next };
		}
	};
};

export const measures: readonly Measure[] = [
	...RATE_KEYS.map(rateMeasure),
	countMeasure('told', { zh: '受理诉求数', en: 'Requests told' }, 'created_at'),
	countMeasure('solved', { zh: '居民确认已解决数', en: 'Requests that residents say are solved' }, 'answered_at')
];
