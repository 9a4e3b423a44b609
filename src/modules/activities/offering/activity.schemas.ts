import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { isRule } from '../occurrences/recurrence.model.ts';
import { FEES, GIFTS, SIGNUPS } from './activity.model.ts';

export const id = v.pipe(v.string(), v.uuid());
export const ActivityId = v.object({ id });
export const day = v.pipe(v.string('platform.required'), v.check(isDate, 'activities.dayWrong'));
export const time = v.pipe(v.string('platform.required'), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'activities.timeWrong'));
const text = (most: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(most)), '');
/** An instant with its zone: `2026-03-12T00:30:00.000Z`. */
const instant = v.pipe(v.string(), v.isoTimestamp('activities.timeWrong'), v.transform((text) => new Date(text)));
const whole = (least: number, most: number) => v.pipe(v.number('activities.numberWrong'), v.integer('activities.numberWrong'), v.minValue(least, 'activities.outOfRange'), v.maxValue(most, 'activities.outOfRange'));
const maybe = (least: number, most: number) => v.optional(v.nullable(whole(least, most)), null);
const fen = maybe(0, 10_000_000);
export const minutes = whole(5, 1440);
/** Names as people write them, each once. */
export const resources = v.optional(
	v.pipe(
		v.array(v.pipe(v.string(), v.trim(), v.maxLength(40, 'activities.resourceTooLong'))),
		v.transform((names) => [...new Set(names.map((name) => name.normalize('NFKC').replace(/\s+/g, ' ')).filter(Boolean))]),
		v.maxLength(10, 'activities.resourcesTooMany')
	),
	[]
);

const PartInput = v.object({
	role: v.picklist(['host', 'contributor']),
	organizationId: v.optional(v.nullable(id), null),
	name: v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(80)),
	gives: v.optional(v.nullable(v.picklist(GIFTS)), null),
	amount: maybe(0, 1_000_000_000),
	words: text(200)
});

/** An activity as it is written; times that are there already are changed by moving or cancelling them. */
export const ActivityInput = v.pipe(
	v.object({
		id,
		/** of the activity that was opened; 0 for a new one */
		version: v.optional(v.pipe(v.number(), v.integer(), v.maxValue(2_147_483_647)), 0),
		kind: v.pipe(v.string('platform.required'), v.maxLength(31)),
		communityId: v.optional(v.nullable(id), null),
		named: v.optional(v.pipe(v.array(id), v.maxLength(60)), []),
		title: v.pipe(v.string('activities.titleMissing'), v.trim(), v.minLength(1, 'activities.titleMissing'), v.maxLength(80)),
		body: text(20_000),
		firstOn: day,
		startsAt: time,
		minutes,
		rule: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(300), v.check(isRule, 'activities.ruleWrong'))), null),
		skipHolidays: v.optional(v.boolean(), false),
		exceptOn: v.optional(v.pipe(v.array(day), v.maxLength(200)), []),
		place: text(120),
		buildingId: v.optional(v.nullable(id), null),
		resources,
		howToCome: text(300),
		capacity: maybe(1, 100_000),
		fee: v.optional(v.picklist(FEES), 'free'),
		feeFen: fen,
		fullFeeFen: fen,
		feeNote: text(120),
		materials: text(300),
		minAge: maybe(0, 120),
		maxAge: maybe(0, 120),
		audienceGroups: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(60))), v.maxLength(20)), []),
		ownCommunityOnly: v.optional(v.boolean(), false),
		guardianUnder: maybe(1, 18),
		signup: v.optional(v.picklist(SIGNUPS), 'open'),
		signupFrom: v.optional(v.nullable(instant), null),
		signupClosesMinutes: v.optional(whole(0, 43_200), 0),
		cancelCutoffMinutes: v.optional(whole(0, 43_200), 180),
		offerMinutes: v.optional(whole(15, 10_080), 720),
		parts: v.optional(v.pipe(v.array(PartInput), v.maxLength(30)), [])
	}),
	v.forward(v.check(({ fee, feeFen }) => fee === 'free' || feeFen !== null, 'activities.feeMissing'), ['feeFen']),
	v.forward(v.check(({ fee, feeFen, fullFeeFen }) => fee !== 'subsidised' || (fullFeeFen !== null && feeFen !== null && fullFeeFen >= feeFen), 'activities.fullFeeWrong'), ['fullFeeFen']),
	v.forward(v.check(({ minAge, maxAge }) => minAge === null || maxAge === null || maxAge >= minAge, 'activities.agesWrong'), ['maxAge'])
);
export type ActivityInput = v.InferOutput<typeof ActivityInput>;
export type ActivityFields = v.InferInput<typeof ActivityInput>;
