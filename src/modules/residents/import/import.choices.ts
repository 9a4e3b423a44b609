/** What the form of columns and tables sends, as the use case takes it. */
import { fields, isField } from './fields.ts';
import type { Mapping } from './columns.ts';
import { ROW_FILTERS, type RowFilter } from './import.schemas.ts';

export const importFields = fields;
export const isRowFilter = (text: string): text is RowFilter => (ROW_FILTERS as readonly string[]).includes(text);

/** `0.1` is the second table of the first sheet. */
export const tableChoices = (sent: readonly unknown[]): [number, number][] =>
	sent.flatMap((place) => {
		const found = /^(\d{1,3})\.(\d{1,3})$/.exec(String(place));
		return found ? [[Number(found[1]), Number(found[2])] as [number, number]] : [];
	});

/** `key.0` names a column, `field.0` what it was chosen to be; nothing: none. */
export function columnChoices(values: Record<string, unknown>): Mapping {
	const keys = (values.key ?? {}) as Record<string, unknown>;
	const chosen = (values.field ?? {}) as Record<string, unknown>;
	return Object.fromEntries(Object.entries(keys).map(([i, key]) => [String(key), typeof chosen[i] === 'string' && isField(chosen[i]) ? chosen[i] : null]));
}
