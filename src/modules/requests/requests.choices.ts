/** What forms at the desk and on the site choose from: categories in their groups, a case by its number. */
import * as v from 'valibot';
import { forModule } from '#platform/usecase.ts';
import { configOf } from './requests.config.ts';
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

/** The case with this number, if there is one and the caller may see it. */
export const caseByNumber = query({
	name: 'requests.byNumber',
	access: permissions.read,
	input: v.object({ number: caseNumber }),
	run: async ({ db, ctx }, { number }) =>
		(await db.selectFrom('requests.request').select(['id', 'number', 'summary', 'state']).where('requests.request.subdistrict_id', '=', ctx.subdistrictId).where(visibleTo(ctx.actor)).where('number', '=', number).executeTakeFirst()) ?? null
});
