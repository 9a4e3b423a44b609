import { sql } from 'kysely';
import { tooMany } from './errors.ts';
import { lookupHash } from './secrets.ts';
import { writeTx } from './db/tx.ts';
import type { Ctx } from './context.ts';

/**
 * Counts one attempt by `who` (an address, a phone) and refuses when the window is full. It commits on its own:
 * an attempt counts whether or not what it tried went through. Shared by all app nodes.
 * @throws AppError platform.tooMany (429) with the seconds until the window ends
 */
export async function limit(ctx: Ctx, bucket: string, who: string, max: number, windowSeconds: number): Promise<void> {
	const now = ctx.clock.now().getTime();
	const start = Math.floor(now / (windowSeconds * 1000)) * windowSeconds * 1000;
	const hits = await writeTx<'platform', number>(ctx, async ({ db }) => {
		const row = await db
			.insertInto('platform.rate_limit')
			.values({ subdistrict_id: ctx.subdistrictId, bucket, key_hash: lookupHash(`rate:${bucket}`, who), window_start: new Date(start), hits: 1 })
			.onConflict((oc) => oc.columns(['subdistrict_id', 'bucket', 'key_hash', 'window_start']).doUpdateSet({ hits: sql`rate_limit.hits + 1` }))
			.returning('hits')
			.executeTakeFirstOrThrow();
		return row.hits;
	});
	if (hits > max) throw tooMany(Math.max(1, Math.ceil((start + windowSeconds * 1000 - now) / 1000)));
}
