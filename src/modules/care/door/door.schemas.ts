import * as v from 'valibot';
import { DOOR_FINDINGS, DOOR_STEPS } from './door.model.ts';

const id = v.pipe(v.string(), v.uuid());
const note = v.pipe(v.string(), v.trim(), v.maxLength(1000, 'care.noteTooLong'));

export const OpenDoorInput = v.object({
	/** made by the sender, so that a second send finds the first */
	clientId: v.optional(id),
	personId: id,
	source: v.optional(v.picklist(['visit', 'meal', 'neighbour', 'other']), 'other'),
	sourceId: v.optional(v.nullable(id), null),
	said: v.optional(note, '')
});

export const DoorId = v.object({ id });

export const DoorTryInput = v.object({
	id,
	/** who was called or asked, in words: 女儿, 对门邻居 */
	who: v.pipe(v.string(), v.trim(), v.minLength(1, 'care.whoMissing'), v.maxLength(60, 'care.noteTooLong')),
	reached: v.boolean(),
	note: v.optional(note, '')
});

export const DoorStepInput = v.object({ id, from: v.picklist(DOOR_STEPS), to: v.picklist(DOOR_STEPS), note: v.optional(note, '') });

export const DoorNoteInput = v.object({ id, note: v.pipe(note, v.minLength(2, 'care.noteMissing')) });

export const CloseDoorInput = v.object({
	id,
	finding: v.picklist(DOOR_FINDINGS, 'care.findingMissing'),
	note: v.pipe(note, v.minLength(2, 'care.closingNoteMissing'))
});

export const DoorListInput = v.object({
	which: v.optional(v.picklist(['open', 'closed']), 'open'),
	communityId: v.optional(v.nullable(id), null),
	cursor: v.optional(v.nullable(v.string()), null),
	limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 50)
});
