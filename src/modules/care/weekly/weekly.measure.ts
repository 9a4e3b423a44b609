/** What the plan can count of care: whether older people who live alone were seen each week. `weekly.model.ts` defines it. */
import { sql, type RawBuilder } from 'kysely';
import { personCards } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { addDays, dayRange, formatDay } from '#platform/dates/index.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor } from '#platform/keyset.ts';
import { wholeToo, type DayCount, type Measure, type MeasureRecord, type Period, type RecordsAsked } from '#platform/measure.ts';
import { todayOf, zoneIn } from '#platform/today.ts';
import { careScope } from '../care.policy.ts';
import { weeklyMessages } from '../messages/weekly.ts';
import { aloneCodes } from './span.store.ts';
import { mondayOf, PAUSED, WEEKLY_LEFT_OUT, WEEKLY_VISITS } from './weekly.model.ts';

type Tx = ReadTx<'care'>;
const PAGE = 50;
const { zh, en } = weeklyMessages;

/**
 * One row for each plan and week that touch each other, as far as the week has begun: `id`, `person_id`, `community_id`, `monday`,
 * `place`, `moves_at` (when the week is over). null: no week of the period has begun.
 */
async function weeks(tx: Tx, period: Period): Promise<RawBuilder<unknown> | null> {
	const { ctx } = tx;
	const [today, zone] = [await todayOf(tx), await zoneIn(tx)];
	const first = mondayOf(period.from) < period.from ? addDays(mondayOf(period.from), 7) : period.from;
	const last = mondayOf(period.to < today ? period.to : today);
	if (first > last) return null;
	const codes = await aloneCodes(tx);
	const spans = (which: RawBuilder<unknown>) => sql`
		SELECT s.plan_id, range_agg(daterange(s.from_on, s.until_on)) AS days FROM care.plan_span s
		WHERE s.subdistrict_id = ${ctx.subdistrictId} AND ${which} AND s.from_on < ${addDays(last, 7)}::date AND (s.until_on IS NULL OR s.until_on > ${first}::date) GROUP BY 1`;
	return sql`(
		SELECT p.id, p.person_id, p.community_id, w.monday, w.ends AS moves_at, CASE
			WHEN NOT listed.days @> w.days THEN 'part_week' WHEN met.seen THEN 'numerator' WHEN away.days && w.days THEN 'paused'
			WHEN met.refused THEN 'refused' WHEN ${ctx.clock.now()} <= w.ends THEN 'running' ELSE 'against' END AS place
		FROM (SELECT g::date AS monday, daterange(g::date, g::date + 7) AS days, (g::date + 7)::timestamp AT TIME ZONE ${zone} AS ends FROM generate_series(${first}::date, ${last}::date, interval '7 days') g) w
		JOIN (${spans(sql`s.reason = ANY (${codes}::text[])`)}) listed ON listed.days && w.days
		JOIN care.plan p ON p.subdistrict_id = ${ctx.subdistrictId} AND p.id = listed.plan_id
		LEFT JOIN (${spans(sql`s.reason = ${PAUSED}`)}) away ON away.plan_id = listed.plan_id
		LEFT JOIN (
			SELECT v.person_id, date_trunc('week', v.visited_at AT TIME ZONE ${zone})::date AS monday, bool_or(v.outcome = 'seen') AS seen, bool_or(v.outcome = 'refused') AS refused FROM care.visit v
			WHERE v.subdistrict_id = ${ctx.subdistrictId} AND v.withdrawn_at IS NULL AND v.visited_at >= ${dayRange(first, zone).start} AND v.visited_at < ${dayRange(addDays(last, 6), zone).end} GROUP BY 1, 2
		) met ON met.person_id = p.person_id AND met.monday = w.monday
	) week`;
}

async function weeklyDays(tx: Tx, period: Period): Promise<DayCount[]> {
	const from = await weeks(tx, period);
	if (!from) return [];
	// The planner guesses high for series and lists; compiling what then takes milliseconds costs hundreds of them.
	await sql`SET LOCAL jit = off`.execute(tx.db);
	const { rows } = await sql<{ communityId: string; day: string; place: string; n: number; movesAt: Date }>`
		SELECT community_id AS "communityId", monday::text AS day, place, count(*)::int AS n, min(moves_at) AS "movesAt" FROM ${from} GROUP BY 1, 2, 3`.execute(tx.db);
	return wholeToo(
		rows.map(({ communityId, day, place, n, movesAt }) => ({
			communityId,
			day,
			numerator: place === 'numerator' ? n : 0,
			denominator: place === 'numerator' || place === 'against' ? n : 0,
			leftOut: place === 'numerator' || place === 'against' ? {} : { [place]: n },
			movesAt: place === 'running' ? movesAt : null
		}))
	);
}

/** One line for each person and week, the newest week first, of people whom the caller looks after. */
async function weeklyRecords(ctx: Ctx, { period, communityId, part, cursor }: RecordsAsked): Promise<{ items: MeasureRecord[]; next: string | null }> {
	const after = readCursor(cursor);
	const scope = careScope(ctx.actor);
	type Row = { id: string; personId: string; monday: string };
	const rows = await readTx<'care', Row[]>(ctx, async (tx) => {
		const from = await weeks(tx, period);
		if (!from) return [];
		const found = await sql<Row>`
			SELECT id, person_id AS "personId", monday::text AS monday FROM ${from}
			WHERE place = ${part} AND ${communityId === null ? sql`true` : sql`community_id = ${communityId}::uuid`} AND ${scope === 'all' ? sql`true` : sql`community_id = ANY (${scope}::uuid[])`}
				${after ? sql`AND (monday, id) < (${after.at.toISOString().slice(0, 10)}::date, ${after.id}::uuid)` : sql``}
			ORDER BY monday DESC, id DESC LIMIT ${PAGE + 1}`.execute(tx.db);
		return found.rows;
	});
	const page = pageOf(rows, PAGE, ({ monday }) => new Date(`${monday}T00:00:00Z`));
	const cards = await personCards(ctx, { ids: [...new Set(page.items.map(({ personId }) => personId))] });
	const words = weeklyMessages[ctx.locale];
	return {
		items: page.items.map(({ id, personId, monday }) => ({
			id: `${id} ${monday}`,
			href: `/desk/residents/${personId}?tab=care`,
			label: cards.get(personId)?.name ?? words.unknown,
			day: monday,
			hint: words.week(formatDay(monday, ctx.locale), formatDay(addDays(monday, 6), ctx.locale))
		})),
		next: page.next
	};
}

export const weeklyVisits: Measure = {
	key: WEEKLY_VISITS,
	unit: 'ratio',
	adds: 'events',
	daily: true,
	title: { zh: zh.title, en: en.title },
	noun: { zh: zh.noun, en: en.noun },
	counted: { zh: zh.counted, en: en.counted },
	outOf: { zh: zh.outOf, en: en.outOf },
	leftOut: Object.fromEntries(WEEKLY_LEFT_OUT.map((why) => [why, { zh: zh.leftOut[why], en: en.leftOut[why] }])),
	act: { href: '/desk/care', label: { zh: zh.act, en: en.act } },
	byDay: (tx, period) => weeklyDays(tx as unknown as Tx, period),
	records: weeklyRecords
};
