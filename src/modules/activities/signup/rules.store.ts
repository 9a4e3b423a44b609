/** What decides about signing up for one time, read with the activity that it belongs to. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import { noSuchTime } from '../activities.errors.ts';
import type { Learning } from '../kinds/kind.model.ts';
import type { Audience, TimeRules } from './signup.model.ts';

/** A time with everything that sign-ups and attendance ask of it. */
export interface TimeOf extends TimeRules {
	id: string;
	activityId: string;
	title: string;
	place: string;
	/** local day of the start */
	onDay: string;
	communityId: string | null;
	named: string[];
	/** communities whose people it is for; empty: anybody's */
	audience: Audience;
	capacity: number | null;
	taken: number;
	cutoffMinutes: number;
	offerMinutes: number;
	programmeId: string | null;
	programmeRole: 'session' | 'outreach' | null;
	/** what coming is, of the kind; sessions of a course are training at least */
	learning: Learning | null;
}

/** @throws platform.notFound (404) */
export async function timeOf({ db, ctx }: ReadTx<'activities'>, id: string): Promise<TimeOf> {
	const { rows } = await sql<Omit<TimeOf, 'audience' | 'published' | 'cancelled'> & { state: string; offered: string; minAge: number | null; maxAge: number | null; groups: string[]; ownOnly: boolean; guardianUnder: number | null }>`
		SELECT o.id, o.activity_id AS "activityId", a.title, coalesce(o.place, a.place) AS place, o.on_day AS "onDay", a.community_id AS "communityId",
			ARRAY(SELECT n.community_id FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id) AS named,
			o.state, a.state AS offered, o.starts_at AS "startsAt", o.ends_at AS "endsAt", o.capacity, o.taken,
			a.signup, a.signup_from AS "signupFrom", a.signup_closes_minutes AS "closesMinutes", a.cancel_cutoff_minutes AS "cutoffMinutes", a.offer_minutes AS "offerMinutes",
			a.min_age AS "minAge", a.max_age AS "maxAge", a.audience_groups AS groups, a.own_community_only AS "ownOnly", a.guardian_under AS "guardianUnder",
			a.programme_id AS "programmeId", a.programme_role AS "programmeRole", coalesce(k.learning, CASE a.programme_role WHEN 'session' THEN 'training' END) AS learning
		FROM activities.occurrence o JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id JOIN activities.kind k ON k.subdistrict_id = a.subdistrict_id AND k.code = a.kind
		WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.id = ${id}`.execute(db);
	const [row] = rows;
	if (!row) throw noSuchTime();
	const { state, offered, minAge, maxAge, groups, ownOnly, guardianUnder, ...time } = row;
	const homes = [...(time.communityId ? [time.communityId] : []), ...time.named];
	return { ...time, published: offered === 'published', cancelled: state === 'cancelled', audience: { minAge, maxAge, groups, guardianUnder, communities: ownOnly ? homes : [] } };
}
