/**
 * A value as it stood in the sheet: text, a number, yes or no, or nothing. Dates are text (`YYYY-MM-DD`, with
 * ` HH:mm` where there is a time, `HH:mm` alone for a time), errors are text (`#N/A`). `asText`, `asDate` and
 * `asNumber` read a cell as what a column is meant to hold.
 */
export type Cell = string | number | boolean | null;

export interface Sheet {
	name: string;
	hidden: boolean;
	/** `rows[0]` is row 1 of the sheet, so that a message can name the row that the person sees */
	rows: Cell[][];
	/** formulas without a stored result: the file was written by a program that does not calculate */
	uncalculated: number;
}

export interface Workbook {
	sheets: Sheet[];
	/** numbers that are days count from 1904 (old Macs), for cells that were not formatted as dates */
	date1904: boolean;
}
