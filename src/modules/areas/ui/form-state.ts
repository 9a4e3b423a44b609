import type { FormProblem } from '#platform/web/forms.ts';
import type { Locale } from '#platform/i18n.ts';
import { issueText } from '#ui/problem.ts';
import { areasMessages } from '../messages/index.ts';

/** One of several forms on a page: what was typed into it, and what is wrong with it. */
export interface FormState {
	/** what was typed, or what is stored */
	kept(path: string, stored?: string | number | null): string;
	error(path: string): string | null;
}

/** The state of the form called `name`; a problem of another form leaves it as it is stored. */
export function formState(problem: FormProblem | null | undefined, name: string, locale: Locale): FormState {
	const mine = problem && problem.values.form === name ? problem : null;
	return {
		kept(path, stored) {
			if (!mine) return stored === null || stored === undefined ? '' : String(stored);
			let value: unknown = mine.values;
			for (const part of path.split('.')) value = (value as Record<string, unknown> | undefined)?.[part];
			return typeof value === 'string' ? value : '';
		},
		error(path) {
			const issue = mine?.fields[path];
			return issue ? issueText(issue, locale, areasMessages) : null;
		}
	};
}
