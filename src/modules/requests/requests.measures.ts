/** What the plan can count of this module: the four rates, by the day a need was told; needs told; needs that residents say are solved. */
import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { dateIn, dayRange } from '#platform/dates/index.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor } from '#platform/keyset.ts';
import { wholeToo, type DayCount, type Measure, type MeasureRecord, type Period, type RecordsAsked } from '#platform/measure.ts';
import { configOf } from './settings/config.ts';
import type { COUNT_KEYS } from './requests.measure-keys.ts';
import { en } from './messages/en.ts';
import { zh } from './messages/zh.ts';
import { visibleTo } from './requests.policy.ts';
import { casePath } from './case/told.ts';
import { dueSql, placeSql, rateRecords, RATE_PARTS, withoutJit, type RatePart } from './rates/rates.queries.ts';
import { RATE_KEYS, RATES, type LeftOut, type RateKey } from './rates/rates.model.ts';

const PAGE = 50;
const noun = { zh: '件', en: 'requests' };
const nothing = { items: [], next: null };

const record = (row: { id: string; number: string; summary: string; place: string; at: Date }, zone: string): MeasureRecord => ({
	id: row.id,
	href: casePath(row.id),
	label: `${row.number} ${row.summary}`,
	day: dateIn(row.at, zone),
	hint: row.place
});

const zoneOf = async (tx: ReadTx<'requests'>) => (await configOf(tx)).calendar.zone;

/** How many cases of a community, told on a day, stand at the same place in each of the four rates, and when the next of them falls due. */
interface Placed extends Record<RateKey, string> {
	community: string | null;
	day: string;
	n: number;
	contactMoves: Date | null;
	resolveMoves: Date | null;
}

/** What was looked at in a transaction, by period: the rates are asked for one after the other, and each look reads every case of the period. */
const looks = new WeakMap<object, Map<string, Promise<Placed[]>>>();

function placedCases(tx: ReadTx<'requests'>, period: Period): Promise<Placed[]> {
	const looked = looks.get(tx.db) ?? new Map<string, Promise<Placed[]>>();
	looks.set(tx.db, looked);
	const key = `${period.from} ${period.to}`;
	const rows = looked.get(key) ?? lookAtCases(tx, period);
	looked.set(key, rows);
	return rows;
}

async function lookAtCases(tx: ReadTx<'requests'>, period: Period): Promise<Placed[]> {
	const now = tx.ctx.clock.now();
	const zone = await zoneOf(tx);
	await withoutJit(tx);
	const places = RATE_KEYS.map((rate) => sql`${placeSql(rate, now)} AS ${sql.ref(rate)}`);
	const next = (rate: RateKey) => sql`min(${sql.ref(`due_${rate}`)}) FILTER (WHERE ${sql.ref(rate)} = 'not_due' AND ${sql.ref(`due_${rate}`)} >= ${now})`;
	const { rows } = await sql<Placed>`
		SELECT community, to_char(day, 'YYYY-MM-DD') AS day, ${sql.join(RATE_KEYS.map((rate) => sql.ref(rate)))}, count(*)::int AS n, ${next('response')} AS "contactMoves", ${next('on_time')} AS "resolveMoves" FROM (
			SELECT q.community_id AS community, (q.created_at AT TIME ZONE ${zone})::date AS day, ${sql.join(places)}, ${dueSql('response')} AS due_response, ${dueSql('on_time')} AS due_on_time
			FROM requests.request q JOIN requests.round r ON r.subdistrict_id = q.subdistrict_id AND r.request_id = q.id AND r.round = 1
			WHERE q.subdistrict_id = ${tx.ctx.subdistrictId} AND q.created_at >= ${dayRange(period.from, zone).start} AND q.created_at < ${dayRange(period.to, zone).end}
		) placed GROUP BY community, placed.day, ${sql.join(RATE_KEYS.map((rate) => sql.ref(rate)))}`.execute(tx.db);
	return rows;
}

/** The days of a rate: a case stands on the day it was told, and time alone moves it once its clock runs out. */
const rateDays = async (tx: ReadTx<'requests'>, rate: RateKey, period: Period): Promise<DayCount[]> =>
	wholeToo(
		(await placedCases(tx, period)).map(({ community, day, n, contactMoves, resolveMoves, [rate]: place }) => ({
			communityId: community,
			day,
			numerator: place === 'numerator' ? n : 0,
			denominator: place === 'numerator' || place === 'denominator' ? n : 0,
			leftOut: place === 'numerator' || place === 'denominator' ? {} : { [place]: n },
			movesAt: place !== 'not_due' ? null : rate === 'response' ? contactMoves : resolveMoves
		}))
	);

const isRatePart = (part: string): part is RatePart => (RATE_PARTS as readonly string[]).includes(part);

/** Where each rate is brought on: who waits for a first word, for work, for the question whether it was solved. */
const ACTS: Record<RateKey, NonNullable<Measure['act']>> = {
	response: { href: '/desk/requests?queue=to_accept', label: { zh: '联系还没回音的居民', en: 'Contact those who wait for a word' } },
	on_time: { href: '/desk/requests?queue=due_today', label: { zh: '先办快到期的诉求', en: 'Do what falls due first' } },
	solve: { href: '/desk/requests/callbacks', label: { zh: '打回访电话', en: 'Make the call-backs' } },
	satisfaction: { href: '/desk/requests/callbacks', label: { zh: '打回访电话', en: 'Make the call-backs' } }
};

const rateMeasure = (rate: RateKey): Measure => ({
	key: `requests.${rate}`,
	unit: 'ratio',
	adds: 'events',
	title: { zh: zh.rate[rate], en: en.rate[rate] },
	noun,
	counted: { zh: zh.rateNumerator[rate], en: en.rateNumerator[rate] },
	outOf: { zh: zh.rateDenominator[rate], en: en.rateDenominator[rate] },
	act: ACTS[rate],
	leftOut: Object.fromEntries(RATES[rate].exclusions.map((why: LeftOut) => [why, { zh: zh.leftOut[why], en: en.leftOut[why] }])),
	byDay: (tx, period) => rateDays(tx as unknown as ReadTx<'requests'>, rate, period),
	async records(ctx, { period, communityId, part, cursor }) {
		if (!isRatePart(part)) return nothing;
		const page = await rateRecords(ctx, { ...period, communityId, rate, part, cursor });
		const zone = await readTx<'requests', string>(ctx, zoneOf);
		return { items: page.items.map((row) => record({ ...row, at: row.createdAt }, zone)), next: page.next };
	}
});

type CountKey = (typeof COUNT_KEYS)[number];

/** When a case is counted, and whether. A merged one counts at the case it went into. */
const COUNTS: Record<CountKey, { at: RawBuilder<Date>; counts: RawBuilder<boolean> }> = {
	told: { at: sql`requests.request.created_at`, counts: sql`requests.request.state <> 'merged'` },
	solved: { at: sql`requests.request.answered_at`, counts: sql`requests.request.state <> 'merged' AND requests.request.answer = 'solved'` }
};

async function countDays(tx: ReadTx<'requests'>, key: CountKey, period: Period): Promise<DayCount[]> {
	const zone = await zoneOf(tx);
	const { at, counts } = COUNTS[key];
	const { rows } = await sql<{ communityId: string | null; day: string; numerator: number }>`
		SELECT community_id AS "communityId", to_char(${at} AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, count(*)::int AS numerator FROM requests.request
		WHERE subdistrict_id = ${tx.ctx.subdistrictId} AND ${counts} AND ${at} >= ${dayRange(period.from, zone).start} AND ${at} < ${dayRange(period.to, zone).end}
		GROUP BY 1, 2`.execute(tx.db);
	return wholeToo(rows);
}

const countRecords = (ctx: Ctx, key: CountKey, { period, communityId, part, cursor }: RecordsAsked) =>
	readTx<'requests', { items: MeasureRecord[]; next: string | null }>(ctx, async (tx) => {
		if (part !== 'numerator') return nothing;
		const zone = await zoneOf(tx);
		const { at, counts } = COUNTS[key];
		const after = readCursor(cursor);
		let list = tx.db
			.selectFrom('requests.request')
			.select(['id', 'number', 'summary', 'place_masked as place', at.as('at')])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where(visibleTo(ctx.actor))
			.where(counts)
			.where(at, '>=', dayRange(period.from, zone).start)
			.where(at, '<', dayRange(period.to, zone).end)
			.orderBy(at, 'desc')
			.orderBy('id', 'desc')
			.limit(PAGE + 1);
		if (communityId) list = list.where('community_id', '=', communityId);
		if (after) list = list.where(sql<boolean>`(${at}, requests.request.id) < (${after.at}, ${after.id}::uuid)`);
		const page = pageOf(await list.execute(), PAGE, (row) => row.at);
		return { items: page.items.map((row) => record(row, zone)), next: page.next };
	});

const countMeasure = (key: CountKey, title: Measure['title'], counted: Measure['counted']): Measure => ({
	key: `requests.${key}`,
	unit: 'count',
	adds: 'events',
	title,
	noun,
	counted,
	byDay: (tx, period) => countDays(tx as unknown as ReadTx<'requests'>, key, period),
	records: (ctx, asked) => countRecords(ctx, key, asked)
});

export const measures: readonly Measure[] = [
	...RATE_KEYS.map(rateMeasure),
	countMeasure('told', { zh: '受理诉求数', en: 'Requests told' }, { zh: '居民提出的诉求，并案的计入主案', en: 'Requests that residents told; a merged one counts at the case it went into' }),
	countMeasure('solved', { zh: '居民确认已解决数', en: 'Requests that residents say are solved' }, { zh: '居民本人或代办人答复“已解决”的诉求', en: 'Requests of which the resident, or their proxy, said “solved”' })
];
