import { sql } from 'kysely';
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { demandKeep, keptBy } from '../activities.policy.ts';
import { permissions } from '../activities.permissions.ts';
import type { Occurrence } from '../occurrences/occurrence.model.ts';
import { timesOf } from '../occurrences/occurrence.store.ts';
import { STATES, UNDO_MINUTES, type Activity, type ActivityState } from './activity.model.ts';
import { ActivityId, id } from './activity.schemas.ts';
import { findActivity } from './activity.store.ts';
import { holdsWords } from './activity.words.ts';
import type { Undoable } from './undo.store.ts';

const { query } = forModule<'activities'>();

/** A line of the desk's list. */
export interface ActivityLine {
	id: string;
	title: string;
	kind: string;
	communityId: string | null;
	state: ActivityState;
	rule: string | null;
	firstOn: string;
	/** the next time that takes place, and who has a place in it */
	nextAt: Date | null;
	nextTaken: number | null;
	nextCapacity: number | null;
	/** times that are over and were not cancelled */
	past: number;
	changedAt: Date;
	changedBy: string;
}

const ListInput = v.object({
	state: v.optional(v.nullable(v.picklist(STATES))),
	kind: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(31)))),
	communityId: v.optional(v.nullable(id)),
	words: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(60)))),
	cursor: cursorInput,
	limit: limitInput(200)
});

/** The activities that the caller keeps, last changed first. */
export const deskActivities = query({
	name: 'activities.desk',
	access: permissions.edit,
	input: ListInput,
	run: async (tx, { state, kind, communityId, words, cursor, limit }): Promise<Page<ActivityLine>> => {
		const { db, ctx } = tx;
		const where = keptBy(ctx.actor);
		if (where !== 'all' && where.length === 0) return { items: [], next: null };
		const last = readCursor(cursor);
		const now = ctx.clock.now();
		const within = (communities: readonly string[]) => sql<boolean>`(a.community_id = ANY(${communities}::uuid[]) OR EXISTS (SELECT FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id AND n.community_id = ANY(${communities}::uuid[])))`;
		const next = <T>(column: string) => sql<T | null>`(SELECT ${sql.ref(column)} FROM activities.occurrence o WHERE o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id AND o.state = 'planned' AND o.starts_at > ${now} ORDER BY o.starts_at LIMIT 1)`;
		const rows = await db
			.selectFrom('activities.activity as a')
			.select(['a.id', 'a.title', 'a.kind', 'a.community_id as communityId', 'a.rule', 'a.first_on as firstOn', 'a.changed_at as changedAt', 'a.changed_by as changedBy'])
			.select([
				sql<ActivityState>`a.state`.as('state'),
				next<Date>('o.starts_at').as('nextAt'),
				next<number>('o.taken').as('nextTaken'),
				next<number>('o.capacity').as('nextCapacity'),
				sql<number>`(SELECT count(*)::int FROM activities.occurrence o WHERE o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id AND o.state = 'planned' AND o.ends_at <= ${now})`.as('past')
			])
			.where('a.subdistrict_id', '=', ctx.subdistrictId)
			.$if(where !== 'all', (q) => q.where(within(where as string[])))
			.$if(!!communityId, (q) => q.where(within([communityId!])))
			.$if(!!state, (q) => q.where('a.state', '=', state!))
			.$if(!!kind, (q) => q.where('a.kind', '=', kind!))
			.$if(!!words, (q) => q.where(holdsWords(words!)))
			.$if(last !== null, (q) => q.where((eb) => eb(eb.refTuple('a.changed_at', 'a.id'), '<', eb.tuple(last!.at, last!.id))))
			.orderBy('a.changed_at', 'desc')
			.orderBy('a.id', 'desc')
			.limit(limit + 1)
			.execute();
		return pageOf(rows, limit, (row) => row.changedAt);
	}
});

export interface DeskActivity {
	activity: Activity;
	times: Occurrence[];
	/** the last change that the caller may take back, and until when */
	undo: { did: Undoable; until: Date } | null;
}

/** One activity with all its times, for those who keep it. */
export const deskActivity = query({
	name: 'activities.deskOne',
	access: permissions.edit,
	input: ActivityId,
	run: async (tx, { id }): Promise<DeskActivity> => {
		const { db, ctx } = tx;
		const activity = await findActivity(tx, id);
		if (!activity) throw notFound('activity');
		demandKeep(ctx.actor, activity, permissions.edit);
		const last = await db.selectFrom('activities.undo').select(['did', 'at']).where('subdistrict_id', '=', ctx.subdistrictId).where('activity_id', '=', id).executeTakeFirst();
		const until = last && new Date(last.at.getTime() + UNDO_MINUTES * 60_000);
		return { activity, times: await timesOf(tx, id), undo: last && until && until > ctx.clock.now() ? { did: last.did as Undoable, until } : null };
	}
});

/** What of an activity is for everybody: all but who wrote it, when it was last touched and what it uses. */
export type PublicActivity = Omit<Activity, 'changedBy' | 'expandedUntil' | 'version' | 'resources'>;

/** @throws platform.notFound (404) for a draft too */
async function shown(tx: ReadTx<'activities'>, id: string): Promise<PublicActivity> {
	const found = await findActivity(tx, id);
	if (!found || found.state === 'draft') throw notFound('activity');
	const { resources: _resources, changedBy: _by, expandedUntil: _until, version: _version, ...activity } = found;
	return activity;
}

/** One activity as the public reads it, with the times from some weeks ago on. A withdrawn one says so. */
export const readActivity = query({
	name: 'activities.read',
	access: 'public',
	input: ActivityId,
	run: async (tx, { id }): Promise<{ activity: PublicActivity; times: Occurrence[] }> => ({ activity: await shown(tx, id), times: await timesOf(tx, id) })
});

/** The title of a time's activity, for another module that copies it; null when there is none. */
export const titleOfTime = query({
	name: 'activities.titleOfTime',
	access: 'public',
	input: v.object({ id }),
	run: async ({ db, ctx }, { id }): Promise<{ activityId: string; title: string; startsAt: Date; endsAt: Date; onDay: string; communityId: string | null; place: string } | null> =>
		(await db
			.selectFrom('activities.occurrence as o')
			.innerJoin('activities.activity as a', (join) => join.onRef('a.subdistrict_id', '=', 'o.subdistrict_id').onRef('a.id', '=', 'o.activity_id'))
			.select(['a.id as activityId', 'a.title', 'o.starts_at as startsAt', 'o.ends_at as endsAt', 'o.on_day as onDay', 'a.community_id as communityId', sql<string>`coalesce(o.place, a.place)`.as('place')])
			.where('o.subdistrict_id', '=', ctx.subdistrictId)
			.where('o.id', '=', id)
			.where('a.state', '!=', 'draft')
			.executeTakeFirst()) ?? null
});
