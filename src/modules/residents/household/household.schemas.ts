import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { mobilePhone } from '#platform/phone.ts';
import { relations, type RelationCode } from '../codes/index.ts';
import { RESIDENCES } from './membership.model.ts';

const blankIsNull = (given: unknown) => (typeof given === 'string' && given.trim() === '' ? null : given);

export const id = v.pipe(v.string(), v.uuid('platform.notValid'));
export const day = v.pipe(v.string('platform.required'), v.trim(), v.check(isDate, 'residents.dayWrong'));
/** a form sends an empty text for no day */
export const dayOrNull = v.optional(v.pipe(v.unknown(), v.transform(blankIsNull), v.nullable(day)), null);
export const idOrNull = v.optional(v.pipe(v.unknown(), v.transform(blankIsNull), v.nullable(id)), null);
const words = (most: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(most)), '');
export const relation = v.pipe(v.string(), v.check((code) => relations.has(code), 'platform.notValid'), v.transform((code) => code as RelationCode));
export const residence = v.picklist(RESIDENCES, 'platform.notValid');
const people = v.pipe(v.array(id), v.minLength(1, 'residents.nobodyChosen'), v.maxLength(30));

export const USES = ['home', 'rented', 'shop', 'dormitory', 'empty'] as const;
export const HOUSEHOLD_KINDS = ['family', 'collective'] as const;
export const RELATION_KINDS = ['spouse', 'parent', 'child', 'guardian', 'carer', 'emergency', 'other'] as const;

const number = v.pipe(v.union([v.number(), v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'))]), v.transform(Number), v.number('platform.notValid'), v.integer('platform.notValid'));

export const DwellingInput = v.object({
	buildingId: id,
	unit: v.pipe(number, v.minValue(1, 'platform.notValid'), v.maxValue(30, 'platform.notValid')),
	door: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(20)),
	use: v.optional(v.picklist(USES), 'home')
});

export const Member = v.object({ personId: id, relation, residence });

/** Where to: a household that is there, or a new one behind a door (or without one, of a community). */
export const MoveInInput = v.pipe(
	v.object({
		clientId: idOrNull,
		householdId: idOrNull,
		dwellingId: idOrNull,
		communityId: idOrNull,
		kind: v.optional(v.picklist(HOUSEHOLD_KINDS), 'family'),
		number: words(30),
		on: dayOrNull,
		as: v.optional(v.picklist(['moved_within', 'split', 'merged']), 'moved_within'),
		members: v.pipe(v.array(Member), v.minLength(1, 'residents.nobodyChosen'), v.maxLength(30))
	}),
	v.forward(
		v.check(({ householdId, dwellingId, communityId }) => householdId !== null || dwellingId !== null || communityId !== null, 'residents.whereTo'),
		['dwellingId']
	)
);

export const MoveOutInput = v.object({ personIds: people, on: day });
export const MoveHouseholdInput = v.object({ householdId: id, dwellingId: id, on: day });
export const HeadInput = v.object({ householdId: id, personId: id, on: day, relations: v.optional(v.record(id, relation), {}) });
export const DescribeInput = v.object({ personId: id, relation: v.optional(relation), residence: v.optional(residence) });
export const DeathInput = v.object({ personId: id, on: day });
export const TakeBackInput = v.object({ changeId: id, personIds: people });
export const HouseholdInput = v.object({ id, number: words(30), kind: v.picklist(HOUSEHOLD_KINDS), dwellingId: idOrNull, version: v.pipe(number, v.minValue(1)) });
export const CloseInput = v.object({ id, on: day, reason: words(60) });

export const TieInput = v.pipe(
	v.object({
		personId: id,
		kind: v.picklist(RELATION_KINDS),
		/** somebody of the register, or a name with a telephone */
		otherId: idOrNull,
		name: words(60),
		phone: v.optional(v.pipe(v.unknown(), v.transform(blankIsNull), v.nullable(mobilePhone)), null),
		words: words(30),
		from: dayOrNull
	}),
	v.forward(
		v.check(({ otherId, name }) => otherId !== null || name !== '', 'residents.whoIsIt'),
		['name']
	)
);
