/**
 * The rates in SQL: the same definitions as `rates.model.ts`, whose functions a test holds against these. Each figure
 * comes with its denominator, with what was left out and why, and each of these opens to its cases.
 */
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import * as v from 'valibot';
import { dayRange } from '#platform/dates/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { forModule } from '#platform/usecase.ts';
import { configOf } from '../settings/config.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { permissions } from '../requests.permissions.ts';
import { visibleTo } from '../requests.policy.ts';
import { LEFT_OUT, RATE_KEYS, RATES, SATISFIED_FROM, type LeftOut, type RateFigure, type RateKey } from './rates.model.ts';
import { id } from '../case/case.schemas.ts';

const { query, useCase } = forModule<'requests'>();

const date = v.pipe(v.string(), v.isoDate());
const Filter = {
	/** cases told from this day to that one, both included, in the subdistrict's zone */
	from: date,
	to: date,
	communityId: v.optional(v.nullable(id), null),
	categoryCode: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))), null),
	/** only what the caller handles; nobody's figures but one's own can be asked for, so that no ranking of people can be made */
	mine: v.optional(v.boolean(), false)
};
const filter = v.object(Filter);
type Filtered = v.InferOutput<typeof filter>;

// Facts, under the names of RateFacts. `r` is the first round: the first promise is the one that counts.
const ANSWER = sql`coalesce(q.answer, CASE WHEN q.round > 1 THEN 'not_solved' END)`;
const RATING = sql`coalesce(q.rating, CASE WHEN q.round > 1 THEN (SELECT p.rating FROM requests.round p WHERE p.subdistrict_id = q.subdistrict_id AND p.request_id = q.id AND p.rating IS NOT NULL ORDER BY p.round DESC LIMIT 1) END)`;
const CALLBACK = sql`q.last_callback`;

/** By when the first round should have had what the rate asks for. */
export const dueSql = (rate: RateKey): RawBuilder<Date> => (rate === 'response' ? sql`r.contact_due_at` : sql`r.resolve_due_at`);

function leftOut(rate: RateKey, why: LeftOut, now: Date): RawBuilder<SqlBool> {
	const event = rate === 'response' ? sql`r.contacted_at` : sql`r.served_at`;
	const due = dueSql(rate);
	const answered = rate === 'satisfaction' ? sql`${RATING} IS NOT NULL` : sql`${ANSWER} IS NOT NULL`;
	const byAnswer = rate === 'solve' || rate === 'satisfaction';
	switch (why) {
		case 'merged':
			return sql`q.state = 'merged'`;
		case 'praise':
			return sql`q.type = 'praise'`;
		case 'no_contact':
			return sql`q.reporter_phone_hash IS NULL AND q.reporter_user_id IS NULL`;
		case 'withdrawn':
			return byAnswer ? sql`q.state = 'withdrawn' AND NOT (${answered})` : sql`q.state = 'withdrawn' AND ${event} IS NULL`;
		case 'declined':
			return byAnswer ? sql`q.state = 'declined' AND NOT (${answered})` : sql`q.state = 'declined' AND NOT (${answered}) AND ${event} IS NULL`;
		case 'not_due':
			return rate === 'on_time' ? sql`${event} IS NULL AND (${now} <= ${due} OR q.open_pauses > 0)` : sql`${event} IS NULL AND ${now} <= ${due}`;
		case 'unreached':
			return sql`NOT (${answered}) AND ${CALLBACK} = 'not_reached' AND q.state <> 'withdrawn'`;
		case 'refused_answer':
			return sql`NOT (${answered}) AND ${CALLBACK} = 'refused'`;
		case 'awaiting_answer':
			return sql`NOT (${answered}) AND q.state IN ('served', 'solved', 'unsolved_closed')`;
		case 'in_hand':
			return sql`NOT (${answered})`;
	}
}

const NUMERATOR: Record<RateKey, RawBuilder<SqlBool>> = {
	response: sql`r.contacted_at IS NOT NULL AND r.contacted_at <= r.contact_due_at`,
	solve: sql`${ANSWER} = 'solved'`,
	satisfaction: sql`${RATING} >= ${sql.lit(SATISFIED_FROM)}`,
	on_time: sql`r.served_at IS NOT NULL AND r.served_at <= r.resolve_due_at`
};

/** Where a case stands in a rate: `numerator`, `denominator`, or the reason for which it is left out. */
export const placeSql = (rate: RateKey, now: Date): RawBuilder<string> =>
	sql`CASE ${sql.join(
		RATES[rate].exclusions.map((why) => sql`WHEN ${leftOut(rate, why, now)} THEN ${sql.lit(why)}`),
		sql` `
	)} WHEN ${NUMERATOR[rate]} THEN 'numerator' ELSE 'denominator' END`;

/** Compiling the long CASE takes PostgreSQL seconds and saves it milliseconds (measured: 2.8 s for 0.16 s of work). */
export const withoutJit = ({ db }: ReadTx<'requests'>) => sql`SET LOCAL jit = off`.execute(db);

async function cases(tx: ReadTx<'requests'>, input: Filtered) {
	const { db, ctx } = tx;
	const { zone } = (await configOf(tx)).calendar;
	const { start } = dayRange(input.from, zone);
	const { end } = dayRange(input.to, zone);
	let list = db
		.selectFrom('requests.request')
		.where('requests.request.subdistrict_id', '=', ctx.subdistrictId)
		.where(visibleTo(ctx.actor))
		.where('created_at', '>=', start)
		.where('created_at', '<', end)
		.selectAll();
	if (input.communityId) list = list.where('community_id', '=', input.communityId);
	if (input.categoryCode) list = list.where('category_code', '=', input.categoryCode);
	if (input.mine) list = list.where((eb) => (ctx.actor.id ? eb('owner_id', '=', ctx.actor.id) : eb.lit(false)));
	return list;
}

/** What figures are grouped by; months are the subdistrict's. */
const groupBy = (by: RateGroup, zone: string): RawBuilder<string | null> =>
	({
		none: sql<string | null>`NULL::text`,
		community: sql<string | null>`q.community_id::text`,
		category: sql<string | null>`q.category_code`,
		type: sql<string | null>`q.type`,
		channel: sql<string | null>`q.channel`,
		month: sql<string | null>`to_char(q.created_at AT TIME ZONE ${zone}, 'YYYY-MM')`
	})[by];
export type RateGroup = 'none' | 'community' | 'category' | 'type' | 'channel' | 'month';

export interface GroupedFigures {
	/** null: everything, or what has no community or category */
	group: string | null;
	figures: Record<RateKey, RateFigure>;
}

/** All rates of a period, as a whole or by community, category, kind, channel or month, in the order of the groups' keys. */
export const rates = query({
	name: 'requests.rates',
	access: permissions.read,
	input: v.object({ ...Filter, by: v.optional(v.picklist(['none', 'community', 'category', 'type', 'channel', 'month']), 'none') }),
	run: async (tx, input): Promise<GroupedFigures[]> => {
		const now = tx.ctx.clock.now();
		await withoutJit(tx);
		const from = (await cases(tx, input)).as('q');
		const places = RATE_KEYS.map((rate) => placeSql(rate, now).as(rate));
		const { rows } = await sql<{ group: string | null; n: number } & Record<RateKey, string>>`
			SELECT "group", response, solve, satisfaction, on_time, count(*)::int AS n FROM (
				SELECT ${groupBy(input.by, (await configOf(tx)).calendar.zone)} AS "group", ${sql.join(places)}
				FROM ${from} JOIN requests.round r ON r.subdistrict_id = q.subdistrict_id AND r.request_id = q.id AND r.round = 1
			) placed GROUP BY 1, 2, 3, 4, 5`.execute(tx.db);
		const groups = new Map<string | null, Record<RateKey, Map<string, number>>>();
		if (input.by === 'none') groups.set(null, emptyCounts());
		for (const row of rows) {
			const counts = groups.get(row.group) ?? emptyCounts();
			groups.set(row.group, counts);
			for (const rate of RATE_KEYS) counts[rate].set(row[rate], (counts[rate].get(row[rate]) ?? 0) + row.n);
		}
		return [...groups]
			.sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1))
			.map(([group, counts]) => ({ group, figures: Object.fromEntries(RATE_KEYS.map((rate) => [rate, figureOf(rate, counts[rate])])) as Record<RateKey, RateFigure> }));
	}
});

const emptyCounts = (): Record<RateKey, Map<string, number>> => ({ response: new Map(), solve: new Map(), satisfaction: new Map(), on_time: new Map() });

function figureOf(key: RateKey, counts: Map<string, number>): RateFigure {
	const numerator = counts.get('numerator') ?? 0;
	const denominator = numerator + (counts.get('denominator') ?? 0);
	return {
		key,
		numerator,
		denominator,
		value: denominator ? numerator / denominator : null,
		leftOut: RATES[key].exclusions.flatMap((why) => (counts.has(why) ? [{ why, count: counts.get(why)! }] : []))
	};
}

export interface RateRecord {
	id: string;
	number: string;
	summary: string;
	place: string;
	communityId: string | null;
	categoryCode: string | null;
	state: string;
	ownerName: string;
	createdAt: Date;
	/** where it stands in the rate */
	in: string;
}

/** `numerator`, the rest of the denominator (`against`), all of the denominator, or one reason for leaving out. */
export const RATE_PARTS = ['numerator', 'against', 'denominator', ...LEFT_OUT] as const;
export type RatePart = (typeof RATE_PARTS)[number];

const Part = { ...Filter, rate: v.picklist(RATE_KEYS), part: v.picklist(RATE_PARTS), cursor: cursorInput };
const part = v.object({ ...Part, limit: limitInput(200) });

async function records(tx: ReadTx<'requests'>, input: v.InferOutput<typeof part>, summary: RawBuilder<string>): Promise<Page<RateRecord>> {
	const now = tx.ctx.clock.now();
	const cursor = readCursor(input.cursor);
	await withoutJit(tx);
	const from = (await cases(tx, input)).as('q');
	const place = placeSql(input.rate, now);
	const wanted = input.part === 'denominator' ? ['numerator', 'denominator'] : [input.part === 'against' ? 'denominator' : input.part];
	const after = cursor ? sql`AND (q.created_at, q.id) < (${cursor.at}, ${cursor.id}::uuid)` : sql``;
	const { rows } = await sql<RateRecord>`
		SELECT q.id, q.number, ${summary} AS summary, q.place_masked AS place, q.community_id AS "communityId", q.category_code AS "categoryCode", q.state, q.owner_name AS "ownerName", q.created_at AS "createdAt", ${place} AS "in"
		FROM ${from} JOIN requests.round r ON r.subdistrict_id = q.subdistrict_id AND r.request_id = q.id AND r.round = 1
		WHERE ${place} IN (${sql.join(wanted)}) ${after}
		ORDER BY q.created_at DESC, q.id DESC LIMIT ${input.limit + 1}`.execute(tx.db);
	return pageOf(rows, input.limit, (row) => row.createdAt);
}

/** The cases behind a figure, newest first. */
export const rateRecords = query({ name: 'requests.rateRecords', access: permissions.read, input: part, run: (tx, input) => records(tx, input, sql`q.summary`) });

/**
 * The same cases, to take out. It is a write, because every page taken out stands in the audit log; of a confidential
 * case the words stay inside.
 */
export const exportRateRecords = useCase({
	name: 'requests.exportRateRecords',
	access: permissions.export,
	input: v.object({ ...Part, limit: limitInput(2000) }),
	run: (tx, input) => records(tx, input, sql`CASE WHEN q.confidential THEN '' ELSE q.summary END`),
	subject: ({ cursor: _, limit: __, ...filter }, { items }) => ({ subjectType: 'request_list', detail: { filter, rows: items.length } })
});
