import { sql } from 'kysely';
import { toPairQuery } from '#platform/search/index.ts';

/** A text that stands somewhere: `%` and `_` are characters like others. */
const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/**
 * Every word stands in title, text or place of the activity that the query calls `a`. The index of pairs finds where they
 * may stand; only those texts are read (CASE keeps the order of the two questions).
 */
export function holdsWords(typed: string) {
	const query = toPairQuery(typed);
	if (!query) return sql<boolean>`false`;
	const words = typed.normalize('NFKC').trim().split(/\s+/);
	return sql<boolean>`CASE WHEN a.id IN (SELECT activities.ids_by_words(${query}::tsquery)) THEN normalize(a.title || ' ' || a.body || ' ' || a.place, NFKC) ILIKE ALL (${words.map(like)}::text[]) ELSE false END`;
}
