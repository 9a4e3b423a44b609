/** What may be done with a case that was read, by whoever reads it. */
import type { ReadTx } from '#platform/db/tx.ts';
import { actionsFor, type Verdict } from '../case/actions.ts';
import { dayOf, type RequestsConfig } from '../settings/config.ts';
import { capacities, type CaseRow, type Ties } from '../requests.policy.ts';
import { factsOf } from '../case/case.store.ts';

/** Every action with its verdict, over all capacities in which the reader stands to the case; empty for a stranger. */
export async function verdictsOf(tx: ReadTx<'requests'>, row: CaseRow, ties: Ties, config: RequestsConfig): Promise<Verdict[]> {
	const facts = await factsOf(tx, row);
	const now = tx.ctx.clock.now();
	const rules = { reopenDays: config.rule('reopen_days', dayOf(config, now)) };
	const all = capacities(tx.ctx.actor, row, ties).map((actor) => actionsFor(facts, actor, now, rules));
	if (!all.length) return [];
	// One button for each action: allowed if allowed in any capacity, else with the first reason that is not "a stranger".
	return all[0]!.map((first, i) => all.map((list) => list[i]!).find(({ allowed }) => allowed) ?? all.map((list) => list[i]!).find(({ refusal }) => refusal !== 'not_involved') ?? first);
}
