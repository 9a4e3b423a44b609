/**
 * What an assessment form is, as data: what is asked, what each answer counts, which level a total gives and what else
 * changes the level. No rule of one form stands in code: a new standard, or a new edition of one, is a new file in
 * `forms/`.
 */
import type { Locale } from '#platform/i18n.ts';

/** Words of a form. They belong to its edition and are printed with it years later, so they stand in it and not in messages. */
export type Words = Readonly<Record<Locale, string>>;

/** One possible answer. */
export interface Option {
	readonly key: string;
	/** what the answer adds to the total; options of an item are listed from able to not able */
	readonly score: number;
	/** the grade in a few words, for a big button */
	readonly label: Words;
	/** what the grade means, where the label leaves a doubt */
	readonly meaning?: Words;
}

/** One thing that is looked at. */
export interface Item {
	readonly key: string;
	readonly title: Words;
	/** what counts as this, and what to look at or ask */
	readonly about?: Words;
	readonly options: readonly Option[];
}

export interface Section {
	readonly key: string;
	readonly title: Words;
	readonly items: readonly Item[];
}

/** Something asked beside the items that adds nothing to the total but may change the level. */
export interface Fact {
	readonly key: string;
	readonly kind: 'yes_no' | 'count';
	/** as it is asked */
	readonly title: Words;
	/** as a reason is named */
	readonly name: Words;
	readonly about?: Words;
}

/** 0 is the best. */
export interface Level {
	readonly level: number;
	readonly name: Words;
	/** the totals that give it, both ends included */
	readonly from: number;
	readonly to: number;
}

/** When an adjustment is made. A fact nobody has asked yet leaves it open. */
export type Condition =
	| { readonly item: string; readonly option: string }
	| { readonly fact: string; readonly is: 'yes' }
	| { readonly fact: string; readonly atLeast: number }
	| { readonly any: readonly Condition[] };

/** `worse` counts down from the level that the total gave; `at_least` never makes a level better. */
export type Effect =
	| { readonly kind: 'worse'; readonly steps: number }
	| { readonly kind: 'at_least'; readonly level: number | { readonly setting: string } };

/**
 * A reason to give another level than the total says. It takes effect once, however many of its conditions hold.
 * Adjustments are made in the order of the form.
 */
export interface Adjustment {
	readonly code: string;
	readonly when: Condition;
	readonly effect: Effect;
	/** where in the source the rule stands */
	readonly clause: Words;
}

/** A point on which sources contradict each other, and which a subdistrict therefore settles itself. */
export interface Setting {
	readonly key: string;
	readonly title: Words;
	readonly choices: readonly number[];
	readonly default: number;
	/** who says what */
	readonly doubt: Words;
}

/**
 * One version of a form. For every form: a level is given only when every item is answered, and when no fact that nobody
 * has asked yet could still change it.
 */
export interface AssessmentForm {
	readonly key: string;
	/** the source's edition and our edition of its words, such as `2022.1` */
	readonly version: string;
	/** first day (`YYYY-MM-DD`) on which an assessment is made by this version */
	readonly validFrom: string;
	readonly name: Words;
	readonly source: {
		/** number and title of the standard or rule */
		readonly standard: Words;
		/** where in it the items and levels stand */
		readonly clause: Words;
		/** whose words these are, and what is still to be checked against the printed source */
		readonly note: Words;
	};
	/** in how many months it is looked at again if nobody says otherwise: a proposal of ours, no rule */
	readonly reviewMonths: number;
	/** the group of the register that follows from the level, with its grade at each level; a level without a grade is outside it */
	readonly group: { readonly code: string; readonly grades: Readonly<Record<number, string>> } | null;
	/** `points`: the more the better; `failures`: the total counts what cannot be done, the fewer the better */
	readonly counts: 'points' | 'failures';
	readonly sections: readonly Section[];
	readonly facts: readonly Fact[];
	readonly levels: readonly Level[];
	readonly adjustments: readonly Adjustment[];
	readonly settings: readonly Setting[];
}

/** What an assessor filled in. Keys that are absent are not answered yet. */
export interface Filled {
	/** item key → option key */
	readonly answers: Readonly<Record<string, string>>;
	/** fact key → yes or no, or how many */
	readonly facts: Readonly<Record<string, boolean | number>>;
}

/** What a subdistrict settled: setting key → one of its choices. */
export type Settled = Readonly<Record<string, number>>;

export const itemsOf = (form: AssessmentForm): Item[] => form.sections.flatMap((section) => section.items);

/** The highest total that these items can reach. */
export const maximum = (items: readonly Item[]): number => items.reduce((sum, item) => sum + Math.max(...item.options.map((option) => option.score)), 0);

/** @throws RangeError a level that the form does not have */
export function levelOf(form: AssessmentForm, level: number): Level {
	const found = form.levels.find((each) => each.level === level);
	if (!found) throw new RangeError(`${form.key} ${form.version} has no level ${level}`);
	return found;
}

/** Every fact and item that a condition looks at. */
export function leavesOf(condition: Condition): Exclude<Condition, { any: unknown }>[] {
	return 'any' in condition ? condition.any.flatMap(leavesOf) : [condition];
}
