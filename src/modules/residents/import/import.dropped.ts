/** What a sheet says that may not be taken: no purpose needs it, or the person has not agreed to it. Said per column before anything is written. */
import { sql } from 'kysely';
import type { Ctx } from '#platform/context.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import { isDerived } from '../groups/derived.model.ts';
import { readGrounds, withheldAmong } from '../privacy/grounds.ts';
import { fields, type Field } from './fields.ts';
import type { CheckedRow } from './import.check.ts';
import type { Choices } from './import.store.ts';
import type { RowValues } from './normalise.ts';
import { problem, type ProblemCode } from './problems.ts';

/** Of a column as a whole: `no_purpose` nobody's is taken, `no_consent` only of who agreed, `some` only some of the groups in it. */
export type Dropping = 'no_purpose' | 'no_consent' | 'some';

const DISABILITY: readonly Field[] = ['disability', 'disabilityKind', 'disabilityGrade', 'disabilityCard'];
const SINGLE = ['political', 'ethnicity', 'education', 'marital', 'workplace'] as const satisfies readonly (Field & keyof RowValues)[];

/** The sensitivity of each recorded group, by code. */
async function sensitivities({ db, ctx }: ReadTx<'residents'>): Promise<ReadonlyMap<string, string>> {
	const rows = await db.selectFrom('residents.group_type').select(['code', 'sensitivity']).where('subdistrict_id', '=', ctx.subdistrictId).where('active', '=', true).execute();
	return new Map(rows.map(({ code, sensitivity }) => [code, sensitivity]));
}

const droppingOf = (codes: readonly string[] | undefined): Dropping | null => (codes === undefined ? null : codes.length ? 'no_consent' : 'no_purpose');

/** For each field that a column can be, whether its values may be taken; those that may are left out. */
export async function droppedFields(tx: ReadTx<'residents'>): Promise<Partial<Record<Field, Dropping>>> {
	const [grounds, kinds] = [await readGrounds(tx), await sensitivities(tx)];
	const covered = (field: Field): string | null => {
		if ((SINGLE as readonly Field[]).includes(field)) return field;
		const code = DISABILITY.includes(field) ? 'disabled' : field.startsWith('group:') ? field.slice(6) : null;
		return code && !isDerived(code) && kinds.has(code) ? `group:${kinds.get(code)}` : null;
	};
	const dropped: Partial<Record<Field, Dropping>> = {};
	for (const field of fields) {
		const one = covered(field);
		const dropping = one === null ? null : droppingOf(grounds.get(one));
		if (dropping) dropped[field] = dropping;
	}
	if (['money', 'health', 'child'].some((sensitivity) => grounds.has(`group:${sensitivity}`))) dropped.groups = 'some';
	return dropped;
}

/** What a row says that needs a ground: by which purposes' name, under which column. */
function asked(values: RowValues, kinds: ReadonlyMap<string, string>, mapped: ReadonlySet<Field>): { one: string; field: Field }[] {
	const single = SINGLE.flatMap((field) => (values[field] ? [{ one: field, field }] : []));
	const groups = (values.groups ?? []).flatMap(({ group }) => {
		const kind = kinds.get(group);
		if (!kind || kind === 'plain' || isDerived(group)) return [];
		const own: readonly Field[] = group === 'disabled' ? DISABILITY : [`group:${group}`];
		return [{ one: `group:${kind}`, field: own.find((field) => mapped.has(field)) ?? ('groups' as const) }];
	});
	return [...single, ...groups];
}

/**
 * Writes a remark into every line of which something will not be taken. Of somebody who may be one of several people it is said when none
 * of them has agreed.
 * @param given the purposes that a line gives a consent to itself
 */
export async function sayDropped(ctx: Ctx, rows: readonly CheckedRow[], columns: Choices['columns'], given: ReadonlyMap<CheckedRow, ReadonlySet<string>> = new Map()): Promise<void> {
	const mapped = new Set(Object.values(columns).filter((field) => field !== null));
	await readTx<'residents', void>(ctx, async (tx) => {
		const [grounds, kinds] = [await readGrounds(tx), await sensitivities(tx)];
		if (!grounds.size) return;
		const held = rows.map((row) => ({ row, wants: asked(row.normal.values, kinds, mapped).filter(({ one }) => grounds.has(one)) })).filter(({ wants }) => wants.length > 0);
		const withheldOf = await withheldAmong(tx, grounds, [...new Set(held.flatMap(({ row }) => row.sealed.candidates.map(({ personId }) => personId)))]);
		for (const { row, wants } of held)
			for (const { one, field } of uniqueBy(wants)) {
				const codes = grounds.get(one)!;
				const code: ProblemCode | null = codes.length === 0 ? 'noPurpose' : codes.some((purpose) => given.get(row)?.has(purpose)) ? null : row.sealed.candidates.some(({ personId }) => !Object.hasOwn(withheldOf(personId), one)) ? null : 'noConsent';
				if (code) row.problems.push(problem(code, field, `A${row.normal.row}`));
			}
	});
}

/** Two groups of one column are one remark. */
const uniqueBy = <T extends { one: string; field: Field }>(wants: readonly T[]): T[] => wants.filter((each, i) => wants.findIndex((other) => other.one === each.one && other.field === each.field) === i);

/** What will not be taken of the lines that are going to be written, by column. */
export interface DroppedColumn {
	field: Field;
	why: 'noPurpose' | 'noConsent';
	rows: number;
}

export async function droppedColumns({ db, ctx }: ReadTx<'residents'>, importId: string): Promise<DroppedColumn[]> {
	const { rows } = await sql<DroppedColumn>`SELECT p->>'field' AS field, p->>'code' AS why, count(DISTINCT r.row_no)::int AS rows
		FROM residents.import_row r, jsonb_array_elements(r.problems) p
		WHERE r.subdistrict_id = ${ctx.subdistrictId} AND r.import_id = ${importId} AND r.worst <> 'error' AND r.decision IS DISTINCT FROM 'skip' AND p->>'code' IN ('noPurpose', 'noConsent')
		GROUP BY 1, 2 ORDER BY rows DESC, 1`.execute(db);
	return rows;
}
