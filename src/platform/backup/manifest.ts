import * as v from 'valibot';

/** The version of the form described in docs/guide/backup.md. */
export const FORMAT = 'baiyun-backup/1';

const Entry = v.object({ bytes: v.number(), sha256: v.string() });

/** The last entry of a back-up. A back-up without it was cut off. */
export const Manifest = v.object({
	format: v.literal(FORMAT),
	createdAt: v.string(),
	/** of the program that wrote it */
	version: v.string(),
	/** names of the migrations that made the schema of the data, in the order of their names */
	migrations: v.array(v.string()),
	tables: v.array(v.object({ schema: v.string(), name: v.string(), columns: v.array(v.string()), rows: v.number() })),
	/** value that a sequence gave last; null when it gave none */
	sequences: v.array(v.object({ schema: v.string(), name: v.string(), last: v.nullable(v.string()) })),
	jobs: v.number(),
	files: v.number(),
	/** tells whether two installations have the same master key, and nothing about the key */
	masterKeyMark: v.string(),
	/** every other entry by its path */
	entries: v.record(v.string(), Entry)
});
export type Manifest = v.InferOutput<typeof Manifest>;
