/** A taxonomy made ready for matching: look-ups, the two models, and each term's words for expanding a query. */
import type { TokenBag, Tokenizer } from '#platform/search/index.ts';
import { builtInTerms, cues as builtInCues, type Term } from '../terms/index.ts';
import { tokenizer } from './language.ts';
import { NEED_FIELDS, SERVICE_FIELDS, termModels, type TermModel } from './term-model.ts';

export interface Taxonomy {
	terms: ReadonlyMap<string, Term>;
	needs: TermModel;
	services: TermModel;
	/** Providers' words of a term as tokens, for expanding a need into the language of services. */
	expansion: ReadonlyMap<string, TokenBag>;
	tokenizer: Tokenizer;
}

/**
 * Builds a taxonomy (about a second). Pass the subdistrict's edited terms, confirmed aliases included; keep the result and
 * build anew when a term changes.
 */
export function createTaxonomy(
	terms: readonly Term[] = builtInTerms,
	cues: ReadonlyMap<string, readonly string[]> = builtInCues,
	words: Tokenizer = tokenizer()
): Taxonomy {
	const expansion = new Map<string, TokenBag>();
	for (const term of terms) {
		const bag: TokenBag = new Map();
		const phrases = [term.zh, term.zh, ...term.serviceWords];
		for (const phrase of phrases) {
			for (const [token, value] of words.tokens(phrase)) bag.set(token, Math.min(2, (bag.get(token) ?? 0) + value));
		}
		expansion.set(term.code, bag);
	}
	const [needs, services] = termModels(terms, cues, words, NEED_FIELDS, SERVICE_FIELDS);
	return {
		terms: new Map(terms.map((term) => [term.code, term])),
		needs: needs!,
		services: services!,
		expansion,
		tokenizer: words
	};
}

let builtIn: Taxonomy | undefined;

/** The built-in taxonomy, made at first use. */
export const builtInTaxonomy = (): Taxonomy => (builtIn ??= createTaxonomy());
