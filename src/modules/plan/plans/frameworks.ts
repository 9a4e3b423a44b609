/** The groupings that the plans of a subdistrict share: the source names "1235" and 六型社区 and defines neither, so both are data. */
import { randomBytes } from 'node:crypto';
import * as v from 'valibot';
import type { WriteTx } from '#platform/db/tx.ts';
import { notFound } from '#platform/errors.ts';
import type { Locale } from '#platform/i18n.ts';
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
		const frameworks = await db.selectFrom('plan.framework').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute();
		const groups = await db.selectFrom('plan.framework_group').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').execute();
		return frameworks.map((row) => ({ code: row.code, name: nameIn(ctx.locale, row), isDefault: row.is_default, groups: groups.filter(({ framework }) => framework === row.code).map((group) => ({ code: group.code, name: nameIn(ctx.locale, group) })) }));
	}
});

interface Names {
	name: string;
	name_en: string;
}

/** What readers of a language see: the English name where there is one. */
const nameIn = (locale: Locale, { name, name_en }: Names): string => (locale === 'en' && name_en) || name;

/** Both names after somebody typed one in their language. English words for a Chinese name that is no more are gone with it. */
function renamed(old: Names | undefined, typed: string, locale: Locale): Names {
	if (!old) return { name: typed, name_en: '' };
	if (typed === nameIn(locale, old)) return { name: old.name, name_en: old.name_en };
	return locale === 'en' ? { name: old.name, name_en: typed } : { name: typed, name_en: '' };
}

/**
 * Names a grouping and its parts anew, in the language of who writes. A part left out is gone; targets that stood in it stand in none of
 * this grouping.
 */
export const saveFramework = useCase({
	name: 'plan.saveFramework',
	access: permissions.configure,
	input: FrameworkInput,
	run: async ({ db, ctx }, input): Promise<void> => {
		const here = { subdistrict_id: ctx.subdistrictId, framework: input.code };
		const framework = await db.selectFrom('plan.framework').select(['name', 'name_en']).where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.code).forUpdate().executeTakeFirst();
		if (!framework) throw notFound('framework');
		const known = await db.selectFrom('plan.framework_group').select(['code', 'name', 'name_en']).where('subdistrict_id', '=', ctx.subdistrictId).where('framework', '=', input.code).execute();
		await db.updateTable('plan.framework').set({ ...renamed(framework, input.name, ctx.locale), is_default: false }).where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.code).execute();
		await db.deleteFrom('plan.framework_group').where('subdistrict_id', '=', ctx.subdistrictId).where('framework', '=', input.code).execute();
		await db
			.insertInto('plan.framework_group')
			.values(
				input.groups.map(({ code, name }, position) => {
					const old = known.find((each) => each.code === code);
					return { ...here, code: old?.code ?? freshCode(), ...renamed(old, name, ctx.locale), position };
				})
			)
			.execute();
	},
	subject: (input) => ({ subjectType: 'plan_framework', subjectId: input.code })
});

/** A code that no part ever had: targets keep the code of a part that is gone, and would stand in whatever part was given it next. */
const freshCode = (): string => `g${randomBytes(8).toString('hex')}`;

/** Gives a new subdistrict the shipped groupings. */
export async function installFrameworks({ db, ctx }: WriteTx<'plan'>): Promise<void> {
	await db.insertInto('plan.framework').values(FRAMEWORKS.map(({ code, name, nameEn }, position) => ({ subdistrict_id: ctx.subdistrictId, code, name, name_en: nameEn, position }))).execute();
	await db
		.insertInto('plan.framework_group')
		.values(FRAMEWORKS.flatMap(({ code: framework, groups }) => groups.map(([code, name, nameEn], position) => ({ subdistrict_id: ctx.subdistrictId, framework, code, name, name_en: nameEn, position }))))
		.execute();
}
