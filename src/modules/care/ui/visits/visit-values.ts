/** A visit's form as the use cases take it; runs on the phone too. */
import type { RecordVisitInput, AmendVisitInput } from '../../visits/visit.schemas.ts';
import type { InferInput } from 'valibot';

type Values = Record<string, unknown>;
type Told = InferInput<typeof RecordVisitInput>;
const text = (values: Values, name: string): string => (typeof values[name] === 'string' ? (values[name] as string).trim() : '');
/** A list of boxes of which none is ticked sends nothing; one that is ticked, a list. */
const ticked = (values: Values, name: string): boolean => values[name] === 'on' || (Array.isArray(values[name]) && (values[name] as unknown[]).includes('on'));

/** The button that says all in one tap. */
const quick = (values: Values): boolean => values.quick === 'well';

const fieldsFrom = (values: Values) => ({
	way: (text(values, 'way') || 'home') as Told['way'] & string,
	outcome: (quick(values) ? 'seen' : text(values, 'outcome')) as Told['outcome'],
	mood: (quick(values) ? 1 : text(values, 'mood') ? Number(text(values, 'mood')) : null) as 1 | null,
	needs: (Array.isArray(values.needs) ? values.needs : []) as NonNullable<Told['needs']>,
	needWords: text(values, 'needWords'),
	note: text(values, 'note'),
	nextOn: text(values, 'nextOn') || null
});

/** @param values of the form, as `formValues` gives them */
export const toldFrom = (values: Values, { id, personId, visitedAt = null }: { id: string; personId: string; visitedAt?: string | null }): Told => ({
	id,
	personId,
	visitedAt,
	...fieldsFrom(values),
	health: text(values, 'health'),
	door: ticked(values, 'door'),
	requests: ticked(values, 'requests')
});

/** What a correction starts from, as it travels in the form: fields as they were read; without health words that were not shown. */
export const wasOf = ({ way, outcome, mood, needs, needWords, health, note, nextOn }: Record<string, unknown>): string => JSON.stringify({ way, outcome, mood, needs, needWords, ...(health === null ? {} : { health }), note, nextOn });

/** Only what the form differs in from what was read (`was`): what nobody touched is not sent, so that it cannot clash. */
export function amendedFrom(values: Values): InferInput<typeof AmendVisitInput>['fields'] {
	let was: Record<string, unknown> = {};
	try {
		was = JSON.parse(text(values, 'was')) as Record<string, unknown>;
	} catch {
		// A form that says nothing of what was read writes all that it holds.
	}
	const now: Record<string, unknown> = { ...fieldsFrom(values), ...('health' in was && { health: text(values, 'health') }) };
	return Object.fromEntries(Object.entries(now).filter(([field, value]) => JSON.stringify(value ?? null) !== JSON.stringify(was[field] ?? null)));
}

/** A correction by somebody who cannot read what was written: only what they filled in. */
export function amendedBlank(values: Values): InferInput<typeof AmendVisitInput>['fields'] {
	const filled = { ...fieldsFrom(values), health: text(values, 'health') };
	return Object.fromEntries(Object.entries(filled).filter(([field, value]) => (field === 'way' || field === 'outcome' ? text(values, field) !== '' : Array.isArray(value) ? value.length > 0 : value !== null && value !== '')));
}
