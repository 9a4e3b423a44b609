import * as v from 'valibot';
import { mobilePhone } from '#platform/phone.ts';
import { id, idOrNull, personName } from '../signup/signup.schemas.ts';

/** Who came: one of those signed up, somebody of the register, or somebody by name (and telephone, if they have one). */
const Who = v.variant('who', [
	v.object({ who: v.literal('signup'), signupId: id }),
	v.object({ who: v.literal('person'), personId: id }),
	v.object({ who: v.literal('named'), name: personName, phone: v.optional(v.nullable(mobilePhone), null) })
]);

export const CheckInInput = v.object({
	occurrenceId: id,
	/** made where it was recorded, so that it counts once however often it is sent */
	clientId: id,
	who: Who,
	source: v.optional(v.picklist(['list', 'paper', 'walk_in']), 'list'),
	/** when they came, of what was recorded without a network or on paper; null: now */
	cameAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp('platform.notValid'))), null)
});
export type CheckIn = v.InferOutput<typeof CheckInInput>;

export const TakeBackInput = v.object({ id, why: v.pipe(v.string(), v.trim(), v.minLength(2, 'activities.reasonMissing'), v.maxLength(200, 'activities.wordsTooLong')) });

/** The code of the poster at the door. */
const door = { occurrenceId: id, code: v.pipe(v.string(), v.trim(), v.maxLength(20)) };
export const DoorInput = v.object({ ...door, phone: v.optional(v.nullable(mobilePhone), null) });
export const ArriveInput = v.object({
	...door,
	phone: v.optional(v.nullable(mobilePhone), null),
	/** of those signed up: who is here */
	ids: v.optional(v.array(id), []),
	/** somebody who has not signed up */
	name: v.optional(v.nullable(personName), null),
	clientId: idOrNull
});
