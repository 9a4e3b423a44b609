/**
 * Slips of pinyin keyboards and of dictation: a pair of characters that no term and no service knows is read again by
 * sound ("马捅" as "马桶", "电平车" as "电瓶车"), with the mergers of southern speech (zh/z, n/l, -ng/-n) allowed for.
 */
import { pinyin } from 'pinyin-pro';
import { builtInTerms, lexicon } from '../terms/index.ts';

const HAN_RUN = /\p{Script=Han}{2,}/gu;

let words: Map<string, string[]> | undefined;

/** Words that sound like unknown pairs of the text. @param known whether a pair is understood as it stands */
export function soundAlikes(text: string, known: (pair: string) => boolean): string[] {
	const found = new Set<string>();
	for (const [run] of text.matchAll(HAN_RUN)) {
		for (let i = 0; i + 1 < run.length; i++) {
			const pair = run.slice(i, i + 2);
			if (known(pair)) continue;
			for (const word of (words ??= bySound()).get(sound(pair)) ?? []) {
				// One character of the two must stand as typed: two wrong ones are another word, not a slip.
				if (word !== pair && (word[0] === pair[0] || word[1] === pair[1])) found.add(word);
			}
		}
	}
	return [...found];
}

/** A syllable typed in Latin letters inside a word of three ("洗yi机") is set right where exactly such a word is known. */
export function spelledOut(text: string): string {
	return text.replace(/(\p{Script=Han})([a-z]{1,6})(\p{Script=Han})/gu, (all, before: string, syllable: string, after: string) => {
		for (const word of lexicon.keys())
			if (word.length === 3 && word[0] === before && word[2] === after && sound(word[1]!) === merged(syllable)) return word;
		return all;
	});
}
/** Southern mergers. */
const merged = (syllable: string): string => syllable.replace(/^([zcs])h/, '$1').replace(/^l/, 'n').replace(/ng$/, 'n');

function bySound(): Map<string, string[]> {
	const map = new Map<string, string[]>();
	const vocabulary = new Set([...lexicon.keys(), ...builtInTerms.flatMap((term) => term.serviceWords)]);
	for (const word of vocabulary) {
		if (!/^\p{Script=Han}{2}$/u.test(word)) continue;
		const key = sound(word);
		const list = map.get(key);
		if (list) list.push(word);
		else map.set(key, [word]);
	}
	return map;
}

function sound(pair: string): string {
	return pinyin(pair, { toneType: 'none', type: 'array' })
		.map(merged)
		.join(' ');
}
