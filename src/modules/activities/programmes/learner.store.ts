/** How far people are in a course, worked out anew from attendance whenever it changes: nobody types that somebody passed. */
import { sql } from 'kysely';
import { factChanged } from '#platform/facts.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import { LEARNING_COUNTED } from '../activities.measure-keys.ts';

type Tx = WriteTx<'activities'>;

/** What it takes: so many sessions, or a share in percent of those that are held or still to come. Null: the course has no pass rule. */
export async function neededSessions({ db, ctx }: Pick<Tx, 'db' | 'ctx'>, programmeId: string): Promise<number | null> {
	const { rows } = await sql<{ sessions: number | null; share: number | null; planned: number }>`SELECT p.pass_sessions AS sessions, p.pass_share AS share,
			(SELECT count(*)::int FROM activities.activity a JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id
				WHERE a.subdistrict_id = p.subdistrict_id AND a.programme_id = p.id AND a.programme_role = 'session' AND a.state <> 'withdrawn' AND o.state = 'planned') AS planned
		FROM activities.programme p WHERE p.subdistrict_id = ${ctx.subdistrictId} AND p.id = ${programmeId}`.execute(db);
	const [rule] = rows;
	if (!rule) return null;
	if (rule.sessions !== null) return rule.sessions;
	return rule.share === null ? null : Math.max(1, Math.ceil((rule.planned * rule.share) / 100));
}

/**
 * Works out anew how far these people are, or everybody (`null`) when the rule or the sessions changed. Outreach counts from the day
 * of passing on: whoever sat in the audience of one earlier was taught, and did not teach.
 */
export async function followLearners(tx: Tx, programmeId: string, whoKeys: readonly string[] | null): Promise<void> {
	const { db, ctx } = tx;
	// Two sessions of one course written down at the same moment are counted one after the other.
	await sql`SELECT 1 FROM activities.programme WHERE subdistrict_id = ${ctx.subdistrictId} AND id = ${programmeId} FOR NO KEY UPDATE`.execute(db);
	const needed = await neededSessions({ db, ctx }, programmeId);
	const of = whoKeys === null ? sql`true` : sql`t.who_key = any(${whoKeys})`;
	const mine = whoKeys === null ? sql`true` : sql`l.who_key = any(${whoKeys})`;
	const tenant = ctx.subdistrictId;
	const before = await daysOf(tx, programmeId, whoKeys);
	await sql`WITH came AS (
			SELECT DISTINCT ON (t.who_key, t.occurrence_id) t.who_key, t.occurrence_id, t.on_day, a.programme_role AS role, t.person_id, t.user_id, t.name_sealed, t.name_masked
			FROM activities.activity a
			JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id
			JOIN activities.attendance t ON t.subdistrict_id = o.subdistrict_id AND t.occurrence_id = o.id AND t.taken_back_at IS NULL
			WHERE a.subdistrict_id = ${tenant} AND a.programme_id = ${programmeId} AND ${of}
		), sessions AS (
			SELECT *, row_number() OVER (PARTITION BY who_key ORDER BY on_day, occurrence_id) AS nth FROM came WHERE role = 'session'
		), learners AS (
			SELECT who_key, max(person_id::text)::uuid AS person_id, max(user_id::text)::uuid AS user_id, (array_agg(name_sealed ORDER BY nth DESC))[1] AS name_sealed, (array_agg(name_masked ORDER BY nth DESC))[1] AS name_masked,
				count(*)::int AS sessions, min(on_day) FILTER (WHERE nth = ${needed}::int) AS passed_on
			FROM sessions GROUP BY who_key
		), taught AS (
			SELECT c.who_key, c.on_day, row_number() OVER (PARTITION BY c.who_key ORDER BY c.on_day, c.occurrence_id) AS nth
			FROM came c JOIN learners l ON l.who_key = c.who_key AND c.role = 'outreach' AND c.on_day >= l.passed_on
		), done AS (
			SELECT who_key, count(*)::int AS outreach, min(on_day) FILTER (WHERE nth = (SELECT p.pass_outreach FROM activities.programme p WHERE p.subdistrict_id = ${tenant} AND p.id = ${programmeId})) AS done_on FROM taught GROUP BY who_key
		), gone AS (
			DELETE FROM activities.learner l WHERE l.subdistrict_id = ${tenant} AND l.programme_id = ${programmeId} AND ${mine} AND NOT EXISTS (SELECT 1 FROM learners n WHERE n.who_key = l.who_key)
		)
		INSERT INTO activities.learner (subdistrict_id, programme_id, who_key, person_id, user_id, name_sealed, name_masked, sessions, passed_on, outreach, done_on)
		SELECT ${tenant}, ${programmeId}, l.who_key, l.person_id, l.user_id, l.name_sealed, l.name_masked, l.sessions, l.passed_on, coalesce(d.outreach, 0), d.done_on
		FROM learners l LEFT JOIN done d ON d.who_key = l.who_key
		ON CONFLICT (subdistrict_id, programme_id, who_key) DO UPDATE SET person_id = EXCLUDED.person_id, user_id = EXCLUDED.user_id, name_sealed = EXCLUDED.name_sealed, name_masked = EXCLUDED.name_masked,
			sessions = EXCLUDED.sessions, passed_on = EXCLUDED.passed_on, outreach = EXCLUDED.outreach, done_on = EXCLUDED.done_on`.execute(db);
	factChanged(tx, { measures: LEARNING_COUNTED, days: [...new Set([...before, ...(await daysOf(tx, programmeId, whoKeys))])] });
}

/**
 * Times of an activity were made, cancelled or restored: a course that asks for a share of its sessions asks for another number now.
 * The last thing of a transaction, because it holds the course: whoever checks somebody in holds the time and waits for the course.
 */
export async function followTimes(tx: Tx, activityId: string): Promise<void> {
	const { db, ctx } = tx;
	const { rows } = await sql<{ id: string }>`SELECT p.id FROM activities.activity a JOIN activities.programme p ON p.subdistrict_id = a.subdistrict_id AND p.id = a.programme_id
		WHERE a.subdistrict_id = ${ctx.subdistrictId} AND a.id = ${activityId} AND a.programme_role = 'session' AND p.pass_share IS NOT NULL`.execute(db);
	for (const { id } of rows) await followLearners(tx, id, null);
}

/** The days on which the plan counts something of these learners: passes, completed chains, and every outreach of the course. */
async function daysOf({ db, ctx }: Tx, programmeId: string, whoKeys: readonly string[] | null): Promise<string[]> {
	const of = whoKeys === null ? sql`true` : sql`who_key = any(${whoKeys})`;
	const { rows } = await sql<{ day: string }>`SELECT DISTINCT unnest(ARRAY[passed_on, done_on])::text AS day FROM activities.learner WHERE subdistrict_id = ${ctx.subdistrictId} AND programme_id = ${programmeId} AND ${of}
		UNION SELECT DISTINCT t.on_day::text FROM activities.activity a
			JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id
			JOIN activities.attendance t ON t.subdistrict_id = o.subdistrict_id AND t.occurrence_id = o.id
			WHERE a.subdistrict_id = ${ctx.subdistrictId} AND a.programme_id = ${programmeId} AND a.programme_role = 'outreach' AND ${whoKeys === null ? sql`true` : sql`t.who_key = any(${whoKeys})`}`.execute(db);
	return rows.flatMap(({ day }) => (day === null ? [] : [day]));
}
