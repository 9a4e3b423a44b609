/**
 * Slips of pinyin keyboards and of dictation: characters that no term and no service knows are read again by sound
 * ("马捅" as "马桶", "常护险" as "长护险"), with the mergers of southern speech (zh/z, n/l, -ng/-n) allowed for. A word of
 * three or four sounds like no other by accident and is put in place; a pair is only heard beside what stands there.
 */
import { pinyin } from 'pinyin-pro';
import { builtInTerms, cues, lexicon } from '../terms/index.ts';
import { tokenizer } from './language.ts';

const HAN_RUN = /\p{Script=Han}{2,}/gu;
const HAN_WORD = /^\p{Script=Han}{2,4}$/u;
/** Characters of grammar: a piece that holds one is a phrase, whose sound proves nothing. */
const GRAMMAR = /[的了着过在不没能把被给得地吗呢吧么这那个一二两三几些上下里来去到就也都还又很太是有要想会可我你他她]/u;

/** Syllables are worked out once for a character: as they are spelled, and with the mergers of the south made. */
const syllables = new Map<string, readonly [spelled: string, heard: string]>();
function syllableOf(character: string): readonly [spelled: string, heard: string] {
	let known = syllables.get(character);
	if (!known) {
		const spelled = pinyin(character, { toneType: 'none' });
		syllables.set(character, (known = [spelled, merged(spelled)]));
	}
	return known;
}

const merged = (syllable: string): string => syllable.replace(/^([zcs])h/, '$1').replace(/^l/, 'n').replace(/ng$/, 'n');
const soundOf = (word: string): string => Array.from(word, (character) => syllableOf(character)[1]).join(' ');

interface Vocabulary {
	words: ReadonlySet<string>;
	bySound: ReadonlyMap<string, readonly string[]>;
	/** Words by their letters in pinyin, without mergers, for those who type no characters at all. */
	byLetters: ReadonlyMap<string, string>;
}

let built: Vocabulary | undefined;

/** All words of two to four characters that the need terms are told with. A quarter of a second, once. */
function vocabulary(): Vocabulary {
	if (built) return built;
	const words = new Set<string>();
	const add = (word: string) => void (HAN_WORD.test(word) && words.add(word));
	for (const word of lexicon.keys()) add(word);
	for (const term of builtInTerms) for (const word of [term.zh, ...term.serviceWords]) add(word);
	for (const phrases of [...builtInTerms.map(({ aliases }) => aliases), ...cues.values()]) for (const word of tokenizer().words(phrases.join('，'))) add(word);
	const bySound = new Map<string, string[]>();
	const byLetters = new Map<string, string>();
	for (const word of words) {
		const key = soundOf(word);
		const list = bySound.get(key);
		if (list) list.push(word);
		else bySound.set(key, [word]);
		const letters = Array.from(word, (character) => syllableOf(character)[0]).join('');
		if (letters.length > 4 && !byLetters.has(letters)) byLetters.set(letters, word);
	}
	return (built = { words, bySound, byLetters });
}

const same = (a: string, b: string): number => Array.from(a).filter((character, i) => character === b[i]).length;

/** Puts words of three and four characters in place of what only sounds like them; half of the characters must stand as typed. */
export function heardRight(text: string): string {
	const { words, bySound } = vocabulary();
	return text.replace(HAN_RUN, (run) => {
		for (const length of [4, 3]) {
			for (let i = 0; i + length <= run.length; i++) {
				const piece = run.slice(i, i + length);
				if (words.has(piece) || GRAMMAR.test(piece)) continue;
				const right = bySound.get(soundOf(piece))?.find((word) => !GRAMMAR.test(word) && same(word, piece) >= (length === 3 ? 1 : 2));
				if (right) run = run.slice(0, i) + right + run.slice(i + length);
			}
		}
		return run;
	});
}

/** Words that sound like unknown pairs of the text. @param known whether a pair is understood as it stands */
export function soundAlikes(text: string, known: (pair: string) => boolean): string[] {
	const { bySound } = vocabulary();
	const found = new Set<string>();
	for (const [run] of text.matchAll(HAN_RUN)) {
		// A slip falls apart into single characters; a pair that reaches into a whole word is no word itself.
		const loose = tokenizer().words(run).reduce((rest, word) => rest.replaceAll(word, ' '.repeat(word.length)), run);
		for (let i = 0; i + 1 < run.length; i++) {
			const pair = loose.slice(i, i + 2);
			if (pair.includes(' ') || known(pair)) continue;
			for (const word of bySound.get(soundOf(pair)) ?? []) {
				// One character of the two must stand as typed: two wrong ones are another word, not a slip.
				if (same(word, pair) === 1) found.add(word);
			}
		}
	}
	return [...found];
}

/** Syllables typed in Latin letters: a whole word ("yibao"), or one inside a word of three ("洗yi机"), where exactly such a word is known. */
export function spelledOut(text: string): string {
	const { words, byLetters } = vocabulary();
	return text
		.replace(/[a-z]{5,24}/g, (letters) => byLetters.get(letters) ?? letters)
		.replace(/(\p{Script=Han})([a-z]{1,6})(\p{Script=Han})/gu, (all, before: string, syllable: string, after: string) => {
			for (const word of words)
				if (word.length === 3 && word[0] === before && word[2] === after && syllableOf(word[1]!)[1] === merged(syllable)) return word;
			return all;
		});
}
