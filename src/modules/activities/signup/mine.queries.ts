/** One's own activities: what is coming, what was, what is still to be said about it, what was learned. Also for a person of the register. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { isId } from '#platform/ids.ts';
import { unseal } from '#platform/secrets.ts';
import { forModule } from '#platform/usecase.ts';
import { ownKeys } from './places.usecases.ts';
import type { SignupState } from './signup.model.ts';

const { query } = forModule<'activities'>();

export interface MyPlace {
	partyId: string;
	title: string;
	place: string;
	startsAt: Date;
	endsAt: Date;
	state: SignupState;
	cancelled: boolean;
	names: string[];
	offeredUntil: Date | null;
}

export interface MyAttendance {
	id: string;
	occurrenceId: string;
	activityId: string;
	title: string;
	startsAt: Date;
	name: string;
	whoKey: string;
	/** the three questions were not answered yet, and it is not too long ago */
	mayTell: boolean;
}

export interface MyCourse {
	programmeId: string;
	title: string;
	sessions: number;
	needed: number | null;
	chain: 'outreach' | null;
	passedOn: string | null;
	outreach: number;
	passOutreach: number | null;
	doneOn: string | null;
	whoKey: string;
	name: string;
}

/** After so long nobody remembers how it was. */
const TELL_DAYS = 60;

const opened = (sealed: string | null): string => (sealed ? unseal(sealed, 'contact') : '');

/** Sign-ups to what has not ended, by these people or sent by this account, the next first. */
export async function placesOf({ db, ctx }: ReadTx<'activities'>, keys: readonly string[], sender: string | null): Promise<MyPlace[]> {
	const { rows } = await sql<Omit<MyPlace, 'names'> & { names: (string | null)[] }>`SELECT s.party_id AS "partyId", a.title, coalesce(o.place, a.place) AS place, o.starts_at AS "startsAt", o.ends_at AS "endsAt", s.state, o.state = 'cancelled' AS cancelled,
			array_agg(s.name_sealed ORDER BY s.position) AS names, max(s.offered_until) AS "offeredUntil"
		FROM activities.signup s
		JOIN activities.occurrence o ON o.subdistrict_id = s.subdistrict_id AND o.id = s.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
		WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.state IN ('taken', 'waiting', 'offered') AND o.ends_at > ${ctx.clock.now()}
			AND (s.who_key = any(${keys}) OR (s.source = 'site' AND s.signed_up_by = ${sender}))
		GROUP BY s.party_id, a.title, o.place, a.place, o.starts_at, o.ends_at, s.state, o.state ORDER BY o.starts_at, s.party_id LIMIT 100`.execute(db);
	return rows.map((row) => ({ ...row, names: row.names.map(opened) }));
}

/** What these people came to, the newest first. */
export async function attendedBy({ db, ctx }: ReadTx<'activities'>, keys: readonly string[], limit = 60): Promise<MyAttendance[]> {
	if (!keys.length) return [];
	const { rows } = await sql<Omit<MyAttendance, 'name'> & { name: string | null }>`SELECT t.id, t.occurrence_id AS "occurrenceId", o.activity_id AS "activityId", a.title, o.starts_at AS "startsAt", t.name_sealed AS name, t.who_key AS "whoKey", f.id IS NULL AND o.ends_at > ${new Date(ctx.clock.now().getTime() - TELL_DAYS * 86_400_000)} AS "mayTell"
		FROM activities.attendance t
		JOIN activities.occurrence o ON o.subdistrict_id = t.subdistrict_id AND o.id = t.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
		LEFT JOIN activities.feedback f ON f.subdistrict_id = t.subdistrict_id AND f.occurrence_id = t.occurrence_id AND f.who_key = t.who_key
		WHERE t.subdistrict_id = ${ctx.subdistrictId} AND t.who_key = any(${keys}) AND t.taken_back_at IS NULL ORDER BY t.on_day DESC, t.id DESC LIMIT ${limit}`.execute(db);
	return rows.map((row) => ({ ...row, name: opened(row.name) }));
}

/** Courses in which these people are. */
export async function coursesOf({ db, ctx }: ReadTx<'activities'>, keys: readonly string[]): Promise<MyCourse[]> {
	if (!keys.length) return [];
	const { rows } = await sql<Omit<MyCourse, 'name' | 'needed'> & { name: string | null; passSessions: number | null; passShare: number | null; planned: number }>`SELECT l.programme_id AS "programmeId", p.title, l.sessions, p.pass_sessions AS "passSessions", p.pass_share AS "passShare", p.chain, l.passed_on AS "passedOn", l.outreach, p.pass_outreach AS "passOutreach", l.done_on AS "doneOn", l.who_key AS "whoKey", l.name_sealed AS name,
			(SELECT count(*)::int FROM activities.activity a JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id AND o.state = 'planned'
				WHERE a.subdistrict_id = p.subdistrict_id AND a.programme_id = p.id AND a.programme_role = 'session' AND a.state <> 'withdrawn') AS planned
		FROM activities.learner l JOIN activities.programme p ON p.subdistrict_id = l.subdistrict_id AND p.id = l.programme_id
		WHERE l.subdistrict_id = ${ctx.subdistrictId} AND l.who_key = any(${keys}) ORDER BY l.passed_on DESC NULLS FIRST, p.created_at DESC LIMIT 60`.execute(db);
	return rows.map(({ name, passSessions, passShare, planned, ...row }) => ({ ...row, name: opened(name), needed: passSessions ?? (passShare === null ? null : Math.max(1, Math.ceil((planned * passShare) / 100))) }));
}

/** The caller's own, with those of the people whose records their account may see. */
export const myActivities = query({
	name: 'activities.mine',
	access: 'signed-in',
	input: v.object({}),
	prepare: ownKeys,
	run: async (tx, _input, keys): Promise<{ places: MyPlace[]; attended: MyAttendance[]; courses: MyCourse[] }> => {
		const sender = isId(tx.ctx.actor.id) ? tx.ctx.actor.id : null;
		const [places, attended, courses] = await Promise.all([placesOf(tx, keys, sender), attendedBy(tx, keys), coursesOf(tx, keys)]);
		return { places, attended, courses };
	}
});
