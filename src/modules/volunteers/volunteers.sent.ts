/** What a phone or a desk sends twice is done once: the id that it made goes with it and stands in the row. */
import { sql } from 'kysely';
import type { WriteTx } from '#platform/db/tx.ts';

type Table = 'volunteer' | 'shift' | 'entry' | 'certificate';

/**
 * The row that was written when this was sent before; undefined: it was not, or carries no id. Of two that arrive at once the second
 * waits here for the first, and finds what it wrote.
 */
export async function sentBefore({ db, ctx }: WriteTx<'volunteers'>, table: Table, clientId: string | undefined): Promise<{ id: string } | undefined> {
	if (!clientId) return undefined;
	await sql`SELECT pg_advisory_xact_lock(hashtextextended(${clientId}, 0))`.execute(db);
	return db.selectFrom(`volunteers.${table}`).select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('client_id', '=', clientId).executeTakeFirst();
}
