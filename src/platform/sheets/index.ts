/**
 * Tables in and out: any Excel or CSV file comes in as it is, any list goes out.
 *
 * In: `readWorkbook` gives the values of a foreign file or a coded error that says what to do; `detectHeader` finds
 * the row of column names and which column is which; `asText`, `asNumber`, `asDate`, `asBoolean` read a cell as what
 * its column is meant to hold. Out: `fillTemplate` puts values into somebody's own form and leaves the rest of it as it is; `writeWorkbook` (streaming .xlsx) and `writeCsv`, both safe to open.
 */
export { asBoolean, asDate, asNumber, asText, hasLostDigits } from './cells.ts';
export { writeCsv } from './csv-write.ts';
export type { SheetProblem } from './errors.ts';
export { detectHeader, likenessOf, plainName, type ColumnsSpec, type Header } from './header.ts';
export { changesSince, fillTemplate, placedCells, type FillChange, type FilledCell, type FillResult, type FillValue, type ListFill, type SheetFill } from './fill.ts';
export { DEFAULT_LIMITS, type Limits } from './limits.ts';
export { readWorkbook } from './read.ts';
export { cellReference, columnLetters, columnNumber, parseReference } from './reference.ts';
export { serialToText } from './serial.ts';
export { stampWorkbook } from './stamp.ts';
export { readTemplate, type TemplateSheet } from './template.ts';
export type { Cell, Sheet, Workbook } from './types.ts';
export { workbookBuffer, writeWorkbook, type ColumnFormat, type ColumnOut, type SheetOut, type WorkbookOut } from './write.ts';
