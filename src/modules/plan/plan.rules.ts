/**
 * How a figure is judged. The kinds are those of published evaluation sheets: a yearly minimum, a threshold, a share, states
 * A/B/C/C# (civilised-city sheets: 100, 66, 33 and 0 per cent of the points), points taken off for each miss, a veto, extra
 * points. Pure: a figure, a rule and where the year stands give a standing, with the arithmetic that led to it.
 */
import { daysBetween } from '#platform/dates/index.ts';
import type { Figure, Measure, Period } from '#platform/measure.ts';

export const RULES = ['count', 'threshold', 'ratio', 'states', 'deduct', 'veto', 'bonus'] as const;
export type RuleType = (typeof RULES)[number];

export interface Rule {
	rule: RuleType;
	/** what is to be reached (a share 0…1; minutes for `minutes`), for `atMost` and `veto` the most that is allowed, for `states` where A begins */
	aim: number;
	/** of a threshold or share: the figure should stay at or below */
	atMost: boolean;
	/** of `states`: where B and C begin; below C stands C# */
	stateB: number | null;
	stateC: number | null;
	/** of `deduct` and `bonus`: points for each */
	each: number;
	/** what it is worth; of `bonus` the most that it can bring */
	points: number;
}

export type Letter = 'A' | 'B' | 'C' | 'C#';
/** Share of the points for a state. */
export const LETTER_SHARE: Record<Letter, number> = { A: 1, B: 0.66, C: 0.33, 'C#': 0 };

/** Where the year stands on a day. */
export interface Course {
	/** days gone, today with them; 0 before the year, all of them after it */
	gone: number;
	days: number;
	left: number;
}

export function courseOn(year: Period, today: string): Course {
	const days = daysBetween(year.from, year.to) + 1;
	const gone = Math.max(0, Math.min(days, daysBetween(year.from, today) + 1));
	return { gone, days, left: days - gone };
}

/** With fewer days than this a pace says nothing. */
export const EARLY = 14;

export const STANDINGS = ['met', 'on_course', 'behind', 'missed', 'vetoed', 'too_early', 'not_begun', 'nothing', 'not_installed'] as const;
export type State = (typeof STANDINGS)[number];

/**
 * Where things end at today's pace, with the numbers that it is made of.
 * pace: value ÷ gone × days. trend: a stand that goes on changing as it did since the year began. share: the share stays what it is.
 */
export type Projection =
	| { kind: 'pace'; value: number; gone: number; days: number; end: number }
	| { kind: 'trend'; began: number; value: number; gone: number; left: number; end: number }
	| { kind: 'share'; numerator: number; denominator: number; end: number };

/** What is still missing, in the unit of the figure. `perDays`: one each so many days. `of`: so many out of so many to come. */
export interface Need {
	missing: number;
	perDays: number | null;
	of: number | null;
	/** more is missing than can still come at today's number of cases */
	outOfReach: boolean;
}

export interface Standing {
	state: State;
	/** null: not counted into the score (no module, nothing to divide by) */
	score: number | null;
	letter: Letter | null;
	/** of `deduct` and `veto`: what fell short */
	misses: number | null;
	projection: Projection | null;
	need: Need | null;
}

export interface Seen {
	figure: Figure;
	/** of a stand: what it was when the year began */
	began: number | null;
	course: Course;
	unit: Measure['unit'];
	adds: Measure['adds'];
}

const NOTHING: Standing = { state: 'nothing', score: null, letter: null, misses: null, projection: null, need: null };

/** The standing of a target whose measure no module gives. */
export const notInstalled: Standing = { ...NOTHING, state: 'not_installed' };

/** What of a figure counts as a miss: of a share all that is not in its numerator, else the figure itself. */
export const missesOf = (figure: Figure): number => (figure.denominator === null ? figure.numerator : figure.denominator - figure.numerator);

export function letterOf(value: number, rule: Pick<Rule, 'aim' | 'stateB' | 'stateC'>): Letter {
	if (value >= rule.aim) return 'A';
	if (value >= (rule.stateB ?? Infinity)) return 'B';
	return value >= (rule.stateC ?? Infinity) ? 'C' : 'C#';
}

export function judge(rule: Rule, seen: Seen): Standing {
	const { figure, course } = seen;
	if (course.gone === 0) return { ...NOTHING, state: 'not_begun' };
	if (figure.value === null) return NOTHING;
	if (rule.rule === 'deduct' || rule.rule === 'veto') return judgeMisses(rule, missesOf(figure), course);
	const projection = project(seen);
	if (rule.rule === 'bonus') return { ...NOTHING, state: course.left ? 'on_course' : 'met', score: round(Math.min(rule.points, rule.each * figure.value)), projection };
	const letter = rule.rule === 'states' ? letterOf(figure.value, rule) : null;
	const reached = rule.atMost ? figure.value <= rule.aim : figure.value >= rule.aim;
	return {
		...NOTHING,
		state: stateOf(rule, seen, reached, projection),
		letter,
		score: round(rule.points * (letter ? LETTER_SHARE[letter] : shareOfPoints(rule, figure.value, reached))),
		projection: course.left && course.gone >= EARLY ? projection : null,
		need: reached || !course.left ? null : needOf(rule, seen)
	};
}

/** Reached: all points. Short of it: the part that is there; above what is allowed: none. */
const shareOfPoints = (rule: Rule, value: number, reached: boolean): number => (reached ? 1 : rule.atMost || rule.aim === 0 ? 0 : value / rule.aim);

function stateOf(rule: Rule, { course, adds, unit }: Seen, reached: boolean, projection: Projection): State {
	if (!course.left) return reached ? 'met' : 'missed';
	// What has been done cannot be undone: a yearly minimum is met for good.
	const grows = adds !== 'stand' && unit !== 'ratio';
	if (grows && reached !== rule.atMost) return rule.atMost ? 'missed' : 'met';
	if (grows && course.gone < EARLY) return 'too_early';
	const ends = projection.kind === 'share' ? projection.end : Math.floor(projection.end + 1e-9);
	return (rule.atMost ? ends <= rule.aim : ends >= rule.aim) ? 'on_course' : 'behind';
}

function judgeMisses(rule: Rule, misses: number, course: Course): Standing {
	const projection: Projection = { kind: 'pace', value: misses, gone: course.gone, days: course.days, end: (misses / course.gone) * course.days };
	const shown = course.left && course.gone >= EARLY ? projection : null;
	if (rule.rule === 'veto') {
		const over = misses > rule.aim;
		return { ...NOTHING, state: over ? 'vetoed' : course.left ? 'on_course' : 'met', score: over ? 0 : round(rule.points), misses, projection: shown };
	}
	const score = round(Math.max(0, rule.points - rule.each * misses));
	return { ...NOTHING, state: misses === 0 ? (course.left ? 'on_course' : 'met') : course.left ? 'behind' : 'missed', score, misses, projection: shown };
}

function project({ figure, began, course, unit, adds }: Seen): Projection {
	const value = figure.value!;
	if (adds === 'stand') {
		const first = began ?? value;
		return { kind: 'trend', began: first, value, gone: course.gone, left: course.left, end: value + ((value - first) / course.gone) * course.left };
	}
	if (unit === 'ratio') return { kind: 'share', numerator: figure.numerator, denominator: figure.denominator!, end: value };
	return { kind: 'pace', value, gone: course.gone, days: course.days, end: (value / course.gone) * course.days };
}

function needOf(rule: Rule, { figure, course, unit, adds }: Seen): Need | null {
	if (rule.atMost) return null;
	if (unit !== 'ratio') {
		const missing = rule.aim - figure.value!;
		return { missing, perDays: missing > 0 ? course.left / missing : null, of: null, outOfReach: false };
	}
	if (adds === 'stand') return { missing: Math.ceil(rule.aim * figure.denominator! - figure.numerator - 1e-9), perDays: null, of: null, outOfReach: false };
	// As many cases are still to come as came in each day so far.
	const toCome = Math.round((figure.denominator! / course.gone) * course.left);
	const missing = Math.ceil(rule.aim * (figure.denominator! + toCome) - figure.numerator - 1e-9);
	return { missing, perDays: null, of: toCome, outOfReach: missing > toCome };
}

export const round = (points: number): number => Math.round(points * 100) / 100;

export interface Score {
	/** what was won, extra points with it; 0 when something vetoes */
	points: number;
	/** what could be won by what is counted, without extra points */
	of: number;
	vetoed: boolean;
	/** targets that count nothing: no module, or nothing to divide by */
	uncounted: number;
}

export function scoreOf(judged: readonly { rule: Pick<Rule, 'rule' | 'points'>; standing: Standing }[]): Score {
	const counted = judged.filter(({ standing }) => standing.score !== null);
	const vetoed = counted.some(({ standing }) => standing.state === 'vetoed');
	return {
		points: vetoed ? 0 : round(counted.reduce((sum, { standing }) => sum + standing.score!, 0)),
		of: round(counted.reduce((sum, { rule }) => sum + (rule.rule === 'bonus' ? 0 : rule.points), 0)),
		vetoed,
		uncounted: judged.length - counted.length
	};
}
