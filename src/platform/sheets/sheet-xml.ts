/** The XML of one sheet as text with the places of its rows and cells, so that a cell can be changed and nothing else. */
import { SaxesParser } from 'saxes';
import { sheetError } from './errors.ts';
import { parseReference } from './reference.ts';

/** A stretch of text, and what stands there instead. */
export interface Edit {
	start: number;
	end: number;
	text: string;
}

export interface XmlCell {
	row: number;
	column: number;
	start: number;
	/** behind its opening tag; the same as `end` when it closes itself */
	openEnd: number;
	end: number;
	attributes: Record<string, string>;
	/** its formula; null when it has none. A shared one that stands elsewhere is '' */
	formula: { text: string; start: number; end: number; attributes: Record<string, string> } | null;
	/** where its stored value stands, with tags */
	value: { start: number; end: number } | null;
}

export interface XmlRow {
	row: number;
	start: number;
	openEnd: number;
	end: number;
	closesItself: boolean;
	attributes: Record<string, string>;
	/** in the order of their columns */
	cells: XmlCell[];
}

export interface SheetXml {
	xml: string;
	/** `x:` where the sheet writes `x:row` */
	prefix: string;
	rows: XmlRow[];
	/** the whole element of the rows, and where the next row would stand */
	data: { start: number; openEnd: number; end: number; closesItself: boolean };
	/** styles of whole columns: `[from, to, style]` */
	columnStyles: [number, number, string][];
}

/** @throws AppError `sheets.damaged` */
export function indexSheet(xml: string): SheetXml {
	const sheet: SheetXml = { xml, prefix: '', rows: [], data: { start: -1, openEnd: -1, end: -1, closesItself: false }, columnStyles: [] };
	let row: XmlRow | null = null;
	let cell: XmlCell | null = null;
	let opened = 0;
	let column = 0;
	walkXml(xml, {
		open: ({ name, attributes, start, end, closesItself }) => {
			switch (name) {
				case 'sheetData':
					sheet.data = { start, openEnd: end, end, closesItself };
					sheet.prefix = /^<([\w.-]+:)/.exec(xml.slice(start, end))?.[1] ?? '';
					break;
				case 'col':
					if (attributes.style) sheet.columnStyles.push([Number(attributes.min), Number(attributes.max), attributes.style]);
					break;
				case 'row':
					row = { row: attributes.r ? Number(attributes.r) : (sheet.rows.at(-1)?.row ?? 0) + 1, start, openEnd: end, end, closesItself, attributes, cells: [] };
					column = 0;
					sheet.rows.push(row);
					break;
				case 'c': {
					if (!row) break;
					column = attributes.r ? (parseReference(attributes.r)?.column ?? column + 1) : column + 1;
					cell = { row: row.row, column, start, openEnd: end, end, attributes, formula: null, value: null };
					row.cells.push(cell);
					break;
				}
				case 'f':
				case 'v':
				case 'is':
					opened = start;
					if (name === 'f' && cell) cell.formula = { text: '', start, end, attributes };
					break;
			}
		},
		close: ({ name, end, text }) => {
			if (name === 'sheetData') sheet.data.end = end;
			else if (name === 'row') {
				if (row) row.end = end;
				row = null;
			} else if (name === 'c') {
				if (cell) cell.end = end;
				cell = null;
			} else if (name === 'f' && cell?.formula) {
				cell.formula.end = end;
				cell.formula.text = text;
			} else if ((name === 'v' || name === 'is') && cell) cell.value = { start: opened, end };
		}
	});
	if (sheet.data.start < 0) throw sheetError('damaged');
	for (const each of sheet.rows) each.cells.sort((a, b) => a.column - b.column);
	sheet.rows.sort((a, b) => a.row - b.row);
	return sheet;
}

export interface XmlTag {
	/** without prefix */
	name: string;
	attributes: Record<string, string>;
	start: number;
	end: number;
	closesItself: boolean;
}

/** The end of an element. What stands in it begins at `openEnd` and ends at `start`; `text` is what stands directly in it. */
export interface XmlEnd {
	name: string;
	openEnd: number;
	start: number;
	end: number;
	text: string;
}

/**
 * Walks over a document's tags with their places.
 * @throws AppError `sheets.damaged`
 */
export function walkXml(xml: string, events: { open(tag: XmlTag): void; close?(tag: XmlEnd): void }): void {
	const parser = new SaxesParser({ xmlns: false, position: true });
	const open: { end: number; text: string }[] = [];
	const local = (name: string) => name.slice(name.indexOf(':') + 1);
	// A tag's attributes hold no `<`, so the last one before its end is its own.
	const startOf = (end: number) => xml.lastIndexOf('<', end - 1);
	parser.on('opentag', (tag) => {
		const end = parser.position;
		open.push({ end, text: '' });
		events.open({ name: local(tag.name), attributes: tag.attributes as Record<string, string>, start: startOf(end), end, closesItself: tag.isSelfClosing });
	});
	parser.on('text', (text) => {
		const inner = open.at(-1);
		if (inner) inner.text += text;
	});
	parser.on('closetag', (tag) => {
		const end = parser.position;
		const { end: openEnd, text } = open.pop()!;
		events.close?.({ name: local(tag.name), openEnd, start: tag.isSelfClosing ? openEnd : startOf(end), end, text });
	});
	parser.on('error', (error) => {
		throw sheetError('damaged', {}, error);
	});
	parser.write(xml).close();
}

/** The text with its edits made; edits may stand in any order and must not overlap. Of two at one place, the first stands first. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
	const sorted = edits.map((edit, order) => ({ ...edit, order })).sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
	let result = '';
	let at = 0;
	for (const edit of sorted) {
		if (edit.start < at) throw new RangeError('edits overlap');
		result += text.slice(at, edit.start) + edit.text;
		at = edit.end;
	}
	return result + text.slice(at);
}

/** A text as it stands in XML, in an element or a double-quoted attribute. */
export const escapeXml = (text: string): string => text.replace(/[&<>"\r]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' })[c]!);

/** An opening tag with an attribute set to another value, or added. */
export function withAttribute(tag: string, name: string, value: string | null): string {
	const found = new RegExp(`\\s${name}=("[^"]*"|'[^']*')`).exec(tag);
	if (value === null) return found ? tag.replace(found[0], '') : tag;
	const written = ` ${name}="${escapeXml(value)}"`;
	return found ? tag.slice(0, found.index) + written + tag.slice(found.index + found[0].length) : tag.replace(/\s*(\/?)>$/, `${written}$1>`);
}
