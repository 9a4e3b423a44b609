/** What the page of a form sends, as the use case takes it. */
import { isCellSource, isColumnSource, type FormMapping } from './sources.ts';

type Group = Record<string, unknown>;
const groups = (value: unknown): Group[] => (typeof value === 'object' && value !== null ? Object.values(value as Record<string, Group>) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `list.0.column.B` is what column B of the first list is filled with; `cell.0.source` what a single cell says. What is left empty is not filled. */
export function mappingChoices(values: Record<string, unknown>): FormMapping {
	return {
		lists: groups(values.list).map((list) => ({
			sheet: text(list.sheet),
			firstRow: Number(list.firstRow),
			lastRow: Math.max(Number(list.lastRow), Number(list.firstRow)),
			of: list.of === 'households' ? 'households' : 'people',
			group: text(list.group) || null,
			columns: Object.entries((list.column ?? {}) as Record<string, unknown>).flatMap(([letter, source]) => (typeof source === 'string' && isColumnSource(source) ? [{ letter, source }] : []))
		})),
		cells: groups(values.cell).flatMap((cell) => {
			const source = text(cell.source);
			return text(cell.reference) && isCellSource(source) ? [{ sheet: text(cell.sheet), reference: text(cell.reference), source, prefix: text(cell.prefix) }] : [];
		})
	};
}
