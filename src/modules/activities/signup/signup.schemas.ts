import * as v from 'valibot';
import { mobilePhone } from '#platform/phone.ts';
import { MOST_IN_PARTY, SIGNUP_SOURCES } from './signup.model.ts';

export const id = v.pipe(v.string(), v.uuid());
export const idOrNull = v.optional(v.pipe(v.unknown(), v.transform((given) => (given === '' ? null : given)), v.nullable(id)), null);
export const personName = v.pipe(v.string(), v.trim(), v.minLength(1, 'activities.nameMissing'), v.maxLength(40, 'activities.nameTooLong'));
/** A form sends text; the year is the Gregorian one. */
const birthYear = v.optional(v.nullable(v.pipe(v.union([v.number(), v.pipe(v.string(), v.trim(), v.regex(/^\d{4}$/, 'activities.yearWrong'))]), v.transform(Number), v.number(), v.integer(), v.minValue(1900, 'activities.yearWrong'), v.maxValue(2200, 'activities.yearWrong'))), null);

/**
 * The caller's own account; somebody whose record the account may see (at the desk: anybody of the register); somebody by name.
 * A year that is told counts where the register knows no birth date, a name of one's own where neither the register nor the account has one.
 */
const Member = v.variant('who', [
	v.object({ who: v.literal('me'), name: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(40, 'activities.nameTooLong'))), null), birthYear }),
	v.object({ who: v.literal('person'), personId: id, birthYear }),
	v.object({ who: v.literal('named'), name: personName, birthYear })
]);

export const SignUpInput = v.object({
	occurrenceId: id,
	/** made by the sender, so that the same send is written once */
	clientId: idOrNull,
	members: v.pipe(v.array(Member), v.minLength(1, 'activities.nobodyChosen'), v.maxLength(MOST_IN_PARTY, 'activities.tooMany')),
	phone: v.optional(v.nullable(mobilePhone), null),
	livesHere: v.optional(v.boolean(), false),
	/** who agrees for those who are too young to decide by themselves */
	guardian: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40)), ''),
	source: v.optional(v.picklist(SIGNUP_SOURCES), 'site'),
	/** staff: why somebody comes whom the rule leaves out */
	exception: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'activities.wordsTooLong')), '')
});
export type SignUp = v.InferOutput<typeof SignUpInput>;

/** A party, by the account that made it, by the key in a message, or as staff. */
export const PartyRef = { partyId: id, key: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(30))), null) };
export const PartyInput = v.object(PartyRef);
export const AnswerInput = v.object({ ...PartyRef, accept: v.boolean() });
/** `ids`: those who do not come, or `all` of the party. A form in which nobody was ticked is a slip, and gives nothing back. */
export const CancelInput = v.object({ ...PartyRef, ids: v.union([v.literal('all'), v.pipe(v.array(id), v.minLength(1, 'activities.nobodyToCancel'))]) });
