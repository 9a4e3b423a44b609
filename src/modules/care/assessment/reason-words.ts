/** A result's reasons as sentences. */
import type { Locale } from '#platform/i18n.ts';
import { itemsOf, levelOf, type AssessmentForm } from './form.model.ts';
import { assessmentMessages } from '../messages/assessment.ts';
import type { AssessmentResult, Cause, Reason } from './scoring.model.ts';

/** Why this level, or why none yet: one sentence a step, in the order in which the level came about. */
export function explain(form: AssessmentForm, result: AssessmentResult, locale: Locale): string[] {
	return result.reasons.map((reason) => reasonText(form, reason, locale));
}

function reasonText(form: AssessmentForm, reason: Reason, locale: Locale): string {
	const m = assessmentMessages[locale];
	const say = m.reasons;
	const points = form.counts === 'points';
	const level = (of: number) => levelOf(form, of).name[locale];
	const listed = (names: string[]) => m.listed(names);
	const causes = (why: readonly Cause[]) => listed(why.map((cause) => causeText(form, cause, locale)));
	const clause = (code: string) => form.adjustments.find((rule) => rule.code === code)!.clause[locale];
	switch (reason.code) {
		case 'missing':
			return say.missing(reason.items.length, listed(reason.items.map((key) => itemOf(form, key).title[locale])));
		case 'total':
			return points ? say.totalPoints(reason.total, reason.max, reason.items) : say.totalFailures(reason.total, reason.items);
		case 'band': {
			const range = m.range(reason.from, reason.to);
			return points ? say.bandPoints(range, level(reason.level)) : say.bandFailures(range, level(reason.level));
		}
		case 'open':
			return say.open(listed(reason.facts.map((key) => factOf(form, key).name[locale])));
		case 'adjusted':
			return say.adjusted(causes(reason.why), level(reason.from), level(reason.to), clause(reason.adjustment), reason.why.length > 1);
		case 'bad_enough':
			return say.badEnough(causes(reason.why), level(reason.level), clause(reason.adjustment));
		case 'nothing_to_adjust':
			return say.nothingToAdjust;
		case 'result':
			return say.result(level(reason.level));
	}
}

function causeText(form: AssessmentForm, cause: Cause, locale: Locale): string {
	const { because } = assessmentMessages[locale];
	if ('item' in cause) {
		const item = itemOf(form, cause.item);
		return because.answered(item.title[locale], item.options.find((option) => option.key === cause.option)!.label[locale]);
	}
	const name = factOf(form, cause.fact).name[locale];
	return cause.count === undefined ? name : because.counted(name, cause.count);
}

const itemOf = (form: AssessmentForm, key: string) => itemsOf(form).find((item) => item.key === key)!;
const factOf = (form: AssessmentForm, key: string) => form.facts.find((fact) => fact.key === key)!;
