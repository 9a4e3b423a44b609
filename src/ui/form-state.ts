import type { Locale } from '#platform/i18n.ts';
import type { FormProblem } from '#platform/web/forms.ts';
import { issueText } from './problem.ts';

/** One of several forms on a page: what was typed into it, and what is wrong with it. */
export interface FormState {
	/** whether it is the form that did not go through */
	mine: boolean;
	/** what was typed, or what is stored */
	kept(path: string, stored?: string | number | null): string;
	/** the ticks of a list (`tags[]`) */
	ticked(path: string): readonly string[];
	error(path: string): string | null;
}

/** The state of the form called `name` (its hidden field `form`); a problem of another form leaves it as it is stored. */
export function formState(problem: FormProblem | null | undefined, name: string, locale: Locale, messages: Parameters<typeof issueText>[2]): FormState {
	const mine = problem && problem.values.form === name ? problem : null;
	const at = (path: string): unknown => path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], mine?.values);
	return {
		mine: mine !== null,
		kept(path, stored) {
			if (!mine) return stored === null || stored === undefined ? '' : String(stored);
			const value = at(path);
			return typeof value === 'string' ? value : '';
		},
		ticked(path) {
			const value = at(path);
			return Array.isArray(value) ? (value as string[]) : [];
		},
		error(path) {
			const issue = mine?.fields[path];
			return issue ? issueText(issue, locale, messages) : null;
		}
	};
}
