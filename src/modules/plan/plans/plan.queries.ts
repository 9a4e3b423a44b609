import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import type { PlanText } from '../plan.model.ts';
import { permissions } from '../plan.permissions.ts';
import { mayEdit } from '../plan.policy.ts';
import { id } from '../plan.schemas.ts';
import { planById, plansQuery, readText, type Plan } from './plan.store.ts';

const { query } = forModule<'plan'>();

/** Plans, the newest year first; the subdistrict's before those of communities. At most a few for each year and area. */
export const listPlans = query({
	name: 'plan.list',
	access: permissions.read,
	input: v.object({}),
	run: async (tx): Promise<(Plan & { mayEdit: boolean })[]> => {
		const rows = (await plansQuery(tx).orderBy('year_start', 'desc').orderBy('community_id', (by) => by.asc().nullsFirst()).orderBy('created_at').orderBy('id').limit(500).execute()) as Plan[];
		return rows.map((plan) => ({ ...plan, mayEdit: mayEdit(tx.ctx.actor, plan.communityId) }));
	}
});

export interface EditionLine {
	edition: number;
	at: Date;
	byName: string;
	what: string;
	detail: string;
}

export interface PlanPage extends Plan {
	text: PlanText;
	mayEdit: boolean;
	history: EditionLine[];
}

/** One plan with its text and what was done to it, newest first. @throws platform.notFound (404) */
export const getPlan = query({
	name: 'plan.get',
	access: permissions.read,
	input: v.object({ planId: id, edition: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))) }),
	run: async (tx, input): Promise<PlanPage> => {
		const plan = await planById(tx, input.planId);
		const history = await tx.db
			.selectFrom('plan.edition')
			.select(['edition', 'at', 'by_name as byName', 'what', 'detail'])
			.where('subdistrict_id', '=', tx.ctx.subdistrictId)
			.where('plan_id', '=', plan.id)
			.orderBy('edition', 'desc')
			.limit(50)
			.execute();
		return { ...plan, text: await readText(tx, plan.id, Math.min(input.edition ?? plan.edition, plan.edition)), mayEdit: mayEdit(tx.ctx.actor, plan.communityId), history };
	}
});

/**
 * The plan that counts for an area today: the adopted one of this year, else the newest closed one.
 * @returns null: none was ever adopted
 */
export async function presentPlan(tx: ReadTx<'plan'>, communityId: string | null): Promise<Plan | null> {
	const today = await todayOf(tx);
	const rows = (await plansQuery(tx)
		.where('state', '!=', 'draft')
		.where('community_id', communityId === null ? 'is' : '=', communityId)
		.orderBy('year_start', 'desc')
		.limit(20)
		.execute()) as Plan[];
	return rows.find((plan) => plan.yearStart <= today && plan.yearEnd >= today) ?? rows.find((plan) => plan.yearStart <= today) ?? rows[0] ?? null;
}

/** The id of the plan with which the desk begins: the present one of the area, else the newest draft of it. */
export const planToShow = query({
	name: 'plan.toShow',
	access: permissions.read,
	input: v.object({ communityId: v.optional(v.nullable(id), null) }),
	run: async (tx, { communityId }): Promise<string | null> => {
		const present = await presentPlan(tx, communityId);
		if (present) return present.id;
		const draft = await plansQuery(tx).where('community_id', communityId === null ? 'is' : '=', communityId).orderBy('year_start', 'desc').orderBy('id', 'desc').executeTakeFirst();
		return draft?.id ?? null;
	}
});

