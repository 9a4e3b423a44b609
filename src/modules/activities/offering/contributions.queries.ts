import { sql } from 'kysely';
import * as v from 'valibot';
import { cursorInput, limitInput, pageOf, readCursor, type Page } from '#platform/keyset.ts';
import { forModule } from '#platform/usecase.ts';
import { keptBy } from '../activities.policy.ts';
import { permissions } from '../activities.permissions.ts';
import type { Gift } from './activity.model.ts';
import { day, id } from './activity.schemas.ts';

const { query } = forModule<'activities'>();

/** What one organisation gives one activity, and the times of a period that it gives it for. */
export interface Contribution {
	id: string;
	organizationId: string | null;
	name: string;
	role: 'host' | 'contributor';
	gives: Gift | null;
	amount: number | null;
	words: string;
	activityId: string;
	title: string;
	communityId: string | null;
	/** of the period: that took place or are to take place */
	times: number;
	firstDay: string;
	lastDay: string;
	lastAt: Date;
}

/**
 * Who gives what in a period, latest first: of the activities that the caller keeps. An activity without a time in the period
 * is not in it; what was cancelled counts as nothing given.
 */
export const contributions = query({
	name: 'activities.contributions',
	access: permissions.edit,
	input: v.object({ from: day, to: day, organizationId: v.optional(v.nullable(id)), communityId: v.optional(v.nullable(id)), cursor: cursorInput, limit: limitInput(1000) }),
	run: async ({ db, ctx }, { from, to, organizationId, communityId, cursor, limit }): Promise<Page<Contribution>> => {
		const where = keptBy(ctx.actor);
		if (where !== 'all' && where.length === 0) return { items: [], next: null };
		const after = readCursor(cursor);
		const within = (communities: readonly string[]) => sql`AND (a.community_id = ANY(${communities}::uuid[]) OR EXISTS (SELECT FROM activities.named_community n WHERE n.subdistrict_id = a.subdistrict_id AND n.activity_id = a.id AND n.community_id = ANY(${communities}::uuid[])))`;
		const { rows } = await sql<Contribution>`
			SELECT * FROM (
				SELECT p.id, p.organization_id AS "organizationId", p.name, p.role, p.gives, p.amount, p.words, a.id AS "activityId", a.title, a.community_id AS "communityId",
					count(*)::int AS times, min(o.on_day) AS "firstDay", max(o.on_day) AS "lastDay", max(o.starts_at) AS "lastAt"
				FROM activities.occurrence o
				JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id AND a.state <> 'draft'
				JOIN activities.part p ON p.subdistrict_id = a.subdistrict_id AND p.activity_id = a.id
				WHERE o.subdistrict_id = ${ctx.subdistrictId} AND o.on_day BETWEEN ${from} AND ${to} AND o.state = 'planned'
					AND (${organizationId ?? null}::uuid IS NULL OR p.organization_id = ${organizationId ?? null}::uuid)
					${where === 'all' ? sql`` : within(where)} ${communityId ? within([communityId]) : sql``}
				GROUP BY p.subdistrict_id, p.id, a.subdistrict_id, a.id
			) given WHERE ${after === null} OR ("lastAt", id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)
			ORDER BY "lastAt" DESC, id DESC LIMIT ${limit + 1}`.execute(db);
		return pageOf(rows, limit, (row) => row.lastAt);
	}
});
