import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { idOrNull, id } from '../household/household.schemas.ts';
import { isField, type Field } from './fields.ts';
import { ACCEPTABLE, type ProblemCode } from './problems.ts';

export const MOST_BYTES = 20_000_000;

export const IMPORT_STATES = ['read', 'checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed', 'dropped'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** Which lines of an import are shown. */
export const ROW_FILTERS = ['errors', 'undecided', 'warnings', 'same', 'new', 'repeats', 'all'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

export const DECISIONS = ['create', 'update', 'skip'] as const;
export type Decision = (typeof DECISIONS)[number];

export const ReceiveInput = v.object({
	name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(255)),
	bytes: v.pipe(v.instance(Uint8Array), v.check((bytes) => bytes.length <= MOST_BYTES, 'residents.fileTooLarge')),
	/** the community of people whose address says none */
	communityId: idOrNull
});

const version = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer());
const field = v.pipe(v.nullable(v.string()), v.check((name) => name === null || isField(name), 'platform.notValid'), v.transform((name) => name as Field | null));

export const CheckInput = v.object({
	id,
	version,
	/** `[sheet, table]` by their places, from 0 */
	tables: v.pipe(v.array(v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.pipe(v.number(), v.integer(), v.minValue(0))])), v.minLength(1, 'residents.noTableChosen'), v.maxLength(60)),
	/** by the column's key */
	columns: v.record(v.pipe(v.string(), v.maxLength(300)), field),
	/** the day as of which the sheet was written */
	statedOn: v.pipe(v.string('platform.required'), v.check(isDate, 'residents.dayWrong')),
	communityId: idOrNull
});

export const RowsInput = v.object({ id, show: v.optional(v.picklist(ROW_FILTERS), 'all'), after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0), limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)), 50) });

export const DecideInput = v.object({ id, rowNo: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.integer()), decision: v.nullable(v.picklist(DECISIONS)), personId: idOrNull });

/** The same decision for every line that is still open. */
export const DecideRestInput = v.object({ id, decision: v.picklist(DECISIONS) });

export const AcceptInput = v.object({ id, codes: v.array(v.pipe(v.picklist(ACCEPTABLE as unknown as [ProblemCode, ...ProblemCode[]]))) });

export const ImportId = v.object({ id });
