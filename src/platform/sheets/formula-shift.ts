/** References to cells when rows are put into a sheet: what stood below moves down, ranges over the place grow. */
import { columnLetters, columnNumber } from './reference.ts';

/**
 * Rows put in before the last of a block of prepared rows, which keeps its format at the end of the block.
 * Rows count from 1; `first` and `last` are the block before it grew.
 */
export interface Growth {
	first: number;
	last: number;
	count: number;
}

/** Where a row is after the growth. */
export const movedRow = ({ first, last, count }: Growth, row: number): number => (row > last || (row === last && first < last) ? row + count : row);
/** Where the end of a range is: one that reaches the block's last row covers the new ones too. */
const movedEnd = ({ last, count }: Growth, row: number): number => (row >= last ? row + count : row);

const CELL = String.raw`\$?[A-Za-z]{1,3}\$?\d{1,7}`;
/** A string, or a reference with the sheet it names: `'表 1'!$A$1:B2`, `$1:$4`; not a part of a name or a function. */
const TOKEN = new RegExp(String.raw`"(?:[^"]|"")*"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(?<![\p{L}\p{N}_.$])(${CELL}(?::${CELL})?|\$?\d{1,7}:\$?\d{1,7})(?![\p{L}\p{N}_(!.])`, 'gu');

/**
 * A formula, or a list of ranges, after the growth of a sheet.
 * @param own the formula stands on the grown sheet, so that references without a sheet's name are its own
 */
export function shiftFormula(formula: string, sheetName: string, own: boolean, growth: Growth): string {
	return formula.replace(TOKEN, (token, sheet: string | undefined, reference: string | undefined) => {
		if (reference === undefined) return token;
		const named = sheet === undefined ? null : sheet.slice(0, -1).replace(/^'|'$/g, '').replaceAll("''", "'");
		if (named === null ? !own : named !== sheetName) return token;
		return (sheet ?? '') + shiftReference(reference, growth);
	});
}

/** `B12`, `$B$5:D14`, `$1:$4` after the growth. */
export function shiftReference(reference: string, growth: Growth): string {
	const [from = '', to] = reference.split(':');
	const moved = (part: string, where: (growth: Growth, row: number) => number) => part.replace(/\d+$/, (row) => String(where(growth, Number(row))));
	return to === undefined ? moved(from, movedRow) : `${moved(from, movedRow)}:${moved(to, movedEnd)}`;
}

/** Lists of ranges with blanks between them, as validations have. */
export const shiftRanges = (ranges: string, growth: Growth): string => ranges.split(/\s+/).filter(Boolean).map((range) => shiftReference(range, growth)).join(' ');

/** A formula copied to another cell: references without `$` move with it. Those that would leave the sheet become #REF!. */
export function copyFormula(formula: string, rows: number, columns: number): string {
	return formula.replace(TOKEN, (token, sheet: string | undefined, reference: string | undefined) => {
		if (reference === undefined) return token;
		const parts = reference.split(':').map((part) => copied(part, rows, columns));
		return parts.includes(null) ? '#REF!' : `${sheet ?? ''}${parts.join(':')}`;
	});
}

function copied(part: string, rows: number, columns: number): string | null {
	const found = /^(\$?)([A-Za-z]{0,3})(\$?)(\d+)$/.exec(part)!;
	const [, fixedColumn, letters = '', fixedRow, digits] = found;
	// `$1:$4` has its one `$` before the row.
	const rowFixed = letters === '' ? fixedColumn : fixedRow;
	const column = letters === '' ? 1 : columnNumber(letters.toUpperCase()) + (fixedColumn ? 0 : columns);
	const row = Number(digits) + (rowFixed ? 0 : rows);
	if (row < 1 || row > 1_048_576 || column < 1 || column > 16_384) return null;
	return letters === '' ? `${fixedColumn}${row}` : `${fixedColumn}${columnLetters(column)}${fixedRow}${row}`;
}
