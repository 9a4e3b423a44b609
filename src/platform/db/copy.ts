import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Value = string | number | boolean | Date | null | readonly string[];

/** One value in COPY's text format. */
function written(value: Value): string {
	if (value === null) return '\\N';
	if (value instanceof Date) return value.toISOString();
	if (typeof value === 'boolean') return value ? 't' : 'f';
	if (Array.isArray(value)) return escaped(`{${value.map((each) => `"${String(each).replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
	return typeof value === 'number' ? String(value) : escaped(value as string);
}

const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (c) => (c === '\\' ? '\\\\' : c === '\t' ? '\\t' : c === '\n' ? '\\n' : '\\r'));

/**
 * Writes many rows by COPY: some ten times as quick as INSERT. As the tables' owner, so neither the tenant wall nor the audit
 * log sees it: for restoring and for made-up data only.
 * @param table quoted where it needs to be
 */
export async function copyRows(client: pg.ClientBase, table: string, columns: readonly string[], rows: Iterable<readonly Value[]>): Promise<void> {
	function* lines(): Generator<string> {
		let chunk = '';
		for (const row of rows) {
			chunk += `${row.map(written).join('\t')}\n`;
			if (chunk.length > 65_536) {
				yield chunk;
				chunk = '';
			}
		}
		if (chunk) yield chunk;
	}
	await pipeline(Readable.from(lines()), client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN`)));
}
