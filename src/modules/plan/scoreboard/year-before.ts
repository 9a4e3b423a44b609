/** What the measures came to in the year before a plan's: what somebody looks at who sets its aims. */
import * as v from 'valibot';
import { addDays, addMonths } from '#platform/dates/index.ts';
import type { Figure, Period } from '#platform/measure.ts';
import { todayOf } from '#platform/today.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../plan.permissions.ts';
import { id } from '../plan.schemas.ts';
import { planById } from '../plans/plan.store.ts';
import { figuresOf, freshness } from '../totals/read.ts';
import { allMeasures } from '../totals/registry.ts';

const { query } = forModule<'plan'>();

export interface YearBefore {
	/** up to today, where that year is not over */
	period: Period;
	/** by the measure's key; a measure of which those days are not kept is left away */
	figures: Record<string, Figure>;
}

/** @returns null: the year before has not begun. @throws platform.notFound (404) */
export const yearBefore = query({
	name: 'plan.yearBefore',
	access: permissions.read,
	input: v.object({ planId: id }),
	run: async (tx, { planId }): Promise<YearBefore | null> => {
		const plan = await planById(tx, planId);
		const today = await todayOf(tx);
		const end = addDays(plan.yearStart, -1);
		const period: Period = { from: addMonths(plan.yearStart, -12), to: end < today ? end : today };
		if (period.to < period.from) return null;
		const wanted = allMeasures().map((measure) => ({ measure, period, communityId: plan.communityId }));
		const figures = await figuresOf(tx, wanted);
		const { uncounted } = await freshness(tx, wanted);
		return { period, figures: Object.fromEntries(wanted.flatMap(({ measure }, i) => (uncounted.has(measure.key) ? [] : [[measure.key, figures[i]!]]))) };
	}
});
