import * as v from 'valibot';
import { endpoint, pageOf, type Endpoint } from '#platform/web/api.ts';
import { comingTimes, type TimeLine } from './calendar/calendar.queries.ts';
import { AUDIENCES, FEES, GIFTS, SIGNUPS } from './offering/activity.model.ts';
import { readActivity } from './offering/activity.queries.ts';
import { ActivityId } from './offering/activity.schemas.ts';

const nullableNumber = v.nullable(v.number());

const Line = v.object({
	id: v.string(),
	activityId: v.string(),
	title: v.string(),
	kind: v.string(),
	communityId: v.nullable(v.string()),
	namedCommunityIds: v.array(v.string()),
	startsAt: v.string(),
	endsAt: v.string(),
	day: v.string(),
	place: v.string(),
	seats: nullableNumber,
	taken: v.number(),
	fee: v.picklist(FEES),
	feeFen: nullableNumber,
	minAge: nullableNumber,
	maxAge: nullableNumber,
	signup: v.picklist(SIGNUPS)
});

const asLine = (line: TimeLine) => ({
	id: line.id,
	activityId: line.activityId,
	title: line.title,
	kind: line.kind,
	communityId: line.communityId,
	namedCommunityIds: line.named,
	startsAt: line.startsAt.toISOString(),
	endsAt: line.endsAt.toISOString(),
	day: line.onDay,
	place: line.place,
	seats: line.capacity,
	taken: line.taken,
	fee: line.fee,
	feeFen: line.feeFen,
	minAge: line.minAge,
	maxAge: line.maxAge,
	signup: line.signup
});

const Whole = v.object({
	id: v.string(),
	title: v.string(),
	body: v.string(),
	kind: v.string(),
	state: v.picklist(['published', 'withdrawn']),
	communityId: v.nullable(v.string()),
	namedCommunityIds: v.array(v.string()),
	rule: v.nullable(v.string()),
	place: v.string(),
	buildingId: v.nullable(v.string()),
	howToCome: v.string(),
	fee: v.picklist(FEES),
	feeFen: nullableNumber,
	fullFeeFen: nullableNumber,
	feeNote: v.string(),
	materials: v.string(),
	minAge: nullableNumber,
	maxAge: nullableNumber,
	ownCommunityOnly: v.boolean(),
	guardianUnder: nullableNumber,
	signup: v.picklist(SIGNUPS),
	parts: v.array(v.object({ role: v.picklist(['host', 'contributor']), organizationId: v.nullable(v.string()), name: v.string(), gives: v.nullable(v.picklist(GIFTS)), words: v.string() })),
	times: v.array(v.object({ id: v.string(), startsAt: v.string(), endsAt: v.string(), day: v.string(), plannedFor: v.string(), place: v.string(), seats: nullableNumber, taken: v.number(), state: v.picklist(['planned', 'cancelled']), why: v.string() }))
});

const flag = v.optional(v.pipe(v.picklist(['0', '1']), v.transform((text) => text === '1')));

/** `/api/v1/activities`: what the public may know, without a token. */
export const activitiesApi: readonly Endpoint[] = [
	endpoint({
		method: 'GET',
		path: '/activities',
		summary: 'Times of activities that are still to come, soonest first; a community also gets those of the whole subdistrict',
		tag: 'activities',
		access: 'public',
		query: v.object({
			community: v.optional(v.pipe(v.string(), v.uuid())),
			kind: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z_]{1,30}$/))),
			place: v.optional(v.pipe(v.string(), v.maxLength(120))),
			for: v.optional(v.picklist(AUDIENCES)),
			free: flag,
			q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
			after: v.optional(v.pipe(v.string(), v.maxLength(60))),
			limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(100)))
		}),
		response: pageOf(Line),
		handle: async (ctx, { query }) => {
			const page = await comingTimes(ctx, { communityId: query.community, kind: query.kind, place: query.place, audience: query.for, free: query.free, words: query.q, cursor: query.after, limit: query.limit });
			return { items: page.items.map(asLine), next: page.next };
		}
	}),
	endpoint({
		method: 'GET',
		path: '/activities/{id}',
		summary: 'One activity with all its times; `body` is plain text with simple marks, `rule` an RFC 5545 RRULE on the local clock',
		tag: 'activities',
		access: 'public',
		params: ActivityId,
		response: Whole,
		handle: async (ctx, { params }) => {
			const { activity, times } = await readActivity(ctx, params);
			const { id, title, body, kind, communityId, rule, place, buildingId, howToCome, fee, feeFen, fullFeeFen, feeNote, materials, minAge, maxAge, ownCommunityOnly, guardianUnder, signup } = activity;
			return {
				id, title, body, kind, communityId, rule, place, buildingId, howToCome, fee, feeFen, fullFeeFen, feeNote, materials, minAge, maxAge, ownCommunityOnly, guardianUnder, signup,
				state: activity.state === 'withdrawn' ? ('withdrawn' as const) : ('published' as const),
				namedCommunityIds: activity.named,
				parts: activity.parts.map(({ role, organizationId, name, gives, words }) => ({ role, organizationId, name, gives, words })),
				times: times.map((time) => ({ id: time.id, startsAt: time.startsAt.toISOString(), endsAt: time.endsAt.toISOString(), day: time.onDay, plannedFor: time.plannedFor, place: time.place ?? place, seats: time.capacity, taken: time.taken, state: time.state, why: time.why }))
			};
		}
	})
];
