/** Which need terms a sentence speaks of, and which a service serves. */
import type { TokenBag } from '#platform/search/index.ts';
import { heardRight, soundAlikes } from './homophones.ts';
import { readingOf } from './readings.ts';
import type { MatchService } from './service.ts';
import { builtInTaxonomy, type Taxonomy } from './taxonomy.ts';

export interface NeedTerm {
	term: string;
	/** 0..1: the share of the best term's score. */
	score: number;
	/** Words of the sentence that led here, strongest first. */
	why: string[];
}

export interface ServiceTerm {
	term: string;
	/** 0..1; 1 = given by staff or the plain best reading of the text. */
	weight: number;
}

const NEED_LIMIT = 12;
const WISHED = 1.3;
const TOLD = 0.8;
/** What a word counts that was heard rather than read. */
const HEARD = 0.5;

/** Need terms of a sentence, best first, with the words that led to them. */
export function classifyNeed(text: string, taxonomy: Taxonomy = builtInTaxonomy(), limit = 5): NeedTerm[] {
	const bag = needBag(text, taxonomy);
	return taxonomy.needs.score(bag, limit).map(({ code, share }) => ({ term: code, score: share, why: tellingWords(text, bag, code, taxonomy) }));
}

/** Up to two words of the sentence that speak most for a term; words inside a longer telling word are left out. */
export function tellingWords(text: string, bag: TokenBag, code: string, taxonomy: Taxonomy): string[] {
	const strength = new Map<string, number>();
	const raise = (word: string, value: number) => {
		if (value > 0.5) strength.set(word, Math.max(strength.get(word) ?? 0, value));
	};
	for (const [token, value] of bag) {
		if (token.length > 1 && !token.startsWith('#') && value >= 1) raise(token, value * taxonomy.needs.contribution(token, code));
	}
	for (const { word, concepts } of taxonomy.tokenizer.mentions(text)) {
		for (const concept of concepts) raise(word, 1.3 * taxonomy.needs.contribution('#' + concept, code));
	}
	const ranked = [...strength].sort(([a, x], [b, y]) => y - x || b.length - a.length || (a < b ? -1 : 1)).map(([word]) => word);
	const kept: string[] = [];
	for (const word of ranked) {
		if (!kept.some((other) => other.includes(word) || word.includes(other))) kept.push(word);
		if (kept.length === 2) break;
	}
	return kept.map((word) => withNegation(text, word));
}

/** "做饭" out of "不会做饭" would say the opposite of what was meant. */
export function withNegation(text: string, word: string): string {
	const at = text.indexOf(word);
	const before = at > 0 ? /(?:不会|不能|没法|没人|不了|不|没|无)$/u.exec(text.slice(0, at)) : null;
	return before ? before[0] + word : word;
}

/** Of a long number only the beginning speaks: 四十八 holds no 十八, and 八十五 is still an age of eighty. */
const LONG_NUMBER = /([二两三四五六七八九]?[十百千])[零一二三四五六七八九十百千]+/gu;
/** A blank between characters is a comma of those who type none. */
const BREATH = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;
const CLAUSE = /[,，.。!！?？;；、\n]+/u;
const WISH = /想|能|要|[怎咋]|哪|谁|有没有|请|求|咋|何处|[吗么不没]$|可以|帮|需/u;

/**
 * Tokens of a need. People tell the circumstances first and the wish after ("搬家收拾出三箱书，想送人"): where only some
 * clauses hold a wish, those count more than the rest.
 */
export function needBag(said: string, taxonomy: Taxonomy): TokenBag {
	const text = heardRight(readingOf(said.replace(BREATH, '，')).replace(LONG_NUMBER, '$1'));
	const clauses = text.split(CLAUSE).filter((clause) => clause.trim() !== '');
	const wishes = clauses.map((clause) => WISH.test(clause));
	const mixed = wishes.includes(true) && wishes.includes(false);
	const bag: TokenBag = new Map();
	clauses.forEach((clause, index) => {
		const weight = mixed ? (wishes[index] ? WISHED : TOLD) : 1;
		for (const [token, value] of taxonomy.tokenizer.tokens(clause)) bag.set(token, (bag.get(token) ?? 0) + value * weight);
	});
	const common = (pair: string) => taxonomy.needs.knows(pair) || taxonomy.tokenizer.tokens(pair).get(pair) === undefined;
	for (const word of soundAlikes(text, common)) {
		for (const [token, value] of taxonomy.tokenizer.tokens(word)) bag.set(token, (bag.get(token) ?? 0) + value * HEARD);
	}
	return bag;
}

/** Terms of a sentence with weights for ranking: shares sharpened, related terms at a third. */
export function needWeights(bag: TokenBag, taxonomy: Taxonomy): { weights: Map<string, number>; top: { code: string; raw: number } | null } {
	const scored = taxonomy.needs.score(bag, NEED_LIMIT);
	const weights = new Map<string, number>();
	for (const { code, share } of scored) weights.set(code, share ** 4);
	for (const { code, share } of scored.slice(0, 3)) {
		for (const related of taxonomy.terms.get(code)?.related ?? []) {
			weights.set(related, Math.max(weights.get(related) ?? 0, 0.3 * share ** 4));
		}
	}
	return { weights, top: scored[0] ?? null };
}

/** Tokens of a service by field, weighted: the name says most. */
export function serviceBag(service: Pick<MatchService, 'name' | 'aliases' | 'description' | 'eligibility'>, taxonomy: Taxonomy): TokenBag {
	const bag: TokenBag = new Map();
	const add = (text: string, weight: number) => {
		for (const [token, value] of taxonomy.tokenizer.tokens(text)) bag.set(token, (bag.get(token) ?? 0) + Math.min(value, 1.5) * weight);
	};
	add(service.name, 1.2);
	for (const alias of service.aliases) add(alias, 0.9);
	add(service.description, 0.5);
	add(service.eligibility.text ?? '', 0.2);
	return bag;
}

const ITEM = /[，,。.；;、：:！!？?（）()「」“”/\n]+/u;
/** Clauses that say for whom, how much and how, not what. */
const CIRCUMSTANCE = /行动不便|上门办理|预约|优先|凭.{0,4}[卡证]|周岁|户籍|符合条件|费用|收费|持证|上岗|工作日|每[周月年]|^(?:为|面向|针对|对)/u;
/** Weight of a term that an import read from the text and nobody has confirmed. */
const READ = 0.6;
/** What a clause is worth against the whole text, and less when it tells circumstances. */
const CLAUSE_TRUST = 0.6;
const CIRCUMSTANCE_TRUST = 0.25;
/** Strength (log likelihood by the root of length) below which a clause says nothing, and how much more says all. */
const SAYS_NOTHING = 10;
const SAYS_ALL = 10;

/** The things that a text lists, one by one, so that a shop that does ten things is known for each. */
function clausesOf({ name, aliases, description }: Pick<MatchService, 'name' | 'aliases' | 'description'>): string[] {
	return [name, ...aliases, description].flatMap((text) => text.split(ITEM)).map((clause) => clause.trim()).filter((clause) => clause.length > 1).slice(0, 40);
}

/** What one clause speaks of, if it speaks plainly: by strength against its length, and ahead of other terms. */
function clauseTerms(clause: string, taxonomy: Taxonomy): { code: string; weight: number }[] {
	const bag = taxonomy.tokenizer.tokens(clause);
	let length = 0;
	for (const value of bag.values()) length += value;
	const [first, second] = taxonomy.services.score(bag, 2);
	if (!first) return [];
	const strength = (raw: number) => Math.max(0, Math.min(1, (raw / Math.sqrt(length) - SAYS_NOTHING) / SAYS_ALL));
	const trust = CIRCUMSTANCE.test(clause) ? CIRCUMSTANCE_TRUST : CLAUSE_TRUST;
	const lead = second ? Math.min(1, (1 - second.share) / 0.2) : 1;
	const found = [{ code: first.code, weight: trust * strength(first.raw) * (0.6 + 0.4 * lead) }];
	if (second && second.share > 0.85) found.push({ code: second.code, weight: trust * strength(second.raw) * 0.6 });
	return found.filter(({ weight }) => weight > 0.1);
}

/** Need terms that a service serves: those given, and those that its text speaks of (all that an import brings). */
export function classifyService(
	service: Pick<MatchService, 'name' | 'aliases' | 'description' | 'eligibility' | 'termCodes' | 'termsRead'>,
	taxonomy: Taxonomy = builtInTaxonomy()
): ServiceTerm[] {
	const given = service.termCodes.filter((code) => taxonomy.terms.has(code));
	const weights = new Map<string, number>();
	const raise = (code: string, weight: number) => weights.set(code, Math.max(weights.get(code) ?? 0, weight));
	const trust = given.length > 0 && !service.termsRead ? 0.5 : 1;
	for (const { code, share } of taxonomy.services.score(serviceBag(service, taxonomy), 4)) {
		if (share >= 0.55) raise(code, trust * share ** 3);
	}
	for (const clause of clausesOf(service)) {
		for (const { code, weight } of clauseTerms(clause, taxonomy)) raise(code, trust * weight);
	}
	for (const code of given) raise(code, service.termsRead ? READ : 1);
	return [...weights].map(([term, weight]) => ({ term, weight })).sort((a, b) => b.weight - a.weight || (a.term < b.term ? -1 : 1));
}
