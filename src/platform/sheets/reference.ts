/** Names of cells as people see them: `A1` is row 1, column 1. */

/** The row and column (from 1) of `B12` or `$B$12`; null when it is no cell's name. */
export function parseReference(reference: string): { row: number; column: number } | null {
	const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
	if (!match) return null;
	return { row: Number(match[2]), column: columnNumber(match[1]!) };
}

/** `A` is 1, `AA` 27. */
export function columnNumber(letters: string): number {
	let column = 0;
	for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
	return column;
}

/** 1 is `A`, 27 `AA`. */
export function columnLetters(column: number): string {
	let letters = '';
	for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
	return letters;
}

/** `B12` of row 12 and column 2, both from 1. */
export const cellReference = (row: number, column: number): string => `${columnLetters(column)}${row}`;
