/**
 * Scores a bag of tokens against every need term. Each leaf term is one document of weighted phrases (aliases, word
 * field, providers' words, names, definition) under a language model with Dirichlet smoothing (Zhai and Lafferty,
 * 2001): what counts is a token's share that belongs to the term, so that one telling word outweighs many common ones.
 * BM25 was measured against it and lost on sentences it had not met. Contributions are worked out once; a sentence costs
 * one look-up for each token.
 */
import type { TokenBag, Tokenizer } from '#platform/search/index.ts';
import type { Term } from '../terms/index.ts';

/** How much each kind of phrase counts in a term's document. */
export interface FieldWeights {
	name: number;
	definition: number;
	alias: number;
	cue: number;
	serviceWord: number;
	english: number;
}

export interface TermScore {
	code: string;
	/** Log likelihood against the background. */
	raw: number;
	/** Share of the best term's raw score, 0..1. */
	share: number;
}

/** A text's likeness to each of its nearest terms, as a sparse vector of length 1. Both models number terms alike. */
export interface Profile {
	/** Places in `codes`. */
	terms: Uint16Array;
	values: Float32Array;
}

/** For residents' sentences. */
export const NEED_FIELDS: FieldWeights = { name: 1, definition: 1, alias: 1, cue: 1.3, serviceWord: 0.7, english: 1 };
/** For providers' prose. */
export const SERVICE_FIELDS: FieldWeights = { name: 3, definition: 2, alias: 0.6, cue: 0.5, serviceWord: 2.5, english: 1 };

/** Smoothing in token weights: small, for a term's document is only some hundred tokens long. */
const MU = 40;
/** How much the length of a term's document tells against it: 1 is the language model as written, 0 lets terms with many phrases win by chance words. */
const LENGTH = 0.7;
/** Terms kept in a profile: the tail is chance. */
const PROFILE_TERMS = 20;
/** One token said many times is not many tokens. */
const REPEAT_CAP = 1.4;
/** What a token counts by its kind: characters, concepts, Latin words (which have no pairs to support them), pairs and words. */
const KIND = (token: string): number => (token.length === 1 ? 1.3 : token.startsWith('#') ? 1.5 : /^[a-z]/.test(token) ? 1.4 : 1);
const weightOf = (token: string, value: number): number => Math.min(value * KIND(token), REPEAT_CAP);

interface Posting {
	idf: number;
	terms: Uint16Array;
	values: Float32Array;
}

export class TermModel {
	readonly codes: string[];
	/** Number of leaf terms. */
	readonly size: number;
	readonly #postings = new Map<string, Posting>();
	readonly #places: ReadonlyMap<string, number>;
	/** What each token that is said adds to a term for the length of its document alone; below zero where it is longer than most. */
	readonly #brevity: Float64Array;

	/** @param documents weighted tokens of each code, in the same order */
	constructor(codes: readonly string[], documents: readonly Map<string, number>[]) {
		this.codes = [...codes];
		this.size = codes.length;
		this.#places = new Map(this.codes.map((code, place) => [code, place]));
		const lengths = documents.map((document) => [...document.values()].reduce((sum, value) => sum + value, 0));
		const total = lengths.reduce((sum, value) => sum + value, 0);
		const mean = total / this.size;
		this.#brevity = Float64Array.from(lengths, (length) => LENGTH * Math.log((MU + mean) / (MU + length)));
		const holders = new Map<string, number[]>();
		documents.forEach((document, index) => {
			for (const token of document.keys()) {
				const list = holders.get(token);
				if (list) list.push(index);
				else holders.set(token, [index]);
			}
		});
		for (const [token, list] of holders) {
			const idf = Math.log(1 + (this.size - list.length + 0.5) / (list.length + 0.5));
			const everywhere = list.reduce((sum, index) => sum + documents[index]!.get(token)!, 0);
			const values = list.map((index) => Math.log(1 + (documents[index]!.get(token)! * total) / (MU * everywhere)));
			this.#postings.set(token, { idf, terms: Uint16Array.from(list), values: Float32Array.from(values) });
		}
	}

	/** Inverse document frequency among terms; a token that no term knows is as rare as can be. */
	idf(token: string): number {
		return this.#postings.get(token)?.idf ?? Math.log(1 + (this.size + 0.5) / 0.5);
	}

	knows(token: string): boolean {
		return this.#postings.has(token);
	}

	/** Number of terms whose document holds the token. */
	holders(token: string): number {
		return this.#postings.get(token)?.terms.length ?? 0;
	}

	/** The best terms, best first; equal scores in order of code. */
	score(bag: TokenBag, limit: number): TermScore[] {
		const raw = new Float64Array(this.size);
		let said = 0;
		for (const [token, value] of bag) {
			const posting = this.#postings.get(token);
			if (!posting) continue;
			const weight = weightOf(token, value);
			said += weight;
			for (let i = 0; i < posting.terms.length; i++) raw[posting.terms[i]!]! += weight * posting.values[i]!;
		}
		const found: number[] = [];
		for (let i = 0; i < this.size; i++) {
			if (raw[i] === 0) continue;
			raw[i]! += said * this.#brevity[i]!;
			if (raw[i]! > 0) found.push(i);
		}
		found.sort((a, b) => raw[b]! - raw[a]! || (this.codes[a]! < this.codes[b]! ? -1 : 1));
		const best = raw[found[0] ?? 0] || 1;
		return found.slice(0, limit).map((i) => ({ code: this.codes[i]!, raw: raw[i]!, share: raw[i]! / best }));
	}

	/** What a text speaks of in all, not only foremost: squared shares of the nearest terms. */
	profile(bag: TokenBag): Profile {
		const nearest = this.score(bag, PROFILE_TERMS);
		const values = Float32Array.from(nearest, ({ share }) => share ** 2);
		const length = Math.hypot(...values) || 1;
		return { terms: Uint16Array.from(nearest, ({ code }) => this.#places.get(code)!), values: values.map((value) => value / length) };
	}

	/** What one token adds to one term: used to say why. */
	contribution(token: string, code: string): number {
		const posting = this.#postings.get(token);
		const at = posting ? posting.terms.indexOf(this.#places.get(code) ?? -1) : -1;
		return at < 0 ? 0 : posting!.values[at]!;
	}
}

/**
 * One model for each set of weights over the leaf terms. Every phrase is cut once and its tokens are let go at once.
 * `cues` adds a word field for a code; learned aliases arrive in `terms` like any other alias.
 */
export function termModels(
	terms: readonly Term[],
	cues: ReadonlyMap<string, readonly string[]>,
	tokenizer: Pick<Tokenizer, 'tokens'>,
	...weights: FieldWeights[]
): TermModel[] {
	const leaves = terms.filter((term) => term.parent !== null);
	const documents = weights.map(() => leaves.map(() => new Map<string, number>()));
	leaves.forEach((term, place) => {
		const add = (phrase: string, field: keyof FieldWeights) => {
			for (const [token, value] of tokenizer.tokens(phrase)) {
				const once = weightOf(token, value);
				weights.forEach((weight, model) => {
					const document = documents[model]![place]!;
					document.set(token, (document.get(token) ?? 0) + once * weight[field]);
				});
			}
		};
		add(term.zh, 'name');
		add(term.en, 'english');
		add(term.definition, 'definition');
		for (const phrase of term.aliases) add(phrase, 'alias');
		for (const phrase of cues.get(term.code) ?? []) add(phrase, 'cue');
		for (const phrase of term.serviceWords) add(phrase, 'serviceWord');
	});
	const codes = leaves.map((term) => term.code);
	return documents.map((of) => new TermModel(codes, of));
}
