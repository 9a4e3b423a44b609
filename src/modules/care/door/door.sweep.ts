/** What the clock does to open doors: a step that has run out is written down, once, and stands red at the top. It closes nothing. */
import type { Ctx } from '#platform/context.ts';
import { writeTx } from '#platform/db/tx.ts';
import { changeDoor, noteEvent } from './door.store.ts';

const BATCH = 200;

/** @returns how many steps had run out since the last time */
export async function sweepDoors(ctx: Ctx): Promise<number> {
	return writeTx<'care', number>(ctx, async (tx) => {
		const late = await tx.db
			.selectFrom('care.door')
			.select(['id', 'step', 'community_id'])
			.where('subdistrict_id', '=', ctx.subdistrictId)
			.where('closed_at', 'is', null)
			.where('step_due_at', '<', ctx.clock.now())
			.where('overdue_told_at', 'is', null)
			.orderBy('id')
			.limit(BATCH)
			.forUpdate()
			.skipLocked()
			.execute();
		for (const { id, step, community_id } of late) {
			await noteEvent(tx, id, step, 'overdue');
			await changeDoor(tx, id, { overdue_told_at: ctx.clock.now() });
			tx.audit({ action: 'care.doorOverdue', subjectType: 'door', subjectId: id, communityId: community_id, detail: { step } });
		}
		return late.length;
	});
}
