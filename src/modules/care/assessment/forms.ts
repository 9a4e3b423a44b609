/** The forms that the product knows, every version of them: an old assessment is read and printed with the version it was made by. */
import type { AssessmentForm } from './form.model.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';
import { tekunSelfCare } from './forms/tekun-self-care-2021.data.ts';

export const FORMS: readonly AssessmentForm[] = [gbt42195, tekunSelfCare];

/** The version by which an assessment of that day (`YYYY-MM-DD`) is made, or null where the form was not in force yet. */
export function formOn(key: string, day: string, forms = FORMS): AssessmentForm | null {
	return forms.filter((form) => form.key === key && form.validFrom <= day).reduce<AssessmentForm | null>((newest, form) => (newest && newest.validFrom > form.validFrom ? newest : form), null);
}

/** @throws RangeError a version that the product never had */
export function formVersion(key: string, version: string, forms = FORMS): AssessmentForm {
	const found = forms.find((form) => form.key === key && form.version === version);
	if (!found) throw new RangeError(`no assessment form ${key} ${version}`);
	return found;
}

/** The forms in force on a day, in the order in which they are offered. */
export function formsOn(day: string, forms = FORMS): AssessmentForm[] {
	return [...new Set(forms.map((form) => form.key))].flatMap((key) => formOn(key, day, forms) ?? []);
}
