/**
 * The language of what people wrote (names, descriptions, messages), which is not always that of the page around it: a reader
 * that speaks, and a face that draws 「，」, need to be told.
 */
import type { Locale } from '#platform/i18n.ts';

export interface WrittenPart {
	text: string;
	/** set where it is not the page's language */
	lang?: 'zh-CN' | 'en';
}

/* From the first Chinese character (with the mark before it) to the last one before Latin letters; numbers and marks between belong to it. */
const CHINESE = /(?:[“‘《（【¥]?\p{Script=Han}|[，。；：、（）？！])(?:[^\p{Script=Latin}]*[\p{Script=Han}\p{N}，。；：、！？）”’》】])?/gu;
/** Two English words or more; one alone (A4, WiFi) is part of a Chinese sentence. */
const ENGLISH = /^(?=.*\p{Script=Latin}{2,}\s+\p{Script=Latin})[^\p{Script=Han}]+$/su;

/** Cuts a text into parts of one language. @param page the language of the page */
export function writtenParts(text: string, page: Locale): WrittenPart[] {
	if (page === 'zh') return [ENGLISH.test(text) ? { text, lang: 'en' } : { text }];
	const parts: WrittenPart[] = [];
	let from = 0;
	for (const { 0: run, index } of text.matchAll(CHINESE)) {
		if (index > from) parts.push({ text: text.slice(from, index) });
		parts.push({ text: run, lang: 'zh-CN' });
		from = index + run.length;
	}
	if (from < text.length || !parts.length) parts.push({ text: text.slice(from) });
	return parts;
}

/** The language of a whole text that cannot be cut (an option, a field's value, a line of a long list), where it is not the page's. */
export function writtenLang(text: string | null | undefined, page: Locale): 'zh-CN' | 'en' | undefined {
	if (!text) return undefined;
	if (page === 'en') return /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined;
	return ENGLISH.test(text) ? 'en' : undefined;
}
