/** Courses as the desk and the site see them: the sessions, how far everybody is, the chain from learning to teaching. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { notFound } from '#platform/errors.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { keptBy, mayKeep } from '../activities.policy.ts';
import { neededSessions } from './learner.store.ts';

const { query } = forModule<'activities'>();
const id = v.pipe(v.string(), v.uuid());

export interface ProgrammeLine {
	id: string;
	title: string;
	communityId: string | null;
	state: 'open' | 'closed';
	chain: 'outreach' | null;
	sessions: number;
	learners: number;
	passed: number;
	/** of a chain: outreach held by who passed; learners who did enough of it */
	outreach: number;
	done: number;
}

/** Courses that the caller keeps, open ones first, the newest first. A subdistrict has dozens of them. */
export const listProgrammes = query({
	name: 'activities.listProgrammes',
	access: permissions.serve,
	input: v.object({ communityId: v.optional(v.nullable(id), null) }),
	run: async ({ db, ctx }, { communityId }): Promise<ProgrammeLine[]> => {
		const kept = keptBy(ctx.actor);
		const scope = kept === 'all' ? sql`true` : sql`p.community_id = any(${kept}::uuid[])`;
		const { rows } = await sql<ProgrammeLine>`SELECT p.id, p.title, p.community_id AS "communityId", p.state, p.chain,
				(SELECT count(*)::int FROM activities.activity a JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id AND o.state = 'planned'
					WHERE a.subdistrict_id = p.subdistrict_id AND a.programme_id = p.id AND a.programme_role = 'session' AND a.state <> 'withdrawn') AS sessions,
				count(l.who_key)::int AS learners, count(l.passed_on)::int AS passed, coalesce(sum(l.outreach), 0)::int AS outreach, count(l.done_on)::int AS done
			FROM activities.programme p LEFT JOIN activities.learner l ON l.subdistrict_id = p.subdistrict_id AND l.programme_id = p.id
			WHERE p.subdistrict_id = ${ctx.subdistrictId} AND ${scope} ${communityId ? sql`AND p.community_id = ${communityId}` : sql``}
			GROUP BY p.subdistrict_id, p.id ORDER BY p.state DESC, p.created_at DESC, p.id LIMIT 200`.execute(db);
		return rows;
	}
});

export interface LearnerLine {
	whoKey: string;
	personId: string | null;
	name: string;
	sessions: number;
	passedOn: string | null;
	outreach: number;
	doneOn: string | null;
}

export interface ProgrammeView {
	id: string;
	version: number;
	title: string;
	body: string;
	communityId: string | null;
	state: 'open' | 'closed';
	chain: 'outreach' | null;
	passSessions: number | null;
	passShare: number | null;
	passOutreach: number | null;
	/** what it takes today; null: no rule */
	needed: number | null;
	activities: { id: string; title: string; role: 'session' | 'outreach'; times: { id: string; onDay: string; startsAt: Date; cancelled: boolean; came: number }[] }[];
	learners: LearnerLine[];
	/** activities that could become a part of it */
	candidates: { id: string; title: string; firstOn: string }[];
}

/** @throws platform.notFound (404) for a course that is not the caller's to keep */
export const programmeView = query({
	name: 'activities.programmeView',
	access: permissions.serve,
	input: v.object({ id }),
	run: async (tx, { id: programmeId }): Promise<ProgrammeView> => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('activities.programme').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', programmeId).executeTakeFirst();
		if (!row || !mayKeep(ctx.actor, { communityId: row.community_id, named: [] })) throw notFound('programme');
		const { rows: times } = await sql<{ activityId: string; title: string; role: 'session' | 'outreach'; id: string | null; onDay: string; startsAt: Date; cancelled: boolean; came: number }>`
			SELECT a.id AS "activityId", a.title, a.programme_role AS role, o.id, o.on_day AS "onDay", o.starts_at AS "startsAt", o.state = 'cancelled' AS cancelled,
				(SELECT count(*)::int FROM activities.attendance t WHERE t.subdistrict_id = o.subdistrict_id AND t.occurrence_id = o.id AND t.taken_back_at IS NULL) AS came
			FROM activities.activity a LEFT JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id
			WHERE a.subdistrict_id = ${ctx.subdistrictId} AND a.programme_id = ${programmeId} ORDER BY a.programme_role DESC, o.starts_at LIMIT 500`.execute(db);
		const learners = await db.selectFrom('activities.learner').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('programme_id', '=', programmeId).orderBy('passed_on').orderBy('sessions', 'desc').orderBy('who_key').limit(500).execute();
		let free = db.selectFrom('activities.activity').select(['id', 'title', 'first_on as firstOn']).where('subdistrict_id', '=', ctx.subdistrictId).where('programme_id', 'is', null).where('state', '<>', 'withdrawn').orderBy('changed_at', 'desc').limit(60);
		if (row.community_id) free = free.where('community_id', '=', row.community_id);
		const activities = new Map<string, ProgrammeView['activities'][number]>();
		for (const { activityId, title, role, id: timeId, onDay, startsAt, cancelled, came } of times) {
			const own = activities.get(activityId) ?? { id: activityId, title, role, times: [] };
			activities.set(activityId, own);
			if (timeId) own.times.push({ id: timeId, onDay, startsAt, cancelled, came });
		}
		return {
			id: row.id,
			version: row.version,
			title: row.title,
			body: row.body,
			communityId: row.community_id,
			state: row.state as 'open',
			chain: row.chain as 'outreach' | null,
			passSessions: row.pass_sessions,
			passShare: row.pass_share,
			passOutreach: row.pass_outreach,
			needed: await neededSessions(tx, programmeId),
			activities: [...activities.values()],
			learners: learners.map((learner) => ({ whoKey: learner.who_key, personId: learner.person_id, name: learner.name_sealed ? unseal(learner.name_sealed, 'contact') : '', sessions: learner.sessions, passedOn: learner.passed_on, outreach: learner.outreach, doneOn: learner.done_on })),
			candidates: await free.execute()
		};
	}
});
