/** Setting the groups that are recorded: their words, their kinds and grades, when they are looked at again. How closely one is kept is set once. */
import { sql } from 'kysely';
import * as v from 'valibot';
import type { ReadTx } from '#platform/db/tx.ts';
import { conflict } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { fieldWrong } from '../residents.errors.ts';
import { permissions } from '../residents.permissions.ts';
import { isDerived } from './derived.model.ts';
import { detailHash } from './group-facts.store.ts';
import type { GroupOption, GroupType, Sensitivity } from './group-types.data.ts';

const { query, useCase } = forModule<'residents'>();

const text = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, 'residents.tooLong'));
const Option = v.object({ code: v.nullable(v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9_]{0,39}$/))), name: text(40), nameEn: text(80) });
const SENSITIVITIES = ['plain', 'money', 'health', 'child'] as const;

const GroupTypeInput = v.object({
	code: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{1,39}$/, 'residents.purposeCode'), v.check((code) => !isDerived(code), 'residents.purposeThere')),
	/** the version that the caller saw; 0: a new group */
	version: v.pipe(v.number(), v.integer()),
	name: v.pipe(text(40), v.minLength(1, 'platform.required')),
	nameEn: text(80),
	/** of a new group; afterwards it stays, because what is sealed would have to change with it */
	sensitivity: v.optional(v.picklist(SENSITIVITIES), 'plain'),
	source: text(200),
	reviewMonths: v.nullable(v.pipe(v.number('residents.reviewWrong'), v.integer('residents.reviewWrong'), v.minValue(1, 'residents.reviewWrong'), v.maxValue(120, 'residents.reviewWrong'))),
	active: v.boolean(),
	/** in order; one without a code is new, one that is left out or without a name goes */
	kinds: v.pipe(v.array(Option), v.maxLength(60)),
	grades: v.pipe(v.array(Option), v.maxLength(20))
});

/** Options with a code each: new ones get the next free of `o1`, `o2` … */
function coded(options: readonly v.InferOutput<typeof Option>[], before: readonly GroupOption[]): GroupOption[] {
	const taken = new Set([...options.flatMap(({ code }) => code ?? []), ...before.map(({ code }) => code)]);
	let n = 0;
	return options
		.filter(({ name }) => name !== '')
		.map(({ code, name, nameEn }) => {
			let own = code;
			while (own === null || own === '') {
				n++;
				if (!taken.has(`o${n}`)) own = `o${n}`;
			}
			taken.add(own);
			return { code: own, name, nameEn: nameEn || name };
		});
}

/** Whether an open or ended fact says this kind or grade; of health groups by its keyed hash. */
async function inUse({ db, ctx }: Pick<ReadTx<'residents'>, 'db' | 'ctx'>, type: Pick<GroupType, 'code' | 'sensitivity'>, what: 'kind' | 'grade', option: string): Promise<boolean> {
	let facts = db.selectFrom('residents.group_fact').select('id').where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', type.code).limit(1);
	facts = type.sensitivity === 'health' ? facts.where(sql<boolean>`${detailHash(type.code, what, option)} = ANY(detail_hashes)`) : facts.where(what, '=', option);
	return (await facts.executeTakeFirst()) !== undefined;
}

/**
 * Changes a group, or makes one. What is recorded stays; a new interval counts from the next look on.
 * @throws AppError residents.groupMoved (409); platform.invalidInput (422) with residents.purposeThere, residents.optionInUse
 */
export const saveGroupType = useCase({
	name: 'residents.saveGroupType',
	access: permissions.configure,
	input: GroupTypeInput,
	run: async (tx, input) => {
		const { db, ctx } = tx;
		const row = await db.selectFrom('residents.group_type').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.code).forUpdate().executeTakeFirst();
		if (row && input.version === 0) throw fieldWrong('code', 'residents.purposeThere');
		if ((row?.version ?? 0) !== input.version) throw conflict('residents.groupMoved');
		const sensitivity = (row?.sensitivity as Sensitivity | undefined) ?? input.sensitivity;
		const after: Record<'kinds' | 'grades', GroupOption[]> = { kinds: [], grades: [] };
		for (const [list, what] of [['kinds', 'kind'], ['grades', 'grade']] as const) {
			const before = (row?.[list] ?? []) as unknown as GroupOption[];
			after[list] = coded(input[list], before);
			const codes = after[list].map(({ code }) => code);
			if (new Set(codes).size !== codes.length) throw fieldWrong(list, 'platform.notValid');
			for (const gone of before.filter(({ code }) => !codes.includes(code))) if (await inUse(tx, { code: input.code, sensitivity }, what, gone.code)) throw fieldWrong(list, 'residents.optionInUse', { name: gone.name });
		}
		const columns = { name: input.name, name_en: input.nameEn || input.name, source: input.source || null, review_months: input.reviewMonths, active: input.active, kinds: JSON.stringify(after.kinds), grades: JSON.stringify(after.grades), version: input.version + 1 };
		if (row) await db.updateTable('residents.group_type').set(columns).where('subdistrict_id', '=', ctx.subdistrictId).where('code', '=', input.code).execute();
		else {
			const { rows } = await sql<{ next: number }>`SELECT coalesce(max(position) + 1, 0)::int AS next FROM residents.group_type WHERE subdistrict_id = ${ctx.subdistrictId}`.execute(db);
			await db.insertInto('residents.group_type').values({ subdistrict_id: ctx.subdistrictId, code: input.code, sensitivity, ...columns, position: rows[0]!.next }).execute();
		}
		return { code: input.code, version: input.version + 1 };
	},
	subject: ({ code, reviewMonths, active }, { version }) => ({ subjectType: 'group', subjectId: code, detail: { version, reviewMonths, active } })
});

export interface GroupTypeSettings extends GroupType {
	active: boolean;
	version: number;
}

/** The groups as they are set, in the order of the desk. */
export const groupTypeSettings = query({
	name: 'residents.groupTypeSettings',
	access: permissions.read,
	input: v.object({}),
	run: async ({ db, ctx }): Promise<GroupTypeSettings[]> => {
		const rows = await db.selectFrom('residents.group_type').selectAll().where('subdistrict_id', '=', ctx.subdistrictId).orderBy('position').orderBy('code').execute();
		return rows.map((row) => ({ code: row.code, name: row.name, nameEn: row.name_en, sensitivity: row.sensitivity as Sensitivity, kinds: row.kinds as unknown as GroupOption[], grades: row.grades as unknown as GroupOption[], reviewMonths: row.review_months, source: row.source, active: row.active, version: row.version }));
	}
});
