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
