/** An import as it stands in the tables. */
import type { ReadTx, WriteTx } from '#platform/db/tx.ts';
import { conflict, notFound } from '#platform/errors.ts';
import type { Mapping } from './columns.ts';
import type { ImportState } from './import.schemas.ts';
import type { Candidate } from './match.ts';
import type { RowValues } from './normalise.ts';
import type { ProblemCode } from './problems.ts';

/** A table of the file, as the page lists it: no cell of it, only what its head says. */
export interface TableLine {
	title: string;
	headRows: [number, number];
	rows: number;
	fingerprint: string;
	heads: string[];
}
export interface SheetLine {
	name: string;
	hidden: boolean;
	tables: TableLine[];
}

/** What was chosen of a file. */
export interface Choices {
	tables: [sheet: number, table: number][];
	columns: Mapping;
	statedOn: string;
	/** errors that are waved through: the row is taken without the value */
	accepted: ProblemCode[];
}

export interface Counts {
	errors?: number;
	undecided?: number;
	warnings?: number;
	same?: number;
	new?: number;
	repeats?: number;
	all?: number;
	created?: number;
	updated?: number;
	unchanged?: number;
	skipped?: number;
	households?: number;
	groups?: number;
	/** given on paper, written down */
	consents?: number;
	removed?: number;
	restored?: number;
	kept?: number;
}

export interface ImportRecord {
	id: string;
	communityId: string | null;
	fileName: string;
	sheets: SheetLine[];
	choices: Choices | null;
	state: ImportState;
	rowCount: number;
	doneCount: number;
	counts: Counts;
	errorCode: string | null;
	createdAt: Date;
	createdBy: string | null;
	createdByName: string;
	appliedAt: Date | null;
	undoUntil: Date | null;
	undoneAt: Date | null;
	version: number;
}

/** What stands sealed in a line of an import. */
export interface SealedRow {
	part: number;
	household: string | null;
	values: RowValues;
	other: { head: string; value: string }[];
	candidates: Candidate[];
	/** the line of the same file that says the same person */
	repeats: number | null;
}

export const IMPORT_COLUMNS = [
	'id',
	'community_id as communityId',
	'file_name as fileName',
	'sheets',
	'mapping as choices',
	'state',
	'row_count as rowCount',
	'done_count as doneCount',
	'counts',
	'error_code as errorCode',
	'created_at as createdAt',
	'created_by as createdBy',
	'created_by_name as createdByName',
	'applied_at as appliedAt',
	'undo_until as undoUntil',
	'undone_at as undoneAt',
	'version'
] as const;

export async function readImport({ db, ctx }: ReadTx<'residents'>, id: string): Promise<ImportRecord> {
	const row = await db.selectFrom('residents.import').select(IMPORT_COLUMNS).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).executeTakeFirst();
	if (!row) throw notFound('import');
	return row as unknown as ImportRecord;
}

/** Holds an import until the transaction ends, in one of the states. @throws platform.notFound, residents.importMoved (409) */
export async function holdImport({ db, ctx }: WriteTx<'residents'>, id: string, states: readonly ImportState[], version?: number): Promise<ImportRecord> {
	const row = await db.selectFrom('residents.import').select(IMPORT_COLUMNS).where('subdistrict_id', '=', ctx.subdistrictId).where('id', '=', id).forUpdate().executeTakeFirst();
	if (!row) throw notFound('import');
	const held = row as unknown as ImportRecord;
	if (!states.includes(held.state) || (version !== undefined && held.version !== version)) throw conflict('residents.importMoved');
	return held;
}

export async function setState({ db, ctx }: WriteTx<'residents'>, id: string, set: { state: ImportState } & Partial<{ rowCount: number; doneCount: number; counts: Counts; errorCode: string | null; choices: Choices; communityId: string | null; appliedAt: Date; undoUntil: Date; undoneAt: Date }>): Promise<void> {
	await db
		.updateTable('residents.import')
		.set((eb) => ({
			state: set.state,
			version: eb('version', '+', 1),
			...(set.rowCount !== undefined && { row_count: set.rowCount }),
			...(set.doneCount !== undefined && { done_count: set.doneCount }),
			...(set.counts !== undefined && { counts: JSON.stringify(set.counts) }),
			...(set.errorCode !== undefined && { error_code: set.errorCode }),
			...(set.choices !== undefined && { mapping: JSON.stringify(set.choices) }),
			...(set.communityId !== undefined && { community_id: set.communityId }),
			...(set.appliedAt !== undefined && { applied_at: set.appliedAt }),
			...(set.undoUntil !== undefined && { undo_until: set.undoUntil }),
			...(set.undoneAt !== undefined && { undone_at: set.undoneAt })
		}))
		.where('subdistrict_id', '=', ctx.subdistrictId)
		.where('id', '=', id)
		.execute();
}
