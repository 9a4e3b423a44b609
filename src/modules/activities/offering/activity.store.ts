import { sql, type Selectable } from 'kysely';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { isId, newId } from '#platform/ids.ts';
import { toPairVector } from '#platform/search/index.ts';
import type { ActivitiesActivity } from '../../../../db/schema.gen.ts';
import type { Shift } from '../occurrences/recurrence.model.ts';
import type { Activity, ActivityState, Fee, Gift, Part, Signup } from './activity.model.ts';

/** Days of a list come as text only when asked for so. */
export const exceptDays = sql<string[]>`except_on::text[]`.as('except_on');

export function toActivity(row: Selectable<ActivitiesActivity>, named: string[], parts: Part[]): Activity {
	return {
		id: row.id,
		kind: row.kind,
		communityId: row.community_id,
		named,
		title: row.title,
		body: row.body,
		firstOn: row.first_on,
		startsAt: row.starts_at.slice(0, 5),
		minutes: row.minutes,
		rule: row.rule,
		skipHolidays: row.skip_holidays,
		exceptOn: row.except_on,
		stopsBefore: row.stops_before,
		shift: row.shift as unknown as Shift | null,
		place: row.place,
		buildingId: row.building_id,
		resources: row.resources,
		howToCome: row.how_to_come,
		capacity: row.capacity,
		fee: row.fee as Fee,
		feeFen: row.fee_fen,
		fullFeeFen: row.full_fee_fen,
		feeNote: row.fee_note,
		materials: row.materials,
		minAge: row.min_age,
		maxAge: row.max_age,
		audienceGroups: row.audience_groups,
		ownCommunityOnly: row.own_community_only,
		guardianUnder: row.guardian_under,
		signup: row.signup as Signup,
		signupFrom: row.signup_from,
		signupClosesMinutes: row.signup_closes_minutes,
		cancelCutoffMinutes: row.cancel_cutoff_minutes,
		offerMinutes: row.offer_minutes,
		parts,
		state: row.state as ActivityState,
		publishedAt: row.published_at,
		expandedUntil: row.expanded_until,
		changedAt: row.changed_at,
		changedBy: row.changed_by,
		version: row.version
	};
}

/** The activity with its communities and parts, or null. */
export async function findActivity({ db, ctx }: ReadTx<'activities'>, id: string, lock = false): Promise<Activity | null> {
	const row = await db
		.selectFrom('activities.activity')
		.selectAll()
		.select(exceptDays)
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.$if(lock, (q) => q.forUpdate())
		.executeTakeFirst();
	if (!row) return null;
	const named = await db.selectFrom('activities.named_community').select('community_id').where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).orderBy('community_id').execute();
	const parts = await db.selectFrom('activities.part').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).orderBy('position').execute();
	return toActivity(
		row,
		named.map((each) => each.community_id),
		parts.map((part) => ({ role: part.role as Part['role'], organizationId: part.organization_id, name: part.name, gives: part.gives as Gift | null, amount: part.amount, words: part.words }))
	);
}

/** The activity for a change: locked until the transaction ends. @throws platform.notFound (404) */
export async function lockActivity(tx: WriteTx<'activities'>, id: string): Promise<Activity> {
	const activity = await findActivity(tx, id, true);
	if (!activity) throw notFound('activity');
	return activity;
}

/** Writes the activity whole, new or not, with its communities and parts. */
export async function putActivity({ db, ctx }: WriteTx<'activities'>, activity: Activity): Promise<void> {
	const row = {
		subdistrict_id: ctx.subdistrictId,
		id: activity.id,
		kind: activity.kind,
		community_id: activity.communityId,
		title: activity.title,
		body: activity.body,
		first_on: activity.firstOn,
		starts_at: activity.startsAt,
		minutes: activity.minutes,
		rule: activity.rule,
		skip_holidays: activity.skipHolidays,
		except_on: [...activity.exceptOn],
		stops_before: activity.stopsBefore,
		shift: activity.shift && JSON.stringify(activity.shift),
		place: activity.place,
		building_id: activity.buildingId,
		resources: activity.resources,
		how_to_come: activity.howToCome,
		capacity: activity.capacity,
		fee: activity.fee,
		fee_fen: activity.feeFen,
		full_fee_fen: activity.fullFeeFen,
		fee_note: activity.feeNote,
		materials: activity.materials,
		min_age: activity.minAge,
		max_age: activity.maxAge,
		audience_groups: activity.audienceGroups,
		own_community_only: activity.ownCommunityOnly,
		guardian_under: activity.guardianUnder,
		signup: activity.signup,
		signup_from: activity.signupFrom,
		signup_closes_minutes: activity.signupClosesMinutes,
		cancel_cutoff_minutes: activity.cancelCutoffMinutes,
		offer_minutes: activity.offerMinutes,
		state: activity.state,
		published_at: activity.publishedAt,
		expanded_until: activity.expandedUntil,
		search: toPairVector(activity.title, `${activity.body} ${activity.place}`),
		version: activity.version,
		changed_at: activity.changedAt,
		changed_by: activity.changedBy
	};
	await db
		.insertInto('activities.activity')
		.values({ ...row, created_at: activity.changedAt, created_by: isId(ctx.actor.id) ? ctx.actor.id : null })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'id']).doUpdateSet(row))
		.execute();
	await db.deleteFrom('activities.named_community').where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', activity.id).execute();
	const named = [...new Set(activity.named)].filter((community) => community !== activity.communityId);
	if (named.length) await db.insertInto('activities.named_community').values(named.map((community_id) => ({ subdistrict_id: ctx.subdistrictId, activity_id: activity.id, community_id }))).execute();
	await db.deleteFrom('activities.part').where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', activity.id).execute();
	if (activity.parts.length)
		await db
			.insertInto('activities.part')
			.values(activity.parts.map(({ role, organizationId, name, gives, amount, words }, position) => ({ subdistrict_id: ctx.subdistrictId, id: newId(), activity_id: activity.id, role, organization_id: organizationId, name, gives, amount, words, position })))
			.execute();
}
