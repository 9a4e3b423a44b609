/** How many people the register says live here, on any of some days: what shares of residents are measured against. */
import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';

/**
 * People who neither died nor moved away by the end of a day, by community. Counted on the caller's connection for the whole
 * tenant, because it names nobody; who may see the figure is the caller's matter.
 * @returns of a day and a community (null: the subdistrict) the number
 */
export async function livingByDay(tx: ReadTx<string>, days: readonly string[]): Promise<(day: string, communityId: string | null) => number> {
	const { db, ctx } = tx as unknown as ReadTx<'residents'>;
	const first = [...days].sort()[0];
	if (first === undefined) return () => 0;
	const { rows } = await sql<{ communityId: string | null; ended: string | null; n: number }>`
		SELECT community_id AS "communityId", to_char(nullif(least(coalesce(left_on, 'infinity'), coalesce(died_on, 'infinity')), 'infinity'), 'YYYY-MM-DD') AS ended, count(*)::int AS n
		FROM residents.person WHERE subdistrict_id = ${ctx.subdistrictId} AND merged_into IS NULL AND erased_at IS NULL
			AND least(coalesce(left_on, 'infinity'), coalesce(died_on, 'infinity')) > ${first}::date
		GROUP BY 1, 2`.execute(db);
	return (day, communityId) => rows.reduce((sum, row) => sum + ((communityId === null || row.communityId === communityId) && (row.ended === null || row.ended > day) ? row.n : 0), 0);
}
