/** Values of a person's fields in words, and the lists that some are chosen from. */
import type { Locale } from '#platform/i18n.ts';
import { educations, ethnicities, maritalStatuses, politicalStatuses, sexes, type CodeTable } from '../codes/index.ts';
import { FIELDS, type FieldKey, type SourceKind } from '../person/fields.ts';
import type { FieldGroup } from '../residents.policy.ts';
import type { PeopleMessages } from '../messages/people.zh.ts';

const TABLES: Partial<Record<FieldKey, CodeTable>> = { sex: sexes, ethnicity: ethnicities, education: educations, marital: maritalStatuses, political: politicalStatuses };

/** Fields in the order of the page. */
export const PAGE_FIELDS = ['name', 'sex', 'birthDate', 'idNumber', 'phone', 'ethnicity', 'education', 'marital', 'political', 'workplace', 'formerName', 'registeredElsewhere'] as const satisfies readonly FieldKey[];

/** Where staff know something from when they type it in. */
export const STAFF_SOURCES = ['desk', 'id_card', 'self', 'visit', 'form'] as const satisfies readonly SourceKind[];

/** What a reason would open together with the field. */
export const fieldGroup = (field: FieldKey): FieldGroup => FIELDS[field].group;

export function fieldText(field: FieldKey, value: string, locale: Locale, m: PeopleMessages): string {
	const table = TABLES[field];
	if (table?.has(value)) return table.word(value, locale);
	return field === 'registeredElsewhere' ? (value === 'true' ? m.yes : m.no) : value;
}

/** What a field is chosen from; null: it is written. */
export function fieldOptions(field: FieldKey, locale: Locale, m: PeopleMessages): { value: string; label: string }[] | null {
	const table = TABLES[field];
	if (table) return table.codes.map((code) => ({ value: code, label: table.word(code, locale) }));
	return field === 'registeredElsewhere' ? [{ value: 'true', label: m.yes }, { value: 'false', label: m.no }] : null;
}
