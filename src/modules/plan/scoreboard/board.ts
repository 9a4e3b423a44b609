/** The board: every target of a plan with its figure, its standing and its stages, in one snapshot. */
import type { Ctx } from '#platform/context.ts';
import { addDays } from '#platform/dates/index.ts';
import { readTx, type ReadTx } from '#platform/db/tx.ts';
import type { Locale } from '#platform/i18n.ts';
import type { Figure, Measure, Period } from '#platform/measure.ts';
import { todayOf } from '#platform/today.ts';
import type { Phase, Target } from '../plan.model.ts';
import { targetsOf } from '../plan.model.ts';
import { courseOn, judge, notInstalled, scoreOf, type Course, type Score, type Standing } from '../plan.rules.ts';
import { readText, type Plan } from '../plans/plan.store.ts';
import { settle } from '../totals/follow.ts';
import { figuresOf, freshness, type Wanted } from '../totals/read.ts';
import { measureOf } from '../totals/registry.ts';

/** What a page needs of a measure to write a figure down. */
export interface MeasureWords {
	key: string;
	unit: Measure['unit'];
	adds: Measure['adds'];
	title: string;
	noun: string;
	counted: string;
	outOf: string | null;
	/** where that is listed, if it is not among the records */
	outOfHref: string | null;
	leftOut: Record<string, string>;
	act: { href: string; label: string } | null;
}

export const wordsOf = (measure: Measure, locale: Locale): MeasureWords => ({
	key: measure.key,
	unit: measure.unit,
	adds: measure.adds,
	title: measure.title[locale],
	noun: measure.noun[locale],
	counted: measure.counted[locale],
	outOf: measure.outOf?.[locale] ?? null,
	outOfHref: measure.outOfHref ?? null,
	leftOut: Object.fromEntries(Object.entries(measure.leftOut ?? {}).map(([reason, words]) => [reason, words[locale]])),
	act: measure.act ? { href: measure.act.href, label: measure.act.label[locale] } : null
});

export interface BoardPhase extends Phase {
	/** null: its time has not begun to be counted (no module) */
	figure: Figure | null;
	reached: boolean;
	over: boolean;
}

export interface BoardTarget extends Omit<Target, 'phases'> {
	/** null: no module of this installation gives the measure; nothing is counted */
	words: MeasureWords | null;
	figure: Figure | null;
	standing: Standing;
	phases: BoardPhase[];
	/** its days from the year's beginning on are still being counted for the first time */
	counting: boolean;
}

export interface Board {
	plan: Plan;
	goals: { id: string; title: string; targets: BoardTarget[] }[];
	score: Score;
	course: Course;
	/** the days that figures are of: from the year's beginning to today, or to its end */
	period: Period;
	today: string;
	asOf: Date;
	/** words of changes that are not counted yet: not nought only while very much comes in at once */
	waiting: number;
}

/**
 * Counts at once what has just changed, so that who opens the board sees their own fact on it. While another process is at a
 * large piece of counting nobody waits for it: the board then says how much is still to come.
 */
export async function freshen(ctx: Ctx): Promise<void> {
	const { waiting } = await readTx<'plan', { waiting: number }>(ctx, (tx) => freshness(tx, []));
	if (waiting > 0 && waiting <= MOST_AT_ONCE) await settle(ctx);
}
const MOST_AT_ONCE = 500;

/**
 * @param options.only keeps those targets that the caller may show
 * @param options.period other days than those from the year's beginning to today; standings mean something only where it begins with the year
 */
export async function readBoard(tx: ReadTx<'plan'>, plan: Plan, options: { only?: (target: Target) => boolean; period?: Period } = {}): Promise<Board> {
	const today = await todayOf(tx);
	const text = await readText(tx, plan.id, plan.edition);
	const year: Period = { from: plan.yearStart, to: plan.yearEnd };
	const asked = options.period ?? year;
	const period: Period = { from: asked.from, to: today < asked.to ? today : asked.to };
	const course = courseOn(year, period.to);
	const read = new Figures(plan.communityId);
	const targets = targetsOf(text).filter(options.only ?? (() => true));
	if (period.to >= period.from) {
		for (const target of targets) {
			const measure = measureOf(target.measure);
			if (!measure) continue;
			read.want(measure, period);
			if (measure.adds === 'stand') read.want(measure, began(year));
			for (const phase of target.phases) read.want(measure, upTo(phase, period));
		}
	}
	await read.read(tx);
	const board = targets.map((target): BoardTarget => {
		const measure = measureOf(target.measure);
		const figure = measure ? read.of(measure, period) : null;
		const standing = !measure ? notInstalled : judge(target, { figure: figure ?? NOUGHT, began: measure.adds === 'stand' ? (read.of(measure, began(year))?.value ?? null) : null, course, unit: measure.unit, adds: measure.adds });
		return {
			...target,
			words: measure && wordsOf(measure, tx.ctx.locale),
			figure,
			standing,
			counting: measure !== null && read.uncounted.has(measure.key),
			phases: target.phases.map((phase): BoardPhase => {
				const soFar = measure && read.of(measure, upTo(phase, period));
				return { ...phase, figure: soFar, over: phase.until < period.to, reached: typeof soFar?.value === 'number' && (target.atMost ? soFar.value <= phase.aim : soFar.value >= phase.aim) };
			})
		};
	});
	const byId = new Map(board.map((target) => [target.id, target]));
	return {
		plan,
		goals: text.goals.map(({ id, title, targets: own }) => ({ id, title, targets: own.flatMap((target) => byId.get(target.id) ?? []) })).filter((goal) => goal.targets.length > 0),
		score: scoreOf(board.map((target) => ({ rule: target, standing: target.standing }))),
		course,
		period,
		today,
		asOf: tx.ctx.clock.now(),
		waiting: read.waiting
	};
}

const NOUGHT: Figure = { value: 0, numerator: 0, denominator: null, leftOut: [] };

/** The stand with which a year begins: that of the evening before. */
const began = (year: Period): Period => ({ from: year.from, to: addDays(year.from, -1) });
const upTo = (phase: Phase, period: Period): Period => ({ from: period.from, to: phase.until < period.to ? phase.until : period.to });

/** Asks for each figure once, all of them together. */
class Figures {
	readonly #communityId: string | null;
	readonly #wanted = new Map<string, Wanted>();
	#figures = new Map<string, Figure>();
	waiting = 0;
	uncounted = new Set<string>();
	constructor(communityId: string | null) {
		this.#communityId = communityId;
	}
	#key = (measure: Measure, { from, to }: Period) => `${measure.key} ${from} ${to}`;
	want(measure: Measure, period: Period): void {
		this.#wanted.set(this.#key(measure, period), { measure, period, communityId: this.#communityId });
	}
	async read(tx: ReadTx<'plan'>): Promise<void> {
		const wanted = [...this.#wanted.values()];
		const figures = await figuresOf(tx, wanted);
		this.#figures = new Map([...this.#wanted.keys()].map((key, i) => [key, figures[i]!]));
		const fresh = await freshness(tx, wanted.filter(({ period }) => period.to >= period.from));
		this.waiting = fresh.waiting;
		this.uncounted = fresh.uncounted;
	}
	of(measure: Measure, period: Period): Figure | null {
		return this.#figures.get(this.#key(measure, period)) ?? null;
	}
}
