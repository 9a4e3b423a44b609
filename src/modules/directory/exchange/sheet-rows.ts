import { AppError } from '#platform/errors.ts';
import { asText, detectHeader, readWorkbook, type Cell } from '#platform/sheets/index.ts';
import { columns, type Column, type ColumnKey, type Entry } from './columns.ts';
import type { RowProblem, SourceRow } from './plan.ts';

/** A table of a foreign file as it was understood; `mapping` can be given back changed. */
export interface SheetReading {
	sheets: string[];
	sheet: number;
	/** counted from 0 */
	headerRow: number;
	/** what the columns of the file are called */
	heads: string[];
	/** which column of the file is which field, counted from 0 */
	mapping: Partial<Record<ColumnKey, number>>;
	missing: ColumnKey[];
	doubtful: ColumnKey[];
	rows: SourceRow[];
}

export interface SheetChoice {
	sheet?: number;
	mapping?: Partial<Record<ColumnKey, number>>;
}

const keys = Object.keys(columns) as ColumnKey[];
const table: Record<ColumnKey, Column> = columns;

/**
 * Reads a table of services from an Excel or CSV file: finds the row of names, wherever it is, and which column is which.
 * @throws sheets.* (422) for a file that is none or too much; directory.noHeader (422) when no row names the columns
 */
export async function readSheetRows(file: Buffer | string, choice: SheetChoice = {}): Promise<SheetReading> {
	const book = await readWorkbook(file, { rows: 20_000, columns: 120, cells: 600_000 });
	const visible = book.sheets.filter(({ hidden }) => !hidden);
	const candidates = choice.sheet === undefined ? visible.map((_, i) => i) : [choice.sheet];
	let best: { sheet: number; header: NonNullable<ReturnType<typeof detectHeader>> } | null = null;
	for (const sheet of candidates) {
		const header = visible[sheet] && detectHeader(visible[sheet].rows, columns);
		if (header && header.confidence > (best?.header.confidence ?? 0)) best = { sheet, header };
	}
	if (!best) throw new AppError('directory.noHeader', { status: 422 });
	const { rows } = visible[best.sheet]!;
	const { headerRow } = best.header;
	const heads = Array.from(rows[headerRow] ?? [], (cell) => asText(cell ?? null));
	const mapping = choice.mapping ?? (best.header.mapping as Partial<Record<ColumnKey, number>>);
	return {
		sheets: visible.map(({ name }) => name),
		sheet: best.sheet,
		headerRow,
		heads,
		mapping,
		missing: keys.filter((key) => table[key].required && mapping[key] === undefined),
		doubtful: choice.mapping ? [] : (best.header.doubtful as ColumnKey[]),
		rows: rows.slice(headerRow + 1).flatMap((cells, i) => sourceRow(cells, mapping, headerRow + i + 2) ?? [])
	};
}

/** A row that has a name or an organisation; blank ones and those under the table are nothing. */
function sourceRow(cells: readonly Cell[], mapping: SheetReading['mapping'], row: number): SourceRow | null {
	const cellOf = (key: ColumnKey): Cell => (mapping[key] === undefined ? null : (cells[mapping[key]] ?? null));
	const name = asText(cellOf('name'));
	const organization = asText(cellOf('organization'));
	if (!name && !organization) return null;
	return {
		row,
		externalId: asText(cellOf('externalId')) || null,
		name,
		organization: { externalId: null, name: organization },
		read(stored, names) {
			// What a row says goes over what is stored; an empty cell says nothing, and a cell that shows what is stored changes nothing.
			const entry: Entry = { organization: { name: organization }, service: stored ? { places: structuredClone(stored.places) } : {} };
			const shown = stored && { organization: { ...stored.organization, externalId: null, communityId: null, phones: [] }, service: stored };
			const problems: RowProblem[] = [];
			if (!organization) problems.push({ field: 'organization', code: 'platform.required' });
			for (const key of keys) {
				const cell = cellOf(key);
				if (asText(cell) === '' || key === 'organization' || key === 'externalId') continue;
				if (shown && asText(cell) === asText(table[key].show(shown as never, names))) continue;
				if (!table[key].read(cell, entry, names)) problems.push({ field: key, code: 'directory.cellNotUnderstood', value: asText(cell).slice(0, 60) });
			}
			if (!stored && entry.service.costKind === undefined && entry.service.prices?.length) {
				const { prices } = entry.service;
				entry.service.costKind = prices.every(({ fen }) => fen === 0) ? 'free' : prices.some(({ nature }) => nature === 'welfare') ? 'subsidised' : 'paid';
			}
			return { entry, problems };
		}
	};
}
