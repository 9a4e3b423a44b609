import { sql } from 'kysely';
import type { ReadTx, WriteTx } from './db/tx.ts';

/** A setting of this subdistrict, or `fallback` when nobody has set it. */
export async function getSetting<T>(tx: ReadTx<'platform'>, key: string, fallback: T): Promise<T> {
	const row = await tx.db.selectFrom('platform.setting').select('value').where('subdistrict_id', '=', tx.ctx.subdistrictId).where('key', '=', key).executeTakeFirst();
	return row ? (row.value as T) : fallback;
}

export async function putSetting(tx: WriteTx<'platform'>, key: string, value: unknown): Promise<void> {
	const json = JSON.stringify(value);
	await tx.db
		.insertInto('platform.setting')
		.values({ subdistrict_id: tx.ctx.subdistrictId, key, value: json, updated_at: tx.ctx.clock.now() })
		.onConflict((oc) => oc.columns(['subdistrict_id', 'key']).doUpdateSet({ value: json, updated_at: sql`excluded.updated_at` }))
		.execute();
}
