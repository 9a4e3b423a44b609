import { issueText } from '#app/problems.ts';
import type { Locale } from '#platform/i18n.ts';
import type { FormProblem } from '#platform/web/forms.ts';

/** What a page without script shows in the fields of a form that was refused. `problem` null: it was not. */
export const refused = (problem: FormProblem | null | undefined, locale: Locale) => ({
	/** The sentence under a field: of its names, in the form and in the use case, the first that has one. */
	error: (...names: string[]): string | null => {
		const issue = names.map((name) => problem?.fields[name]).find(Boolean);
		return issue ? issueText(issue, locale) : null;
	},
	/** What was typed; `start` where nothing has been sent yet. */
	value: (name: string, start = ''): string => (problem ? String(problem.values[name] ?? '') : start)
});
