import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { FIELD_KEYS, SOURCE_KINDS } from './fields.ts';

const id = v.pipe(v.string(), v.uuid());
const day = v.pipe(v.string(), v.check(isDate, 'residents.dayWrong'));
const said = v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')));

/** What was said, field by field; an empty text says nothing. */
const SaidFields = v.object(Object.fromEntries(FIELD_KEYS.map((key) => [key, v.optional(said)])) as Record<(typeof FIELD_KEYS)[number], v.OptionalSchema<typeof said, undefined>>);

const SourceInput = v.object({
	kind: v.optional(v.picklist(SOURCE_KINDS.filter((kind) => kind !== 'merge' && kind !== 'system')), 'desk'),
	note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'residents.tooLong')), ''),
	statedOn: v.optional(day)
});

export const AddPersonInput = v.object({
	clientId: v.optional(id),
	/** the community that keeps the record */
	communityId: id,
	fields: SaidFields,
	source: v.optional(SourceInput, {}),
	/** refuse, once, when somebody like that is in the register already: for a page on which a person can look and decide */
	ask: v.optional(v.boolean(), false)
});

export const CorrectInput = v.object({ id, version: v.pipe(v.number(), v.integer()), fields: SaidFields, source: v.optional(SourceInput, {}), pin: v.optional(v.boolean(), false) });

export const PinInput = v.object({ id, statementId: id });

export const PersonId = v.object({ id });
