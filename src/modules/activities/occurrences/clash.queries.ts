import { sql, type RawBuilder } from 'kysely';
import * as v from 'valibot';
import { addDays, dateIn } from '#platform/dates/index.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../activities.permissions.ts';
import { AHEAD_DAYS } from '../offering/activity.model.ts';
import { day, id, minutes, resources, time } from '../offering/activity.schemas.ts';
import { holidaysBetween } from './holidays.ts';
import { isRule, plannedTimes } from './recurrence.model.ts';

const { query } = forModule<'activities'>();

/** Another activity that wants the same place or the same thing at the same time. */
export interface Clash {
	/** local day of ours */
	onDay: string;
	activityId: string;
	title: string;
	startsAt: Date;
	endsAt: Date;
	/** the place, and what both use beside it */
	shared: string[];
}

export interface Preview {
	/** the first times that the answers give, and how many there are within the horizon */
	times: { onDay: string; startsAt: Date; endsAt: Date }[];
	count: number;
	/** holidays that are left out */
	holidays: { day: string; name: string }[];
	clashes: Clash[];
}

interface Uses {
	place: RawBuilder<unknown>;
	building: RawBuilder<unknown>;
	resources: RawBuilder<unknown>;
}

/** What we want of that which activity `b` has at its time `p`; empty: nothing. */
const sharedWith = ({ place, building, resources }: Uses): RawBuilder<unknown> => sql`
	CASE WHEN ${place} <> '' AND lower(coalesce(p.place, b.place)) = lower(${place}) AND (b.building_id IS NULL OR ${building} IS NULL OR b.building_id = ${building}) THEN ARRAY[${place}] ELSE '{}' END
	|| ARRAY(SELECT unnest(${resources}) INTERSECT SELECT unnest(b.resources) ORDER BY 1)`;

/**
 * When a series would take place, and what wants the same then: half-open intervals, so one may end as the next begins.
 * A clash warns and forbids nothing: a hall may hold two.
 */
export const previewTimes = query({
	name: 'activities.previewTimes',
	access: permissions.edit,
	input: v.object({
		/** not against itself */
		id: v.optional(v.nullable(id)),
		firstOn: day,
		startsAt: time,
		minutes,
		rule: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(300), v.check(isRule, 'activities.ruleWrong'))), null),
		skipHolidays: v.optional(v.boolean(), false),
		exceptOn: v.optional(v.pipe(v.array(day), v.maxLength(200)), []),
		place: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120)), ''),
		buildingId: v.optional(v.nullable(id), null),
		resources
	}),
	prepare: async (ctx) => zoneOf(ctx),
	run: async (tx, input, zone): Promise<Preview> => {
		const { db, ctx } = tx;
		const horizon = addDays(dateIn(ctx.clock.now(), zone), AHEAD_DAYS);
		const until = horizon > input.firstOn ? horizon : input.firstOn;
		const holidays = input.skipHolidays ? await holidaysBetween(tx, input.firstOn, until) : new Map<string, string>();
		const series = { ...input, stopsBefore: null, shift: null };
		const times = plannedTimes(series, zone, input.firstOn, until, new Set(holidays.keys()));
		const left = input.skipHolidays ? plannedTimes(series, zone, input.firstOn, until).filter(({ onDay }) => holidays.has(onDay)) : [];
		const clashes =
			times.length && (input.place || input.resources.length)
				? (
						await sql<Clash>`
				SELECT t.on_day AS "onDay", b.id AS "activityId", b.title, p.starts_at AS "startsAt", p.ends_at AS "endsAt", s.shared
				FROM unnest(${times.map(({ onDay }) => onDay)}::text[], ${times.map(({ startsAt }) => startsAt)}::timestamptz[], ${times.map(({ endsAt }) => endsAt)}::timestamptz[]) AS t (on_day, starts_at, ends_at)
				JOIN activities.occurrence p ON p.subdistrict_id = ${ctx.subdistrictId} AND p.starts_at < t.ends_at AND p.starts_at > t.starts_at - interval '1 day' AND p.ends_at > t.starts_at AND p.state = 'planned'
				JOIN activities.activity b ON b.subdistrict_id = p.subdistrict_id AND b.id = p.activity_id AND b.state = 'published'
				CROSS JOIN LATERAL (SELECT ${sharedWith({ place: sql`${input.place}::text`, building: sql`${input.buildingId}::uuid`, resources: sql`${input.resources}::text[]` })} AS shared) s
				WHERE b.id IS DISTINCT FROM ${input.id ?? null}::uuid AND cardinality(s.shared) > 0
				ORDER BY p.starts_at LIMIT 20`.execute(db)
					).rows
				: [];
		return {
			times: times.slice(0, 12).map(({ onDay, startsAt, endsAt }) => ({ onDay, startsAt, endsAt })),
			count: times.length,
			holidays: left.map(({ onDay }) => ({ day: onDay, name: holidays.get(onDay)! })),
			clashes
		};
	}
});

/** Which planned times of an activity want what another one has then, by the id of ours; those to come only. */
export const clashesOf = query({
	name: 'activities.clashesOf',
	access: permissions.edit,
	input: v.object({ id }),
	run: async ({ db, ctx }, input): Promise<(Clash & { occurrenceId: string })[]> =>
		(
			await sql<Clash & { occurrenceId: string }>`
			SELECT o.id AS "occurrenceId", o.on_day AS "onDay", c.id AS "activityId", c.title, c.starts_at AS "startsAt", c.ends_at AS "endsAt", c.shared
			FROM activities.activity a
			JOIN activities.occurrence o ON o.subdistrict_id = a.subdistrict_id AND o.activity_id = a.id AND o.state = 'planned' AND o.starts_at > ${ctx.clock.now()}
			CROSS JOIN LATERAL (
				SELECT b.id, b.title, p.starts_at, p.ends_at, s.shared FROM activities.occurrence p
				JOIN activities.activity b ON b.subdistrict_id = p.subdistrict_id AND b.id = p.activity_id AND b.state = 'published'
				CROSS JOIN LATERAL (SELECT ${sharedWith({ place: sql`coalesce(o.place, a.place)`, building: sql`a.building_id`, resources: sql`a.resources` })} AS shared) s
				WHERE p.subdistrict_id = o.subdistrict_id AND p.starts_at < o.ends_at AND p.starts_at > o.starts_at - interval '1 day' AND p.ends_at > o.starts_at AND p.state = 'planned' AND p.activity_id <> a.id
					AND cardinality(s.shared) > 0
				ORDER BY p.starts_at LIMIT 5
			) c
			WHERE a.subdistrict_id = ${ctx.subdistrictId} AND a.id = ${input.id}
			ORDER BY o.starts_at LIMIT 20`.execute(db)
		).rows
});
