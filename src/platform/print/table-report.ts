import { renderPdf, template } from './render.ts';

/** The fixed words of a list on paper. */
export interface TableReportWords {
	/** message with the blanks `{page}` and `{total}` */
	pages: string;
	/** message with the blank `{at}` */
	printed: string;
	/** stands in the place of the rows when there are none */
	empty: string;
}

export const tableReportWords: Record<'zh' | 'en', TableReportWords> = {
	zh: { pages: '第 {page} 页，共 {total} 页', printed: '打印于 {at}', empty: '这段时间没有记录' },
	en: { pages: 'Page {page} of {total}', printed: 'Printed {at}', empty: 'No records in this period' }
};

/** Any list as it is printed. Cells are text, formatted by the caller. */
export interface TableReportData {
	lang: 'zh' | 'en';
	org: string;
	title: string;
	/** ready to print: 2026年1月1日 – 3月31日 · 云岭社区 */
	period?: string;
	columns: { label: string; align: 'left' | 'right' | 'center' }[];
	/** as many cells as columns; `null` prints nothing */
	rows: (string | null)[][];
	/** a last row, set in bold under a line */
	total?: (string | null)[];
	/** people write on it: rows as tall as a hand needs */
	byHand?: boolean;
	/** how the numbers were made: numerator, denominator, what was left out and why */
	notes: { label: string; text: string }[];
	/** ready to print */
	printedAt: string;
	words: TableReportWords;
}

const tableReport = template<TableReportData & { shares: (number | null)[] }>('platform/print/templates/table-report.typ');

/**
 * Prints any list on A4 landscape, over as many pages as it takes, the head repeated on each.
 * 2,000 rows of 8 columns take about a second of the thread: print more than some hundred in a job.
 * @throws AppError `print.failed`
 */
export function printTable(data: TableReportData, options: { now?: Date } = {}): Promise<Buffer> {
	return renderPdf(tableReport, { ...data, shares: columnShares(data) }, options);
}

/** What a column may ask for before it has to share, and the most that it is given, in half-widths of a character. */
const NARROW = 18;
const WIDEST = 60;

/**
 * How wide each column is: `null` for a narrow one, which is as wide as what stands in it, and for the others
 * their share of what is left. Without the bounds one long cell would leave its neighbours no room at all.
 */
export function columnShares(data: Pick<TableReportData, 'columns' | 'rows' | 'total'>): (number | null)[] {
	const widest = data.columns.map((column) => halfWidths(column.label));
	for (const row of data.total ? [...data.rows, data.total] : data.rows) {
		row.forEach((cell, i) => {
			if (cell !== null && i < widest.length) widest[i] = Math.max(widest[i]!, halfWidths(cell));
		});
	}
	return widest.map((width) => (width <= NARROW ? null : Math.min(width, WIDEST)));
}

/** Latin letters and digits count 1, anything else 2. */
function halfWidths(text: string): number {
	let width = 0;
	for (const character of text) width += character.codePointAt(0)! < 0x2e80 ? 1 : 2;
	return width;
}
