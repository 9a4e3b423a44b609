import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { cursorInput, limitInput } from '#platform/keyset.ts';
import { CATEGORIES, IDENTITIES, SKILLS, STATES, TIMES } from './volunteer.model.ts';

export const id = v.pipe(v.string(), v.uuid());
export const words = (most: number) => v.pipe(v.string(), v.trim(), v.maxLength(most, 'volunteers.tooLong'));
export const day = v.pipe(v.string(), v.check(isDate, 'volunteers.dayWrong'));
const many = <const T extends readonly string[]>(list: T) => v.optional(v.pipe(v.array(v.picklist(list)), v.transform((all) => [...new Set(all)])), []);
const emptyIsNull = <S extends v.GenericSchema<string, string>>(schema: S) => v.optional(v.nullable(v.union([v.pipe(v.literal(''), v.transform(() => null)), schema])), null);

/** What a registration holds (志愿服务条例 art. 7: identity, skills, times, contact). */
const facts = {
	sex: v.optional(v.picklist(['0', '1', '2', '9']), '0'),
	birthDate: emptyIsNull(day),
	phone: v.optional(words(30), ''),
	idNumber: v.optional(words(30), ''),
	nationalNumber: v.optional(v.pipe(words(18), v.regex(/^(\d{18})?$/, 'volunteers.nationalNumberWrong')), ''),
	livingArea: v.optional(words(80), ''),
	identities: many(IDENTITIES),
	skills: many(SKILLS),
	categories: many(CATEGORIES),
	times: many(TIMES as readonly [string, ...string[]]),
	guardianName: v.optional(words(60), ''),
	guardianPhone: v.optional(words(30), ''),
	guardianAgreed: v.optional(v.boolean(), false)
};

/** An empty name is the one that is known already: of the register of residents, or of the registration as it stands. */
const knownName = v.optional(words(60), '');

/** At the desk: for somebody before the counter, on the telephone or on paper. */
export const RegisterInput = v.object({
	...facts,
	name: knownName,
	communityId: id,
	personId: v.optional(v.nullable(id), null),
	way: v.optional(v.picklist(['desk', 'paper']), 'desk'),
	clientId: v.optional(id)
});

/** By oneself: the telephone is the account's. */
export const JoinInput = v.object({ ...facts, name: v.pipe(words(60), v.minLength(1, 'volunteers.nameMissing')), communityId: id, teamId: v.optional(v.nullable(id), null), clientId: v.optional(id) });

export const ChangeInput = v.object({ ...facts, name: knownName, id, communityId: id, state: v.picklist(STATES), version: v.pipe(v.number(), v.integer()) });

export const VolunteerListInput = v.object({
	communityId: v.optional(v.nullable(id), null),
	identity: v.optional(v.nullable(v.picklist(IDENTITIES)), null),
	skill: v.optional(v.nullable(v.picklist(SKILLS)), null),
	teamId: v.optional(v.nullable(id), null),
	state: v.optional(v.picklist([...STATES, 'all']), 'active'),
	/** a name, a volunteer number or a telephone number */
	q: v.optional(words(60), ''),
	cursor: cursorInput,
	limit: limitInput(1000)
});

export const ById = v.object({ id });
