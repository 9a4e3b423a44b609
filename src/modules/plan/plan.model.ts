/** A plan as it stands in one edition, and what may be done to it; no I/O. */
import { addDays, addMonths } from '#platform/dates/index.ts';
import type { Period } from '#platform/measure.ts';
import type { Rule } from './plan.rules.ts';

export const STATES = ['draft', 'adopted', 'closed'] as const;
export type PlanState = (typeof STATES)[number];

/** Where a target comes from: written here, shipped with the product, or shipped in place of something that the source lacks. */
export const ORIGINS = ['own', 'shipped', 'source_missing'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Phase {
	id: string;
	title: string;
	/** the day by which */
	until: string;
	aim: number;
}

export interface Target extends Rule {
	id: string;
	title: string;
	/** key of a measure, given by a module of this installation or not */
	measure: string;
	/** `framework.group` */
	groups: string[];
	/** shown on the site */
	public: boolean;
	origin: Origin;
	note: string;
	phases: Phase[];
}

export interface Goal {
	id: string;
	title: string;
	targets: Target[];
}

export interface PlanText {
	goals: Goal[];
}

export const MOST_GOALS = 30;
export const MOST_TARGETS = 60;

/** The year that begins on a day: twelve months less a day, 365 or 366 days. */
export const yearFrom = (start: string): Period => ({ from: start, to: addDays(addMonths(start, 12), -1) });

/** The year that follows on a plan's own. */
export const nextYearStart = (yearEnd: string): string => addDays(yearEnd, 1);

/** Of the year that begins in `month`, the beginning of the one that `today` lies in. */
export function yearStartOn(today: string, month = 1): string {
	const year = Number(today.slice(0, 4)) - (Number(today.slice(5, 7)) < month ? 1 : 0);
	return `${year}-${String(month).padStart(2, '0')}-01`;
}

export const targetsOf = (text: PlanText): Target[] => text.goals.flatMap((goal) => goal.targets);

export const findTarget = (text: PlanText, id: string): Target | null => targetsOf(text).find((target) => target.id === id) ?? null;

/** The text with one target put in its goal: in its old place, or at the end. */
export function withTarget(text: PlanText, goalId: string, target: Target): PlanText {
	return {
		goals: text.goals.map((goal) => {
			const here = goal.targets.some(({ id }) => id === target.id);
			if (goal.id !== goalId) return here ? { ...goal, targets: goal.targets.filter(({ id }) => id !== target.id) } : goal;
			return { ...goal, targets: here ? goal.targets.map((each) => (each.id === target.id ? target : each)) : [...goal.targets, target] };
		})
	};
}

export const withoutTarget = (text: PlanText, id: string): PlanText => ({ goals: text.goals.map((goal) => ({ ...goal, targets: goal.targets.filter((target) => target.id !== id) })) });

/** One place up or down among the goals. */
export function withGoalMoved(text: PlanText, id: string, by: -1 | 1): PlanText {
	const goals = [...text.goals];
	const at = goals.findIndex((goal) => goal.id === id);
	const to = at + by;
	if (at < 0 || to < 0 || to >= goals.length) return text;
	[goals[at], goals[to]] = [goals[to]!, goals[at]!];
	return { goals };
}

/** The same plan for another year: every id new, every phase as many days into it, held within it. */
export function copiedTo(text: PlanText, from: Period, to: Period, newId: () => string): PlanText {
	const months = (Number(to.from.slice(0, 4)) - Number(from.from.slice(0, 4))) * 12 + Number(to.from.slice(5, 7)) - Number(from.from.slice(5, 7));
	const shifted = (day: string): string => {
		const moved = addMonths(day, months);
		return moved < to.from ? to.from : moved > to.to ? to.to : moved;
	};
	return {
		goals: text.goals.map((goal) => ({
			...goal,
			id: newId(),
			targets: goal.targets.map((target) => ({ ...target, id: newId(), phases: target.phases.map((phase) => ({ ...phase, id: newId(), until: shifted(phase.until) })) }))
		}))
	};
}
