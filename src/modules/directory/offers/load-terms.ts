import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';
import type { Term } from '../terms/index.ts';

/** The subdistrict's terms in use as the engine takes them: confirmed aliases, providers' words and categories included. */
export async function loadTerms({ db, ctx }: ReadTx<'directory'>): Promise<Term[]> {
	const { rows } = await sql<Term>`SELECT t.code, t.parent_code AS parent, t.zh, t.en, t.definition, t.groups, t.request_type AS type, t.urgency, t.related,
			coalesce((SELECT array_agg(a.phrase ORDER BY a.id) FROM directory.alias a WHERE a.subdistrict_id = t.subdistrict_id AND a.term_code = t.code AND a.status = 'confirmed'), '{}') AS aliases,
			coalesce((SELECT array_agg(m.code ORDER BY m.position, m.code) FROM directory.term_mapping m WHERE m.subdistrict_id = t.subdistrict_id AND m.term_code = t.code AND m.scheme = 'service'), '{}') AS "serviceWords",
			coalesce((SELECT min(m.code) FROM directory.term_mapping m WHERE m.subdistrict_id = t.subdistrict_id AND m.term_code = t.code AND m.scheme = 'complaint'), 'convenience') AS category
		FROM directory.term t WHERE t.subdistrict_id = ${ctx.subdistrictId}::uuid AND t.retired_at IS NULL ORDER BY t.code`.execute(db);
	return rows;
}
