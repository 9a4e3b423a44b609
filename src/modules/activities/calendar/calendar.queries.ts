/** The times of activities between two days: for the site, the desk's calendar, the wall, paper, feeds and the API. */
import { sql, type ExpressionBuilder } from 'kysely';
import * as v from 'valibot';
import type { ReadTx, Tables } from '#platform/db/tx.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { AUDIENCES, type ActivityState, type Audience, type Fee, type Signup } from '../offering/activity.model.ts';
import { day, id } from '../offering/activity.schemas.ts';
import { holdsWords } from '../offering/activity.words.ts';

const { query } = forModule<'activities'>();

/** One time of an activity, with what a list says of the activity. */
export interface TimeLine {
	/** of the time */
	id: string;
	activityId: string;
	title: string;
	kind: string;
	communityId: string | null;
	named: string[];
	startsAt: Date;
	endsAt: Date;
	onDay: string;
	plannedFor: string;
	place: string;
	buildingId: string | null;
	capacity: number | null;
	taken: number;
	state: 'planned' | 'cancelled';
	why: string;
	fee: Fee;
	feeFen: number | null;
	minAge: number | null;
	maxAge: number | null;
	signup: Signup;
	/** how often it was moved, cancelled or restored */
	sequence: number;
}

const filters = {
	communityId: v.optional(v.nullable(id)),
	kind: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(31)))),
	/** as it stands in the activity or the time */
	place: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(120)))),
	audience: v.optional(v.nullable(v.picklist(AUDIENCES))),
	free: v.optional(v.boolean(), false),
	words: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(60))))
};
export interface TimeFilter {
	communityId?: string | null;
	kind?: string | null;
	place?: string | null;
	audience?: Audience | null;
	free?: boolean;
	words?: string | null;
}

/** The audience's conditions are those of `audienceOf`. */
const meantFor = (eb: ExpressionBuilder<Joined, 'a'>, audience: Audience) =>
	audience === 'children'
		? eb('a.max_age', '<=', 18)
		: audience === 'elders'
			? eb.and([eb('a.min_age', '>=', 50), eb.or([eb('a.max_age', 'is', null), eb('a.max_age', '>', 18)])])
			: eb.and([eb('a.min_age', 'is', null), eb('a.max_age', 'is', null)]);
type Joined = Tables<'activities'> & { a: Tables<'activities'>['activities.activity']; o: Tables<'activities'>['activities.occurrence'] };

/** Times with their activities under a filter; the caller adds when, in which order and how many. */
export function filteredTimes({ db, ctx }: ReadTx<'activities'>, filter: TimeFilter) {
	return db
		.selectFrom('activities.occurrence as o')
		.innerJoin('activities.activity as a', (join) => join.onRef('a.subdistrict_id', '=', 'o.subdistrict_id').onRef('a.id', '=', 'o.activity_id'))
		.where('o.subdistrict_id', '=', ctx.subdistrictId)
		.$if(!!filter.communityId, (q) =>
			q.where((eb) =>
				eb.or([
					eb('a.community_id', '=', filter.communityId!),
					eb('a.community_id', 'is', null),
					eb.exists(eb.selectFrom('activities.named_community as n').select('n.activity_id').whereRef('n.subdistrict_id', '=', 'a.subdistrict_id').whereRef('n.activity_id', '=', 'a.id').where('n.community_id', '=', filter.communityId!))
				])
			)
		)
		.$if(!!filter.kind, (q) => q.where('a.kind', '=', filter.kind!))
		.$if(!!filter.place, (q) => q.where((eb) => eb(eb.fn.coalesce('o.place', 'a.place'), '=', filter.place!)))
		.$if(!!filter.audience, (q) => q.where((eb) => meantFor(eb as unknown as ExpressionBuilder<Joined, 'a'>, filter.audience!)))
		.$if(!!filter.free, (q) => q.where('a.fee', '=', 'free'))
		.$if(!!filter.words, (q) => q.where(holdsWords(filter.words!)));
}

export const TIME_LINE = [
	'o.id',
	'o.activity_id as activityId',
	'a.title',
	'a.kind',
	'a.community_id as communityId',
	sql<string[]>`ARRAY(SELECT n.community_id FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id ORDER BY 1)`.as('named'),
	'o.starts_at as startsAt',
	'o.ends_at as endsAt',
	'o.on_day as onDay',
	'o.planned_for as plannedFor',
	sql<string>`coalesce(o.place, a.place)`.as('place'),
	'a.building_id as buildingId',
	'o.capacity',
	'o.taken',
	sql<'planned' | 'cancelled'>`o.state`.as('state'),
	'o.why',
	sql<Fee>`a.fee`.as('fee'),
	'a.fee_fen as feeFen',
	'a.min_age as minAge',
	'a.max_age as maxAge',
	sql<Signup>`a.signup`.as('signup'),
	'o.sequence'
] as const;

/** A day's hall full of activities, for two months. */
const MOST = 2_000;

/**
 * The times from one local day to another that the public may know of, in order: of published activities, the cancelled ones
 * among them, so that nobody comes for nothing.
 */
export const timesBetween = query({
	name: 'activities.timesBetween',
	access: 'public',
	input: v.object({ from: day, to: day, ...filters, limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST)), MOST) }),
	run: (tx, { from, to, limit, ...filter }): Promise<TimeLine[]> =>
		filteredTimes(tx, filter)
			.select([...TIME_LINE])
			.where('o.on_day', '>=', from)
			.where('o.on_day', '<=', to)
			.where('a.state', '=', 'published' satisfies ActivityState)
			.orderBy('o.starts_at')
			.orderBy('o.id')
			.limit(limit)
			.execute()
});

/** What comes next and can still be come to, a page at a time, soonest first. */
export const comingTimes = query({
	name: 'activities.comingTimes',
	access: 'public',
	input: v.object({ ...filters, cursor: cursorInput, limit: limitInput(100) }),
	run: async (tx, { cursor, limit, ...filter }): Promise<Page<TimeLine>> => {
		const after = readCursor(cursor);
		const rows: TimeLine[] = await filteredTimes(tx, filter)
			.select([...TIME_LINE])
			.where('o.starts_at', '>', tx.ctx.clock.now())
			.where('o.state', '=', 'planned')
			.where('a.state', '=', 'published' satisfies ActivityState)
			.$if(after !== null, (q) => q.where((eb) => eb(eb.refTuple('o.starts_at', 'o.id'), '>', eb.tuple(after!.at, after!.id))))
			.orderBy('o.starts_at')
			.orderBy('o.id')
			.limit(limit + 1)
			.execute();
		return pageOf(rows, limit, (row) => row.startsAt);
	}
});

/** The places in which something is coming, most used first: for filters and for writing the same place the same way. */
export const usedPlaces = query({
	name: 'activities.usedPlaces',
	access: 'public',
	input: v.object({}),
	run: async ({ db, ctx }): Promise<string[]> => {
		const rows = await db
			.selectFrom('activities.occurrence as o')
			.innerJoin('activities.activity as a', (join) => join.onRef('a.subdistrict_id', '=', 'o.subdistrict_id').onRef('a.id', '=', 'o.activity_id'))
			.select([sql<string>`coalesce(o.place, a.place)`.as('place'), (eb) => eb.fn.countAll().as('times')])
			.where('o.subdistrict_id', '=', ctx.subdistrictId)
			.where('a.state', '=', 'published')
			.where('o.starts_at', '>', new Date(ctx.clock.now().getTime() - 90 * 86_400_000))
			.where('o.starts_at', '<', new Date(ctx.clock.now().getTime() + 90 * 86_400_000))
			.where(sql<string>`coalesce(o.place, a.place)`, '!=', '')
			.groupBy(sql`coalesce(o.place, a.place)`)
			.orderBy('times', 'desc')
			.orderBy('place')
			.limit(60)
			.execute();
		return rows.map(({ place }) => place);
	}
});
