/** Somebody's assessments as a page shows them: lines in words, the totals over time, and what can be begun. */
import { formatDate } from '#platform/dates/index.ts';
import type { Locale } from '#platform/i18n.ts';
import type { AssessmentsOfPerson, SeenAssessment } from './assessment.queries.ts';
import { itemsOf, levelOf } from './form.model.ts';
import { formsOn, formVersion } from './forms.ts';
import { assessmentMessages } from '../messages/assessment.ts';

export interface HistoryRow extends Record<string, unknown> {
	id: string;
	/** null: a colleague's draft, of which there is nothing to see */
	href: string | null;
	on: string;
	form: string;
	/** the level in words; what stands there instead when it is not open, not there yet or no longer counts */
	level: string;
	total: string;
	by: string;
	/** the day of the next one, of what counts */
	next: string;
	overdue: boolean;
}

export interface HistoryView {
	rows: HistoryRow[];
	/** they have not agreed to be assessed */
	withheld: boolean;
	/** something is not open to the caller now that a reason would open */
	sealed: boolean;
	/** the totals of one form over time, oldest first; only of points, and where there are two or more to see */
	trends: { form: string; points: string[]; values: number[] }[];
	/** the forms of today for who may assess, with their own draft where there is one */
	offers: { key: string; name: string; draft: string | null }[];
}

export function historyView({ person, assessments }: AssessmentsOfPerson, locale: Locale): HistoryView {
	const m = assessmentMessages[locale];
	const formOf = (each: SeenAssessment) => formVersion(each.formKey, each.formVersion);
	const newest = new Map<string, string>();
	for (const each of assessments) if (each.state === 'complete' && !newest.has(each.formKey)) newest.set(each.formKey, each.id);
	return {
		rows: assessments.map((each): HistoryRow => {
			const form = formOf(each);
			const result = each.content?.result;
			const counts = newest.get(each.formKey) === each.id;
			return {
				id: each.id,
				href: each.state !== 'draft' ? `/desk/assessments/${each.id}` : each.mine ? `/desk/assessments/${each.id}/fill` : null,
				on: formatDate(each.assessedOn, locale),
				form: form.name[locale] + (each.supersedes ? m.history.inBrackets(m.history.correction) : ''),
				level:
					each.state === 'draft'
						? each.mine
							? m.history.draft
							: m.history.colleague(each.byName)
						: result?.level == null
							? m.history.sealed
							: levelOf(form, result.level).name[locale] + (each.state === 'superseded' ? m.history.inBrackets(m.history.superseded) : ''),
				total: result?.total == null ? '' : m.total[form.counts](result.total, form.counts === 'points' ? result.max : itemsOf(form).length),
				by: each.assessors.join(locale === 'zh' ? '、' : ', ') || each.byName,
				next: counts && each.reviewOn ? formatDate(each.reviewOn, locale) : '',
				overdue: counts && each.reviewOn !== null && each.reviewOn <= person.today
			};
		}),
		withheld: person.withheld,
		sealed: assessments.some((each) => each.state !== 'draft' && !each.content),
		trends: [...newest.keys()].flatMap((key) => {
			const seen = assessments.filter((each) => each.formKey === key && each.state === 'complete' && each.content?.result?.total != null).reverse();
			return seen.length < 2 || formOf(seen.at(-1)!).counts !== 'points' ? [] : [{ form: formOf(seen.at(-1)!).name[locale], points: seen.map((each) => each.assessedOn.slice(0, 7)), values: seen.map((each) => each.content!.result!.total!) }];
		}),
		offers: (person.assessable ? formsOn(person.today) : []).map((form) => ({ key: form.key, name: form.name[locale], draft: assessments.find((each) => each.mine && each.formKey === form.key)?.id ?? null }))
	};
}
