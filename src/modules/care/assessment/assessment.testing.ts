/** Fillings of a form for tests: any, by total, and neighbours of one another. */
import fc from 'fast-check';
import { itemsOf, maximum, type AssessmentForm, type Filled } from './form.model.ts';

/** Every item answered, every fact asked. */
export function filledArbitrary(form: AssessmentForm): fc.Arbitrary<Filled> {
	const answers = fc.record(Object.fromEntries(itemsOf(form).map((item) => [item.key, fc.constantFrom(...item.options.map((option) => option.key))])));
	const facts = fc.record(Object.fromEntries(form.facts.map((fact) => [fact.key, fact.kind === 'yes_no' ? fc.boolean() : fc.nat({ max: 4 })])));
	return fc.record({ answers, facts });
}

/** Facts that change nothing: no to everything, none of anything. */
export const noFacts = (form: AssessmentForm): Filled['facts'] => Object.fromEntries(form.facts.map((fact) => [fact.key, fact.kind === 'yes_no' ? false : 0]));

/**
 * Answers with exactly this total, items filled in order as far as they go.
 * @throws RangeError a total that the items cannot reach
 */
export function answersOf(form: AssessmentForm, total: number): Filled['answers'] {
	let left = total;
	const answers: Record<string, string> = {};
	const items = itemsOf(form);
	items.forEach((item, i) => {
		const after = maximum(items.slice(i + 1));
		const fitting = item.options.filter((option) => option.score <= left && left - option.score <= after);
		const chosen = fitting.reduce<(typeof fitting)[number] | undefined>((best, option) => (best && best.score >= option.score ? best : option), undefined);
		if (!chosen) throw new RangeError(`no answers sum to ${total}`);
		answers[item.key] = chosen.key;
		left -= chosen.score;
	});
	return answers;
}
