/** Input of assessments. Forms send text, programs send values: both are taken. */
import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';

export const REASONS = ['first', 'routine', 'at_once', 'review', 'other'] as const;
export type AssessmentReason = (typeof REASONS)[number];

const id = v.pipe(v.string(), v.uuid());
const day = v.pipe(v.string(), v.check(isDate, 'care.notADay'));
const line = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max));
const version = v.pipe(v.union([v.number(), v.pipe(v.string(), v.digits(), v.transform(Number))]), v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));
const key = v.pipe(v.string(), v.maxLength(60));

/** Yes, no or a count. `''` and null take an answer back. */
const said = v.union([
	v.boolean(),
	v.pipe(v.picklist(['yes', 'no']), v.transform((text) => text === 'yes')),
	v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999)),
	v.pipe(v.string(), v.trim(), v.regex(/^\d{1,3}$/, 'care.notACount'), v.transform(Number)),
	v.pipe(v.union([v.null(), v.literal('')]), v.transform(() => null))
]);

/** One name a line or a comma; empty ones are left out. */
const names = v.pipe(
	v.union([v.array(v.string()), v.pipe(v.string(), v.transform((text) => text.split(/[,，、;；\n]/)))]),
	v.transform((list) => list.map((name) => name.trim()).filter(Boolean)),
	v.array(v.pipe(v.string(), v.maxLength(40))),
	v.maxLength(4, 'care.tooManyAssessors')
);

/** When, where and by whom; what is absent stays as it was. */
export const AboutInput = v.object({
	assessedOn: v.optional(day),
	place: v.optional(line(60)),
	reason: v.optional(v.picklist(['', ...REASONS])),
	assessors: v.optional(names),
	informant: v.optional(line(60)),
	/** `''` takes it back */
	reviewOn: v.optional(v.union([day, v.pipe(v.literal(''), v.transform(() => null)), v.null()]))
});
export type About = v.InferOutput<typeof AboutInput>;

export const StartInput = v.object({ id, personId: id, formKey: key });

/** What was filled in since the last time; the rest stays. */
export const SaveInput = v.object({
	id,
	/** the version that was read: another in the database refuses the write */
	version,
	answers: v.optional(v.record(key, key), {}),
	facts: v.optional(v.record(key, said), {}),
	about: v.optional(AboutInput, {})
});
export type SaveInput = v.InferOutput<typeof SaveInput>;

export const CorrectInput = v.object({ id, of: id });
export const AssessmentId = v.object({ id });
export const DropInput = v.object({ id, version });
export const PersonInput = v.object({ personId: id });
