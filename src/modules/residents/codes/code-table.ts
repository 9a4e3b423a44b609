import type { Locale } from '#platform/i18n.ts';
import { toHalfWidth } from '#platform/text/index.ts';

/** One code: its words in both languages, and other Chinese words that people write for it. */
export type CodeEntry<Code extends string = string> = readonly [code: Code, zh: string, en: string, ...also: string[]];

/** A table of a national standard (or of ours), and how people's words are read as its codes. */
export interface CodeTable<Code extends string = string> {
	/** number and year of the standard, or where the table comes from */
	standard: string;
	codes: readonly Code[];
	has(code: string): code is Code;
	word(code: Code, locale: Locale): string;
	/**
	 * The code that a word means: the code itself (a single digit where the table has `0x`), the standard's word in
	 * either language, or one that people use for it. Blanks, full width and remarks in brackets do not matter.
	 * @returns null when it means none, or might mean more than one
	 */
	parse(text: string): Code | null;
}

/**
 * @param guess asked last, with the plain text, for what a list of words cannot hold (`大专在读`); `word` looks a word
 * up in the list
 */
export function codeTable<const Code extends string>(
	standard: string,
	entries: readonly CodeEntry<Code>[],
	guess: (plain: string, word: (plain: string) => Code | null) => Code | null = () => null
): CodeTable<Code> {
	const byCode = new Map<string, CodeEntry<Code>>(entries.map((entry) => [entry[0], entry]));
	const byWord = new Map<string, Code>();
	// The standard's own words first, so that no colloquial word of another code hides them.
	for (const [code, zh, en] of entries) for (const word of [zh, en]) if (!byWord.has(plainWord(word))) byWord.set(plainWord(word), code);
	for (const [code, , , ...also] of entries) for (const word of also) if (!byWord.has(plainWord(word))) byWord.set(plainWord(word), code);
	return {
		standard,
		codes: entries.map(([code]) => code),
		has: (code): code is Code => byCode.has(code),
		word: (code, locale) => byCode.get(code)![locale === 'zh' ? 1 : 2],
		parse: (text) => {
			const plain = plainWord(text);
			if (plain === '') return null;
			if (byCode.has(plain)) return plain as Code;
			if (byCode.has(`0${plain}`)) return `0${plain}` as Code;
			// `21 大学本科毕业`, `01-汉族`: code and word together; the word decides.
			const named = /^\d{1,2}[-.、:]?(\D.*)$/.exec(plain)?.[1] ?? plain;
			return byWord.get(plain) ?? byWord.get(named) ?? byWord.get(withoutRemark(named)) ?? guess(named, (word) => byWord.get(word) ?? null);
		}
	};
}

/** A word without what does not tell words apart: width, case, blanks. */
export function plainWord(text: string): string {
	return toHalfWidth(text).toLowerCase().replace(/[\s\u200b-\u200d\ufeff]+/g, '');
}

const withoutRemark = (plain: string): string => plain.replace(/\([^()]*\)/g, '');
