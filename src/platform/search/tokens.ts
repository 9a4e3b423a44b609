/**
 * Cuts Chinese text for search. Overlapping bigrams never miss a word, single characters catch what is left when need
 * and service share no word, dictionary words (jieba with a local dictionary) tell real words from accidental pairs,
 * and concepts (`#name`) join different words of one meaning. Latin words and numbers stay whole.
 */
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import { normalise } from './normalise.ts';

/** Token -> how often and how surely it stands in the text (a word counts more than an accidental pair). */
export type TokenBag = Map<string, number>;

export interface TokenizerOptions {
	/** Words that the general dictionary cuts apart (助餐, 助浴 …). */
	words: Iterable<string>;
	/** Word -> concepts. */
	concepts: ReadonlyMap<string, readonly string[]>;
	/** Turns of phrase that carry nothing; cut out before anything else, so that they form no pairs with neighbours. */
	fillers?: Iterable<string>;
	/** Further concepts that follow from a pattern rather than a word, such as an age. Gets normalised text. */
	patterns?: (text: string) => string[];
}

export interface Tokenizer {
	/** Tokens of `text`, weighted by kind. Pure; the same text always gives the same bag. */
	tokens(text: string): TokenBag;
	/** The words of the lexicon that stand in the text, in order, with their concepts: used to say why. */
	mentions(text: string): { word: string; concepts: readonly string[] }[];
	/** Whole words of two characters or more and Latin words, each once, as the dictionary cuts them; fillers are out. */
	words(text: string): string[];
}

/** What one occurrence of each kind of token is worth. Tuned by leave-one-out on the taxonomy's own aliases. */
const WEIGHT = { char: 0.9, pair: 0.6, pairWord: 1, word: 1.1, concept: 1.2, latin: 1 } as const;

/** Characters that carry no need of their own. 不 没 无 stay: 没人接 is not 有人接. */
const EMPTY = new Set(
	'的了吗呢啊吧呀嘛哦噢哈呗啦么着过地得之其所我你您他她它们俺咱这那哪怎想要请能会可该让把被给跟和与或及对向从在是有就都也还又再才只很太挺真好几个些点样以为于将等各一二两三上下里中来去到说做人家'
);
const RUN = /\p{Script=Han}+|[a-z0-9]+(?:[.+-][a-z0-9]+)*/gu;
const LATIN = /^[a-z0-9]/;

/** True for a character that is dropped when it stands alone. */
export const isEmptyChar = (char: string): boolean => EMPTY.has(char);

/** Builds a tokenizer. Loading the dictionary takes about 130 ms and 40 MB: make one and keep it. */
export function createTokenizer(options: TokenizerOptions): Tokenizer {
	const jieba = Jieba.withDict(dict);
	const local = new Set<string>();
	for (const word of options.words) if (/^\p{Script=Han}{2,8}$/u.test(word)) local.add(word);
	jieba.loadDict(Buffer.from([...local].map((word) => `${word} 20000 n`).join('\n') + '\n'));
	const trie = buildTrie(options.concepts);
	const fillers = [...(options.fillers ?? [])].sort((a, b) => b.length - a.length);
	// 三年 is filler, 三年级 is a schoolchild.
	const filler = fillers.length > 0 ? new RegExp(`(?:${fillers.join('|')})(?!级)`, 'gu') : null;
	const prepare = (text: string): string => {
		const plain = normalise(text);
		return filler ? plain.replace(filler, ' ') : plain;
	};

	function tokens(text: string): TokenBag {
		const bag: TokenBag = new Map();
		const add = (token: string, weight: number) => bag.set(token, (bag.get(token) ?? 0) + weight);
		for (const [run] of prepare(text).matchAll(RUN)) {
			if (LATIN.test(run)) {
				add(run, WEIGHT.latin);
				for (const concept of options.concepts.get(run) ?? []) add('#' + concept, WEIGHT.concept);
				continue;
			}
			const cut = new Set(jieba.cutForSearch(run, false));
			const chars = [...run];
			for (let i = 0; i < chars.length; i++) {
				const char = chars[i]!;
				const next = chars[i + 1];
				if (!EMPTY.has(char)) add(char, WEIGHT.char);
				if (next === undefined) continue;
				const pair = char + next;
				if (EMPTY.has(char) && EMPTY.has(next) && !local.has(pair)) continue;
				add(pair, cut.has(pair) ? WEIGHT.pairWord : WEIGHT.pair);
			}
			for (const word of cut) if (word.length > 2) add(word, WEIGHT.word);
			for (const { concepts } of scan(trie, run)) for (const concept of concepts) add('#' + concept, WEIGHT.concept);
		}
		for (const concept of options.patterns?.(normalise(text)) ?? []) add('#' + concept, WEIGHT.concept);
		return bag;
	}

	function mentions(text: string) {
		return [...prepare(text).matchAll(RUN)].flatMap(([run]) => scan(trie, run));
	}

	function words(text: string): string[] {
		const found = new Set<string>();
		for (const [run] of prepare(text).matchAll(RUN)) {
			if (LATIN.test(run)) found.add(run);
			else for (const word of jieba.cut(run, false)) if (word.length > 1) found.add(word);
		}
		return [...found];
	}

	return { tokens, mentions, words };
}

interface TrieNode {
	next: Map<string, TrieNode>;
	concepts: readonly string[] | null;
}

function buildTrie(concepts: ReadonlyMap<string, readonly string[]>): TrieNode {
	const root: TrieNode = { next: new Map(), concepts: null };
	for (const [word, list] of concepts) {
		let node = root;
		for (const char of word) {
			let child = node.next.get(char);
			if (!child) node.next.set(char, (child = { next: new Map(), concepts: null }));
			node = child;
		}
		node.concepts = list;
	}
	return root;
}

/**
 * All longest matches from every starting place, except those that lie inside a longer one: 养老院 is not also 养老,
 * but 老人/人家 may both count where they overlap.
 */
function scan(trie: TrieNode, run: string): { word: string; concepts: readonly string[] }[] {
	const found: { word: string; concepts: readonly string[] }[] = [];
	let reach = 0;
	for (let start = 0; start < run.length; start++) {
		let node = trie;
		let end = 0;
		let concepts: readonly string[] = [];
		for (let i = start; i < run.length; i++) {
			const child = node.next.get(run[i]!);
			if (!child) break;
			node = child;
			if (node.concepts) {
				end = i + 1;
				concepts = node.concepts;
			}
		}
		if (end > reach) {
			found.push({ word: run.slice(start, end), concepts });
			reach = end;
		}
	}
	return found;
}
