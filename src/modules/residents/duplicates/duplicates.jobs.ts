/** What the work-list does by itself. Pairs are looked for soon after records changed, once for a whole sheet, and every night among everybody. */
import type { WriteTx } from '#platform/db/tx.ts';
import { onEvent } from '#platform/events.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import '../household/household.events.ts';
import '../person/person.events.ts';
import { isElsewhere } from '../privacy/coverage.model.ts';
import '../privacy/erasure.events.ts';
import './duplicates.events.ts';
import { eraseMerged, forgetMerged } from './forget.ts';
import { findDuplicates } from './find.ts';

const WAIT_MS = 20_000;

export const duplicateJobs: readonly JobDefinition[] = [
	{ task: 'residents:findDuplicates', run: async (ctx) => void (await findDuplicates(ctx, {})) },
	{ task: 'residents:findAllDuplicates', cron: '10 19 * * *', run: async (ctx) => void (await findDuplicates(ctx, { everybody: true })) }
];

/** Transactions that have asked for it: a sheet of thousands of people asks once. */
const asked = new WeakSet<object>();

export function followRecords(): void {
	onEvent<'residents.purposeEnded', 'residents'>('residents.purposeEnded', async ({ personId, fields }, tx) => {
		// What only other modules hold stands in no merge.
		if (!fields.every(isElsewhere)) await forgetMerged(tx, personId, fields);
	});
	onEvent<'residents.erased', 'residents'>('residents.erased', ({ personId }, tx) => eraseMerged(tx, personId));
	for (const event of ['residents.personChanged', 'residents.moved', 'residents.unmerged'] as const)
		onEvent<typeof event, 'residents'>(event, async (_, tx: WriteTx<'residents'>) => {
			if (asked.has(tx)) return;
			asked.add(tx);
			await tx.enqueue('residents:findDuplicates', {}, { runAt: new Date(Date.now() + WAIT_MS), key: `residents:findDuplicates:${tx.ctx.subdistrictId}` });
		});
}
