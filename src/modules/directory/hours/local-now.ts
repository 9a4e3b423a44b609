import type { ReadTx } from '#platform/db/tx.ts';
import { dateIn, timeIn } from '#platform/dates/index.ts';
import { clockMinute, type LocalTime } from './hours.ts';
import { zoneOf } from './zone.ts';

/** What the clock on the subdistrict's wall shows. */
export async function localNow(tx: ReadTx<'directory'>): Promise<LocalTime & { zone: string }> {
	const zone = await zoneOf(tx);
	const now = tx.ctx.clock.now();
	return { zone, date: dateIn(now, zone), minute: clockMinute(timeIn(now, zone))! };
}
