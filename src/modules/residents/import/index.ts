/**
 * A resident sheet as received. `findTables` finds the tables of a sheet, `proposeColumns` says which field each column
 * may be and why, `normaliseTable` turns the rows into typed values with their problems, `matchPerson` says whom a row
 * may be. All pure: what is done with them stands in the use cases.
 */
export { columnsByField } from './row-cells.ts';
export { mappingOf, proposeColumns, type ColumnProposal, type Evidence, type Mapping, type Proposal } from './columns.ts';
export { fields, isField, specOf, type Field, type FlagGroup } from './fields.ts';
export { matchPerson, repeatsInFile, type Candidate, type KnownPerson, type MatchKeys, type MatchReason, type RowMatch } from './match.ts';
export { normaliseTable, type Contact, type NormalRow, type NormaliseHints, type RowValues } from './normalise.ts';
export { problemCodes, type Problem, type ProblemCode } from './problems.ts';
export { findTables, type Table, type TableColumn } from './tables.ts';
export type { GroupWord } from './values/groups.ts';
export type { Place } from './values/place.ts';
