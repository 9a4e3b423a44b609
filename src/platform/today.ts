import { sql } from 'kysely';
import { dateIn } from './dates/index.ts';
import type { ReadTx } from './db/tx.ts';

const zones = new Map<string, string>();

/** The subdistrict's zone (`Asia/Shanghai`), asked once for each process, on the transaction's own connection. */
export async function zoneIn<Module extends string>({ db, ctx }: ReadTx<Module>): Promise<string> {
	let zone = zones.get(ctx.subdistrictId);
	if (!zone) {
		const { rows } = await sql<{ zone: string }>`SELECT time_zone AS zone FROM platform.subdistrict WHERE subdistrict_id = ${ctx.subdistrictId}`.execute(db);
		zone = rows[0]?.zone ?? 'Asia/Shanghai';
		zones.set(ctx.subdistrictId, zone);
	}
	return zone;
}

/** The day that it is in the subdistrict, `YYYY-MM-DD`. */
export const todayOf = async <Module extends string>(tx: ReadTx<Module>): Promise<string> => dateIn(tx.ctx.clock.now(), await zoneIn(tx));
