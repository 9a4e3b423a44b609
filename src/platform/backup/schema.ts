import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { migrationFiles } from '#platform/db/migrate.ts';

export interface Table {
	schema: string;
	name: string;
	/** columns that hold data of their own, in order; generated ones are left out */
	columns: string[];
}

export const quoted = (...names: string[]): string => names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');

/** Every table of the product, in the order of their names. */
export async function tables(client: pg.ClientBase): Promise<Table[]> {
	const { rows } = await client.query<Table>(
		`SELECT n.nspname AS schema, c.relname AS name,
			array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
		WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname = ANY($1)
		GROUP BY 1, 2 ORDER BY 1, 2`,
		[schemas()]
	);
	return rows;
}

/**
 * The schemas of the product's data: those that its migrations make. The queue's own is not among them; its jobs are
 * copied as jobs. A database may hold other things beside ours, which are left alone.
 */
export const schemas = (): string[] =>
	[...migrationFiles().values()].flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^\s*CREATE SCHEMA (?:IF NOT EXISTS )?(\w+)/gim)].map((match) => match[1] as string));

export interface Sequence {
	schema: string;
	name: string;
	last: string | null;
}

export async function sequences(client: pg.ClientBase): Promise<Sequence[]> {
	const { rows } = await client.query<Sequence>(
		`SELECT schemaname::text AS schema, sequencename::text AS name, last_value::text AS last FROM pg_sequences WHERE schemaname = ANY($1) ORDER BY 1, 2`,
		[schemas()]
	);
	return rows;
}
