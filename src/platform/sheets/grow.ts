/**
 * Puts rows into a sheet, as a person does before filling in more people than the form has lines: new lines look like
 * those of the block, what stands below moves down, and what reaches over the block (totals, validations, formats, the
 * print area) reaches over the new lines.
 */
import { cellReference } from './reference.ts';
import { copyFormula, movedRow, shiftFormula, shiftRanges, shiftReference, type Growth } from './formula-shift.ts';
import { applyEdits, escapeXml, indexSheet, walkXml, withAttribute, type Edit, type SheetXml, type XmlCell, type XmlRow } from './sheet-xml.ts';

/** Attributes that are a reference or a list of them, by element. */
const RANGES: Record<string, readonly string[]> = {
	dimension: ['ref'],
	selection: ['sqref', 'activeCell'],
	autoFilter: ['ref'],
	sortState: ['ref'],
	sortCondition: ['ref'],
	hyperlink: ['ref'],
	conditionalFormatting: ['sqref'],
	dataValidation: ['sqref'],
	ignoredError: ['sqref'],
	protectedRange: ['sqref']
};
/** Elements outside of the rows whose text is a formula (of formats and validations), or a list of ranges. */
const FORMULAS = new Set(['formula', 'formula1', 'formula2', 'f']);

/** The sheet itself after the growth. */
export function growSheet(xml: string, name: string, growth: Growth): string {
	const sheet = indexSheet(unshared(xml));
	const edits: Edit[] = [];
	for (const row of sheet.rows) {
		const to = movedRow(growth, row.row);
		if (to !== row.row) edits.push({ start: row.start, end: row.openEnd, text: withAttribute(sheet.xml.slice(row.start, row.openEnd), 'r', String(to)) });
		for (const cell of row.cells) {
			if (to !== row.row && cell.attributes.r) edits.push({ start: cell.start, end: cell.openEnd, text: withAttribute(sheet.xml.slice(cell.start, cell.openEnd), 'r', cellReference(to, cell.column)) });
			const { formula } = cell;
			if (!formula) continue;
			const ref = formula.attributes.ref ? ` ref="${shiftReference(formula.attributes.ref, growth)}"` : '';
			const type = formula.attributes.t ? ` t="${formula.attributes.t}"` : '';
			const shifted = shiftFormula(formula.text, name, true, growth);
			if (shifted !== formula.text || ref) edits.push({ start: formula.start, end: formula.end, text: `<${sheet.prefix}f${type}${ref}>${escapeXml(shifted)}</${sheet.prefix}f>` });
		}
	}
	edits.push(newRows(sheet, growth));
	edits.push(...aroundRows(sheet, name, growth));
	return applyEdits(sheet.xml, edits);
}

/** New lines, with the look and the formulas of the line that they follow. */
function newRows(sheet: SheetXml, growth: Growth): Edit {
	const { first, last, count } = growth;
	const model = sheet.rows.find(({ row }) => row === (last > first ? last - 1 : last));
	const at = first < last ? last : last + 1;
	// Of two lines or more one can see what the form itself gives in each of them.
	const given = sheet.rows.find(({ row }) => row !== model?.row && row >= first && row <= last) ?? null;
	const lines: string[] = [];
	for (let i = 0; i < count; i++) {
		const row = at + i;
		const open = model ? withAttribute(sheet.xml.slice(model.start, model.openEnd), 'r', String(row)).replace(/\s*\/?>$/, '>') : `<${sheet.prefix}row r="${row}">`;
		const cells = (model?.cells ?? []).map((cell) => (isGiven(sheet, cell, given) ? givenCopy(sheet, cell, row) : blankCopy(sheet, cell, row - cell.row)));
		lines.push(`${open}${cells.join('')}</${sheet.prefix}row>`);
	}
	const next = sheet.rows.find(({ row }) => row >= at);
	const place = next?.start ?? (sheet.data.closesItself ? -1 : sheet.xml.lastIndexOf('<', sheet.data.end - 1));
	if (place >= 0) return { start: place, end: place, text: lines.join('') };
	return { start: sheet.data.start, end: sheet.data.end, text: `<${sheet.prefix}sheetData>${lines.join('')}</${sheet.prefix}sheetData>` };
}

/** Does the form give the same value in every line (补贴标准)? */
function isGiven({ xml }: SheetXml, cell: XmlCell, other: XmlRow | null): boolean {
	const twin = other?.cells.find(({ column }) => column === cell.column);
	return !cell.formula && cell.value !== null && twin?.value != null && cell.attributes.t === twin.attributes.t && xml.slice(cell.openEnd, cell.end) === xml.slice(twin.openEnd, twin.end);
}

const givenCopy = ({ xml }: SheetXml, cell: XmlCell, row: number): string => withAttribute(xml.slice(cell.start, cell.openEnd), 'r', cellReference(row, cell.column)) + xml.slice(cell.openEnd, cell.end);

function blankCopy({ prefix }: SheetXml, { row, column, attributes, formula }: XmlCell, down: number): string {
	const style = attributes.s ? ` s="${attributes.s}"` : '';
	const open = `<${prefix}c r="${cellReference(row + down, column)}"${style}`;
	return formula && formula.attributes.t !== 'array' ? `${open}><${prefix}f>${escapeXml(copyFormula(formula.text, down, 0))}</${prefix}f></${prefix}c>` : `${open}/>`;
}

/** What refers to rows from outside of them. */
function aroundRows(sheet: SheetXml, name: string, growth: Growth): Edit[] {
	const { xml, prefix } = sheet;
	const edits: Edit[] = [];
	const model = growth.last > growth.first ? growth.last - 1 : growth.last;
	const copies: string[] = [];
	let mergeTag: { start: number; end: number; count: number } | null = null;
	walkXml(xml, {
		open: ({ name: tag, attributes, start, end }) => {
			if (start > sheet.data.start && start < sheet.data.end) return;
			let text = xml.slice(start, end);
			for (const attribute of RANGES[tag] ?? []) if (attributes[attribute]) text = withAttribute(text, attribute, shiftRanges(attributes[attribute], growth));
			if (tag === 'mergeCells') mergeTag = { start, end, count: Number(attributes.count ?? 0) };
			if (tag === 'mergeCell' && attributes.ref) {
				const [from = '', to = from] = attributes.ref.split(':');
				const rows = [from, to].map((part) => Number(/\d+$/.exec(part)?.[0]));
				// Of one line: it stays of one line; and the new lines have it, too.
				const oneLine = rows[0] === rows[1];
				text = withAttribute(text, 'ref', oneLine ? [from, to].map((part) => part.replace(/\d+$/, String(movedRow(growth, rows[0]!)))).join(':') : shiftReference(attributes.ref, growth));
				if (oneLine && rows[0] === model) {
					const top = growth.first < growth.last ? growth.last : growth.last + 1;
					for (let i = 0; i < growth.count; i++) copies.push([from, to].map((part) => part.replace(/\d+$/, String(top + i))).join(':'));
				}
			}
			// A page break stands behind the row that it names; breaks between columns reach further down.
			if (tag === 'brk' && attributes.id && Number(attributes.max ?? 0) <= 16_384) text = withAttribute(text, 'id', String(movedRow(growth, Number(attributes.id))));
			if (text !== xml.slice(start, end)) edits.push({ start, end, text });
		},
		close: ({ name: tag, openEnd, start, end, text }) => {
			if (start > sheet.data.start && end <= sheet.data.end) return;
			if (FORMULAS.has(tag) && text.trim() !== '') edits.push({ start: openEnd, end: start, text: escapeXml(shiftFormula(text, name, true, growth)) });
			if (tag === 'sqref') edits.push({ start: openEnd, end: start, text: shiftRanges(text, growth) });
			if (tag === 'mergeCells' && copies.length > 0 && mergeTag) {
				edits.push({ start, end: start, text: copies.map((ref) => `<${prefix}mergeCell ref="${ref}"/>`).join('') });
				edits.push({ start: mergeTag.start, end: mergeTag.end, text: withAttribute(xml.slice(mergeTag.start, mergeTag.end), 'count', String(mergeTag.count + copies.length)) });
			}
		}
	});
	return edits;
}

/** Formulas that are stored once for several cells, written out for each of them: what stands between them may move apart. */
function unshared(xml: string): string {
	const sheet = indexSheet(xml);
	const cells = sheet.rows.flatMap(({ cells: all }) => all);
	const masters = new Map(cells.filter(({ formula }) => formula?.attributes.t === 'shared' && formula.text !== '').map((cell) => [cell.formula!.attributes.si, cell] as const));
	const edits = cells.flatMap((cell): Edit[] => {
		if (cell.formula?.attributes.t !== 'shared') return [];
		const master = masters.get(cell.formula.attributes.si);
		if (!master) return [];
		const text = copyFormula(master.formula!.text, cell.row - master.row, cell.column - master.column);
		return [{ start: cell.formula.start, end: cell.formula.end, text: `<${sheet.prefix}f>${escapeXml(text)}</${sheet.prefix}f>` }];
	});
	return applyEdits(xml, edits);
}

/** Another part of the workbook that names the sheet's cells: another sheet, a chart, the names of the workbook. */
export function growReferences(xml: string, sheetName: string, growth: Growth): string {
	const edits: Edit[] = [];
	walkXml(xml, {
		open: () => {},
		close: ({ name, openEnd, start, text }) => {
			if (start <= openEnd || (!FORMULAS.has(name) && name !== 'definedName')) return;
			const shifted = shiftFormula(text, sheetName, false, growth);
			if (shifted !== text) edits.push({ start: openEnd, end: start, text: escapeXml(shifted) });
		}
	});
	return applyEdits(xml, edits);
}

/** Pictures and charts on the sheet move with the rows that they stand at. */
export function growDrawing(xml: string, growth: Growth): string {
	const edits: Edit[] = [];
	walkXml(xml, {
		open: () => {},
		close: ({ name, openEnd, start, text }) => {
			// Anchors count rows from 0.
			if (name === 'row' && /^\d+$/.test(text)) edits.push({ start: openEnd, end: start, text: String(movedRow(growth, Number(text) + 1) - 1) });
		}
	});
	return applyEdits(xml, edits);
}

/** Does a reference of a comment or a table stand where rows are put in, or below? */
export const isInTheWay = (reference: string, { last }: Growth): boolean => Math.max(...reference.split(':').map((part) => Number(/\d+$/.exec(part)?.[0] ?? 0))) >= last;

/** The style that a cell without one of its own has: its row's, else its column's. */
export function inheritedStyle(sheet: SheetXml, rowAttributes: Record<string, string> | null, column: number): string | null {
	if (rowAttributes?.s && rowAttributes.customFormat === '1') return rowAttributes.s;
	return sheet.columnStyles.find(([from, to]) => column >= from && column <= to)?.[2] ?? null;
}

