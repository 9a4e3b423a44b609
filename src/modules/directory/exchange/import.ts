import * as v from 'valibot';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';
import type { ReadTx } from '#platform/db/tx.ts';
import { AppError } from '#platform/errors.ts';
import { forModule } from '#platform/usecase.ts';
import { permissions } from '../directory.permissions.ts';
import { storeOrganization } from '../entries/organizations.ts';
import { storeService } from '../entries/store-service.ts';
import { classifierOf } from '../offers/classify.ts';
import { readTerms } from '../vocabulary/terms.ts';
import type { Names } from './columns.ts';
import { planImport, type Plan, type PlannedRow, type SourceRow } from './plan.ts';

const { useCase, query } = forModule<'directory'>();

/** More at once than any list of a subdistrict, little enough for one transaction. */
const MOST_ROWS = 20_000;

export interface ImportSummary {
	create: number;
	update: number;
	unchanged: number;
	error: number;
	rows: PlannedRow[];
}

const rowsInput = {
	rows: v.pipe(v.array(v.custom<SourceRow>((row) => typeof (row as SourceRow | null)?.read === 'function')), v.maxLength(MOST_ROWS, 'directory.tooManyRows')),
	communities: v.custom<Names['communities']>((list) => Array.isArray(list))
};

const plan = query({
	name: 'directory.planImport',
	access: permissions.import,
	input: v.object(rowsInput),
	run: async (tx, { rows, communities }): Promise<ImportSummary> => summaryOf(await planned(tx, rows, communities))
});

const commit = useCase({
	name: 'directory.import',
	access: permissions.import,
	input: v.object({ ...rowsInput, onProgress: v.optional(v.custom<(done: number, total: number) => void>((fn) => typeof fn === 'function')) }),
	run: async (tx, { rows, communities, onProgress }) => {
		const made = await planned(tx, rows, communities);
		const summary = summaryOf(made);
		if (summary.error)
			throw new AppError('directory.importHasErrors', {
				status: 422,
				params: { count: summary.error },
				fields: summary.rows.flatMap(({ row, problems }) => problems.slice(0, 5).map((problem) => ({ path: `rows.${row}.${problem.field}`, code: problem.code, params: { ...(problem.value !== undefined && { value: problem.value }), ...problem.params } }))).slice(0, 500)
			});
		for (const { id, before, document } of made.organizations) await storeOrganization(tx, id, before, document, 'import');
		for (const [i, { id, before, document, locationIds }] of made.services.entries()) {
			await storeService(tx, id, before, document, { origin: 'import', assured: false, locationIds });
			if (i % 50 === 49) onProgress?.(i + 1, made.services.length);
		}
		onProgress?.(made.services.length, made.services.length);
		return summary;
	},
	subject: (_input, result) => ({ subjectType: 'directory', detail: { create: result.create, update: result.update, unchanged: result.unchanged } })
});

async function planned(tx: ReadTx<'directory'>, rows: readonly SourceRow[], communities: Names['communities']): Promise<Plan> {
	return planImport(tx, rows, { communities, terms: await readTerms(tx, false) }, await classifierOf(tx));
}

function summaryOf({ rows }: Plan): ImportSummary {
	const count = (action: PlannedRow['action']) => rows.filter((row) => row.action === action).length;
	return { create: count('create'), update: count('update'), unchanged: count('unchanged'), error: count('error'), rows };
}

/** What an import of these rows would do, row by row; nothing is written. */
export const previewImport = async (ctx: Ctx, rows: SourceRow[]): Promise<ImportSummary> => plan(ctx, { rows, communities: await listCommunities(ctx, {}) });

/**
 * Imports rows in one transaction: all of them, or none when one has an error.
 * @throws directory.importHasErrors (422) with `fields` whose path is `rows.<row>.<field>`; directory.tooManyRows (422)
 */
export const runImport = async (ctx: Ctx, rows: SourceRow[], onProgress?: (done: number, total: number) => void): Promise<ImportSummary> =>
	commit(ctx, { rows, communities: await listCommunities(ctx, {}), onProgress });
