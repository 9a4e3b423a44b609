import type { Locale } from '#platform/i18n.ts';
import type { FormProblem } from '#platform/web/forms.ts';
import { formState as stateOf, type FormState } from '#ui/form-state.ts';
import { areasMessages } from '../messages/index.ts';

export type { FormState };

/** The state of one of the forms of these pages, in the words of areas. */
export const formState = (problem: FormProblem | null | undefined, name: string, locale: Locale): FormState => stateOf(problem, name, locale, areasMessages);
