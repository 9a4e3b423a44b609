/** Other sign-ups of the same people at the same time. */
import { sql, type RawBuilder } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';

export interface Clash {
	title: string;
	startsAt: Date;
	endsAt: Date;
}

interface Time {
	id: string;
	startsAt: Date;
	endsAt: Date;
}

/** Title, starts_at and ends_at of up to five. Half-open: what begins when the other ends does not clash. */
export const clashesSql = (subdistrictId: string, keys: readonly string[], time: Time): RawBuilder<unknown> => sql`SELECT DISTINCT a.title, o.starts_at, o.ends_at
		FROM activities.signup s
		JOIN activities.occurrence o ON o.subdistrict_id = s.subdistrict_id AND o.id = s.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
		WHERE s.subdistrict_id = ${subdistrictId} AND s.who_key = any(${keys}) AND s.state IN ('taken', 'waiting', 'offered')
			AND o.id <> ${time.id} AND o.state = 'planned' AND o.starts_at < ${time.endsAt} AND o.ends_at > ${time.startsAt}
		ORDER BY o.starts_at LIMIT 5`;

export async function clashesOf({ db, ctx }: ReadTx<'activities'>, keys: readonly string[], time: Time): Promise<Clash[]> {
	if (!keys.length) return [];
	const { rows } = await sql<{ title: string; starts_at: Date; ends_at: Date }>`${clashesSql(ctx.subdistrictId, keys, time)}`.execute(db);
	return rows.map((row) => ({ title: row.title, startsAt: row.starts_at, endsAt: row.ends_at }));
}
