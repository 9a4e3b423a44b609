/** Looks as the audit administrator sees them: who, when, at which kind of data, why; of whom only that it was somebody. */
import { sql } from 'kysely';
import * as v from 'valibot';
import { dayRange, isDate } from '#platform/dates/index.ts';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { zoneOf } from '#platform/tenant.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../residents.permissions.ts';
import { FIELD_GROUPS, type FieldGroup } from '../residents.policy.ts';
import type { LookKind } from './looks.ts';
import type { RevealReason } from './reasons.ts';

const { query } = forModule<'residents'>();
const day = v.pipe(v.string(), v.check(isDate, 'residents.dayWrong'));

/** Before six and from ten at night on, in the subdistrict's zone. */
const NIGHT = { from: 22, until: 6 };

/** So many reveals in a day are a lot for anybody; and so many times somebody's own daily average of the last four weeks. */
const MANY_A_DAY = 30;
const TIMES_USUAL = 4;

export interface AuditLook {
	id: string;
	at: Date;
	byId: string;
	by: string;
	role: string;
	what: LookKind;
	/** what was opened, or what a list took beside what every list has */
	fieldGroups: FieldGroup[];
	reasonCode: RevealReason | null;
	reason: string;
	communityId: string | null;
	outOfArea: boolean;
	atNight: boolean;
	/** tells one person from another, and not who it is */
	subject: string;
}

const atNight = sql<boolean>`(extract(hour FROM at AT TIME ZONE (SELECT time_zone FROM platform.subdistrict s WHERE s.subdistrict_id = look.subdistrict_id)) >= ${NIGHT.from} OR extract(hour FROM at AT TIME ZONE (SELECT time_zone FROM platform.subdistrict s WHERE s.subdistrict_id = look.subdistrict_id)) < ${NIGHT.until})`;

export const auditLooks = query({
	name: 'residents.auditLooks',
	access: permissions.audit,
	input: v.object({
		byId: v.optional(v.nullable(v.pipe(v.string(), v.uuid())), null),
		what: v.optional(v.nullable(v.picklist(['page', 'reveal', 'print', 'export', 'visit_list', 'form'])), null),
		fieldGroup: v.optional(v.nullable(v.picklist(FIELD_GROUPS)), null),
		odd: v.optional(v.nullable(v.picklist(['out_of_area', 'night'])), null),
		from: v.optional(v.nullable(day), null),
		to: v.optional(v.nullable(day), null),
		cursor: cursorInput,
		limit: limitInput(200)
	}),
	prepare: (ctx) => zoneOf(ctx),
	run: async ({ db, ctx }, { byId, what, fieldGroup, odd, from, to, cursor, limit }, zone): Promise<Page<AuditLook>> => {
		const after = readCursor(cursor);
		let rows = db
			.selectFrom('residents.look as look')
			.select(['look.id', 'look.at', 'look.by_id as byId', 'look.by_name as by', 'look.by_role as role', 'look.what', sql<FieldGroup[]>`array_remove(array_prepend(look.field_group, look.took), NULL)`.as('fieldGroups'), 'look.reason_code as reasonCode', 'look.reason', 'look.community_id as communityId', 'look.out_of_area as outOfArea', atNight.as('atNight'), sql<string>`right(look.person_id::text, 6)`.as('subject')])
			.where('look.subdistrict_id', '=', ctx.subdistrictId);
		if (byId) rows = rows.where('look.by_id', '=', byId);
		if (what) rows = rows.where('look.what', '=', what);
		if (fieldGroup) rows = rows.where(sql<boolean>`(look.field_group = ${fieldGroup} OR ${fieldGroup} = ANY(look.took))`);
		if (odd === 'out_of_area') rows = rows.where('look.out_of_area', '=', true);
		if (odd === 'night') rows = rows.where(atNight);
		if (from) rows = rows.where('look.at', '>=', dayRange(from, zone).start);
		if (to) rows = rows.where('look.at', '<', dayRange(to, zone).end);
		if (after) rows = rows.where(sql<boolean>`(look.at, look.id) < (${after.at}, ${after.id}::uuid)`);
		const found = (await rows.orderBy('look.at', 'desc').orderBy('look.id', 'desc').limit(limit + 1).execute()) as AuditLook[];
		return pageOf(found, limit, ({ at }) => at);
	}
});

export interface Anomaly {
	kind: 'many' | 'unusual' | 'out_of_area' | 'night';
	byId: string;
	by: string;
	/** `YYYY-MM-DD` in the subdistrict's zone */
	day: string;
	count: number;
	/** their own reveals a day over the four weeks before; null where it says nothing */
	usual: number | null;
}

/** What the last four weeks had that is out of the ordinary: for a person to look at, not a verdict. */
export const lookAnomalies = query({
	name: 'residents.lookAnomalies',
	access: permissions.audit,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<Anomaly[]> => {
		const { rows } = await sql<{ byId: string; by: string; day: string; reveals: number; out: number; night: number; usual: number }>`
			WITH days AS (
				SELECT by_id, max(by_name) AS by_name, (at AT TIME ZONE z.time_zone)::date AS day,
					count(*) FILTER (WHERE what IN ('reveal', 'export', 'print'))::int AS reveals,
					count(*) FILTER (WHERE out_of_area)::int AS out,
					count(*) FILTER (WHERE what IN ('reveal', 'export', 'print') AND (extract(hour FROM at AT TIME ZONE z.time_zone) >= ${NIGHT.from} OR extract(hour FROM at AT TIME ZONE z.time_zone) < ${NIGHT.until}))::int AS night
				FROM residents.look l, (SELECT time_zone FROM platform.subdistrict WHERE subdistrict_id = ${ctx.subdistrictId}) z
				WHERE l.subdistrict_id = ${ctx.subdistrictId} AND at >= ${new Date(ctx.clock.now().getTime() - 28 * 86_400_000)}
				GROUP BY by_id, (at AT TIME ZONE z.time_zone)::date)
			SELECT d.by_id AS "byId", d.by_name AS by, d.day::text, d.reveals, d.out, d.night,
				coalesce((SELECT sum(e.reveals) / 28.0 FROM days e WHERE e.by_id = d.by_id AND e.day < d.day), 0)::float8 AS usual
			FROM days d WHERE d.reveals > 0 OR d.out > 0 ORDER BY d.day DESC, d.reveals DESC LIMIT 500`.execute(db);
		return rows.flatMap(({ byId, by, day: on, reveals, out, night, usual }): Anomaly[] => {
			const line = { byId, by, day: on, usual: Math.round(usual * 10) / 10 };
			return [
				...(reveals >= MANY_A_DAY ? [{ ...line, kind: 'many' as const, count: reveals }] : []),
				...(reveals < MANY_A_DAY && usual >= 1 && reveals >= usual * TIMES_USUAL ? [{ ...line, kind: 'unusual' as const, count: reveals }] : []),
				...(out ? [{ ...line, kind: 'out_of_area' as const, count: out, usual: null }] : []),
				...(night ? [{ ...line, kind: 'night' as const, count: night, usual: null }] : [])
			];
		});
	}
});
