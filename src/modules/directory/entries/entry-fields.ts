/** The form of an entry as data: its fields, and what was typed as fields again. Runs in the browser too, where a draft is read. */

/**
 * An entry as the fields of a form. Lists are lines of text in the forms that people use in tables too: staff paste
 * them from a notice as they are, and the form works without script.
 */
export interface EntryForm {
	organizationId: string;
	externalId: string;
	kind: string;
	status: string;
	name: string;
	nameEn: string;
	aliases: string;
	description: string;
	descriptionEn: string;
	alert: string;
	url: string;
	email: string;
	terms: string[];
	groups: string[];
	minAge: string;
	maxAge: string;
	communities: string[];
	conditions: string;
	conditionsEn: string;
	costKind: string;
	costNote: string;
	prices: string;
	documents: string;
	steps: string;
	promisedDays: string;
	statutoryDays: string;
	legalBasis: string;
	languages: string[];
	communityId: string;
	checkEveryDays: string;
	phones: string;
	capacities: string;
	places: PlaceForm[];
	schedules: ScheduleForm[];
}

export interface PlaceForm {
	locationId: string;
	name: string;
	address: string;
	addressEn: string;
	transportation: string;
	lon: string;
	lat: string;
	accessibility: string[];
	note: string;
	/** not shown; carried so that saving keeps them */
	kind: string;
	communityId: string;
}

export interface ScheduleForm {
	place: string;
	hours: string;
	calendar: string;
	validFrom: string;
	validTo: string;
	exceptions: string;
	note: string;
}

export const emptyPlace = (): PlaceForm => ({ locationId: '', name: '', address: '', addressEn: '', transportation: '', lon: '', lat: '', accessibility: [], note: '', kind: 'physical', communityId: '' });
export const emptySchedule = (): ScheduleForm => ({ place: '', hours: '', calendar: 'civil', validFrom: '', validTo: '', exceptions: '', note: '' });

/** `[{…}]` of the `{0: {…}, 1: {…}}` that a form's dotted names make. */
export const rows = (value: unknown): Record<string, unknown>[] =>
	value && typeof value === 'object' ? Object.entries(value).sort(([a], [b]) => Number(a) - Number(b)).map(([, row]) => row as Record<string, unknown>) : [];
export const str = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');
export const many = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : typeof value === 'string' ? [value] : []);

/** What was typed, as a form again. @param like a form with all its fields, whatever they hold */
export function retype(values: Record<string, unknown>, like: EntryForm): EntryForm {
	const fields = Object.fromEntries(Object.entries(like).map(([key, usual]) => [key, Array.isArray(usual) ? many(values[key]) : str(values[key])])) as unknown as EntryForm;
	return {
		...fields,
		places: rows(values.places).map((row) => ({ ...emptyPlace(), ...Object.fromEntries(Object.entries(row).map(([key, value]) => [key, key === 'accessibility' ? many(value) : str(value)])) })),
		schedules: rows(values.schedules).map((row) => ({ ...emptySchedule(), ...Object.fromEntries(Object.entries(row).map(([key, value]) => [key, str(value)])) }))
	};
}
