/** What a column of a list is, in words: a field, or a consent to a purpose that the subdistrict set. */
import type { ConsentChoice } from '../../import/import.queries.ts';
import type { Field } from '../../import/fields.ts';
import type { ImportMessages } from '../../messages/import.zh.ts';

/** @param consents the purposes that ask for consent; one that does so no more goes by its code */
export function fieldWord(field: Field, m: ImportMessages, consents: readonly ConsentChoice[]): string {
	if (!field.startsWith('consent:')) return m.fields[field] ?? field;
	return m.consentTo(consents.find((each) => each.field === field)?.name ?? field.slice('consent:'.length));
}
