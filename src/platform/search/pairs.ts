/**
 * Search by what stands there: texts as overlapping pairs of characters. A substring of two characters or more is always
 * found, which no dictionary promises (measured recall 1.0; domain/requests.md §6). For lists of cases and notices, where
 * somebody looks for words that they remember; needs are matched by meaning (`tokens.ts`).
 */
import { quote } from './tsvector.ts';

/** Letters and digits only, width and case folded. */
const plain = (text: string): string[] => [...text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')];

/** Overlapping pairs of characters; of a single character itself. */
export function pairsOf(text: string): Set<string> {
	const characters = plain(text);
	if (characters.length === 1) return new Set(characters);
	return new Set(characters.slice(1).map((character, i) => characters[i]! + character));
}

/** Text for `$1::tsvector`: the pairs of all texts, and the last character of each, which begins no pair. */
export function toPairVector(...texts: string[]): string {
	const tokens = new Set(texts.flatMap((text) => [...pairsOf(text), ...plain(text).slice(-1)]));
	return [...tokens].map(quote).join(' ');
}

/**
 * Text for `$1::tsquery` that asks for every word typed, each by all its pairs; `null` when no letter or digit was typed.
 * A single character is asked for as the beginning of a pair.
 */
export function toPairQuery(typed: string): string | null {
	const parts = typed
		.trim()
		.split(/\s+/)
		.flatMap((word) => [...pairsOf(word)].map((token) => ([...token].length === 1 ? `${quote(token)}:*` : quote(token))));
	return parts.length ? [...new Set(parts)].join(' & ') : null;
}
