/** What the plan can count of this module: volunteers registered (by identity, as a share of residents), service in minutes, people who served, shifts served. */
import { sql, type RawBuilder } from 'kysely';
import { livingByDay } from '#modules/residents/index.ts';
import type { Ctx } from '#platform/context.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor } from '#platform/keyset.ts';
import { LATEST_AT_MOST, wholeToo, type DayCount, type Measure, type MeasureRecord, type Period, type RecordsAsked } from '#platform/measure.ts';
import { en } from './messages/en.ts';
import { zh } from './messages/zh.ts';
import { shownName } from './register/volunteer.queries.ts';
import { IDENTITIES, type Identity } from './register/volunteer.model.ts';
import { volunteerScope } from './volunteers.policy.ts';

type Tx = ReadTx<'volunteers'>;
const ours = (tx: ReadTx<string>): Tx => tx as unknown as Tx;
const PAGE = 50;
/** Where staff go to bring a figure on. */
const REGISTER = { href: '/desk/volunteers/new', label: { zh: '登记志愿者', en: 'Register a volunteer' } };
const SHIFTS = { href: '/desk/volunteers/shifts', label: { zh: '安排服务班次', en: 'Plan shifts' } };
const nothing = { items: [], next: null };
const people = { zh: '人', en: 'people' };

const hasIdentity = (identity: Identity | null): RawBuilder<boolean> => (identity === null ? sql`true` : sql`${identity} = ANY (identities)`);

/** Each person's registration that counts: who registered twice, under two numbers, counts once, by the one that stands longest. */
const registrations = (tenant: string, identity: Identity | null) => sql`
	SELECT DISTINCT ON (who_key) id, number, name, name_masked, community_id, registered_on, registered_at, left_on FROM volunteers.volunteer
	WHERE subdistrict_id = ${tenant} AND state <> 'merged' AND ${hasIdentity(identity)} ORDER BY who_key, left_on DESC NULLS FIRST, registered_on, id`;

/**
 * How many stood registered at the end of the first day and of each later day on which that changed.
 */
async function standing(tx: Tx, identity: Identity | null, period: Period): Promise<DayCount[]> {
	const { rows } = await sql<{ communityId: string; day: string; change: number }>`
		WITH one AS (${registrations(tx.ctx.subdistrictId, identity)}), moves AS (
			SELECT community_id, greatest(registered_on, ${period.from}::date) AS day, 1 AS change FROM one WHERE registered_on <= ${period.to}::date AND (left_on IS NULL OR left_on > registered_on)
			UNION ALL SELECT community_id, greatest(left_on, ${period.from}::date), -1 FROM one WHERE left_on <= ${period.to}::date AND left_on > registered_on
		)
		SELECT community_id AS "communityId", to_char(day, 'YYYY-MM-DD') AS day, sum(change)::int AS change FROM moves GROUP BY 1, 2 ORDER BY 2`.execute(tx.db);
	return runningTotals(rows, period.from);
}

/** Rows of a stand from its changes: one for every area on each day on which any area changed, and on the first day. */
export function runningTotals(changes: readonly { communityId: string; day: string; change: number }[], from: string): DayCount[] {
	const days = [...new Set([from, ...changes.map(({ day }) => day)])].sort();
	const areas = [...new Set(changes.map(({ communityId }) => communityId))];
	const now = new Map<string, number>();
	return wholeToo(
		days.flatMap((day) => {
			for (const each of changes) if (each.day === day) now.set(each.communityId, (now.get(each.communityId) ?? 0) + each.change);
			return areas.map((communityId): DayCount => ({ communityId, day, numerator: now.get(communityId) ?? 0 }));
		})
	);
}

const scopeOf = (ctx: Ctx, communityId: string | null, column: RawBuilder<unknown>): RawBuilder<boolean> => {
	const scope = volunteerScope(ctx.actor);
	return sql`${communityId === null ? sql`true` : sql`${column} = ${communityId}`} AND ${scope === 'all' ? sql`true` : sql`${column} = any(${scope}::uuid[])`}`;
};

/** Who stands registered on the last day, the newest first. */
async function registeredRecords(ctx: Ctx, identity: Identity | null, { period, communityId, part, cursor }: RecordsAsked): Promise<{ items: MeasureRecord[]; next: string | null }> {
	if (part !== 'numerator') return nothing;
	const after = readCursor(cursor);
	const rows = await readTx<'volunteers', { id: string; number: string; name: string; name_masked: string; community_id: string; registered_on: string; registered_at: Date }[]>(ctx, async ({ db }) => {
		const found = await sql<{ id: string; number: string; name: string; name_masked: string; community_id: string; registered_on: string; registered_at: Date }>`
			SELECT id, number, name, name_masked, community_id, to_char(registered_on, 'YYYY-MM-DD') AS registered_on, registered_at FROM (${registrations(ctx.subdistrictId, identity)}) one
			WHERE registered_on <= ${period.to}::date AND (left_on IS NULL OR left_on > ${period.to}::date) AND ${scopeOf(ctx, communityId, sql`community_id`)} ${after ? sql`AND (registered_at, id) < (${after.at}, ${after.id}::uuid)` : sql``}
			ORDER BY registered_at DESC, id DESC LIMIT ${PAGE + 1}`.execute(db);
		return found.rows;
	});
	const page = pageOf(rows, PAGE, (row) => row.registered_at);
	return { items: page.items.map((row) => ({ id: row.id, href: `/desk/volunteers/${row.id}`, label: shownName(ctx.actor, row), day: row.registered_on, hint: row.number })), next: page.next };
}

const registered = (key: string, identity: Identity | null): Measure => ({
	key,
	unit: 'count',
	adds: 'stand',
	title: identity === null ? { zh: zh.measures.registered, en: en.measures.registered } : { zh: zh.measures.registeredOf(zh.identity[identity]), en: en.measures.registeredOf(en.identity[identity]) },
	noun: people,
	counted: { zh: zh.measures.registeredCounted, en: en.measures.registeredCounted },
	act: REGISTER,
	byDay: (tx, period) => standing(ours(tx), identity, period),
	records: (ctx, asked) => registeredRecords(ctx, identity, asked)
});

const share: Measure = {
	key: 'volunteers.shareOfResidents',
	unit: 'ratio',
	adds: 'stand',
	title: { zh: zh.measures.share, en: en.measures.share },
	noun: people,
	counted: { zh: zh.measures.registeredCounted, en: en.measures.registeredCounted },
	outOf: { zh: zh.measures.residents, en: en.measures.residents },
	outOfHref: '/desk/residents',
	act: REGISTER,
	async byDay(tx, period) {
		const rows = await standing(ours(tx), null, period);
		const living = await livingByDay(tx, [...new Set(rows.map(({ day }) => day))]);
		return rows.map((row) => ({ ...row, denominator: living(row.day, row.communityId) }));
	},
	records: (ctx, asked) => registeredRecords(ctx, null, asked)
};

/** Lines of service of a period, the newest first. */
async function serviceRecords(ctx: Ctx, { period, communityId, part, cursor }: RecordsAsked): Promise<{ items: MeasureRecord[]; next: string | null }> {
	if (part !== 'numerator') return nothing;
	const after = readCursor(cursor);
	type Row = { id: string; volunteer_id: string; title: string; minutes: number; day: string; name: string; name_masked: string; community_id: string; recorded_at: Date };
	const rows = await readTx<'volunteers', Row[]>(ctx, async ({ db }) => {
		const found = await sql<Row>`
			SELECT e.id, e.volunteer_id, e.title, e.minutes, to_char(e.on_day, 'YYYY-MM-DD') AS day, w.name, w.name_masked, w.community_id, e.recorded_at
			FROM volunteers.entry e JOIN volunteers.volunteer w ON w.subdistrict_id = e.subdistrict_id AND w.id = e.volunteer_id
			WHERE e.subdistrict_id = ${ctx.subdistrictId} AND e.kind = 'service' AND e.on_day BETWEEN ${period.from}::date AND ${period.to}::date
				AND ${scopeOf(ctx, communityId, sql`e.community_id`)} ${after ? sql`AND (e.recorded_at, e.id) < (${after.at}, ${after.id}::uuid)` : sql``}
			ORDER BY e.recorded_at DESC, e.id DESC LIMIT ${PAGE + 1}`.execute(db);
		return found.rows;
	});
	const words = ctx.locale === 'en' ? en : zh;
	const page = pageOf(rows, PAGE, (row) => row.recorded_at);
	return { items: page.items.map((row) => ({ id: row.id, href: `/desk/volunteers/${row.volunteer_id}`, label: `${row.title} · ${shownName(ctx.actor, row)}`, day: row.day, hint: words.hours.time(row.minutes) })), next: page.next };
}

const minutes: Measure = {
	key: 'volunteers.minutes',
	unit: 'minutes',
	adds: 'events',
	title: { zh: zh.measures.minutes, en: en.measures.minutes },
	noun: { zh: '小时', en: 'hours' },
	counted: { zh: zh.measures.minutesCounted, en: en.measures.minutesCounted },
	act: SHIFTS,
	async byDay(tx, period) {
		const { rows } = await sql<DayCount>`SELECT community_id AS "communityId", to_char(on_day, 'YYYY-MM-DD') AS day, sum(minutes)::int AS numerator FROM volunteers.entry
			WHERE subdistrict_id = ${tx.ctx.subdistrictId} AND kind = 'service' AND on_day BETWEEN ${period.from}::date AND ${period.to}::date GROUP BY 1, 2`.execute(ours(tx).db);
		return wholeToo(rows);
	},
	records: serviceRecords
};

/**
 * Whoever served, each once, by the last day that they did; with the newest of what they served in. What was corrected to nothing
 * is nothing, as in the count.
 */
async function activeRecords(ctx: Ctx, { period, communityId, part, cursor }: RecordsAsked): Promise<{ items: MeasureRecord[]; next: string | null }> {
	if (part !== 'numerator') return nothing;
	const after = readCursor(cursor);
	type Row = { id: string; number: string; day: string; name: string; name_masked: string; community_id: string; times: number; latest: { title: string; day: string; minutes: number }[] };
	const rows = await readTx<'volunteers', Row[]>(ctx, async ({ db }) => {
		const found = await sql<Row>`
			WITH served AS (
				SELECT w.who_key, e.on_day, e.community_id, e.title, sum(e.minutes)::int AS minutes, sum(sum(e.minutes)) OVER (PARTITION BY w.who_key, e.on_day, e.community_id) AS of_day
				FROM volunteers.entry e JOIN volunteers.volunteer w ON w.subdistrict_id = e.subdistrict_id AND w.id = e.volunteer_id
				WHERE e.subdistrict_id = ${ctx.subdistrictId} AND e.kind = 'service' AND e.on_day BETWEEN ${period.from}::date AND ${period.to}::date AND ${scopeOf(ctx, communityId, sql`e.community_id`)}
				GROUP BY w.who_key, e.on_day, e.community_id, e.title
			), person AS (
				SELECT s.who_key, max(s.on_day) AS day, count(*) FILTER (WHERE s.minutes > 0)::int AS times,
					(array_agg(jsonb_build_object('title', s.title, 'day', s.on_day, 'minutes', s.minutes) ORDER BY s.on_day DESC, s.title) FILTER (WHERE s.minutes > 0))[1:${sql.lit(LATEST_AT_MOST)}] AS latest
				FROM served s WHERE s.of_day > 0 GROUP BY 1
			)
			SELECT v.id, v.number, v.name, v.name_masked, v.community_id, to_char(p.day, 'YYYY-MM-DD') AS day, p.times, to_jsonb(p.latest) AS latest FROM person p
			CROSS JOIN LATERAL (SELECT w.* FROM volunteers.volunteer w WHERE w.subdistrict_id = ${ctx.subdistrictId} AND w.who_key = p.who_key ORDER BY w.state IN ('merged', 'erased'), w.id LIMIT 1) v
			${after ? sql`WHERE (p.day, v.id) < (${after.at.toISOString().slice(0, 10)}::date, ${after.id}::uuid)` : sql``}
			ORDER BY p.day DESC, v.id DESC LIMIT ${PAGE + 1}`.execute(db);
		return found.rows;
	});
	const words = ctx.locale === 'en' ? en : zh;
	const page = pageOf(rows, PAGE, ({ day }) => new Date(`${day}T00:00:00Z`));
	return {
		items: page.items.map((row) => {
			const href = `/desk/volunteers/${row.id}`;
			return { id: row.id, href, label: shownName(ctx.actor, row), day: row.day, hint: row.number, countedFor: { times: row.times, latest: row.latest.map(({ title, day, minutes }) => ({ href, label: `${title} · ${words.hours.time(minutes)}`, day })) } };
		}),
		next: page.next
	};
}

const active: Measure = {
	key: 'volunteers.active',
	unit: 'count',
	adds: 'people',
	title: { zh: zh.measures.active, en: en.measures.active },
	noun: people,
	counted: { zh: zh.measures.activeCounted, en: en.measures.activeCounted },
	act: SHIFTS,
	async byDay(tx, period) {
		const { rows } = await sql<{ communityId: string | null; day: string; who: string }>`
			SELECT e.community_id AS "communityId", to_char(e.on_day, 'YYYY-MM-DD') AS day, w.who_key AS who FROM volunteers.entry e JOIN volunteers.volunteer w ON w.subdistrict_id = e.subdistrict_id AND w.id = e.volunteer_id
			WHERE e.subdistrict_id = ${tx.ctx.subdistrictId} AND e.kind = 'service' AND e.on_day BETWEEN ${period.from}::date AND ${period.to}::date
			GROUP BY 1, 2, 3 HAVING sum(e.minutes) > 0`.execute(ours(tx).db);
		// Each stands under its community and in the whole.
		return rows.flatMap((row) => (row.communityId === null ? [row] : [row, { ...row, communityId: null }]));
	},
	records: activeRecords
};

const shiftsServed: Measure = {
	key: 'volunteers.shiftsServed',
	unit: 'count',
	adds: 'events',
	title: { zh: zh.measures.shifts, en: en.measures.shifts },
	noun: { zh: '次', en: 'shifts' },
	counted: { zh: zh.measures.shiftsCounted, en: en.measures.shiftsCounted },
	act: SHIFTS,
	async byDay(tx, period) {
		const { rows } = await sql<DayCount>`SELECT h.community_id AS "communityId", to_char(h.on_day, 'YYYY-MM-DD') AS day, count(*)::int AS numerator FROM volunteers.shift h
			WHERE h.subdistrict_id = ${tx.ctx.subdistrictId} AND h.on_day BETWEEN ${period.from}::date AND ${period.to}::date
				AND EXISTS (SELECT FROM volunteers.span s WHERE s.subdistrict_id = h.subdistrict_id AND s.shift_id = h.id AND s.state = 'closed') GROUP BY 1, 2`.execute(ours(tx).db);
		return wholeToo(rows);
	},
	async records(ctx, { period, communityId, part, cursor }) {
		if (part !== 'numerator') return nothing;
		const after = readCursor(cursor);
		type Row = { id: string; title: string; place: string; day: string; starts_at: Date };
		const rows = await readTx<'volunteers', Row[]>(ctx, async ({ db }) => {
			const found = await sql<Row>`SELECT h.id, h.title, h.place, to_char(h.on_day, 'YYYY-MM-DD') AS day, h.starts_at FROM volunteers.shift h
				WHERE h.subdistrict_id = ${ctx.subdistrictId} AND h.on_day BETWEEN ${period.from}::date AND ${period.to}::date AND ${scopeOf(ctx, communityId, sql`h.community_id`)}
					AND EXISTS (SELECT FROM volunteers.span s WHERE s.subdistrict_id = h.subdistrict_id AND s.shift_id = h.id AND s.state = 'closed')
					${after ? sql`AND (h.starts_at, h.id) < (${after.at}, ${after.id}::uuid)` : sql``}
				ORDER BY h.starts_at DESC, h.id DESC LIMIT ${PAGE + 1}`.execute(db);
			return found.rows;
		});
		const page = pageOf(rows, PAGE, (row) => row.starts_at);
		return { items: page.items.map((row) => ({ id: row.id, href: `/desk/volunteers/shifts/${row.id}`, label: row.title, day: row.day, hint: row.place })), next: page.next };
	}
};

export const measures: readonly Measure[] = [registered('volunteers.registered', null), ...IDENTITIES.map((identity) => registered(`volunteers.${identity}`, identity)), share, minutes, active, shiftsServed];
