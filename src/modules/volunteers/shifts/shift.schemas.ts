import * as v from 'valibot';
import { cursorInput, limitInput } from '#platform/keyset.ts';
import { CATEGORIES, SKILLS } from '../register/volunteer.model.ts';
import { day, id, words } from '../register/volunteer.schemas.ts';

export const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'volunteers.timeWrong'));

const RoleInput = v.object({
	id: v.optional(id),
	name: v.pipe(words(30), v.minLength(1, 'volunteers.roleMissing')),
	needed: v.pipe(v.number('volunteers.neededWrong'), v.integer('volunteers.neededWrong'), v.minValue(1, 'volunteers.neededWrong'), v.maxValue(500, 'volunteers.neededWrong')),
	skills: v.optional(v.array(v.picklist(SKILLS)), []),
	minAge: v.optional(v.nullable(v.pipe(v.number('volunteers.ageWrong'), v.integer('volunteers.ageWrong'), v.minValue(6, 'volunteers.ageWrong'), v.maxValue(99, 'volunteers.ageWrong'))), null)
});

export const ShiftInput = v.object({
	id: v.optional(id),
	version: v.optional(v.pipe(v.number(), v.integer())),
	clientId: v.optional(id),
	taskId: v.optional(v.nullable(id), null),
	occurrenceId: v.optional(v.nullable(id), null),
	communityId: v.optional(v.nullable(id), null),
	teamId: v.optional(v.nullable(id), null),
	title: v.pipe(words(60), v.minLength(2, 'volunteers.titleMissing')),
	place: v.pipe(words(80), v.minLength(1, 'volunteers.placeMissing')),
	category: v.picklist(CATEGORIES, 'volunteers.categoryMissing'),
	served: v.optional(words(60), ''),
	content: v.optional(words(400), ''),
	on: day,
	from: time,
	to: time,
	dangerous: v.optional(v.boolean(), false),
	teamOnly: v.optional(v.boolean(), false),
	leadVolunteerId: v.optional(v.nullable(id), null),
	contactName: v.optional(words(30), ''),
	roles: v.pipe(v.array(RoleInput), v.minLength(1, 'volunteers.roleMissing'), v.maxLength(12))
});

export const ShiftListInput = v.object({
	from: day,
	to: day,
	communityId: v.optional(v.nullable(id), null),
	teamId: v.optional(v.nullable(id), null),
	taskId: v.optional(v.nullable(id), null)
});

export const PublicShiftsInput = v.object({ communityId: v.optional(v.nullable(id), null), category: v.optional(v.nullable(v.picklist(CATEGORIES)), null), cursor: cursorInput, limit: limitInput(100) });
