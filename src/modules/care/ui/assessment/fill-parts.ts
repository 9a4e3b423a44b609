/** The screens of a form: one a section, one for the further questions, and the check at the end. */
import type { Locale } from '#platform/i18n.ts';
import type { AssessmentForm, Filled, Item, Section } from '../../assessment/form.model.ts';
import { assessmentMessages } from '../../messages/assessment.ts';

export interface Part {
	/** as it stands in the address: `?part=B1` */
	key: string;
	title: string;
	/** null on the screens that hold no items */
	section: Section | null;
	answered: number;
	of: number;
}

export const FACTS = 'facts';
export const FINISH = 'finish';

export function partsOf(form: AssessmentForm, filled: Filled, locale: Locale): Part[] {
	const m = assessmentMessages[locale].fill;
	return [
		...form.sections.map((section) => ({ key: section.key, title: section.title[locale], section, answered: section.items.filter((item) => item.key in filled.answers).length, of: section.items.length })),
		...(form.facts.length > 0 ? [{ key: FACTS, title: m.facts, section: null, answered: form.facts.filter((fact) => fact.key in filled.facts).length, of: form.facts.length }] : []),
		{ key: FINISH, title: m.finish, section: null, answered: 0, of: 0 }
	];
}

/** The option that a digit key chooses: the one with that score, where only one has it. */
export function optionByDigit(item: Item, digit: string): string | null {
	const fitting = item.options.filter((option) => String(option.score) === digit);
	return fitting.length === 1 ? fitting[0]!.key : null;
}

/** The next item of a section that nobody answered, after this one; null at the end. */
export function nextOpen(section: Section, after: string, answers: Filled['answers']): string | null {
	const from = section.items.findIndex((item) => item.key === after) + 1;
	return section.items.slice(from).find((item) => !(item.key in answers))?.key ?? null;
}
