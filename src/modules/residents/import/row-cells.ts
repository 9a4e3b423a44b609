/** The cells of a table by field: which column serves what, for each of the people that stand in one row. */
import { asText, cellReference, type Cell } from '#platform/sheets/index.ts';
import type { Mapping } from './columns.ts';
import { isConsent, specOf, type ConsentField, type Field } from './fields.ts';
import type { Rows } from './head.ts';
import type { Table, TableColumn } from './tables.ts';

/** One cell with its name on the sheet. */
export interface FieldCell {
	cell: Cell;
	text: string;
	reference: string;
	/** the head it stands under */
	head: string;
}

/** A person's part of a row of the sheet, before it is understood. */
export interface RowCells {
	/** from 1 */
	row: number;
	/** which of the people of the row: 0 unless the table repeats itself sideways; −1: the head, who stands beside them once */
	part: number;
	section: string;
	/** the first cell of the field that holds something, or its first column's empty one; null when no column is the field */
	one(field: Field): FieldCell | null;
	/** every cell of the field that holds something */
	all(field: Field): FieldCell[];
	/** cells under heads that are no field */
	rest(): { head: string; value: string }[];
	/** the columns of consents */
	consents: readonly ConsentField[];
	/** does any cell of a person's own field hold something? */
	hasPerson: boolean;
}

/** Columns by the field they serve, and those that serve none. */
export interface FieldColumns {
	of: ReadonlyMap<Field, readonly TableColumn[]>;
	unmapped: readonly TableColumn[];
	/** fields that describe a person, not the household or the sheet */
	personal: readonly Field[];
}

export function columnsByField(table: Table, mapping: Mapping): FieldColumns {
	const of = new Map<Field, TableColumn[]>();
	const unmapped: TableColumn[] = [];
	for (const column of table.columns) {
		const field = mapping[column.key];
		if (!field) unmapped.push(column);
		else of.set(field, [...(of.get(field) ?? []), column]);
	}
	return { of, unmapped, personal: [...of.keys()].filter((field) => field !== 'serial' && field !== 'relation' && field !== 'remarks' && !isConsent(field) && !specOf(field).household) };
}

/**
 * The people of a row of the sheet: one, or one for each repetition of the columns. Beside members who stand in one
 * row, the head of the household stands once, and what stands once is the head's.
 */
export function cellsOfRow(table: Table, rows: Rows, at: Table['rows'][number], columns: FieldColumns): RowCells[] {
	const sideways = table.repeats > 1;
	const hasHead = sideways && columns.of.has('headName');
	const parts = Array.from({ length: table.repeats }, (_, part) => partOf(rows, at, columns, part, sideways, hasHead));
	return hasHead ? [partOf(rows, at, columns, -1, sideways, hasHead), ...parts] : parts;
}

const OF_THE_HEAD: Partial<Record<Field, Field>> = { name: 'headName', idNumber: 'headIdNumber', phone: 'headPhone' };

function partOf(rows: Rows, { row, section }: Table['rows'][number], columns: FieldColumns, part: number, sideways: boolean, hasHead: boolean): RowCells {
	const cells = rows[row - 1]!;
	const read = (column: TableColumn): FieldCell => {
		const index = column.at[Math.max(part, 0)] ?? column.at[0]!;
		const cell = cells[index] ?? null;
		return { cell, text: asText(cell), reference: cellReference(row, index + 1), head: column.head };
	};
	const once = hasHead ? part === -1 : part === 0;
	const mine = (column: TableColumn, household: boolean): boolean => !sideways || (column.at.length > 1 ? part >= 0 : household || once);
	const all = (field: Field): FieldCell[] => {
		const spec = part === -1 ? (OF_THE_HEAD[field] ?? field) : field;
		return (columns.of.get(spec) ?? []).filter((column) => mine(column, specOf(field).household === true)).map(read);
	};
	return {
		row,
		part,
		section,
		one: (field) => all(field).find(({ text }) => text !== '') ?? all(field)[0] ?? null,
		all: (field) => all(field).filter(({ text }) => text !== ''),
		consents: [...columns.of.keys()].filter(isConsent),
		rest: () => columns.unmapped.filter((column) => mine(column, false)).map(read).flatMap(({ head, text }) => (text === '' ? [] : [{ head, value: text.slice(0, 500) }])),
		hasPerson: part === -1 ? all('name').some(({ text }) => text !== '') : columns.personal.some((field) => all(field).some(({ text }) => text !== ''))
	};
}
