/** The groupings that the plans of a subdistrict share: the source names "1235" and 六型社区 and defines neither, so both are data. */
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../plan.permissions.ts';
import { FRAMEWORKS } from './defaults.ts';
import { FrameworkInput } from './plan.schemas.ts';

const { query, useCase } = forModule<'plan'>();

export interface Framework {
	code: string;
	name: string;
	/** as shipped: the source does not say what it holds */
	isDefault: boolean;
	groups: { code: string; name: string }[];
}

/** The groupings with their parts; public, as plans are shown by them. */
export const listFrameworks = query({
	name: 'plan.frameworks',
	access: 'public',
	input: v.object({}),
	run: async ({ db, ctx }): Promise<Framework[]> => {
		const english = ctx.locale === 'en';
		const frameworks = await db.selectFrom('plan.framework').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute();
		const groups = await db.selectFrom('plan.framework_group').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute();
		const nameOf = (row: { name: string; name_en: string }) => (english && row.name_en) || row.name;
		return frameworks.map((row) => ({ code: row.code, name: nameOf(row), isDefault: row.is_default, groups: groups.filter(({ framework }) => framework === row.code).map((group) => ({ code: group.code, name: nameOf(group) })) }));
	}
});

/** Names a grouping and its parts anew. A part left out is gone; targets that stood in it stand in none of this grouping. */
export const saveFramework = useCase({
	name: 'plan.saveFramework',
	access: permissions.configure,
	input: FrameworkInput,
	run: async ({ db, ctx }, input): Promise<void> => {
		const here = { subdistrict_id: ctx.subdistrictId, framework: input.code };
		const known = await db.selectFrom('plan.framework_group').select(['code', 'name', 'name_en']).where('subdistrict_id', '=', ctx.subdistrictId).where('framework', '=', input.code).execute();
		const changed = await db.updateTable('plan.framework').set({ name: input.name, is_default: false }).where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.code).executeTakeFirst();
		if (!changed.numUpdatedRows) throw notFound('framework');
		await db.deleteFrom('plan.framework_group').where('subdistrict_id', '=', ctx.subdistrictId).where('framework', '=', input.code).execute();
		const taken = new Set(known.map(({ code }) => code));
		const fresh = (): string => {
			for (let n = 1; ; n++) {
				const code = `g${n}`;
				if (taken.has(code)) continue;
				taken.add(code);
				return code;
			}
		};
		await db
			.insertInto('plan.framework_group')
			.values(
				input.groups.map(({ code, name }, position) => {
					const old = known.find((each) => each.code === code);
					return { ...here, code: old?.code ?? fresh(), name, name_en: old?.name === name ? old.name_en : '', position };
				})
			)
			.execute();
	},
	subject: (input) => ({ subjectType: 'plan_framework', subjectId: input.code })
});

/** Gives a new subdistrict the shipped groupings. */
export async function installFrameworks({ db, ctx }: WriteTx<'plan'>): Promise<void> {
	await db.insertInto('plan.framework').values(FRAMEWORKS.map(({ code, name, nameEn }, position) => ({ subdistrict_id: ctx.subdistrictId, code, name, name_en: nameEn, position }))).execute();
	await db
		.insertInto('plan.framework_group')
		.values(FRAMEWORKS.flatMap(({ code: framework, groups }) => groups.map(([code, name, nameEn], position) => ({ subdistrict_id: ctx.subdistrictId, framework, code, name, name_en: nameEn, position }))))
		.execute();
}
