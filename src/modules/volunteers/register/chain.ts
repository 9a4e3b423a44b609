/** Registrations of one human: a merge leaves the gone one standing behind the kept one, and that one may be gone behind another. */
import { sql, type RawBuilder } from 'kysely';

/** The ids of registrations and of all that merges left behind them, as a subquery. `where` says of which, over `volunteers.volunteer`. */
export const withMerged = (tenant: string, where: RawBuilder<unknown>): RawBuilder<string> => sql<string>`(
	WITH RECURSIVE chain AS (
		SELECT id FROM volunteers.volunteer WHERE subdistrict_id = ${tenant} AND (${where})
		UNION SELECT m.id FROM chain JOIN volunteers.volunteer m ON m.subdistrict_id = ${tenant} AND m.merged_into = chain.id
	) SELECT id FROM chain)`;
