import { sql } from 'kysely';
import type { ReadTx } from '#platform/db/tx.ts';

const KEEP_MS = 60_000;
const zones = new Map<string, { zone: string; until: number }>();

/**
 * The subdistrict's zone, an IANA name; remembered for a minute. It is asked on the transaction's own connection: one
 * that waits for a second connection can wait for ever.
 */
export async function zoneOf({ db, ctx }: ReadTx<'directory'>): Promise<string> {
	const known = zones.get(ctx.subdistrictId);
	if (known && known.until > Date.now()) return known.zone;
	const { rows } = await sql<{ time_zone: string }>`SELECT time_zone FROM platform.subdistrict WHERE subdistrict_id = ${ctx.subdistrictId}`.execute(db);
	const zone = rows[0]?.time_zone ?? 'Asia/Shanghai';
	zones.set(ctx.subdistrictId, { zone, until: Date.now() + KEEP_MS });
	return zone;
}
