/** Whether a form's definition holds together, so that a mistake in the data of a new form is found before anybody is assessed by it. */
import { itemsOf, leavesOf, maximum, type AssessmentForm } from './form.model.ts';

/**
 * What is wrong with a definition, each as a sentence for whoever wrote it; empty for a sound one. Looks for keys given
 * twice, options out of order, totals with no level or with two, and rules that name what the form does not have.
 */
export function faultsOf(form: AssessmentForm): string[] {
	const items = itemsOf(form);
	const faults = [
		...twice('section', form.sections),
		...twice('item', items),
		...twice('fact', form.facts),
		...twice('setting', form.settings),
		...twice('adjustment', form.adjustments.map(({ code }) => ({ key: code })))
	];
	const better = form.counts === 'points' ? 1 : -1;
	for (const item of items) {
		faults.push(...twice(`option of ${item.key}`, item.options));
		if (item.options.length < 2) faults.push(`${item.key}: one answer is no question`);
		if (Math.min(...item.options.map((option) => option.score)) !== 0) faults.push(`${item.key}: no option scores 0`);
		item.options.forEach((option, i) => {
			const next = item.options[i + 1];
			if (next && (option.score - next.score) * better < 0) faults.push(`${item.key}: ${next.key} stands after ${option.key} and is better`);
		});
	}
	for (let total = 0; total <= maximum(items); total++) {
		const giving = form.levels.filter((level) => level.from <= total && total <= level.to);
		if (giving.length !== 1) faults.push(`total ${total}: ${giving.length} levels`);
	}
	form.levels.forEach((level, i) => {
		const next = form.levels[i + 1];
		if (level.level !== i) faults.push(`level ${level.level}: not in order`);
		if (next && (level.from - next.from) * better < 0) faults.push(`level ${next.level}: better than ${level.level}`);
	});
	for (const { code, when, effect } of form.adjustments) {
		for (const leaf of leavesOf(when)) {
			const fits =
				'item' in leaf
					? items.some((item) => item.key === leaf.item && item.options.some((option) => option.key === leaf.option))
					: form.facts.some((fact) => fact.key === leaf.fact && fact.kind === ('is' in leaf ? 'yes_no' : 'count'));
			if (!fits) faults.push(`${code}: asks for ${JSON.stringify(leaf)}`);
		}
		if (effect.kind !== 'at_least') continue;
		const { level } = effect;
		const levels = typeof level === 'number' ? [level] : (form.settings.find((setting) => setting.key === level.setting)?.choices ?? [NaN]);
		if (!levels.every((each) => form.levels.some((known) => known.level === each))) faults.push(`${code}: leads to no level`);
	}
	for (const setting of form.settings) if (!setting.choices.includes(setting.default)) faults.push(`${setting.key}: its default is no choice`);
	return faults;
}

function twice(what: string, things: readonly { key: string }[]): string[] {
	return things.filter((thing, i) => things.findIndex((other) => other.key === thing.key) !== i).map(({ key }) => `${what} ${key}: twice`);
}
