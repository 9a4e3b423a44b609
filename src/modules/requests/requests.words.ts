/** Text of a case as lists and searches hold it: one line, telephone and identity numbers starred, cut into pairs. */
import { excerpt } from '#platform/text/index.ts';
import { bigrams } from './requests.duplicates.ts';

/**
 * Runs of seven digits or more, full-width ones too, are telephone, identity or card numbers; nothing that a summary
 * needs is that long. All else stays as it was written: a resident's ， does not become a comma.
 */
export function starNumbers(text: string): string {
	return text.replace(/\p{N}(?:[\s\p{Pd}]?\p{N}){6,}[xXｘＸ]?/gu, (run) => {
		const digits = run.normalize('NFKC');
		return `${digits.slice(0, 2)}****${digits.slice(-2)}`;
	});
}

export const summaryOf = (text: string): string => excerpt(starNumbers(text), 60);

const quote = (token: string): string => `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/**
 * The `tsvector` of texts as overlapping pairs: a substring of two characters or more is always found, which no
 * dictionary promises (measured recall 1.0; domain/requests.md §6).
 */
export function searchVector(...texts: string[]): string {
	const tokens = new Set<string>();
	for (const text of texts) for (const token of bigrams(starNumbers(text))) tokens.add(token);
	return [...tokens].map(quote).join(' ');
}

/** The `tsquery` that asks for all pairs of what was typed; `null` when nothing remains to ask for. */
export function searchQuery(typed: string): string | null {
	const parts = typed.trim().split(/\s+/).flatMap((word) => [...bigrams(word)]);
	return parts.length ? [...new Set(parts)].map(quote).join(' & ') : null;
}
