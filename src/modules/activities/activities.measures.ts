/**
 * What the plan can count of activities: what was held, by the day it was held on. Held means that it is over, was not
 * cancelled, and facts show it: somebody came, or a photo. Nobody types that something was held.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { timeIn } from '#platform/dates/index.ts';
import { pageOf, readCursor } from '#platform/keyset.ts';
import type { DayCount, Measure, MeasureRecord, Period, RecordsAsked } from '#platform/measure.ts';
import { zoneOf } from '#platform/tenant.ts';
import { HELD, type HeldKey } from './activities.measure-keys.ts';

const PAGE = 50;

/** Which activities a measure counts, by their kind `k`; 群众性活动 are those of kinds marked so. */
const WHICH: Record<HeldKey, RawBuilder<boolean>> = {
	held: sql`true`,
	mass_held: sql`k.mass`,
	lectures_held: sql`k.code = 'lecture'`,
	courses_held: sql`k.code IN ('course', 'training')`
};

const WORDS: Record<HeldKey, { title: Measure['title']; counted: Measure['counted'] }> = {
	held: { title: { zh: '举办活动', en: 'Activities held' }, counted: { zh: '已结束、没有取消、有签到或照片的活动场次', en: 'Times that are over, were not cancelled, and of which attendance or a photo is kept' } },
	mass_held: { title: { zh: '群众性活动', en: 'Mass activities held' }, counted: { zh: '演出、体育、节日、集市等标为“群众性”的种类，已结束并有签到或照片的场次', en: 'Of the kinds marked as mass activities: times that are over and of which attendance or a photo is kept' } },
	lectures_held: { title: { zh: '举办讲座', en: 'Lectures held' }, counted: { zh: '已结束、有签到或照片的讲座场次', en: 'Lectures that are over and of which attendance or a photo is kept' } },
	courses_held: { title: { zh: '课程与培训', en: 'Courses and training held' }, counted: { zh: '已结束、有签到或照片的课程、技能培训场次', en: 'Sessions of courses and training that are over and of which attendance or a photo is kept' } }
};

/**
 * Where a time stands in the count. LIMIT keeps PostgreSQL at one look into the index for each time: an EXISTS it may answer by
 * reading all attendance there ever was.
 */
const placeSql = (now: Date): RawBuilder<string> => sql`
	CASE WHEN o.state = 'cancelled' THEN 'cancelled' WHEN o.ends_at > ${now} THEN 'to_come'
	WHEN (SELECT true FROM activities.attendance t WHERE t.subdistrict_id = o.subdistrict_id AND t.occurrence_id = o.id AND t.taken_back_at IS NULL LIMIT 1) THEN 'numerator'
	WHEN (SELECT true FROM activities.photo p WHERE p.subdistrict_id = o.subdistrict_id AND p.occurrence_id = o.id AND p.retired_at IS NULL LIMIT 1) THEN 'numerator'
	ELSE 'no_evidence' END`;

const from = sql`activities.occurrence o
	JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id AND a.state <> 'draft'
	JOIN activities.kind k ON k.subdistrict_id = a.subdistrict_id AND k.code = a.kind`;

/**
 * One row for the whole and one for each community that leads or is named: what several hold together counts once for each of
 * them and once for the subdistrict. What is still to come is left out, and becomes overdue for evidence as it ends.
 */
async function heldDays({ db, ctx }: ReadTx<'activities'>, key: HeldKey, period: Period): Promise<DayCount[]> {
	const now = ctx.clock.now();
	const { rows } = await sql<{ communityId: string | null; day: string; numerator: number; cancelled: number; to_come: number; no_evidence: number; movesAt: Date | null }>`
		SELECT c.id AS "communityId", t.on_day AS day, count(*) FILTER (WHERE t.place = 'numerator')::int AS numerator, count(*) FILTER (WHERE t.place = 'cancelled')::int AS cancelled,
			count(*) FILTER (WHERE t.place = 'to_come')::int AS to_come, count(*) FILTER (WHERE t.place = 'no_evidence')::int AS no_evidence, min(t.ends_at) FILTER (WHERE t.place = 'to_come') AS "movesAt"
		FROM (
			SELECT o.on_day, o.ends_at, a.id AS activity_id, a.community_id, ${placeSql(now)} AS place FROM ${from}
			WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.on_day BETWEEN ${period.from} AND ${period.to} AND ${WHICH[key]}
		) t CROSS JOIN LATERAL (
			SELECT NULL::uuid AS id
			UNION ALL SELECT t.community_id WHERE t.community_id IS NOT NULL
			UNION ALL SELECT n.community_id FROM activities.named_community n WHERE n.subdistrict_id = ${ctx.subdistrictId} AND n.activity_id = t.activity_id AND n.community_id IS DISTINCT FROM t.community_id
		) c GROUP BY 1, 2`.execute(db);
	return rows.map(({ communityId, day, numerator, cancelled, to_come, no_evidence, movesAt }) => ({ communityId, day, numerator, leftOut: { cancelled, to_come, no_evidence }, movesAt }));
}

const heldRecords = (ctx: Ctx, key: HeldKey, { period, communityId, part, cursor }: RecordsAsked, zone: string) =>
	readTx<'activities', { items: MeasureRecord[]; next: string | null }>(ctx, async ({ db }) => {
		const now = ctx.clock.now();
		const after = readCursor(cursor);
		const { rows } = await sql<{ id: string; activityId: string; title: string; place: string; startsAt: Date; onDay: string }>`
			SELECT o.id, a.id AS "activityId", a.title, coalesce(o.place, a.place) AS place, o.starts_at AS "startsAt", o.on_day AS "onDay" FROM ${from}
			WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.on_day BETWEEN ${period.from} AND ${period.to} AND ${WHICH[key]} AND ${placeSql(now)} = ${part}
				AND (${communityId}::uuid IS NULL OR a.community_id = ${communityId}::uuid OR EXISTS (SELECT FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id AND n.community_id = ${communityId}::uuid))
				AND (${after === null} OR (o.starts_at, o.id) < (${after?.at ?? now}, ${after?.id ?? null}::uuid))
			ORDER BY o.starts_at DESC, o.id DESC LIMIT ${PAGE + 1}`.execute(db);
		const page = pageOf(rows, PAGE, (row) => row.startsAt);
		return { items: page.items.map((row) => ({ id: row.id, href: `/activities/${row.activityId}?on=${row.id}`, label: row.title, day: row.onDay, hint: [timeIn(row.startsAt, zone), row.place].filter(Boolean).join(' ') })), next: page.next };
	});

export const heldMeasures: readonly Measure[] = HELD.map((key) => ({
	key: `activities.${key}`,
	unit: 'count',
	adds: 'events',
	...WORDS[key],
	noun: { zh: '场', en: 'times' },
	act: { href: '/desk/activities', label: { zh: '安排下一场', en: 'Plan the next one' } },
	leftOut: {
		cancelled: { zh: '已取消', en: 'cancelled' },
		to_come: { zh: '还没有举办', en: 'still to come' },
		no_evidence: { zh: '已结束，但没有签到也没有照片', en: 'over, but without attendance or a photo' }
	},
	byDay: (tx, period) => heldDays(tx as unknown as ReadTx<'activities'>, key, period),
	records: async (ctx, asked) => heldRecords(ctx, key, asked, await zoneOf(ctx))
}));
