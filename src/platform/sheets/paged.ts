/** A list that is read in pages as one Excel sheet, streamed, whatever its length. */
import type { Writable } from 'node:stream';
import type { Ctx } from '#platform/context.ts';
import { dateIn, timeIn } from '#platform/dates/index.ts';
import type { Page } from '#platform/keyset.ts';
import type { Cell } from './types.ts';
import { writeWorkbook, type ColumnOut } from './write.ts';

/** Rows fetched at once; each page taken out stands in the audit log. */
export const SHEET_BATCH = 1000;

export type SheetColumn<Row> = ColumnOut & { value: (row: Row) => Cell };

/**
 * The first page is read before anything is written, so that a refusal still becomes an error page; the rest streams.
 * @returns what writes the workbook into a stream and ends it
 * @throws whatever `read` throws for the first page
 */
export async function pagedSheet<Row>(ctx: Ctx, name: string, columns: readonly SheetColumn<Row>[], read: (cursor: string | null) => Promise<Page<Row>>): Promise<(target: Writable) => Promise<void>> {
	const first = await read(null);
	async function* rows(): AsyncGenerator<Cell[]> {
		for (let page = first; ; page = await read(page.next)) {
			for (const row of page.items) yield columns.map((column) => column.value(row));
			if (!page.next) return;
		}
	}
	return (target) => writeWorkbook(target, { now: ctx.clock.now(), sheets: [{ name, columns: columns.map(({ header, width, format }) => ({ header, width, format })), rows: rows() }] });
}

/** An instant as a cell of format `datetime`: `YYYY-MM-DD HH:MM` in the zone. */
export const stampCell = (zone: string) => (at: Date | null): string | null => at && `${dateIn(at, zone)} ${timeIn(at, zone)}`;
