/** Need in words -> ranked services with plain reasons: relevance first, then fit to the person. */
import type { TokenBag } from '#platform/search/index.ts';
import { populations, type GroupCode } from '../terms/index.ts';
import { personsIn } from './audience.ts';
import { withNegation, type ServiceTerm } from './classify.ts';
import type { Corpus } from './corpus.ts';
import { emergencyIn, helpsIn } from './emergency.ts';
import { evidenceFor, evidenceWords, isOtherTalk, type Evidence } from './evidence.ts';
import { fit, type Fit } from './fit.ts';
import { readingOf } from './readings.ts';
import { reason, type Locale } from './reasons.ts';
import { rank, type RankedNeed } from './relevance.ts';
import type { Match, MatchPerson, MatchService, Reason } from './service.ts';
import { withVariety, type Ranked } from './variety.ts';

export interface MatchOptions {
	limit?: number;
	locale?: Locale;
	/** Which services may come in at all (kind, opening, cost …). */
	accept?: (service: MatchService) => boolean;
	/** Looks at all that is relevant at all, for a list that is paged through, and not only at the best few. */
	all?: boolean;
}

/** A need is met when the engine is this sure; below it counts as unmet. */
export const CONFIDENT = 0.5;
/** Matches this far behind the first are not worth a resident's time. */
const WORTH_SHOWING = 0.25;
/** How many of the most relevant are fitted to the person. */
const FITTED = 40;
const REASONS = 5;

/**
 * Ranks services for a need. Pure but for the corpus; the same input gives the same answer, ties stand in order of id.
 * Nonsense, and talk without a word of evidence, give an empty list; a need that nothing suits gives matches with
 * `confident: false`. `score` is the chance that the service answers the need. In danger only what helps in it is shown.
 * @param now instant that reasons such as "tomorrow 14:00" are told from
 */
export function matchServices(need: string, person: MatchPerson, now: Date, corpus: Corpus, options: MatchOptions = {}): Match[] {
	const { locale = 'zh', accept, all = false } = options;
	const limit = all ? Infinity : (options.limit ?? 3);
	const answer = rank(need, corpus, all ? Infinity : undefined);
	const { ranked, weights, bag, sense } = answer;
	if (sense < NONSENSE || isOtherTalk(need)) return [];
	const emergency = emergencyIn(need);
	const words = evidenceWords(need, corpus.taxonomy);
	const spoken = spokenGroups(bag);
	const persons = personsIn(readingOf(need));
	const fitted: Fitted[] = [];
	for (const { place, score, bridge } of ranked) {
		const service = corpus.at(place);
		if (accept && !accept(service)) continue;
		if (emergency && !corpus.termsAt(place).some(({ term, weight }) => weight >= 0.4 && helpsIn(emergency, term))) continue;
		const evidence = evidenceFor(words, weights, place, corpus);
		const { factor, refused, reasons } = fit(service, person, spoken, persons, now, locale);
		fitted.push({ service, lead: leadOf(corpus.termsAt(place), weights), score: score * factor, factor, bridge, refused, evidence, reasons });
		if (!all && fitted.length === FITTED) break;
	}
	fitted.sort((a, b) => b.score - a.score || (a.service.id < b.service.id ? -1 : 1));
	const first = fitted[0];
	if (!first) return [];
	const offered = all ? fitted : withVariety(fitted, limit);
	const evident = offered.some(({ evidence }) => evidence.strength >= EVIDENT);
	// What does not fit the person is also less likely to be the answer.
	const sure = certainty(answer, first.bridge, first.evidence.strength, need.length) * Math.min(1, first.factor);
	if ((!evident && sense < PLAIN_SENSE) || sure < HOPELESS) return [];
	const shown = offered.filter(({ score }) => score >= first.score * WORTH_SHOWING);
	return shown.map(({ service, score, refused, evidence, reasons }) => ({
		serviceId: service.id,
		name: service.name,
		organizationName: service.organizationName,
		score: Math.round(sure * (score / first.score) * 1000) / 1000,
		confident: !refused && sure >= CONFIDENT && score >= first.score * 0.5,
		reasons: [emergency && reason('emergency', { call: emergency.call }, locale), whyRelevant(need, evidence, corpus, locale), ...reasons.map((why) => why())].filter((r) => r !== null).slice(0, REASONS),
		...(service.nextSlot ? { nextSlot: service.nextSlot } : {})
	}));
}

interface Fitted extends Ranked {
	service: MatchService;
	factor: number;
	bridge: number;
	refused: boolean;
	evidence: Evidence;
	reasons: Fit['reasons'];
}

/** The need term that does most to join a service to the need. */
function leadOf(terms: readonly ServiceTerm[], weights: ReadonlyMap<string, number>): string | null {
	let lead: string | null = null;
	let most = 0;
	for (const { term, weight } of terms) {
		const joined = weight * (weights.get(term) ?? 0);
		if (joined > most) [lead, most] = [term, joined];
	}
	return lead;
}

/** Below this the sentence makes no sense as a need: no list is better than a random one. */
const NONSENSE = 4;
/** A first service less likely than this to be right is not shown. */
const HOPELESS = 0.001;
/** Evidence below this is none. */
const EVIDENT = 1;
/** A sentence that speaks this plainly for a need stands without a single telling word. */
const PLAIN_SENSE = 8.8;

/**
 * Chance that the first service answers the need: logistic in evidence, sense, how well the service serves the leading
 * term, coverage and length. Fitted on needs that are met, on the same needs with their services taken away, and on talk
 * that is no need at all.
 */
function certainty({ sense, coverage }: RankedNeed, bridge: number, evidence: number, length: number): number {
	const x = -16 + 0.29 * Math.log1p(evidence) + 3.03 * Math.log1p(sense) + 8.29 * bridge - 0.46 * coverage - 0.3 * (Math.min(length, 60) / 30);
	return 1 / (1 + Math.exp(-x));
}

/** "说到“不会做饭”，对应“老年助餐”": the need term that joins sentence and service, else the words that they share. */
function whyRelevant(need: string, { term, words }: Evidence, corpus: Corpus, locale: Locale): Reason | null {
	const said = words.filter((word) => need.includes(word));
	const longest = said.filter((word) => !said.some((other) => other !== word && other.includes(word))).slice(0, 2);
	if (term) return reason('need', { words: longest.map((word) => withNegation(need, word)), term: corpus.taxonomy.terms.get(term)! }, locale);
	return longest.length ? reason('word', { words: longest }, locale) : null;
}

/** Populations that the sentence itself speaks of. */
export function spokenGroups(bag: TokenBag): Set<GroupCode> {
	const groups = new Set<GroupCode>();
	for (const [code, { words }] of Object.entries(populations)) {
		if (words.some((word) => bag.has(word))) groups.add(code as GroupCode);
	}
	return groups;
}
