import { sql, type SelectQueryBuilder } from 'kysely';
import * as v from 'valibot';
import { AppError } from '#platform/errors.ts';
import { isId } from '#platform/ids.ts';

/** A page of a list. `next` is the key to ask the following one with; null at the end. */
export interface Page<T> {
	items: T[];
	next: string | null;
}

/** What every list takes. `after` is a page's `next`, opaque to callers. */
export const pageInput = {
	limit: v.optional(v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number))]), v.integer(), v.minValue(1), v.maxValue(100)), 20),
	after: v.optional(v.pipe(v.string(), v.maxLength(600)))
};

export type Key = readonly [by: string | number, id: string];

export const encodeKey = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/**
 * The sorting value and the id of the last row of a page.
 * @throws platform.notValid (400) when it is no key that a list of this order gave out
 */
export function decodeKey<By extends 'string' | 'number'>(after: string, by: By): [by: By extends 'string' ? string : number, id: string] {
	try {
		const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
		if (Array.isArray(key) && key.length === 2 && typeof key[0] === by && isId(key[1])) return key as never;
	} catch {
		// Told below.
	}
	throw badKey();
}

export const badKey = () => new AppError('platform.notValid', { params: { what: 'cursor' } });

/** A LIKE pattern for text that contains `words`, taken literally. */
export const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;

/** PostgreSQL sorts names by pinyin with this. */
const PINYIN = sql.raw('"zh-Hans-x-icu"');

export const page = {
	/** Order by name (pinyin) then id, from after the key, one more than the page so that the end is known. */
	byName<DB, TB extends keyof DB, O>(qb: SelectQueryBuilder<DB, TB, O>, name: string, id: string, after: string | undefined, limit: number): SelectQueryBuilder<DB, TB, O> {
		const by = sql`${sql.ref(name)} COLLATE ${PINYIN}`;
		const key = after === undefined ? null : decodeKey(after, 'string');
		const from = key ? qb.where(sql<boolean>`(${by}, ${sql.ref(id)}) > (${key[0]}, ${key[1]}::uuid)`) : qb;
		return from.orderBy(by).orderBy(sql.ref(id)).limit(limit + 1);
	},
	/** Cuts the extra row off and makes the key of the last one kept. */
	cut<T>(rows: T[], limit: number, keyOf: (row: T) => Key): Page<T> {
		const more = rows.length > limit;
		const items = more ? rows.slice(0, limit) : rows;
		return { items, next: more ? encodeKey(keyOf(items[items.length - 1]!)) : null };
	}
};
