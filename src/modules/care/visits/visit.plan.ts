/** What a visit does to the plan: who was seen is due again after the rhythm, or on the day that was agreed. */
import type { WriteTx } from '#platform/db/tx.ts';
import { nextVisit } from '../plans/plan.model.ts';
import type { Outcome } from './visit.model.ts';

type Tx = WriteTx<'care'>;

/** The plan's days as they were before; null where nothing moved. */
export interface Moved {
	planId: string | null;
	lastWas: string | null;
	nextWas: string | null;
	moved: boolean;
}

/**
 * Moves the open plan of a person after a visit on `on`. A visit that arrives late, after a newer one, moves nothing.
 * Somebody who was not seen stays due, unless another day was agreed.
 */
export async function movePlan({ db, ctx }: Tx, personId: string, visit: { outcome: Outcome; on: string; nextOn: string | null }): Promise<Moved> {
	const plan = await db
		.selectFrom('care.plan')
		.select(['id', 'last_on', 'next_on', 'visit_days'])
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('person_id', '=', personId)
		.where('until_on', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!plan) return { planId: null, lastWas: null, nextWas: null, moved: false };
	const was = { planId: plan.id, lastWas: plan.last_on, nextWas: plan.next_on };
	const seen = visit.outcome === 'seen';
	const late = plan.last_on !== null && plan.last_on > visit.on;
	if (late || (!seen && !visit.nextOn)) return { ...was, moved: false };
	await db
		.updateTable('care.plan')
		.set((eb) => ({ ...(seen && { last_on: visit.on }), next_on: seen ? nextVisit(visit.on, plan.visit_days, visit.nextOn) : visit.nextOn, version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', plan.id)
		.execute();
	return { ...was, moved: true };
}

/** Puts the plan back where it stood before a visit that is taken back, unless it has moved on since. */
export async function movePlanBack({ db, ctx }: Tx, visit: { planId: string | null; on: string; lastWas: string | null; nextWas: string | null }): Promise<void> {
	if (!visit.planId || !visit.nextWas) return;
	await db
		.updateTable('care.plan')
		.set((eb) => ({ last_on: visit.lastWas, next_on: visit.nextWas, version: eb('version', '+', 1), changed_at: ctx.clock.now() }))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', visit.planId)
		.where('until_on', 'is', null)
		.where((eb) => eb.or([eb('last_on', '=', visit.on), eb('last_on', 'is not distinct from', visit.lastWas)]))
		.execute();
}
