import { sql, type SelectQueryBuilder } from 'kysely';
import * as v from 'valibot';
import { readTx, type ReadTx, type Tables } from '#platform/db/tx.ts';
import { reachOf } from '#platform/accounts/index.ts';
import { anonymous, systemActor, type Ctx } from '#platform/context.ts';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { notFound } from '#platform/errors.ts';
import { lookupHash, unseal } from '#platform/secrets.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { plainWords } from '#ui/plain-text.ts';
import { day, id } from '../offering/activity.schemas.ts';
import { ownKeys } from '../signup/places.usecases.ts';
import { filteredTimes, type TimeFilter } from './calendar.queries.ts';
import { cancelledTitle, type CalendarEvent } from './ical.ts';
import { othersEvents } from './own-calendar.port.ts';

const { query } = forModule<'activities'>();

/** How far a calendar reaches back, and how much it holds at most. */
const DAYS_BACK = 60;
const MOST_EVENTS = 5_000;
const MOST_WORDS = 600;

interface EventRow {
	id: string;
	uid: string;
	sequence: number;
	changedAt: Date;
	startsAt: Date;
	endsAt: Date;
	activityId: string;
	title: string;
	state: string;
	why: string;
	place: string;
	kind: string;
}

const EVENT = [
	'o.id',
	'o.uid',
	'o.sequence',
	'o.changed_at as changedAt',
	'o.starts_at as startsAt',
	'o.ends_at as endsAt',
	'a.id as activityId',
	'a.title',
	'o.state',
	'o.why',
	sql<string>`coalesce(o.place, a.place)`.as('place'),
	'a.kind'
] as const;

type Events = SelectQueryBuilder<Tables<'activities'> & { a: Tables<'activities'>['activities.activity']; o: Tables<'activities'>['activities.occurrence'] }, 'a' | 'o', object>;

/** Drafts stand in no calendar; of a withdrawn activity only what was cancelled with it. */
const known = (events: Events): Events => events.where((eb) => eb.or([eb('a.state', '=', 'published'), eb.and([eb('a.state', '=', 'withdrawn'), eb('o.state', '=', 'cancelled')])]));

/** The words of a place that is not sure yet. */
const NOT_SURE = { waiting: '（候补中）', offered: '（待确认）' } as const;

/** What an activity says of itself in a calendar, by its id: asked once for all its times. */
async function wordsOf({ db, ctx }: ReadTx<'activities'>, ids: readonly string[]): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const rows = await db
		.selectFrom('activities.activity')
		.select(['id', 'how_to_come as howToCome', sql<string>`left(body, ${sql.lit(MOST_WORDS)})`.as('body')])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where(sql<boolean>`id = ANY(${ids}::uuid[])`)
		.execute();
	return new Map(rows.map(({ id, howToCome, body }) => [id, [plainWords(body), howToCome].filter(Boolean).join('\n')]));
}

/** @param site the site's own address, without a slash at the end */
async function asEvents(tx: ReadTx<'activities'>, rows: readonly (EventRow & { standing?: string })[], site: string): Promise<CalendarEvent[]> {
	const kinds = await kindNames(tx);
	const words = await wordsOf(tx, [...new Set(rows.map(({ activityId }) => activityId))]);
	return rows.map((row) => {
		const text = words.get(row.activityId) ?? '';
		const cancelled = row.state === 'cancelled';
		const unsure = row.standing === 'waiting' || row.standing === 'offered' ? row.standing : null;
		return {
			uid: row.uid,
			sequence: row.sequence,
			changedAt: row.changedAt,
			startsAt: row.startsAt,
			endsAt: row.endsAt,
			title: cancelled ? cancelledTitle(row.title) : unsure ? row.title + NOT_SURE[unsure] : row.title,
			status: cancelled ? 'CANCELLED' : unsure ? 'TENTATIVE' : 'CONFIRMED',
			location: row.place,
			description: row.why ? [row.why, text].filter(Boolean).join('\n') : text,
			url: `${site}/activities/${row.activityId}?on=${row.id}`,
			category: kinds.get(row.kind) ?? ''
		};
	});
}

async function kindNames({ db, ctx }: ReadTx<'activities'>): Promise<Map<string, string>> {
	const rows = await db.selectFrom('activities.kind').select(['code', 'name_zh']).where('subdistrict_id', '=', ctx.subdistrictId).execute();
	return new Map(rows.map((row) => [row.code, row.name_zh]));
}

const site = v.pipe(v.string(), v.maxLength(200));

/** The public calendar: all, of a community, a kind, a place, one activity or one time. */
export const feedEvents = query({
	name: 'activities.feed',
	access: 'public',
	input: v.object({
		site,
		communityId: v.optional(v.nullable(id)),
		kind: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(31)))),
		place: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(120)))),
		activityId: v.optional(v.nullable(id)),
		occurrenceId: v.optional(v.nullable(id)),
		from: v.optional(day)
	}),
	prepare: async (ctx) => zoneOf(ctx),
	run: async (tx, { site, activityId, occurrenceId, from, ...filter }, zone): Promise<CalendarEvent[]> => {
		const { ctx } = tx;
		const rows: EventRow[] = await known(filteredTimes(tx, filter satisfies TimeFilter) as unknown as Events)
			.select([...EVENT])
			.where('o.on_day', '>=', from ?? addDays(dateIn(ctx.clock.now(), zone), -DAYS_BACK))
			.$if(!!activityId, (q) => q.where('a.id', '=', activityId!))
			.$if(!!occurrenceId, (q) => q.where('o.id', '=', occurrenceId!))
			.orderBy('o.starts_at')
			.orderBy('o.id')
			.limit(MOST_EVENTS)
			.execute();
		return asEvents(tx, rows, site);
	}
});

/**
 * Somebody's own calendar by the secret part of its address: what they signed up for, for themselves and their family, and what
 * other modules know of theirs.
 * @throws platform.notFound (404) for a key that is not in force
 */
export const ownFeedEvents = query({
	name: 'activities.ownFeed',
	access: 'public',
	input: v.object({ site, key: v.pipe(v.string(), v.maxLength(100)) }),
	prepare: async (ctx, { key, site }) => {
		const found = await readTx<'activities', { user_id: string } | undefined>(ctx, ({ db }) =>
			db.selectFrom('activities.feed_key').select('user_id').where('subdistrict_id', '=', ctx.subdistrictId).where('key_hash', '=', lookupHash('feed-key', key)).where('revoked_at', 'is', null).executeTakeFirst()
		);
		if (!found) throw notFound('calendar');
		const { user_id: userId } = found;
		const reach = await reachOf({ ...ctx, actor: systemActor('activities:feed') }, { id: userId });
		// Theirs is what their account's own pages show.
		const owner: Ctx = { ...ctx, actor: { ...anonymous, kind: 'user', id: userId, phoneHash: reach?.phoneSealed ? lookupHash('phone', unseal(reach.phoneSealed, 'contact')) : null } };
		const from = addDays(dateIn(ctx.clock.now(), await zoneOf(ctx)), -DAYS_BACK);
		const [keys, others] = await Promise.all([ownKeys(owner), othersEvents(owner, { site, from })]);
		return { from, userId, keys, others };
	},
	run: async (tx, { site }, { from, userId, keys, others }): Promise<CalendarEvent[]> => {
		const { db, ctx } = tx;
		// Of a family that signed up together, one place that is sure makes it sure.
		const places = await db.selectFrom('activities.signup').select(['occurrence_id', 'state']).where('subdistrict_id', '=', ctx.subdistrictId).where((eb) => eb.or([eb('who_key', 'in', keys), eb.and([eb('source', '=', 'site'), eb('signed_up_by', '=', userId)])])).where('state', 'in', ['taken', 'offered', 'waiting']).orderBy('signed_up_at', 'desc').limit(MOST_EVENTS).execute();
		const standing = new Map<string, string>();
		for (const state of ['waiting', 'offered', 'taken']) for (const place of places) if (place.state === state) standing.set(place.occurrence_id, state);
		if (!standing.size) return others;
		const found: EventRow[] = await known(filteredTimes(tx, {}) as unknown as Events)
			.select([...EVENT])
			.where('o.on_day', '>=', from)
			.where('o.id', 'in', [...standing.keys()])
			.orderBy('o.starts_at')
			.orderBy('o.id')
			.execute();
		const rows = found.map((row) => ({ ...row, standing: standing.get(row.id) }));
		return [...(await asEvents(tx, rows, site)), ...others].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
	}
});
