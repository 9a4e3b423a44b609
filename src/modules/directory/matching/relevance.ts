/** How well services answer a need by words and by meaning, before anything about the person is known. */
import type { TokenBag } from '#platform/search/index.ts';
import { needBag, needWeights } from './classify.ts';
import type { Corpus } from './corpus.ts';

export interface Relevance {
	place: number;
	/** Comparable within one answer. */
	score: number;
	/** Parts of it, for tests and for the calibration of confidence. */
	text: number;
	bridge: number;
}

export interface RankedNeed {
	ranked: Relevance[];
	/** Leading need term, if any. */
	term: string | null;
	bag: TokenBag;
	/** Need terms with their weights in the ranking. */
	weights: ReadonlyMap<string, number>;
	/** Share of what was said that speaks for the leading term, 0..1. */
	coverage: number;
	/** Log likelihood of the leading term, per root of the number of tokens: how much sense the sentence makes at all. */
	sense: number;
}

/** Share of the bridge (need term -> service) in relevance; the rest is BM25F over the words. */
const BRIDGE = 0.65;
/** What likeness in all that need and service speak of adds: it tells apart what serves the same leading term. */
const LIKENESS = 0.5;
/** What a provider's word that the need's terms suggest is worth, against a word that was said. */
const EXPANSION = 0.2;
const EXPANDED_TERMS = 3;
/** What scores less than this share of the best is not worth sorting. */
const FAR_BEHIND = 0.15;

/** Ranks services for a need, the `keep` most relevant. Deterministic: equal scores stand in order of id. */
export function rank(need: string, corpus: Corpus, keep = 60): RankedNeed {
	const { taxonomy } = corpus;
	const bag = needBag(need, taxonomy);
	const { weights, top } = needWeights(bag, taxonomy);
	const query: TokenBag = new Map();
	for (const [token, value] of bag) query.set(token, Math.min(value, 1.5));
	let expanded = 0;
	for (const [code, weight] of weights) {
		if (expanded++ === EXPANDED_TERMS) break;
		for (const [token, value] of taxonomy.expansion.get(code) ?? []) {
			query.set(token, (query.get(token) ?? 0) + EXPANSION * weight * value);
		}
	}
	const scores = corpus.score(query, weights, taxonomy.needs.profile(bag));
	// Services that are gone score nothing and fall out with the rest.
	const total = new Float64Array(scores.text.length);
	const textOf = (place: number) => (scores.best > 0 ? scores.text[place]! / scores.best : 0);
	const bridgeOf = (place: number) => Math.min(1, scores.bridge[place]!);
	let best = 0.05;
	for (let place = 0; place < total.length; place++) {
		total[place] = BRIDGE * bridgeOf(place) + (1 - BRIDGE) * textOf(place) + LIKENESS * scores.likeness[place]!;
		best = Math.max(best, total[place]!);
	}
	const ranked: Relevance[] = [];
	for (let place = 0; place < total.length; place++) {
		if (total[place]! > best * FAR_BEHIND) ranked.push({ place, score: total[place]!, text: textOf(place), bridge: bridgeOf(place) });
	}
	ranked.sort((a, b) => b.score - a.score || (corpus.at(a.place).id < corpus.at(b.place).id ? -1 : 1));
	ranked.length = Math.min(ranked.length, keep);
	const understood = top ? coverage(bag, top.code, corpus) : 0;
	const sense = top ? top.raw / Math.sqrt(bag.size) : 0;
	return { ranked, term: top?.code ?? null, bag, weights, coverage: understood, sense };
}

/** Share of what was said, by rarity, that speaks for the leading term; single characters are left out as too willing. */
function coverage(bag: TokenBag, code: string, corpus: Corpus): number {
	const { needs } = corpus.taxonomy;
	let said = 0;
	let understood = 0;
	for (const [token, value] of bag) {
		if (token.length === 1) continue;
		const weight = value * needs.idf(token);
		said += weight;
		if (needs.contribution(token, code) > 0) understood += weight;
	}
	return said > 0 ? understood / said : 0;
}
