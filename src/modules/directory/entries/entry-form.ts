import { invalid, type FieldIssue } from '#platform/errors.ts';
import type { ServiceDraft, ServiceDocument } from '../directory.schemas.ts';
import { exceptionsText, parseExceptions } from '../exchange/cell-exceptions.ts';
import { hoursText, parseHours } from '../exchange/cell-hours.ts';
import { parsePrices, pricesText } from '../exchange/cell-prices.ts';
import { columns, type Column, type Entry, type Names } from '../exchange/columns.ts';
import { many, retype, rows, str, type EntryForm } from './entry-fields.ts';

const text = (value: string | number | null | undefined): string => (value === null || value === undefined ? '' : String(value));
const table: Record<'documents' | 'steps' | 'phones' | 'aliases', Column> = columns;
const NOBODY: Names = { communities: [], terms: [] };

/** The form of a stored entry, or an empty one. */
export function entryForm(document: Partial<ServiceDocument>): EntryForm {
	const shown = { organization: {}, service: document } as Required<Entry>;
	const cell = (key: 'documents' | 'steps' | 'phones') => text(table[key].show(shown, NOBODY) as string);
	return {
		organizationId: document.organizationId ?? '',
		externalId: document.externalId ?? '',
		kind: document.kind ?? 'service',
		status: document.status ?? 'active',
		name: document.name ?? '',
		nameEn: document.nameEn ?? '',
		aliases: (document.aliases ?? []).join('、'),
		description: document.description ?? '',
		descriptionEn: document.descriptionEn ?? '',
		alert: document.alert ?? '',
		url: document.url ?? '',
		email: document.email ?? '',
		terms: document.terms ?? [],
		groups: document.groups ?? [],
		minAge: text(document.minAge),
		maxAge: text(document.maxAge),
		communities: document.communities ?? [],
		conditions: document.conditions ?? '',
		conditionsEn: document.conditionsEn ?? '',
		costKind: document.costKind ?? 'free',
		costNote: document.costNote ?? '',
		prices: pricesText(document.prices ?? []).replaceAll('；', '\n'),
		documents: cell('documents'),
		steps: cell('steps'),
		promisedDays: text(document.promisedDays),
		statutoryDays: text(document.statutoryDays),
		legalBasis: document.legalBasis ?? '',
		languages: document.languages ?? ['zh'],
		communityId: document.communityId ?? '',
		checkEveryDays: text(document.checkEveryDays ?? 180),
		phones: cell('phones').replaceAll('；', '\n'),
		capacities: (document.capacities ?? []).map(({ unit, available, maximum, note }) => `${available}${maximum === null ? '' : `/${maximum}`} ${unit}${note ? `（${note}）` : ''}`).join('\n'),
		places: (document.places ?? []).map((place) => ({ ...place, locationId: place.locationId ?? '', lon: text(place.lon), lat: text(place.lat), communityId: place.communityId ?? '' })),
		schedules: (document.schedules ?? []).map((schedule) => ({
			place: text(schedule.place),
			hours: hoursText([{ ...schedule, calendar: 'civil' }]).replaceAll('；', '\n'),
			calendar: schedule.calendar,
			validFrom: schedule.validFrom ?? '',
			validTo: schedule.validTo ?? '',
			exceptions: exceptionsText(schedule.exceptions),
			note: schedule.note
		}))
	};
}

const orNull = (value: unknown): string | null => str(value) || null;

/** What was typed, as a form again: for showing it after a refusal. */
export const retypedForm = (values: Record<string, unknown>): EntryForm => retype(values, entryForm({}));

/**
 * Reads the posted form. What the schema judges is left to it; here only the lines of text are understood.
 * @throws platform.invalidInput (422) for lines that are not
 */
export function readEntryForm(values: Record<string, unknown>): Omit<ServiceDraft, 'id' | 'version' | 'assured'> {
	const issues: FieldIssue[] = [];
	const said = <T>(field: string, value: unknown, parse: (text: string) => T | null, none: T): T => {
		const parsed = str(value) ? parse(str(value)) : none;
		if (parsed === null) issues.push({ path: field, code: 'directory.cellNotUnderstood', params: { value: str(value).slice(0, 40) } });
		return parsed ?? none;
	};
	/** through the column of the table of the same name */
	const viaColumn = <K extends 'phones' | 'documents' | 'steps' | 'aliases'>(key: K): NonNullable<Entry['service'][K]> | [] => {
		const entry: Entry = { organization: {}, service: {} };
		if (str(values[key]) && !table[key].read(str(values[key]), entry, NOBODY)) issues.push({ path: key, code: 'directory.cellNotUnderstood', params: { value: str(values[key]).slice(0, 40) } });
		return entry.service[key] ?? [];
	};
	// A row that nothing was typed into is none; those after it move up, and hours follow their place.
	const places = rows(values.places).map((row) => ({ row, kept: ['name', 'address', 'lon', 'lat'].some((key) => str(row[key])) }));
	const placeAt = (index: string): number | null => (index === '' || !places[Number(index)]?.kept ? null : places.slice(0, Number(index)).filter(({ kept }) => kept).length);
	const draft = {
		organizationId: str(values.organizationId),
		externalId: orNull(values.externalId),
		kind: (str(values.kind) || 'service') as ServiceDocument['kind'],
		status: (str(values.status) || 'active') as ServiceDocument['status'],
		name: str(values.name),
		nameEn: str(values.nameEn),
		aliases: viaColumn('aliases') as string[],
		description: str(values.description),
		descriptionEn: str(values.descriptionEn),
		alert: str(values.alert),
		url: orNull(values.url),
		email: orNull(values.email),
		terms: many(values.terms),
		groups: many(values.groups) as ServiceDocument['groups'],
		minAge: orNull(values.minAge),
		maxAge: orNull(values.maxAge),
		communities: many(values.communities),
		conditions: str(values.conditions),
		conditionsEn: str(values.conditionsEn),
		costKind: (str(values.costKind) || 'free') as ServiceDocument['costKind'],
		costNote: str(values.costNote),
		prices: said('prices', values.prices, parsePrices, []),
		documents: viaColumn('documents') as ServiceDocument['documents'],
		steps: viaColumn('steps') as ServiceDocument['steps'],
		promisedDays: orNull(values.promisedDays),
		statutoryDays: orNull(values.statutoryDays),
		legalBasis: str(values.legalBasis),
		languages: (many(values.languages).length ? many(values.languages) : ['zh']) as ServiceDocument['languages'],
		communityId: orNull(values.communityId),
		checkEveryDays: str(values.checkEveryDays) || 180,
		phones: viaColumn('phones') as ServiceDocument['phones'],
		capacities: said('capacities', values.capacities, parseCapacities, []),
		places: places
			.filter(({ kept }) => kept)
			.map(({ row }) => ({
				locationId: orNull(row.locationId),
				name: str(row.name),
				address: str(row.address),
				addressEn: str(row.addressEn),
				transportation: str(row.transportation),
				lon: orNull(row.lon),
				lat: orNull(row.lat),
				accessibility: many(row.accessibility) as ServiceDocument['places'][number]['accessibility'],
				note: str(row.note),
				kind: (str(row.kind) || 'physical') as 'physical',
				communityId: orNull(row.communityId)
			})),
		schedules: rows(values.schedules).flatMap((row, i) => {
			if (!str(row.hours) && !str(row.exceptions) && !str(row.note)) return [];
			const [week] = said(`schedules.${i}.hours`, row.hours, parseHours, []);
			return [
				{
					place: placeAt(str(row.place)),
					calendar: str(row.calendar) === 'weekly' ? ('weekly' as const) : ('civil' as const),
					validFrom: orNull(row.validFrom),
					validTo: orNull(row.validTo),
					note: str(row.note),
					openings: week?.openings ?? [],
					exceptions: said(`schedules.${i}.exceptions`, row.exceptions, parseExceptions, [])
				}
			];
		})
	};
	if (issues.length) throw invalid(issues);
	return draft;
}

/** `12/80 座（午餐）` on each line. */
function parseCapacities(lines: string): ServiceDocument['capacities'] | null {
	const capacities: ServiceDocument['capacities'] = [];
	for (const line of lines.split(/[\n；;]+/).map((one) => one.trim()).filter(Boolean)) {
		const found = /^(\d{1,7})(?:\s*\/\s*(\d{1,7}))?\s*([^\d（(]{1,20}?)\s*(?:[（(](.*)[）)])?$/.exec(line);
		if (!found) return null;
		capacities.push({ unit: found[3]!.trim(), available: Number(found[1]), maximum: found[2] === undefined ? null : Number(found[2]), note: found[4]?.trim() ?? '' });
	}
	return capacities;
}

/** Phones as lines of a form: `前台 0571-88880000`. @throws platform.invalidInput (422) */
export function phonesOf(lines: string): ServiceDocument['phones'] {
	const entry: Entry = { organization: {}, service: {} };
	if (lines.trim() && !table.phones.read(lines, entry, NOBODY)) throw invalid([{ path: 'phones', code: 'directory.cellNotUnderstood', params: { value: lines.trim().slice(0, 40) } }]);
	return entry.service.phones ?? [];
}
