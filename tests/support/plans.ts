import pg from 'pg';
import { vi } from 'vitest';
import { appPool } from '#platform/db/pools.ts';

/** A question that was put to the database. */
export interface Asked {
	text: string;
	values: unknown[];
}

/** What `run` asks of the tables of these schemas, in order. */
export async function asked(schemas: readonly string[], run: () => Promise<unknown>): Promise<Asked[]> {
	const seen: Asked[] = [];
	const ours = new RegExp(`"?\\b(${schemas.join('|')})"?\\."?\\w`);
	const real = pg.Client.prototype.query;
	const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
		const [query, given] = args as [string | Asked, unknown];
		const text = typeof query === 'string' ? query : query.text;
		if (/^[\s(]*(select|with|update|delete)/i.test(text) && ours.test(text)) seen.push({ text, values: typeof query === 'string' ? (Array.isArray(given) ? given : []) : (query.values ?? []) });
		return (real as (...a: unknown[]) => unknown).apply(this, args);
	} as never);
	try {
		await run();
	} finally {
		spy.mockRestore();
	}
	return seen;
}

/**
 * The questions that walk through one of the `big` tables from end to end. Planned as the application, behind the tenant
 * wall: row-level security keeps an index from being used by operators that are not leakproof (`@@`, `&&`, `LIKE`), which
 * the tables' owner would not see.
 */
export async function seqScans(subdistrictId: string, questions: readonly Asked[], big: readonly string[]): Promise<string[]> {
	const found: string[] = [];
	const client = await appPool().connect();
	try {
		await client.query(`BEGIN; SET LOCAL app.subdistrict_id = '${subdistrictId}'`);
		for (const { text, values } of questions) {
			const { rows } = await client.query<{ 'QUERY PLAN': unknown }>({ text: `EXPLAIN (FORMAT JSON) ${text}`, values });
			JSON.stringify(rows[0]!['QUERY PLAN'], (_key, node: Record<string, unknown> | null) => {
				if (node?.['Node Type'] === 'Seq Scan' && big.includes(String(node['Relation Name']))) found.push(`${String(node['Relation Name'])}: ${text.slice(0, 400)}`);
				return node;
			});
		}
	} finally {
		await client.query('ROLLBACK');
		client.release();
	}
	return found;
}
