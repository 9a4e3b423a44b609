/**
 * What the plan can count of who came and what they learned: attendances, different people, satisfaction, courses passed, outreach.
 * An activity of several communities counts once for each of them and once for the subdistrict.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { pageOf, readCursor } from '#platform/keyset.ts';
import { LATEST_AT_MOST, type DayCount, type DayPerson, type Measure, type MeasureRecord, type Period, type RecordsAsked } from '#platform/measure.ts';
import { keptBy } from './activities.policy.ts';

type Tx = ReadTx<'activities'>;
const PAGE = 50;
const nothing = { items: [], next: null };
const people = { zh: '人', en: 'people' };
const times = { zh: '人次', en: 'attendances' };

/** The areas of an activity `a`: the subdistrict, the leading community, those named with it. */
const areas = sql`CROSS JOIN LATERAL (
	SELECT NULL::uuid AS id UNION ALL SELECT a.community_id WHERE a.community_id IS NOT NULL
	UNION ALL SELECT n.community_id FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id AND n.community_id IS DISTINCT FROM a.community_id) c`;
/** The areas of a course `p`: the subdistrict, and the community that holds it. */
const courseAreas = sql`CROSS JOIN LATERAL (SELECT NULL::uuid AS id UNION ALL SELECT p.community_id WHERE p.community_id IS NOT NULL) c`;
const activityOf = (row: string) => sql`JOIN activities.occurrence o ON o.subdistrict_id = ${sql.raw(row)}.subdistrict_id AND o.id = ${sql.raw(row)}.occurrence_id JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id`;

const came = ({ ctx }: Tx, { from, to }: Period) => sql`activities.attendance t ${activityOf('t')} ${areas} WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.on_day BETWEEN ${from} AND ${to} AND t.taken_back_at IS NULL`;
const said = ({ ctx }: Tx, { from, to }: Period) => sql`activities.feedback f ${activityOf('f')} ${areas} WHERE f.subdistrict_id = ${ctx.subdistrictId} AND f.on_day BETWEEN ${from} AND ${to}`;
const learners = ({ ctx }: Tx, { from, to }: Period, on: 'passed_on' | 'done_on') =>
	sql`activities.learner l JOIN activities.programme p ON p.subdistrict_id = l.subdistrict_id AND p.id = l.programme_id ${courseAreas} WHERE l.subdistrict_id = ${ctx.subdistrictId} AND l.${sql.raw(on)} BETWEEN ${from} AND ${to}`;
/** Somebody who had passed came to an outreach of their course: they taught. */
const taught = ({ ctx }: Tx, { from, to }: Period) =>
	sql`activities.attendance t ${activityOf('t')} JOIN activities.learner l ON l.subdistrict_id = t.subdistrict_id AND l.programme_id = a.programme_id AND l.who_key = t.who_key AND l.passed_on <= t.on_day
		${areas} WHERE t.subdistrict_id = ${ctx.subdistrictId} AND a.programme_role = 'outreach' AND t.on_day BETWEEN ${from} AND ${to} AND t.taken_back_at IS NULL`;

const counted = async ({ db }: Tx, day: RawBuilder<unknown>, from: RawBuilder<unknown>, denominator?: { good: RawBuilder<unknown> }): Promise<DayCount[]> =>
	(await sql<DayCount>`SELECT c.id AS "communityId", ${day} AS day, count(*)${denominator ? sql` FILTER (WHERE ${denominator.good})` : sql``}::int AS numerator${denominator ? sql`, count(*)::int AS denominator` : sql``} FROM ${from} GROUP BY 1, 2`.execute(db)).rows;

interface Line {
	id: string;
	href: string;
	label: string;
	day: string;
	hint: string;
}

/** The records behind a count, of activities or courses that the caller keeps; the newest first. */
function records(ctx: Ctx, { period, communityId, part, cursor }: RecordsAsked, of: (tx: Tx, period: Period) => { id: RawBuilder<unknown>; day: RawBuilder<unknown>; line: RawBuilder<unknown>; from: RawBuilder<unknown>; keptBy: (kept: readonly string[]) => RawBuilder<unknown>; counts?: RawBuilder<boolean> }): Promise<{ items: MeasureRecord[]; next: string | null }> {
	if (part !== 'numerator' && part !== 'against') return Promise.resolve(nothing);
	const kept = keptBy(ctx.actor);
	if (kept !== 'all' && !kept.length) return Promise.resolve(nothing);
	return readTx<'activities', { items: MeasureRecord[]; next: string | null }>(ctx, async (tx) => {
		const { id, day, line, from, keptBy: keptWhere, counts } = of(tx, period);
		const after = readCursor(cursor);
		const within = kept === 'all' ? sql`true` : keptWhere(kept);
		const good = counts ? (part === 'numerator' ? counts : sql<boolean>`NOT (${counts})`) : sql<boolean>`${part === 'numerator'}`;
		const { rows } = await sql<Line>`SELECT ${id} AS id, ${day}::text AS day, ${line} FROM ${from} AND c.id IS NOT DISTINCT FROM ${communityId}::uuid AND ${within} AND ${good}
			${after ? sql`AND (${day}, ${id}) < (${after.at.toISOString().slice(0, 10)}::date, ${after.id}::uuid)` : sql``} ORDER BY ${day} DESC, ${id} DESC LIMIT ${PAGE + 1}`.execute(tx.db);
		return pageOf(rows, PAGE, (row) => new Date(`${row.day}T00:00:00Z`));
	});
}

const timeLine = (label: RawBuilder<unknown>) => sql`'/desk/activities/' || a.id || '/attendance?occurrence=' || o.id AS href, ${label} AS label, a.title AS hint`;
/** As `mayKeep` of the policy says it. */
const activityKept = (kept: readonly string[]) => sql`(a.community_id = any(${kept}::uuid[]) OR EXISTS (SELECT FROM activities.named_community k WHERE k.subdistrict_id = a.subdistrict_id AND k.activity_id = a.id AND k.community_id = any(${kept}::uuid[])))`;
const courseKept = (kept: readonly string[]) => sql`p.community_id = any(${kept}::uuid[])`;
const courseLine = sql`'/desk/activities/programmes/' || p.id AS href, l.name_masked AS label, p.title AS hint`;

/**
 * Whoever came, each once: by the last time that they did, and with the newest of what they came to. Times are looked at from the
 * newest on, and one that has a later one of the same person is passed over, so that a page costs a page and not a year.
 */
function participants(ctx: Ctx, { period: { from, to }, communityId, part, cursor }: RecordsAsked): Promise<{ items: MeasureRecord[]; next: string | null }> {
	const kept = keptBy(ctx.actor);
	if (part !== 'numerator' || (kept !== 'all' && !kept.length)) return Promise.resolve(nothing);
	const after = readCursor(cursor);
	/** Attendance `t` that counts here and that the caller may see. */
	const counts = (t: string) => {
		const row = sql.raw(t);
		const held = communityId === null && kept === 'all' ? sql`true` : sql`EXISTS (SELECT FROM activities.occurrence o JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
			WHERE o.subdistrict_id = ${row}.subdistrict_id AND o.id = ${row}.occurrence_id AND ${communityId === null ? sql`true` : activityKept([communityId])} AND ${kept === 'all' ? sql`true` : activityKept(kept)})`;
		return sql`${row}.subdistrict_id = ${ctx.subdistrictId} AND ${row}.on_day BETWEEN ${from} AND ${to} AND ${row}.taken_back_at IS NULL AND ${held}`;
	};
	type Person = Line & { who: string; counted: { times: number; latest: { href: string; label: string; day: string }[] } };
	return readTx<'activities', { items: MeasureRecord[]; next: string | null }>(ctx, async ({ db }) => {
		const { rows } = await sql<Person>`
			WITH person AS (
				SELECT t.subdistrict_id, t.id, t.who_key, t.on_day, t.name_masked, t.occurrence_id FROM activities.attendance t WHERE ${counts('t')} ${after ? sql`AND (t.on_day, t.id) < (${after.at.toISOString().slice(0, 10)}::date, ${after.id}::uuid)` : sql``}
					AND NOT EXISTS (SELECT FROM activities.attendance later WHERE later.who_key = t.who_key AND (later.on_day, later.id) > (t.on_day, t.id) AND ${counts('later')})
				ORDER BY t.on_day DESC, t.id DESC LIMIT ${PAGE + 1}
			)
			SELECT t.id, t.on_day::text AS day, ${timeLine(sql`t.name_masked`)}, (
				SELECT jsonb_build_object('times', max(one.times), 'latest', jsonb_agg(jsonb_build_object('href', one.href, 'label', one.title, 'day', one.day) ORDER BY one.day DESC, one.id DESC)) FROM (
					SELECT e.id, e.on_day::text AS day, ea.title, '/desk/activities/' || ea.id || '/attendance?occurrence=' || eo.id AS href, count(*) OVER () AS times FROM activities.attendance e
					JOIN activities.occurrence eo ON eo.subdistrict_id = e.subdistrict_id AND eo.id = e.occurrence_id JOIN activities.activity ea ON ea.subdistrict_id = eo.subdistrict_id AND ea.id = eo.activity_id
					WHERE e.who_key = t.who_key AND ${counts('e')} ORDER BY e.on_day DESC, e.id DESC LIMIT ${LATEST_AT_MOST}
				) one
			) AS counted
			FROM person t ${activityOf('t')} ORDER BY t.on_day DESC, t.id DESC`.execute(db);
		const page = pageOf(rows, PAGE, ({ day }) => new Date(`${day}T00:00:00Z`));
		return { items: page.items.map(({ id, href, label, day, hint, counted }) => ({ id, href, label, day, hint, countedFor: counted })), next: page.next };
	});
}

/** A learner has no id of their own; their key made into one is only for paging. */
const learnerId = sql`md5(l.programme_id::text || l.who_key)::uuid`;

const PLAN_NEXT = { href: '/desk/activities', label: { zh: '安排下一场', en: 'Plan the next one' } };
const COURSES = { href: '/desk/activities/programmes', label: { zh: '看课程和学员', en: 'See courses and learners' } };

const own = (tx: ReadTx<string>): Tx => tx as unknown as Tx;

export const comeMeasures: readonly Measure[] = [
	{
		key: 'activities.attendances', unit: 'count', adds: 'events', noun: times,
		act: PLAN_NEXT,
		title: { zh: '参加活动人次', en: 'Attendances' },
		counted: { zh: '有签到的人次，撤回的不算', en: 'Every time somebody was checked in, unless it was taken back' },
		byDay: (tx, period) => counted(own(tx), sql`t.on_day::text`, came(own(tx), period)),
		records: (ctx, asked) => records(ctx, asked, (tx, period) => ({ id: sql`t.id`, day: sql`t.on_day`, line: timeLine(sql`t.name_masked`), from: came(tx, period), keptBy: activityKept }))
	},
	{
		key: 'activities.participants', unit: 'count', adds: 'people', noun: people,
		act: PLAN_NEXT,
		title: { zh: '参加活动人数', en: 'People who came' },
		counted: { zh: '期间内来过的不同的人，来几次都算一个', en: 'Different people who came in the period, each once' },
		byDay: async (tx, period) => (await sql<DayPerson>`SELECT DISTINCT c.id AS "communityId", t.on_day::text AS day, t.who_key AS who FROM ${came(own(tx), period)}`.execute(tx.db)).rows,
		records: participants
	},
	{
		key: 'activities.satisfaction', unit: 'ratio', adds: 'events', noun: { zh: '份反馈', en: 'answers' },
		act: PLAN_NEXT,
		title: { zh: '活动满意率', en: 'Satisfaction with activities' },
		counted: { zh: '答“很有收获”或“有收获”的', en: 'Answers that it was of use, or very much' },
		outOf: { zh: '收到的全部反馈', en: 'All answers given' },
		byDay: (tx, period) => counted(own(tx), sql`f.on_day::text`, said(own(tx), period), { good: sql`f.useful >= 4` }),
		records: (ctx, asked) => records(ctx, asked, (tx, period) => ({ id: sql`f.id`, day: sql`f.on_day`, line: sql`'/desk/activities/' || a.id || '/feedback?occurrence=' || o.id AS href, CASE WHEN f.words = '' THEN a.title ELSE f.words END AS label, a.title AS hint`, from: said(tx, period), keptBy: activityKept, counts: sql<boolean>`f.useful >= 4` }))
	},
	{
		key: 'activities.passed', unit: 'count', adds: 'events', noun: people,
		act: COURSES,
		title: { zh: '课程结业', en: 'Courses passed' },
		counted: { zh: '达到结业要求的学员，按达到的那天算', en: 'Learners who met the rule of their course, on the day they did' },
		byDay: (tx, period) => counted(own(tx), sql`l.passed_on::text`, learners(own(tx), period, 'passed_on')),
		records: (ctx, asked) => records(ctx, asked, (tx, period) => ({ id: learnerId, day: sql`l.passed_on`, line: courseLine, from: learners(tx, period, 'passed_on'), keptBy: courseKept }))
	},
	{
		key: 'activities.outreach', unit: 'count', adds: 'events', noun: times,
		act: COURSES,
		title: { zh: '科普讲解人次', en: 'Outreach taught' },
		counted: { zh: '结业学员到场讲解的人次', en: 'Times that learners who passed went out to teach' },
		byDay: (tx, period) => counted(own(tx), sql`t.on_day::text`, taught(own(tx), period)),
		records: (ctx, asked) => records(ctx, asked, (tx, period) => ({ id: sql`t.id`, day: sql`t.on_day`, line: timeLine(sql`t.name_masked`), from: taught(tx, period), keptBy: activityKept }))
	},
	{
		key: 'activities.chain_done', unit: 'count', adds: 'events', noun: people,
		act: COURSES,
		title: { zh: '学员完成讲解任务', en: 'Learners who did their outreach' },
		counted: { zh: '结业后讲满次数的学员，按讲满的那天算', en: 'Learners who taught as often as their course asks, on the day they had' },
		byDay: (tx, period) => counted(own(tx), sql`l.done_on::text`, learners(own(tx), period, 'done_on')),
		records: (ctx, asked) => records(ctx, asked, (tx, period) => ({ id: learnerId, day: sql`l.done_on`, line: courseLine, from: learners(tx, period, 'done_on'), keptBy: courseKept }))
	}
];
