import type pg from 'pg';
import { config } from '../config.ts';
import { ownerPool } from '../db/pools.ts';
import { resealed } from '../secrets.ts';

/** A column that holds sealed values: its name ends in `_sealed` or is `sealed`, as a test of the schema demands. */
interface SealedColumn {
	table: string;
	column: string;
	/** the primary key, in order, with types */
	keys: { name: string; type: string }[];
}

/** How many values are under which generation, over all subdistricts. */
export type SealedCounts = Map<number, number>;

async function sealedColumns(client: pg.ClientBase): Promise<SealedColumn[]> {
	const { rows } = await client.query<SealedColumn>(`
		SELECT format('%I.%I', n.nspname, t.relname) AS table, format('%I', a.attname) AS column,
			(SELECT json_agg(json_build_object('name', format('%I', k.attname), 'type', format_type(k.atttypid, k.atttypmod)) ORDER BY array_position(i.indkey::int[], k.attnum::int)) FROM pg_index i
				JOIN pg_attribute k ON k.attrelid = t.oid AND k.attnum = ANY (i.indkey) WHERE i.indrelid = t.oid AND i.indisprimary) AS keys
		FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid AND t.relkind = 'r' JOIN pg_namespace n ON n.oid = t.relnamespace
		WHERE a.attname ~ '(^|_)sealed$' AND NOT a.attisdropped AND a.atttypid = 'text'::regtype AND n.nspname !~ '^pg_'
		ORDER BY 1, 2`);
	return rows;
}

/** Reads every sealed column once. */
export async function countSealed(): Promise<SealedCounts> {
	const counts: SealedCounts = new Map();
	const client = await ownerPool().connect();
	try {
		for (const { table, column } of await sealedColumns(client)) {
			const { rows } = await client.query<{ generation: string; n: number }>(`SELECT substring(${column} FROM '^v(\\d+)\\.') AS generation, count(*) AS n FROM ${table} WHERE ${column} IS NOT NULL GROUP BY 1`);
			for (const { generation, n } of rows) counts.set(Number(generation), (counts.get(Number(generation)) ?? 0) + Number(n));
		}
	} finally {
		client.release();
	}
	return counts;
}

/** Rows sealed again in one transaction. */
const BATCH = 500;

/**
 * Seals again, under the newest key, every value that is under an older one, in short transactions beside the running
 * product. A value that somebody changes meanwhile is theirs: it is written under the newest key anyway.
 * @returns how many values were sealed again
 */
export async function resealAll(progress: (done: number, total: number) => void): Promise<number> {
	const { newest } = config().keys;
	const total = [...(await countSealed())].reduce((sum, [generation, n]) => sum + (generation === newest ? 0 : n), 0);
	let done = 0;
	const client = await ownerPool().connect();
	try {
		for (const column of await sealedColumns(client)) {
			let after: unknown[] | null = null;
			do {
				const batch: { last: unknown[] | null; changed: number } = await resealBatch(client, column, newest, after);
				after = batch.last;
				done += batch.changed;
				progress(Math.min(done, total), total);
			} while (after);
		}
	} finally {
		client.release();
	}
	return done;
}

async function resealBatch(client: pg.ClientBase, { table, column, keys }: SealedColumn, newest: number, after: unknown[] | null): Promise<{ last: unknown[] | null; changed: number }> {
	const list = keys.map(({ name }) => name).join(', ');
	const place = after ? `AND (${list}) > (${keys.map(({ type }, i) => `$${i + 2}::${type}`).join(', ')})` : '';
	// Keys travel as text, so that a time keeps its microseconds and comes back as it was.
	const { rows } = await client.query<{ key: string[]; value: string }>(
		`SELECT ARRAY[${keys.map(({ name }) => `${name}::text`).join(', ')}] AS key, ${column} AS value FROM ${table} WHERE ${column} IS NOT NULL AND ${column} NOT LIKE $1 ${place} ORDER BY ${list} LIMIT ${BATCH}`,
		[`v${newest}.%`, ...(after ?? [])]
	);
	if (!rows.length) return { last: null, changed: 0 };
	const { rowCount } = await client.query(
		`UPDATE ${table} t SET ${column} = n.new FROM unnest(${keys.map(({ type }, i) => `$${i + 1}::text[]::${type}[]`).join(', ')}, $${keys.length + 1}::text[], $${keys.length + 2}::text[]) AS n(${keys.map((_, i) => `k${i}`).join(', ')}, old, new)
		WHERE ${keys.map(({ name }, i) => `t.${name} = n.k${i}`).join(' AND ')} AND t.${column} = n.old`,
		[...keys.map((_, i) => rows.map(({ key }) => key[i])), rows.map(({ value }) => value), rows.map(({ value }) => resealed(value))]
	);
	return { last: rows.length < BATCH ? null : rows.at(-1)!.key, changed: rowCount ?? 0 };
}
