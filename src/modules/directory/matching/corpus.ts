/**
 * The services of one subdistrict as an inverted index under BM25F, kept in memory and brought up to date by version.
 * A document's vector depends on nothing but the service itself (field lengths are set against fixed references, not
 * against the corpus), so that it can be cached by id and version and never goes stale through somebody else's edit.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TokenBag } from '#platform/search/index.ts';
import { classifyService, serviceBag, type ServiceTerm } from './classify.ts';
import type { MatchService } from './service.ts';
import type { Taxonomy } from './taxonomy.ts';
import type { Profile } from './term-model.ts';

/** Field: weight, how much length counts (0..1), usual length in token weight. */
const FIELDS = {
	name: { weight: 3, b: 0.3, usual: 12 },
	aliases: { weight: 2.2, b: 0.3, usual: 8 },
	terms: { weight: 1, b: 0.4, usual: 40 },
	description: { weight: 1, b: 0.6, usual: 60 },
	organization: { weight: 0.4, b: 0.3, usual: 12 }
} as const;
/** Services taken in before other work has its turn. */
const YIELD_EVERY = 20;
const K1 = 1.6;
const MAX_REPEAT = 2;

interface DocumentVector {
	/** Token -> saturated BM25F weight, without IDF. */
	tokens: [string, number][];
	terms: ServiceTerm[];
	profile: Profile;
}

/** What is kept of a vector: its weights stand in the postings alone (2,000 services: 10 MB instead of 30). */
interface Entry {
	service: MatchService;
	/** Postings that the service stands in, to be counted down when it goes. */
	held: Posting[];
	terms: readonly ServiceTerm[];
	alive: boolean;
}

interface Posting {
	docs: number[];
	weights: number[];
	/** Living documents. */
	df: number;
}

export interface TextScores {
	/** By place in the index; `corpus.at(place)` gives the service. */
	text: Float64Array;
	bridge: Float64Array;
	/** Cosine of the profiles of need and service, 0..1. */
	likeness: Float64Array;
	/** Best text score of all. */
	best: number;
}

export class Corpus {
	readonly taxonomy: Taxonomy;
	readonly #entries: Entry[] = [];
	readonly #places = new Map<string, number>();
	readonly #tokens = new Map<string, Posting>();
	readonly #terms = new Map<string, Posting>();
	readonly #profiles = new Map<number, Posting>();
	#living = 0;

	constructor(taxonomy: Taxonomy, services: Iterable<MatchService> = []) {
		this.taxonomy = taxonomy;
		for (const service of services) this.put(service);
	}

	/** Number of services. */
	get size(): number {
		return this.#living;
	}

	get(id: string): MatchService | undefined {
		const place = this.#places.get(id);
		return place === undefined ? undefined : this.#entries[place]!.service;
	}

	at(place: number): MatchService {
		return this.#entries[place]!.service;
	}

	/** Adds a service or replaces it. A version already held only refreshes what changes by the hour (slots, opening). */
	put(service: MatchService): void {
		const known = this.#places.get(service.id);
		if (known !== undefined) {
			const entry = this.#entries[known]!;
			if (entry.service.version === service.version) {
				entry.service = service;
				return;
			}
			this.remove(service.id);
		}
		const place = this.#entries.length;
		const vector = documentVector(service, this.taxonomy);
		const held = vector.tokens.map(([token, weight]) => push(this.#tokens, token, place, weight));
		for (const { term, weight } of vector.terms) push(this.#terms, term, place, weight);
		this.#entries.push({ service, held, terms: vector.terms, alive: true });
		this.#places.set(service.id, place);
		vector.profile.terms.forEach((term, i) => push(this.#profiles, term, place, vector.profile.values[i]!));
		this.#living++;
	}

	remove(id: string): void {
		const place = this.#places.get(id);
		if (place === undefined) return;
		const entry = this.#entries[place]!;
		entry.alive = false;
		this.#places.delete(id);
		this.#living--;
		for (const posting of entry.held) posting.df--;
		if (this.#entries.length > 64 && this.#living < this.#entries.length * 0.7) this.#compact();
	}

	/**
	 * Brings the index to the given state: removes what is not listed, loads only what is new or changed.
	 * @param current ids and versions of every active service of the subdistrict
	 * @param load gives the full services for ids
	 */
	async sync(
		current: Iterable<{ id: string; version: string | number }>,
		load: (ids: string[]) => Promise<MatchService[]>
	): Promise<{ loaded: number; removed: number }> {
		const listed = new Map<string, string | number>();
		for (const { id, version } of current) listed.set(id, version);
		const gone = [...this.#places.keys()].filter((id) => !listed.has(id));
		for (const id of gone) this.remove(id);
		const changed = [...listed].filter(([id, version]) => this.get(id)?.version !== version).map(([id]) => id);
		const services = changed.length > 0 ? await load(changed) : [];
		for (let i = 0; i < services.length; i++) {
			this.put(services[i]!);
			// A millisecond each: other requests have their turn between them.
			if (i % YIELD_EVERY === YIELD_EVERY - 1) await nextTurn();
		}
		return { loaded: services.length, removed: gone.length };
	}

	/** Rarity of a token: services and taxonomy are counted together, so that a small directory does not mislead. */
	idf(token: string): number {
		const total = this.#living + this.taxonomy.needs.size;
		const df = (this.#tokens.get(token)?.df ?? 0) + this.taxonomy.needs.holders(token);
		return Math.log(1 + (total - df + 0.5) / (df + 0.5));
	}

	holds(token: string): boolean {
		return (this.#tokens.get(token)?.df ?? 0) > 0;
	}

	/** Scores every service for a weighted query, for weighted need terms and for all that the need speaks of. */
	score(query: TokenBag, terms: ReadonlyMap<string, number>, profile: Profile): TextScores {
		const text = new Float64Array(this.#entries.length);
		const bridge = new Float64Array(this.#entries.length);
		const likeness = new Float64Array(this.#entries.length);
		for (const [token, value] of query) {
			const posting = this.#tokens.get(token);
			if (!posting) continue;
			const weight = value * this.idf(token);
			for (let i = 0; i < posting.docs.length; i++) text[posting.docs[i]!]! += weight * posting.weights[i]!;
		}
		for (const [code, value] of terms) {
			const posting = this.#terms.get(code);
			if (!posting) continue;
			for (let i = 0; i < posting.docs.length; i++) {
				const place = posting.docs[i]!;
				// The best term decides; a second one that also fits adds a little.
				const gain = value * posting.weights[i]!;
				const held = bridge[place]!;
				bridge[place] = gain > held ? gain + 0.15 * held : held + 0.15 * gain;
			}
		}
		profile.terms.forEach((term, at) => {
			const posting = this.#profiles.get(term);
			for (let i = 0; i < (posting?.docs.length ?? 0); i++) likeness[posting!.docs[i]!]! += profile.values[at]! * posting!.weights[i]!;
		});
		let best = 0;
		for (let place = 0; place < this.#entries.length; place++) {
			if (!this.#entries[place]!.alive) text[place] = bridge[place] = likeness[place] = 0;
			else if (text[place]! > best) best = text[place]!;
		}
		return { text, bridge, likeness, best };
	}

	/** Terms of the service at a place, as given or as read from its text. */
	termsAt(place: number): readonly ServiceTerm[] {
		return this.#entries[place]!.terms;
	}

	#compact(): void {
		const services = this.#entries.filter((entry) => entry.alive).map((entry) => entry.service);
		this.#entries.length = 0;
		this.#places.clear();
		this.#tokens.clear();
		this.#terms.clear();
		this.#profiles.clear();
		this.#living = 0;
		for (const service of services) this.put(service);
	}
}

function push<Key>(postings: Map<Key, Posting>, key: Key, place: number, weight: number): Posting {
	let posting = postings.get(key);
	if (!posting) postings.set(key, (posting = { docs: [], weights: [], df: 0 }));
	posting.docs.push(place);
	posting.weights.push(weight);
	posting.df++;
	return posting;
}

/** BM25F: field frequencies are normalised and added before they saturate together. */
function documentVector(service: MatchService, taxonomy: Taxonomy): DocumentVector {
	const terms = classifyService(service, taxonomy);
	const termWords = service.termCodes.map((code) => {
		const term = taxonomy.terms.get(code);
		return term ? [term.zh, ...term.serviceWords].join(' ') : '';
	});
	const fields: [keyof typeof FIELDS, string][] = [
		['name', service.name],
		['aliases', service.aliases.join(' ')],
		['terms', termWords.join(' ')],
		['description', `${service.description} ${service.eligibility.text ?? ''}`],
		['organization', service.organizationName]
	];
	const sum = new Map<string, number>();
	for (const [field, text] of fields) {
		const { weight, b, usual } = FIELDS[field];
		const bag = taxonomy.tokenizer.tokens(text);
		let length = 0;
		for (const value of bag.values()) length += value;
		const norm = 1 - b + (b * length) / usual;
		for (const [token, value] of bag) sum.set(token, (sum.get(token) ?? 0) + (weight * Math.min(value, MAX_REPEAT)) / norm);
	}
	return { tokens: [...sum].map(([token, tf]) => [token, (tf * (K1 + 1)) / (tf + K1)]), terms, profile: taxonomy.services.profile(serviceBag(service, taxonomy)) };
}
