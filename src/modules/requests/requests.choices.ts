/** What forms at the desk and on the site choose from: categories in their groups and how long they may take, a case by its number. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { CLOCK_KINDS, pickPolicy, type ClockUnit } from './requests.clocks.ts';
import { configOf, dayOf } from './requests.config.ts';
import { permissions } from './requests.permissions.ts';
import { visibleTo } from './requests.policy.ts';
import { caseNumber } from './requests.schemas.ts';

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

/** The case with this number, if there is one and the caller may see it. */
export const caseByNumber = query({
	name: 'requests.byNumber',
	access: permissions.read,
	input: v.object({ number: caseNumber }),
	run: async ({ db, ctx }, { number }) =>
		(await db.selectFrom('requests.request').select(['id', 'number', 'summary', 'state']).where('requests.request.subdistrict_id', '=', ctx.subdistrictId).where(visibleTo(ctx.actor)).where('number', '=', number).executeTakeFirst()) ?? null
});
