import { openArchive, readPart } from './archive.ts';
import { sheetError } from './errors.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { readWorkbook } from './read.ts';
import { cellReference } from './reference.ts';
import { indexSheet, walkXml } from './sheet-xml.ts';
import type { Cell } from './types.ts';
import { readBook, relationships, workbookPath } from './xlsx-book.ts';

/** A sheet of somebody's form, as far as one must know it to fill it. */
export interface TemplateSheet {
	name: string;
	hidden: boolean;
	/** values, those of merges in each of their cells; `rows[0]` is row 1 */
	rows: Cell[][];
	/** cells with a formula of the form's own: `F7` */
	formulas: string[];
	/** `A1:H1` */
	merges: string[];
	/** the last row that the form has drawn, filled or not */
	lastRow: number;
}

/**
 * Reads a form: its words, its formulas, and how far down its lines are drawn.
 * @throws AppError `sheets.*` as `readWorkbook`; a CSV file is `sheets.notTable`, for there is no format to keep
 */
export async function readTemplate(bytes: Buffer): Promise<TemplateSheet[]> {
	// First, because it says what a file that is none is instead.
	const { sheets } = await readWorkbook(bytes);
	if (!bytes.subarray(0, 2).equals(Buffer.from('PK'))) throw sheetError('notTable');
	const archive = await openArchive(bytes, DEFAULT_LIMITS);
	const path = await workbookPath(archive);
	const targets = await relationships(archive, path);
	const { sheets: names } = await readBook(archive, path);
	const found: TemplateSheet[] = [];
	for (const { name, id } of names) {
		const part = targets.byId(id);
		const values = sheets.find((sheet) => sheet.name === name);
		if (part?.type !== 'worksheet' || !values) continue;
		const xml = await readPart(archive, part.path);
		const { rows } = indexSheet(xml);
		const merges: string[] = [];
		walkXml(xml, {
			open: ({ name: tag, attributes }) => {
				if (tag === 'mergeCell' && attributes.ref) merges.push(attributes.ref);
			}
		});
		found.push({
			name,
			hidden: values.hidden,
			rows: values.rows,
			formulas: rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.formula ? [cellReference(cell.row, cell.column)] : []))),
			merges,
			lastRow: rows.reduce((last, row) => (row.cells.length > 0 ? Math.max(last, row.row) : last), 0)
		});
	}
	return found;
}
