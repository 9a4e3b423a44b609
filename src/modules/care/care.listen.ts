/** What care does when something changes in the register. */
import { onEvent } from '#platform/events.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import '#modules/residents/index.ts';

/** A sheet of thousands of people is followed once, after it. */
const WAIT_MS = 15_000;

const followSoon = (tx: WriteTx<'care'>, communityId: string): Promise<void> =>
	tx.enqueue('care:follow', { communityId }, { runAt: new Date(Date.now() + WAIT_MS), key: `care:follow:${communityId}` });

/** The community that a person's open plan belongs to: where they lived until now. */
async function plannedIn({ db, ctx }: WriteTx<'care'>, personId: string): Promise<string | null> {
	const plan = await db.selectFrom('care.plan').select('community_id').where('subdistrict_id', '=', ctx.subdistrictId).where('person_id', '=', personId).where('until_on', 'is', null).executeTakeFirst();
	return plan?.community_id ?? null;
}

export function followTheRegister(): void {
	onEvent<'residents.moved', 'care'>('residents.moved', async ({ personId, communityId }, tx) => {
		const before = await plannedIn(tx, personId);
		for (const id of new Set([before, communityId])) if (id) await followSoon(tx, id);
	});
	onEvent<'residents.died', 'care'>('residents.died', async ({ personId }, tx) => {
		const community = await plannedIn(tx, personId);
		if (community) await followSoon(tx, community);
	});
}
