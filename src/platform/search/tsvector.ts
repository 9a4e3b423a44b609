/** Writes tokens as PostgreSQL `tsvector` and `tsquery` literals, so that the database never cuts Chinese itself. */
import type { TokenBag } from './tokens.ts';

export type FieldWeight = 'A' | 'B' | 'C' | 'D';

/** A token as a lexeme of a `tsvector` or `tsquery` literal. */
export const quote = (token: string): string => `'${token.replace(/\\/g, '\\\\').replace(/'/g, "''")}'`;

/**
 * Text for `$1::tsvector`: each token once, with the best weight among the fields it stands in. Positions are nominal
 * (weights hang on positions in PostgreSQL); ranking is done outside the database.
 */
export function toTsVectorText(fields: Partial<Record<FieldWeight, TokenBag>>): string {
	const best = new Map<string, FieldWeight>();
	for (const weight of ['A', 'B', 'C', 'D'] as const) {
		for (const token of fields[weight]?.keys() ?? []) if (!best.has(token)) best.set(token, weight);
	}
	return [...best].sort(([a], [b]) => (a < b ? -1 : 1)).map(([token, weight]) => `${quote(token)}:1${weight}`).join(' ');
}

/**
 * Text for `$1::tsquery`: any of the tokens. Single Han characters are left out while longer tokens exist, since they
 * would make half of the directory a candidate; an empty bag gives `''`, which matches nothing.
 */
export function toOrTsQuery(tokens: Iterable<string>): string {
	const all = [...new Set(tokens)];
	const long = all.filter((token) => token.length > 1);
	return (long.length > 0 ? long : all).map(quote).join(' | ');
}
