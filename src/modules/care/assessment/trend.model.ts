/** What became better or worse from one assessment to the next. */
import { itemsOf, type AssessmentForm, type Filled } from './form.model.ts';

/** An item that was answered otherwise: option keys of the two forms. */
export interface Change {
	item: string;
	from: string;
	to: string;
}

/** Answers with the version of the form that they were given to. */
export interface Answered {
	form: AssessmentForm;
	answers: Filled['answers'];
}

/**
 * The items whose score changed, in the order of the later form. Versions may differ: an item is compared where both have
 * it under the same key, and an answer that scores the same (stupor, coma) is no change.
 */
export function compare(before: Answered, after: Answered): { worse: Change[]; better: Change[] } {
	const worse: Change[] = [];
	const better: Change[] = [];
	const sign = after.form.counts === 'points' ? 1 : -1;
	for (const { key } of itemsOf(after.form)) {
		const [then, now] = [scoreOf(before, key), scoreOf(after, key)];
		if (then === null || now === null || then === now) continue;
		((now - then) * sign > 0 ? better : worse).push({ item: key, from: before.answers[key]!, to: after.answers[key]! });
	}
	return { worse, better };
}

function scoreOf({ form, answers }: Answered, key: string): number | null {
	const item = itemsOf(form).find((each) => each.key === key);
	return item?.options.find((option) => option.key === answers[key])?.score ?? null;
}
