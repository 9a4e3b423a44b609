export type Locale = 'zh' | 'en';
export const locales: readonly Locale[] = ['zh', 'en'];

/** A module's words in both languages. zh is the type; en satisfies it. Values are strings, or functions where a sentence has blanks. */
export type MessageSet<M> = Record<Locale, M>;

export const isLocale = (value: unknown): value is Locale => value === 'zh' || value === 'en';

/** zh unless the reader plainly prefers English (`Accept-Language`). */
export function preferredLocale(acceptLanguage: string | null | undefined): Locale {
	const first = acceptLanguage?.split(',')[0]?.trim().toLowerCase() ?? '';
	return first.startsWith('en') ? 'en' : 'zh';
}

/** The marks between words that are put together, as each language writes them. */
export interface Marks {
	/** between the things of a list */
	list: string;
	/** between parts of a sentence */
	comma: string;
	semicolon: string;
	/** after a label */
	colon: string;
	/** something said aside */
	aside: (text: string) => string;
}
export const marks: Record<Locale, Marks> = {
	zh: { list: '、', comma: '，', semicolon: '；', colon: '：', aside: (text) => `（${text}）` },
	en: { list: ', ', comma: ', ', semicolon: '; ', colon: ': ', aside: (text) => ` (${text})` }
};
