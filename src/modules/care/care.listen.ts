/** What care does when something changes in the register: the list is computed anew, a little later and once, whatever the size of the change. */
import { onEvent } from '#platform/events.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import '#modules/residents/index.ts';
import { todayOf } from '#platform/today.ts';
import { forgetPerson } from './forget.ts';
import { endSpansAtDeath } from './weekly/span.store.ts';
import { followMerge, followUnmerge } from './merge.ts';

const WAIT_MS = 15_000;

/** Transactions that have asked for it: a sheet of thousands of people asks once. */
const asked = new WeakSet<object>();

async function followSoon(tx: WriteTx<'care'>): Promise<void> {
	if (asked.has(tx)) return;
	asked.add(tx);
	await tx.enqueue('care:follow', {}, { runAt: new Date(Date.now() + WAIT_MS), key: `care:follow:${tx.ctx.subdistrictId}` });
}

export function followTheRegister(): void {
	onEvent<'residents.purposeEnded', 'care'>('residents.purposeEnded', async ({ personId, fields, removed }, tx) => {
		const count = await forgetPerson(tx, personId, fields);
		removed?.(count);
	});
	onEvent<'residents.died', 'care'>('residents.died', async ({ personId, on }, tx) => {
		await endSpansAtDeath(tx, personId, on, await todayOf(tx));
		await followSoon(tx);
	});
	for (const event of ['residents.moved', 'residents.deathWithdrawn', 'residents.groupChanged'] as const) onEvent<typeof event, 'care'>(event, (_, tx) => followSoon(tx));
	onEvent<'residents.merged', 'care'>('residents.merged', async (merge, tx) => {
		await followMerge(merge, tx);
		await followSoon(tx);
	});
	onEvent<'residents.unmerged', 'care'>('residents.unmerged', async (merge, tx) => {
		await followUnmerge(merge, tx);
		await followSoon(tx);
	});
	onEvent<'residents.personChanged', 'care'>('residents.personChanged', async ({ fields }, tx) => {
		if (fields.includes('birthDate')) await followSoon(tx);
	});
}
