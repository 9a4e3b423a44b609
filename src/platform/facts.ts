/**
 * How a module says that facts have changed which measures count. The word is a row beside the facts, in their transaction
 * and appended, so that nobody waits on a shared row and nothing is lost in a crash; `plan` takes the rows away once it has
 * counted the days anew.
 */
import type pg from 'pg';
import type { Ctx } from './context.ts';
import type { WriteTx } from './db/tx.ts';
import { newId } from './ids.ts';

export interface FactChange {
	/** keys of measures; one that nobody knows is passed over */
	measures: readonly string[];
	/** days (`YYYY-MM-DD`, the subdistrict's zone) whose count may be another now: where a fact moved, both */
	days: readonly string[];
}

/** Says it in the transaction that changes the facts. It goes out with the commit in one piece and costs no round trip: there is nothing to wait for. */
export function factChanged<Module extends string>(tx: WriteTx<Module>, change: FactChange): void {
	if (change.measures.length && change.days.length) tx.factChanged(change);
}

/** Writes what a transaction said, just before it commits. */
export async function writeFactChanges(client: pg.ClientBase, ctx: Ctx, changes: readonly FactChange[]): Promise<void> {
	const measures = new Set(changes.flatMap((change) => change.measures));
	const days = new Set(changes.flatMap((change) => change.days));
	await client.query({
		name: 'facts',
		text: 'INSERT INTO platform.fact_change (subdistrict_id, id, measures, days) VALUES ($1, $2, $3, $4::date[])',
		values: [ctx.subdistrictId, newId(), [...measures], [...days]]
	});
}

type Follower = (subdistrictId: string) => void;
const followers = new Set<Follower>();

/** Calls `follower` after each commit of this process that changed facts. Other processes' changes are found by looking. */
export const onFacts = (follower: Follower): void => void followers.add(follower);

export function factsCommitted(subdistrictId: string): void {
	for (const follower of followers) follower(subdistrictId);
}
