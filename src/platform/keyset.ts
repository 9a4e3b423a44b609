/** Pages by key: the cursor is the sort value and id of the last row, so that no page is ever counted past. */
import * as v from 'valibot';
import { decodeCursor, encodeCursor, type Cursor } from './cursor.ts';

export const cursorInput = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(60))), null);
export const limitInput = (most: number) => v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)), 50);

export interface Page<T> {
	items: T[];
	/** of the next page; null at the end */
	next: string | null;
}

export const readCursor = (cursor: string | null): Cursor | null => (cursor ? decodeCursor(cursor) : null);

/** Cuts one row more than asked for into a page and a cursor. */
export function pageOf<T extends { id: string }>(rows: T[], limit: number, at: (row: T) => Date): Page<T> {
	const items = rows.slice(0, limit);
	const last = items.at(-1);
	return { items, next: rows.length > limit && last ? encodeCursor({ at: at(last), id: last.id }) : null };
}
