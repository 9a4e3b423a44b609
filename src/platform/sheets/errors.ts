import { AppError } from '#platform/errors.ts';

/**
 * Why a file cannot be read as a table. Each asks for a different act of the person who brought it:
 * - `empty`: nothing in the file
 * - `notTable`: neither a workbook nor a text table (a picture, a PDF, a Word file)
 * - `oldFormat`: .xls of Excel 97–2003: save it as .xlsx
 * - `encrypted`: has a password: take it off
 * - `webPage`: an HTML table or XML that calls itself .xls: open it and save it as .xlsx
 * - `damaged`: begins like a workbook and is not one
 * - `cannotGrow`: a template has too few rows, and a comment or a table stands where rows would be put in (`params.rows`: how many it has)
 * - `tooLarge`: more than the limits; `params.what` says of what (`bytes`, `entries`, `inflated`, `ratio`, `sheets`, `rows`, `columns`, `cells`)
 */
export type SheetProblem = 'empty' | 'notTable' | 'oldFormat' | 'encrypted' | 'webPage' | 'damaged' | 'cannotGrow' | 'tooLarge';

export function sheetError(problem: SheetProblem, params: Record<string, string | number> = {}, cause?: unknown): AppError {
	return new AppError(`sheets.${problem}`, { status: problem === 'tooLarge' ? 413 : 422, params, cause });
}
