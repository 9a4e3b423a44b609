import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { MOODS, NEEDS, OUTCOMES, WAYS } from './visit.model.ts';

const id = v.pipe(v.string(), v.uuid());
const words = v.pipe(v.string(), v.trim(), v.maxLength(1000, 'care.noteTooLong'));
const version = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647));

const fields = {
	way: v.picklist(WAYS, 'care.wayMissing'),
	outcome: v.picklist(OUTCOMES, 'care.outcomeMissing'),
	mood: v.nullable(v.picklist(MOODS)),
	needs: v.pipe(v.array(v.picklist(NEEDS)), v.maxLength(NEEDS.length), v.transform((needs) => NEEDS.filter((need) => needs.includes(need)))),
	needWords: words,
	health: words,
	note: words,
	/** the day agreed for the next visit; null: as the rhythm says */
	nextOn: v.nullable(v.pipe(v.string(), v.check(isDate, 'care.dayWrong')))
};

/** A visit as it is told, by a form or by a phone that had no network. */
export const RecordVisitInput = v.object({
	/** made by the sender, so that a second send finds the first */
	id,
	personId: id,
	/** ISO instant; a clock that runs ahead counts as now */
	visitedAt: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40), v.check((text) => !Number.isNaN(Date.parse(text)), 'care.dayWrong'))), null),
	way: v.optional(fields.way, 'home'),
	outcome: fields.outcome,
	mood: v.optional(fields.mood, null),
	needs: v.optional(fields.needs, []),
	needWords: v.optional(fields.needWords, ''),
	health: v.optional(fields.health, ''),
	note: v.optional(fields.note, ''),
	nextOn: v.optional(fields.nextOn, null),
	/** when nobody opened: begin to look for them */
	door: v.optional(v.boolean(), false),
	/** make a request of each need */
	requests: v.optional(v.boolean(), false)
});
export type VisitTold = v.InferOutput<typeof RecordVisitInput>;

export const AmendVisitInput = v.object({
	id,
	/** made by the sender once for each save */
	clientId: id,
	/** of the visit as it was read; 0: it was not read, every field waits for somebody to choose */
	version: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_147_483_647)),
	fields: v.partial(v.object(fields))
});

export const VisitId = v.object({ id });
export const PersonOfVisits = v.object({ personId: id });
export const ResolveInput = v.object({ id, chosen: v.picklist(['mine', 'theirs', 'both']), version });
