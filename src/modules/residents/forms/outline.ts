/** Understands a superior's form: where its lists begin and how many lines they have ready, which cells ask for a value. Pure. */
import { asText, cellReference, columnLetters, parseReference, type TemplateSheet } from '#platform/sheets/index.ts';
import { guessHead } from '../import/head-words.ts';
import { findTables, type Table } from '../import/tables.ts';
import { figureNamed } from './named.ts';
import { sourceOfField, type CellSource, type ColumnSource } from './sources.ts';

export interface OutlineColumn {
	letter: string;
	/** as people read it: 残疾情况 / 类别 */
	head: string;
	/** what it will probably be filled with */
	source: ColumnSource | null;
	/** the form calculates it */
	formula: boolean;
}

export interface OutlineList {
	title: string;
	headRows: [number, number];
	/** the lines that the form has ready */
	firstRow: number;
	lastRow: number;
	columns: OutlineColumn[];
}

/** A cell that asks: 填报单位：, with the value behind the colon or in the cell to the right. */
export interface OutlineCell {
	reference: string;
	label: string;
	/** the label's own words, where the value stands in the same cell */
	prefix: string;
	source: CellSource | null;
}

export interface OutlineSheet {
	sheet: string;
	hidden: boolean;
	lists: OutlineList[];
	cells: OutlineCell[];
}

export const outlineTemplate = (sheets: readonly TemplateSheet[]): OutlineSheet[] => sheets.map((sheet) => ({ sheet: sheet.name, hidden: sheet.hidden, ...outlineSheet(sheet) }));

function outlineSheet(sheet: TemplateSheet): Pick<OutlineSheet, 'lists' | 'cells'> {
	const tables = findTables(sheet).filter(({ repeats }) => repeats === 1);
	const lists = tables.map((table) => outlineList(sheet, table)).filter((list): list is OutlineList => list !== null);
	const cells = cellsThatAsk(sheet, lists);
	const known = new Set(cells.map(({ reference }) => reference));
	return { lists, cells: [...cells, ...figures(sheet, lists).filter(({ reference }) => !known.has(reference))] };
}

function outlineList(sheet: TemplateSheet, table: Table): OutlineList | null {
	const skipped = new Map(table.skipped.map(({ row, kind }) => [row, kind]));
	let firstRow = table.headRows[1] + 1;
	// 1 2 3 … under the heads belongs to the head; an example is written over.
	while (skipped.get(firstRow) === 'numbering') firstRow++;
	const asked = new Map(table.columns.map((column) => [column.at[0]!, sourceOf(column.path)] as const));
	let lastRow = firstRow - 1;
	for (let row = firstRow; row <= sheet.lastRow; row++) {
		const kind = skipped.get(row);
		if (kind !== undefined && kind !== 'blank' && kind !== 'example') break;
		// A line that is ready holds its number, what the form gives (补贴标准), or values of the last time.
		const said = (sheet.rows[row - 1] ?? []).some((cell, column) => {
			const source = asked.get(column) ?? null;
			return asText(cell) !== '' && (source === 'number' ? typeof cell === 'string' && !/^\d+$/.test(cell.trim()) : source !== null);
		});
		if (said && kind !== 'example' && !looksFilled(sheet, table, row)) break;
		lastRow = row;
	}
	const columns = table.columns.flatMap((column): OutlineColumn[] => {
		const at = column.at[0]! + 1;
		// Of a merge only its first column can be written.
		if (coveredBy(sheet.merges, firstRow, at)) return [];
		return [{ letter: columnLetters(at), head: column.head, source: sourceOf(column.path), formula: sheet.formulas.includes(cellReference(firstRow, at)) }];
	});
	if (columns.filter(({ source }) => source !== null && source !== 'number').length < 2) return null;
	return { title: table.title, headRows: table.headRows, firstRow, lastRow: Math.max(lastRow, firstRow), columns: columns.map((column) => (column.formula ? { ...column, source: null } : column)) };
}

/** A form that was sent back filled: its lines have a name where the head says so. */
function looksFilled(sheet: TemplateSheet, table: Table, row: number): boolean {
	const name = table.columns.find((column) => sourceOf(column.path) === 'name')?.at[0];
	return table.rows.some((each) => each.row === row) && name !== undefined && asText(sheet.rows[row - 1]?.[name] ?? null) !== '';
}

function sourceOf(path: readonly string[]): ColumnSource | null {
	const [guess] = guessHead(path);
	return guess && guess.likeness >= 0.7 ? sourceOfField(guess.field) : /^(?:家庭)?(?:人口数?|人数|成员数)$/.test(path.at(-1) ?? '') ? 'members' : null;
}

const LABELS: readonly (readonly [RegExp, CellSource])[] = [
	[/^(?:填报|报送|制表|填表|上报)(?:日期|时间)$|^日期$/, 'today'],
	[/^(?:截止|截至)(?:日期|时间)?$|^统计截止/, 'periodTo'],
	[/^(?:统计|填报|报告)?(?:周期|期间|时段|时期)$|^所属(?:月份|期间)$/, 'period'],
	[/^(?:填报|报送|上报|制表)?(?:单位|社区|街道)(?:名称)?(?:\((?:盖章|公章|印章|章)\))?$|^(?:社区|街道)名称$|^居委会$/, 'area'],
	[/^(?:填表|制表|填报|经办|统计|联系)人(?:签字|签名|姓名)?$/, 'filler'],
	[/^(?:合计|共计|总计)人数?$|^总人数$|^人数合计$/, 'lines']
];

/** Cells outside of the lists whose words end in a colon, or are known labels with an empty cell beside them. */
function cellsThatAsk(sheet: TemplateSheet, lists: readonly OutlineList[]): OutlineCell[] {
	const inList = (row: number) => lists.some(({ headRows, lastRow }) => row >= headRows[0] && row <= lastRow);
	const cells: OutlineCell[] = [];
	sheet.rows.forEach((line, r) => {
		const row = r + 1;
		if (inList(row)) return;
		line.forEach((cell, c) => {
			const column = c + 1;
			if (typeof cell !== 'string' || coveredBy(sheet.merges, row, column) || sheet.formulas.includes(cellReference(row, column))) return;
			// 填报单位：____ and 填报日期：   年  月  日 leave room behind the colon.
			for (const part of [/^(.{1,20}?)[:：]([\s_＿年月日]*)$/.exec(cell.trim())]) {
				const label = (part?.[1] ?? cell).replace(/\s+/g, '');
				const source = LABELS.find(([pattern]) => pattern.test(label.replace(/（/g, '(').replace(/）/g, ')')))?.[1] ?? null;
				if (!part && source === null) continue;
				const right = nextColumn(sheet.merges, row, column);
				const free = asText(line[right - 1] ?? null) === '' && !coveredBy(sheet.merges, row, right) && !sheet.formulas.includes(cellReference(row, right)) && (part !== null || right <= line.length + 1);
				const beside = free && (part === null || part[2]!.trim() === '') && hasRoom(sheet, row, right);
				if (!part && !beside) continue;
				cells.push(beside ? { reference: cellReference(row, right), label, prefix: '', source } : { reference: cellReference(row, column), label, prefix: `${part![1]!.trim()}：`, source });
			}
		});
	});
	return cells;
}

const ITEM_HEAD = /^(?:统计)?(?:指标|项目|内容|类别)(?:名称)?$|^(?:人员|对象)类别$/;
const FIGURE_HEAD = /^(?:人数|数量|数值|数据|合计|总数|期末数?|本(?:月|季|季度|年|期)末?数?|.{0,6}人数)(?:\(人\))?$/;
/** Rows below a head of figures before one takes it for another table. */
const MOST_FIGURES = 60;

/** A table of figures: 指标 | 单位 | 本季数, with a group or a total in each row whose figure is still empty. */
function figures(sheet: TemplateSheet, lists: readonly OutlineList[]): OutlineCell[] {
	const inList = (row: number) => lists.some(({ headRows, lastRow }) => row >= headRows[0] && row <= lastRow);
	const words = (row: number, column: number) => asText(sheet.rows[row - 1]?.[column - 1] ?? null).replace(/\s+/g, '').replace(/（/g, '(').replace(/）/g, ')');
	const cells: OutlineCell[] = [];
	for (let head = 1; head <= sheet.rows.length; head++) {
		const width = sheet.rows[head - 1]!.length;
		const columns = Array.from({ length: width }, (_, i) => i + 1).filter((column) => !coveredBy(sheet.merges, head, column));
		const item = columns.find((column) => ITEM_HEAD.test(words(head, column)));
		const figure = item === undefined ? undefined : columns.find((column) => column > item && FIGURE_HEAD.test(words(head, column)));
		if (item === undefined || figure === undefined) continue;
		for (let row = head + 1; row <= Math.min(sheet.rows.length, head + MOST_FIGURES); row++) {
			const label = words(row, item);
			const source = inList(row) || coveredBy(sheet.merges, row, item) ? null : figureNamed(label);
			const reference = cellReference(row, figure);
			if (source === null || asText(sheet.rows[row - 1]?.[figure - 1] ?? null) !== '' || coveredBy(sheet.merges, row, figure) || sheet.formulas.includes(reference)) continue;
			cells.push({ reference, label, prefix: '', source });
		}
		break;
	}
	return cells;
}

/** The column behind a cell, or behind the merge that it begins. */
function nextColumn(merges: readonly string[], row: number, column: number): number {
	for (const merge of merges) {
		const [from, to] = merge.split(':').map(parseReference);
		if (from && to && from.row === row && from.column === column) return to.column + 1;
	}
	return column + 1;
}

/** Is the cell at the right drawn, or the corner of a merge? Behind the form's edge nobody looks for a value. */
function hasRoom(sheet: TemplateSheet, row: number, column: number): boolean {
	const width = Math.max(0, ...sheet.rows.map((line) => line.length), ...sheet.merges.map((merge) => parseReference(merge.split(':')[1] ?? '')?.column ?? 0));
	return column <= width && row <= sheet.lastRow;
}

/** Is a cell under a merge that begins elsewhere? */
function coveredBy(merges: readonly string[], row: number, column: number): boolean {
	return merges.some((merge) => {
		const [from, to] = merge.split(':').map(parseReference);
		return from && to && row >= from.row && row <= to.row && column >= from.column && column <= to.column && (row !== from.row || column !== from.column);
	});
}
