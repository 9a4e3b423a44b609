import * as v from 'valibot';
import { isDate } from '#platform/dates/index.ts';
import { cursorInput, limitInput } from '#platform/keyset.ts';

const id = v.pipe(v.string(), v.uuid());
const day = v.pipe(v.string(), v.check(isDate, 'care.dayWrong'));
const words = v.pipe(v.string(), v.trim(), v.maxLength(500, 'care.noteTooLong'));
const rhythm = v.pipe(v.number('care.rhythmWrong'), v.integer('care.rhythmWrong'), v.minValue(1, 'care.rhythmWrong'), v.maxValue(366, 'care.rhythmWrong'));

/** `ending`: no rule holds any more, and somebody has to say whether it ends. */
export const PLAN_QUEUES = ['all', 'mine', 'due', 'overdue', 'unassigned', 'paused', 'ending'] as const;

export const PlanListInput = v.object({
	queue: v.optional(v.picklist(PLAN_QUEUES), 'all'),
	communityId: v.optional(v.nullable(id), null),
	workerId: v.optional(v.nullable(id), null),
	/** code of a rule */
	reason: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(40))), null),
	cursor: cursorInput,
	limit: limitInput(200)
});

export const AssignInput = v.object({ ids: v.pipe(v.array(id), v.minLength(1, 'care.nobodyChosen'), v.maxLength(200)), workerId: v.nullable(id) });
export const AddPlanInput = v.object({ personId: id, why: v.pipe(words, v.minLength(2, 'care.whyMissing')), visitDays: rhythm, workerId: v.optional(v.nullable(id), null) });
export const ChangePlanInput = v.object({
	id,
	version: v.pipe(v.number(), v.integer()),
	/** null: as the rules say */
	visitDays: v.nullable(rhythm),
	nextOn: v.optional(v.nullable(day), null),
	goal: v.optional(words, '')
});
export const PausePlanInput = v.object({ id, until: v.nullable(day), reason: v.optional(words, '') });
export const EndPlanInput = v.object({ id, reason: v.pipe(words, v.minLength(2, 'care.whyMissing')) });
export const PlanId = v.object({ id });
