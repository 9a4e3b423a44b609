import type { Locale, MessageSet } from '../i18n.ts';

/** What a coded error says to a person: what went wrong, what was kept, what to do now. */
export interface ErrorText {
	what: string;
	kept?: string;
	todo?: string;
}

type Params = Record<string, string | number>;

/** A sentence, the three sentences, or either made from the error's params. */
export type ErrorWords = string | ErrorText | ((params: Params) => string | ErrorText);

/**
 * A module's words hold the sentences for its own codes under `errors`, by the whole code:
 * `errors: { 'requests.textMissing': '请写一句您需要什么' }`. Codes of fields and of whole forms stand side by side.
 */
export interface WithErrors {
	errors: Record<string, ErrorWords>;
}

/** The words of one code in the first set that knows it, or null. */
export function errorText(code: string, params: Params, locale: Locale, sets: readonly MessageSet<WithErrors>[]): ErrorText | null {
	for (const set of sets) {
		const words = set[locale].errors[code];
		if (words === undefined) continue;
		const said = typeof words === 'function' ? words(params) : words;
		return typeof said === 'string' ? { what: said } : said;
	}
	return null;
}
