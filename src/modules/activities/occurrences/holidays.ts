import { namedDays } from '#modules/requests/index.ts';
import type { ReadTx } from '#platform/db/tx.ts';

/**
 * The public holidays between two local days, as far as the year's notice is in the working calendar: it has one home, and
 * that is the module that runs clocks.
 */
export async function holidaysBetween(tx: ReadTx<'activities'>, from: string, to: string): Promise<Map<string, string>> {
	const days = await namedDays(tx, from, to);
	return new Map(days.filter(({ kind }) => kind === 'holiday').map(({ date, name }) => [date, name]));
}
