import { marks, type Locale } from '#platform/i18n.ts';
import { entryForm } from '../entries/entry-form.ts';
import type { ServiceDocument } from '../directory.schemas.ts';
import type { DirectoryMessages } from '../messages/zh.ts';

/** A field's value as lines of text that a person compares. Lists of codes in words, parts as in the form. */
export function fieldText(field: string, value: unknown, words: DirectoryMessages, locale: Locale): string {
	if (value === null || value === undefined) return '';
	const sep = marks[locale].list;
	const named = (names: Record<string, string>) => (Array.isArray(value) ? value.map((code) => names[String(code)] ?? String(code)).join(sep) : (names[String(value)] ?? String(value)));
	switch (field) {
		case 'kind':
			return named(words.kinds);
		case 'status':
			return named(words.statuses);
		case 'costKind':
			return named(words.costKinds);
		case 'groups':
			return named(words.groups);
		case 'languages':
			return named(words.languages);
		case 'prices':
		case 'documents':
		case 'steps':
		case 'phones':
		case 'capacities':
			return entryForm({ [field]: value } as Partial<ServiceDocument>)[field];
		case 'schedules':
			return entryForm({ schedules: value as ServiceDocument['schedules'] })
				.schedules.map(({ hours, exceptions, validFrom, validTo, calendar, note }) => [[validFrom, validTo].filter(Boolean).join('–'), hours, calendar === 'civil' ? words.entry.civil : '', exceptions, note].filter(Boolean).join('\n'))
				.join('\n');
		case 'places':
			return (value as ServiceDocument['places'])
				.map(({ name, address, transportation, accessibility, note, lon, lat }) => [name, address, transportation, accessibility.map((code) => words.accessibility[code]).join(sep), note, lon !== null && lat !== null ? `${lon}, ${lat}` : ''].filter(Boolean).join(' · '))
				.join('\n');
		default:
			return Array.isArray(value) ? value.map(String).join(sep) : String(value);
	}
}
