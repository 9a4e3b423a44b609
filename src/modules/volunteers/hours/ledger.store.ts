/** The ledger: lines are added, never changed, and a total is always the sum of its lines. */
import { sql, type Insertable } from 'kysely';
import type { DB } from '../../../../db/schema.gen.ts';
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { isId, newId } from '#platform/ids.ts';
import { serviceChanged } from '../volunteers.facts.ts';
import type { EntryKind } from './count.model.ts';

export type Totals = Record<EntryKind, number>;

/** Sums of these volunteers' lines by kind, in minutes (awards: how many). Nothing is kept beside the lines, so nothing can disagree with them. */
export async function minutesOf({ db, ctx }: ReadTx<'volunteers'>, ids: readonly string[], range?: { from: string; to: string }): Promise<Map<string, Totals>> {
	if (!ids.length) return new Map();
	let sums = db
		.selectFrom('volunteers.entry')
		.select(['volunteer_id as id', 'kind', sql<number>`coalesce(sum(minutes), 0)::int`.as('minutes'), sql<number>`count(*) FILTER (WHERE corrects IS NULL)::int - count(*) FILTER (WHERE corrects IS NOT NULL)::int`.as('lines')])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('volunteer_id', '=', sql<string>`any(${[...ids]}::uuid[])`)
		.groupBy(['volunteer_id', 'kind']);
	if (range) sums = sums.where('on_day', '>=', range.from).where('on_day', '<=', range.to);
	const totals = new Map<string, Totals>();
	for (const { id, kind, minutes, lines } of await sums.execute()) {
		const one = totals.get(id) ?? { service: 0, training: 0, lecture: 0, award: 0 };
		one[kind as EntryKind] = kind === 'award' ? lines : minutes;
		totals.set(id, one);
	}
	return totals;
}

export type NewEntry = Omit<Insertable<DB['volunteers.entry']>, 'subdistrict_id' | 'id' | 'recorded_at' | 'recorded_by' | 'recorder_name'>;

/** Adds a line, signed by whoever acts. @returns its id */
export async function addEntry(tx: WriteTx<'volunteers'>, entry: NewEntry): Promise<string> {
	const { db, ctx } = tx;
	const id = newId();
	await db
		.insertInto('volunteers.entry')
		.values({ subdistrict_id: ctx.subdistrictId, id, ...entry, recorded_at: ctx.clock.now(), recorded_by: isId(ctx.actor.id) ? ctx.actor.id : null, recorder_name: ctx.actor.name })
		.execute();
	serviceChanged(tx, [entry.on_day as string]);
	return id;
}
