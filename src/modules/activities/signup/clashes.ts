/** Other sign-ups of the same people at the same time. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';

export interface Clash {
	title: string;
	startsAt: Date;
	endsAt: Date;
}

/** Half-open: what begins when the other ends does not clash. */
export async function clashesOf({ db, ctx }: ReadTx<'activities'>, keys: readonly string[], time: { id: string; startsAt: Date; endsAt: Date }): Promise<Clash[]> {
	if (!keys.length) return [];
	const { rows } = await sql<Clash>`SELECT DISTINCT a.title, o.starts_at AS "startsAt", o.ends_at AS "endsAt"
		FROM activities.signup s
		JOIN activities.occurrence o ON o.subdistrict_id = s.subdistrict_id AND o.id = s.occurrence_id
		JOIN activities.activity a ON a.subdistrict_id = o.subdistrict_id AND a.id = o.activity_id
		WHERE s.subdistrict_id = ${ctx.subdistrictId} AND s.who_key = any(${keys}) AND s.state IN ('taken', 'waiting', 'offered')
			AND o.id <> ${time.id} AND o.state = 'planned' AND o.starts_at < ${time.endsAt} AND o.ends_at > ${time.startsAt}
		ORDER BY o.starts_at LIMIT 5`.execute(db);
	return rows;
}
