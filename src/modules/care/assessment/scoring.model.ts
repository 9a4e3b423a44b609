/** From answers to a level, with every step said: one function for all forms. */
import { itemsOf, leavesOf, maximum, type Adjustment, type AssessmentForm, type Condition, type Filled, type Settled } from './form.model.ts';

/** What made an adjustment: an answer, or a fact with its count. Keys of the form. */
export type Cause = { item: string; option: string } | { fact: string; count?: number };

export interface SectionScore {
	section: string;
	/** null while an item of the section is missing */
	score: number | null;
	max: number;
	answered: number;
	of: number;
}

export interface AdjustmentMade {
	code: string;
	/** null: a fact that nobody has asked yet decides it */
	applied: boolean | null;
	/** the level before and after; the same where it was bad enough already, null where the adjustment was not made */
	from: number | null;
	to: number | null;
	/** what holds */
	why: Cause[];
	/** what has not been asked */
	open: string[];
}

/** One sentence of the explanation; its words stand in `messages` under the same code. Values are numbers and keys of the form. */
export type Reason =
	| { code: 'missing'; items: string[] }
	| { code: 'total'; total: number; max: number; items: number }
	| { code: 'band'; total: number; level: number; from: number; to: number }
	| { code: 'open'; adjustment: string; facts: string[] }
	| { code: 'adjusted'; adjustment: string; from: number; to: number; why: Cause[] }
	| { code: 'bad_enough'; adjustment: string; level: number; why: Cause[] }
	| { code: 'nothing_to_adjust' }
	| { code: 'result'; level: number };

/** A result is plain data: it is stored as it was on the day, and read with the form of its key and version. */
export interface AssessmentResult {
	form: { key: string; version: string };
	/** how doubtful points were settled when this was scored */
	settled: Settled;
	/** items */
	answered: number;
	of: number;
	/** keys of items without an answer, in the order of the form */
	missing: string[];
	sectionScores: SectionScore[];
	/** null while an item is missing: a sum of some items looks like a result and is none */
	total: number | null;
	max: number;
	/** what the total alone gives */
	baseLevel: number | null;
	/** the level after all adjustments; null if an item is missing, or a fact that may still change it */
	level: number | null;
	adjustments: AdjustmentMade[];
	reasons: Reason[];
}

/**
 * Scores what is filled in so far. The same input gives the same result for ever.
 * @param settled a setting that is absent takes its default
 * @throws RangeError an item, option or fact that the form does not have, a count that is not a whole number from 0, or a
 * setting outside its choices: such input was never the form's, so no level must come of it
 */
export function score(form: AssessmentForm, filled: Filled, settled: Settled = {}): AssessmentResult {
	demandOfForm(form, filled);
	const items = itemsOf(form);
	const settings = settle(form, settled);
	const missing = items.filter((item) => !(item.key in filled.answers)).map((item) => item.key);
	const sectionScores = form.sections.map((section): SectionScore => {
		const scores = section.items.flatMap((item) => item.options.filter((option) => option.key === filled.answers[item.key]).map((option) => option.score));
		return {
			section: section.key,
			score: scores.length === section.items.length ? sum(scores) : null,
			max: maximum(section.items),
			answered: scores.length,
			of: section.items.length
		};
	});
	const total = missing.length === 0 ? sum(sectionScores.map((section) => section.score ?? 0)) : null;
	const band = total === null ? null : form.levels.find((level) => level.from <= total && total <= level.to)!;
	const max = maximum(items);

	const reasons: Reason[] = [];
	if (missing.length > 0) reasons.push({ code: 'missing', items: missing });
	if (band && total !== null) {
		reasons.push({ code: 'total', total, max, items: items.length });
		reasons.push({ code: 'band', total, level: band.level, from: band.from, to: band.to });
	}
	const { made, best, worst, sentences } = adjust(form, filled, settings, band?.level ?? null);
	const level = best === worst ? best : null;
	reasons.push(...sentences.filter((sentence) => sentence.code !== 'open' || level === null));
	if (level !== null) reasons.push({ code: 'result', level });
	return {
		form: { key: form.key, version: form.version },
		settled: settings,
		answered: items.length - missing.length,
		of: items.length,
		missing,
		sectionScores,
		total,
		max,
		baseLevel: band?.level ?? null,
		level,
		adjustments: made,
		reasons
	};
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/**
 * Makes the adjustments in their order, twice where something is open: as if it were not so, and as if it were. Where both
 * end at one level, the open question does not matter.
 */
function adjust(form: AssessmentForm, filled: Filled, settings: Settled, base: number | null) {
	const made: AdjustmentMade[] = [];
	const sentences: Reason[] = [];
	let best = base;
	let worst = base;
	for (const rule of form.adjustments) {
		const { why, open } = look(rule.when, filled);
		const applied = why.length > 0 ? true : open.length > 0 ? null : false;
		const from = best;
		const to = from === null ? null : applied ? after(form, rule, settings, from) : from;
		made.push({ code: rule.code, applied, from: applied ? from : null, to: applied ? to : null, why, open });
		if (worst !== null && applied !== false) worst = after(form, rule, settings, worst);
		best = to;
		if (from === null || to === null) continue;
		if (applied === null) sentences.push({ code: 'open', adjustment: rule.code, facts: open });
		else if (applied) sentences.push(from === to ? { code: 'bad_enough', adjustment: rule.code, level: to, why } : { code: 'adjusted', adjustment: rule.code, from, to, why });
	}
	if (base !== null && form.adjustments.length > 0 && made.every((each) => each.applied === false)) sentences.push({ code: 'nothing_to_adjust' });
	return { made, best, worst, sentences };
}

/** The level after one adjustment; never better than before, never worse than the worst. */
function after(form: AssessmentForm, { effect }: Adjustment, settings: Settled, before: number): number {
	const last = Math.max(...form.levels.map((level) => level.level));
	if (effect.kind === 'worse') return Math.min(last, before + effect.steps);
	return Math.max(before, typeof effect.level === 'number' ? effect.level : settings[effect.level.setting]!);
}

/** What of a condition holds, and what of it nobody has asked. An item without an answer is missing, not open: it holds the level back by itself. */
function look(condition: Condition, { answers, facts }: Filled): { why: Cause[]; open: string[] } {
	const why: Cause[] = [];
	const open: string[] = [];
	for (const leaf of leavesOf(condition)) {
		if ('item' in leaf) {
			if (answers[leaf.item] === leaf.option) why.push({ item: leaf.item, option: leaf.option });
			continue;
		}
		const said = facts[leaf.fact];
		if (said === undefined) open.push(leaf.fact);
		else if ('is' in leaf ? said === true : typeof said === 'number' && said >= leaf.atLeast) why.push(typeof said === 'number' ? { fact: leaf.fact, count: said } : { fact: leaf.fact });
	}
	return { why, open };
}

/** Every setting of the form with the value that counts. @throws RangeError outside the choices */
function settle(form: AssessmentForm, settled: Settled): Settled {
	const unknown = Object.keys(settled).find((key) => !form.settings.some((setting) => setting.key === key));
	if (unknown) throw new RangeError(`${form.key} has no setting ${unknown}`);
	return Object.fromEntries(
		form.settings.map((setting) => {
			const value = settled[setting.key] ?? setting.default;
			if (!setting.choices.includes(value)) throw new RangeError(`${setting.key} cannot be ${value}`);
			return [setting.key, value];
		})
	);
}

/** What in a filled form is not the form's: empty for anything that `score` takes. */
export function strangersIn(form: AssessmentForm, { answers, facts }: Filled): string[] {
	const items = new Map(itemsOf(form).map((item) => [item.key, item]));
	const asked = new Map(form.facts.map((fact) => [fact.key, fact]));
	return [
		...Object.entries(answers).flatMap(([key, option]) => (items.get(key)?.options.some((each) => each.key === option) ? [] : [`answers.${key}`])),
		...Object.entries(facts).flatMap(([key, said]) => {
			const kind = asked.get(key)?.kind;
			const fits = kind === 'yes_no' ? typeof said === 'boolean' : kind === 'count' && Number.isSafeInteger(said) && Number(said) >= 0;
			return fits ? [] : [`facts.${key}`];
		})
	];
}

function demandOfForm(form: AssessmentForm, filled: Filled): void {
	const strangers = strangersIn(form, filled);
	if (strangers.length > 0) throw new RangeError(`not of ${form.key} ${form.version}: ${strangers.join(', ')}`);
}
