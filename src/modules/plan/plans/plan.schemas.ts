import * as v from 'valibot';
import { day, id } from '../plan.schemas.ts';
import { RULES } from '../plan.rules.ts';

const title = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1, 'platform.required'), v.maxLength(most, 'platform.tooLong'));

const amount = v.pipe(v.number(), v.finite(), v.minValue(0, 'platform.notValid'), v.maxValue(1e9, 'platform.notValid'));

/** The edition that the caller saw: a plan that moved on since is not overwritten. */
const Seen = { planId: id, edition: v.pipe(v.number(), v.integer()) };

export const DraftInput = v.object({
	communityId: v.optional(v.nullable(id), null),
	title: title(120),
	/** no later in a month than the 28th, which every month has */
	yearStart: v.pipe(day, v.check((text) => Number(text.slice(8)) <= 28, 'plan.dayTooLate')),
	/** `shipped`: the product's own targets; a plan's id: its text, moved to this year */
	from: v.union([v.literal('empty'), v.literal('shipped'), id])
});

export const GoalInput = v.object({ ...Seen, goalId: v.optional(v.nullable(id), null), title: title(120) });
export const GoalRef = v.object({ ...Seen, goalId: id });
export const MoveGoalInput = v.object({ ...Seen, goalId: id, by: v.picklist([-1, 1]) });

export const TargetInput = v.pipe(
	v.object({
		...Seen,
		goalId: id,
		targetId: v.optional(v.nullable(id), null),
		title: title(120),
		measure: v.pipe(v.string(), v.regex(/^[a-z]+\.[A-Za-z0-9_.]{1,60}$/, 'platform.required')),
		rule: v.picklist(RULES),
		aim: v.optional(amount, 0),
		atMost: v.optional(v.boolean(), false),
		stateB: v.optional(v.nullable(amount), null),
		stateC: v.optional(v.nullable(amount), null),
		each: v.optional(amount, 0),
		points: v.optional(v.pipe(v.number(), v.minValue(0, 'platform.notValid'), v.maxValue(1000, 'platform.notValid')), 0),
		groups: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}\.[a-z0-9]{1,20}$/))), v.maxLength(20)), []),
		public: v.optional(v.boolean(), false),
		note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, 'platform.tooLong')), ''),
		phases: v.optional(v.pipe(v.array(v.object({ title: title(60), until: day, aim: amount })), v.maxLength(12)), [])
	}),
	v.forward(v.partialCheck([['rule'], ['aim']], ({ rule, aim }) => rule !== 'ratio' || aim <= 1, 'plan.shareAboveOne'), ['aim']),
	v.forward(v.partialCheck([['rule'], ['aim']], ({ rule, aim }) => !['count', 'ratio', 'threshold'].includes(rule) || aim > 0, 'platform.required'), ['aim']),
	v.forward(
		v.partialCheck([['rule'], ['aim'], ['stateB'], ['stateC']], ({ rule, aim, stateB, stateC }) => rule !== 'states' || (stateB !== null && stateC !== null && aim > stateB && stateB > stateC), 'plan.statesFall'),
		['stateB']
	)
);
export const TargetRef = v.object({ ...Seen, targetId: id });
export const PlanRef = v.object(Seen);

export const FrameworkInput = v.object({
	code: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}$/)),
	name: title(40),
	/** names of the groups in their order; a known code keeps its targets, an empty one is new */
	groups: v.pipe(v.array(v.object({ code: v.pipe(v.string(), v.maxLength(20)), name: title(60) })), v.minLength(1, 'platform.required'), v.maxLength(20))
});
