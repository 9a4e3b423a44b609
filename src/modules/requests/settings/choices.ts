/** What forms at the desk and on the site choose from: categories in their groups and how long they may take. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { CLOCK_KINDS, pickPolicy, type ClockUnit } from '../clocks/clocks.model.ts';
import { configOf, dayOf } from './config.ts';

const { query } = forModule<'requests'>();

/** The categories in use, in their groups and order. Public: the site shows them too. */
export const listCategories = query({
	name: 'requests.listCategories',
	access: 'public',
	input: v.object({}),
	run: async (tx) => {
		const { db, ctx } = tx;
		const config = await configOf(tx);
		const groups = await db.selectFrom('requests.category_group').select(['code', 'name', 'name_en as nameEn']).where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute();
		const active = [...config.categories.values()].filter((category) => category.active);
		return groups
			.map((group) => ({ code: group.code, name: { zh: group.name, en: group.nameEn || group.name }, categories: active.filter((category) => category.group === group.code) }))
			.filter((group) => group.categories.length > 0);
	}
});

/**
 * How long a clock gives for cases of a category that are told now, so that a page promises what the case is held to: the
 * category's own allowance, or that of its urgency; of the whole subdistrict.
 */
export const allowanceOf = query({
	name: 'requests.allowanceOf',
	access: 'public',
	input: v.object({ categoryCode: v.pipe(v.string(), v.maxLength(40)), clock: v.picklist(CLOCK_KINDS) }),
	run: async (tx, { categoryCode, clock }): Promise<{ minutes: number; unit: ClockUnit } | null> => {
		const config = await configOf(tx);
		const urgency = config.categories.get(categoryCode)?.urgency ?? 'normal';
		const policy = pickPolicy(config.policies, urgency, clock, [], dayOf(config, tx.ctx.clock.now()), categoryCode);
		return policy && { minutes: policy.minutes, unit: policy.unit };
	}
});
