/** Finds the head of a table: one to three rows of column names, below titles and notes, merged or with blanks. */
import { asText, type Cell } from '#platform/sheets/index.ts';
import { headLikeness } from './head-words.ts';

/** The head of a table. Rows and columns count from 0. */
export interface Head {
	top: number;
	bottom: number;
	/** for each column its words from top to bottom, each once; empty for a column without a name */
	paths: string[][];
}

export type Rows = readonly (readonly Cell[])[];

/** A head has at most so many rows, and stands within so many of where a table may begin. */
const DEEPEST = 3;
const SEARCHED = 40;

/** The text of a cell of a head: blanks and line breaks gone, `*` of compulsory columns too; '' for what is no text. */
export const headText = (cell: Cell | undefined): string => (typeof cell === 'string' && cell.length <= 60 ? asText(cell).replace(/\s+/g, '').replace(/^[*＊]+|[*＊:：]+$/g, '') : '');

/**
 * The first table's head at or below `from`: the row that holds most names of fields, with the rows above and below it
 * that are captions of it or divisions.
 * @returns null when no row names at least two fields
 */
export function findHead(rows: Rows, from = 0): Head | null {
	let best: { row: number; score: number } | null = null;
	let last = Math.min(rows.length, from + SEARCHED);
	for (let row = from; row < last; row++) {
		const score = headScore(rows[row]!);
		if (score.named < 2 || score.named < score.filled * 0.4) continue;
		// Once a row is plainly a head, a better one further below is that of the next page or table.
		if (score.named >= 3 && score.named >= score.filled * 0.6) last = Math.min(last, row + DEEPEST);
		if (best === null || score.sum > best.score + 0.5) best = { row, score: score.sum };
	}
	if (!best) return null;
	let top = best.row;
	while (top > from && best.row - top < DEEPEST - 1 && isCaptionRow(rows, top - 1, top)) top--;
	let bottom = best.row;
	while (bottom + 1 < rows.length && bottom - top < DEEPEST - 1 && isDivision(rows, bottom, bottom + 1)) bottom++;
	return { top, bottom, paths: pathsOf(rows, top, bottom) };
}

/** How much of a row are names of fields. */
export function headScore(row: readonly Cell[]): { named: number; filled: number; sum: number } {
	let named = 0;
	let filled = 0;
	let sum = 0;
	let before = '';
	for (const cell of row) {
		if (cell === null) continue;
		const text = headText(cell);
		// A caption merged over several columns is one.
		if (text !== '' && text === before) continue;
		before = text;
		filled++;
		const likeness = text === '' ? 0 : headLikeness(text);
		if (likeness < 0.6) continue;
		named++;
		sum += likeness;
	}
	return { named, filled, sum };
}

/** Has the row, above a head's row, captions of its columns, and not a title or a note? */
function isCaptionRow(rows: Rows, above: number, below: number): boolean {
	const row = rows[above]!;
	const texts = row.map(headText);
	if (row.some((cell, i) => cell !== null && texts[i] === '')) return false;
	const distinct = new Set(texts.filter(Boolean));
	if (distinct.size === 0 || texts.some((text) => /^(?:填报|填表|制表|报送|单位|日期|时间|截至|审核|负责人)/.test(text) && !/^单位(?:信息|情况)$/.test(text) && headLikeness(text) < 0.9)) return false;
	if (row.some((cell) => typeof cell === 'string' && /[:：]\s*\S/.test(cell))) return false;
	if (distinct.size >= 2) return true;
	// One text alone: a title spans the whole width or stands in the first column; a caption stands over some columns.
	const [text] = distinct;
	const width = rows[below]!.filter((cell) => cell !== null).length;
	const over = texts.filter(Boolean).length;
	return over < width && !/表$|册$|台账|名单|统计|登记|汇总|明细/.test(text!) && (over > 1 || /信息|情况|成员|户主|本人|联系|监护|住址|地址|类别|残疾|人员|房屋/.test(text!));
}

/** Does the row divide captions of the row above into columns, or repeat it because it is merged downwards? */
function isDivision(rows: Rows, above: number, below: number): boolean {
	const upper = rows[above]!.map(headText);
	const row = rows[below]!;
	let changed = 0;
	let named = 0;
	let repeated = 0;
	for (let column = 0; column < row.length; column++) {
		const cell = row[column] ?? null;
		if (cell === null) continue;
		const text = headText(cell);
		if (text === '') return false;
		const over = upper[column] ?? '';
		if (text === over) {
			repeated++;
			continue;
		}
		changed++;
		// Under a name that stands over one column only, nothing is divided: this is a row of data.
		const underCaption = over === '' || over === upper[column - 1] || over === upper[column + 1] || (upper[column + 1] ?? '') === '';
		if (!underCaption) return false;
		const caption = over !== '' ? over : (upper.slice(0, column).findLast(Boolean) ?? '');
		if (Math.max(headLikeness(text), headLikeness(caption.replace(/(?:情况|信息)$/, '') + text)) >= 0.6) named++;
	}
	return changed > 0 ? named >= changed * 0.5 && changed + repeated >= 2 : repeated >= 2;
}

/** The words over each column. A caption that is not merged holds over the blanks to its right, where the row below names columns. */
function pathsOf(rows: Rows, top: number, bottom: number): string[][] {
	const width = Math.max(...rows.slice(top, bottom + 1).map((row) => row.length));
	const levels: string[][] = [];
	for (let row = top; row <= bottom; row++) {
		const texts = Array.from({ length: width }, (_, column) => headText(rows[row]![column]));
		if (row < bottom) {
			const lower = Array.from({ length: width }, (_, column) => headText(rows[row + 1]![column]));
			let caption = '';
			for (let column = 0; column < width; column++) {
				if (texts[column] !== '') caption = lower[column] !== '' && lower[column] !== texts[column] ? texts[column]! : '';
				else if (caption !== '' && lower[column] !== '' && levels.every((level) => level[column] === level[column - 1] || level[column] === '')) texts[column] = caption;
				else caption = '';
			}
		}
		levels.push(texts);
	}
	return Array.from({ length: width }, (_, column) => {
		const path: string[] = [];
		for (const level of levels) if (level[column] !== '' && path.at(-1) !== level[column]) path.push(level[column]!);
		return path;
	});
}
