/** Need in words -> ranked services with plain reasons: relevance first, then fit to the person. */
import type { TokenBag } from '#platform/search/index.ts';
import { populations, type GroupCode } from '../terms/index.ts';
import { personsIn } from './audience.ts';
import { tellingWords } from './classify.ts';
import type { Corpus } from './corpus.ts';
import { fit } from './fit.ts';
import { reason, type Locale } from './reasons.ts';
import { rank } from './relevance.ts';
import type { Match, MatchPerson, MatchService, Reason } from './service.ts';

export interface MatchOptions {
	limit?: number;
	locale?: Locale;
	/** Which services may come in at all (kind, opening, cost …). */
	accept?: (service: MatchService) => boolean;
}

/** A need is met when the engine is this sure; below it counts as unmet. */
export const CONFIDENT = 0.5;
/** Matches this far behind the first are not worth a resident's time. */
const WORTH_SHOWING = 0.1;
/** How many of the most relevant are fitted to the person. */
const FITTED = 40;
const REASONS = 5;

/**
 * Ranks services for a need. Pure but for the corpus; the same input gives the same answer, ties stand in order of id.
 * Nonsense gives an empty list; a need that nothing suits gives matches with `confident: false`.
 * @param now instant that reasons such as "tomorrow 14:00" are told from
 */
export function matchServices(need: string, person: MatchPerson, now: Date, corpus: Corpus, options: MatchOptions = {}): Match[] {
	const { limit = 3, locale = 'zh', accept } = options;
	const answer = rank(need, corpus);
	const { ranked, certainty, weights, bag } = answer;
	if (answer.sense < NONSENSE) return [];
	const spoken = spokenGroups(bag);
	const persons = personsIn(need);
	const fitted: { service: MatchService; place: number; score: number; refused: boolean; text: number; reasons: Reason[] }[] = [];
	for (const { place, score, text } of ranked) {
		const service = corpus.at(place);
		if (accept && !accept(service)) continue;
		const { factor, refused, reasons } = fit(service, person, spoken, persons, now, locale);
		fitted.push({ service, place, score: score * factor, refused, text, reasons });
		if (fitted.length === FITTED) break;
	}
	fitted.sort((a, b) => b.score - a.score || (a.service.id < b.service.id ? -1 : 1));
	const best = fitted[0]?.score ?? 0;
	const shown = fitted.slice(0, limit).filter((candidate) => candidate.score >= best * WORTH_SHOWING);
	return shown.map(({ service, place, score, refused, reasons }) => ({
		serviceId: service.id,
		name: service.name,
		organizationName: service.organizationName,
		score: Math.round(Math.min(1, score) * 1000) / 1000,
		confident: !refused && certainty >= CONFIDENT && score >= best * 0.5,
		reasons: [whyRelevant(need, bag, weights, place, corpus, locale), ...reasons].filter((r) => r !== null).slice(0, REASONS),
		...(service.nextSlot ? { nextSlot: service.nextSlot } : {})
	}));
}

/** Below this the sentence makes no sense as a need: no list is better than a random one. */
const NONSENSE = 4;

/** "说到“不会做饭”，对应“老年助餐”": the need term that joins sentence and service, else the words that they share. */
function whyRelevant(
	need: string, bag: TokenBag, weights: ReadonlyMap<string, number>, place: number, corpus: Corpus, locale: Locale
): Reason | null {
	const { taxonomy } = corpus;
	let code: string | null = null;
	let strongest = 0.02;
	for (const { term, weight } of corpus.termsAt(place)) {
		const joined = weight * (weights.get(term) ?? 0);
		if (joined > strongest) [code, strongest] = [term, joined];
	}
	if (code) {
		const term = taxonomy.terms.get(code)!;
		return reason('need', { words: tellingWords(need, bag, code, taxonomy), term }, locale);
	}
	const { name, description } = corpus.at(place);
	const shared = [...bag]
		.filter(([token, value]) => token.length > 1 && !token.startsWith('#') && value >= 1 && (name.includes(token) || description.includes(token)))
		.sort(([a, x], [b, y]) => y * corpus.idf(b) - x * corpus.idf(a) || (a < b ? -1 : 1))
		.slice(0, 2)
		.map(([token]) => token);
	return shared.length > 0 ? reason('word', { words: shared }, locale) : null;
}

/** Populations that the sentence itself speaks of. */
export function spokenGroups(bag: TokenBag): Set<GroupCode> {
	const groups = new Set<GroupCode>();
	for (const [code, { words }] of Object.entries(populations)) {
		if (words.some((word) => bag.has(word))) groups.add(code as GroupCode);
	}
	return groups;
}
