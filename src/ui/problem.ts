import type { FieldIssue } from '#platform/errors.ts';
import type { Locale, MessageSet } from '#platform/i18n.ts';
import { errorText, platformMessages, type ErrorText, type WithErrors } from '#platform/messages/index.ts';

/** An AppError as it travels to a page (`FormProblem`, `App.Error`, the API's `error`). */
export interface Problem {
	code: string;
	params?: Record<string, string | number>;
}

/**
 * The sentences for a problem: looked for in the given modules' words, then in the platform's own.
 * A hydrated page passes its module's set (`problemText(problem, locale, requestsMessages)`); a page rendered on the
 * server alone takes `problemText` of `#app/problems.ts`, which knows every module.
 */
export function problemText(problem: Problem, locale: Locale, ...sets: readonly MessageSet<WithErrors>[]): ErrorText {
	return errorText(problem.code, problem.params ?? {}, locale, [...sets, platformMessages]) ?? errorText('platform.unexpected', {}, locale, [platformMessages])!;
}

/** The one sentence under a field. */
export function issueText(issue: FieldIssue, locale: Locale, ...sets: readonly MessageSet<WithErrors>[]): string {
	const known = errorText(issue.code, issue.params ?? {}, locale, [...sets, platformMessages]) ?? errorText('platform.notValid', {}, locale, [platformMessages])!;
	return known.todo ? `${known.what}${locale === 'en' ? ' ' : ''}${known.todo}` : known.what;
}
