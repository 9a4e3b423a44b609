import type { ReadTx } from '#platform/db/tx.ts';
import { addDays } from '#platform/dates/index.ts';
import type { NamedDay, NamedDays } from './hours.ts';

/** Reads the holidays and make-up days between two dates, on the transaction's own connection. */
// oxlint-disable-next-line typescript/no-explicit-any
export type NamedDaySource = (tx: ReadTx<any>, from: string, to: string) => Promise<readonly NamedDay[]>;

let source: NamedDaySource | undefined;

/**
 * Names where the year's days off are kept: the working calendar has one home, and it is the module that runs clocks.
 * Called once, at start. Without a source, weeks hold all year.
 */
export function useNamedDays(from: NamedDaySource): void {
	source = from;
}

/** The named days from a week before `date` to `days` after it. */
export async function namedDaysAround(tx: ReadTx<'directory'>, date: string, days = 60): Promise<NamedDays> {
	const list = source ? await source(tx, addDays(date, -7), addDays(date, days)) : [];
	return new Map(list.map((day) => [day.date, day]));
}
