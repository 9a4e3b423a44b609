import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/**
 * The installation's keys. `lookup` makes keyed hashes and the keys on slips, and stays; sealing keys come in generations:
 * the newest seals, the older ones open what they sealed until it is sealed again.
 */
export interface KeyRing {
	lookup: Buffer;
	sealing: ReadonlyMap<number, { key: Buffer; since: string | null }>;
	newest: number;
}

const ENTRY = /^(?:(?<name>lookup|[1-9]\d{0,3})(?:@(?<since>\d{4}-\d{2}-\d{2}))?:)?(?<hex>[0-9a-f]{64})$/i;

/**
 * Reads keys as the file and BAIYUN_MASTER_KEY have them, by blanks, commas or lines apart: `lookup:<hex>`,
 * `2@2026-11-24:<hex>` (generation, the day it began), or 64 hexadecimal digits alone, the first key for both.
 * @throws Error that quotes nothing of a key
 */
export function parseKeys(text: string): KeyRing {
	const sealing = new Map<number, { key: Buffer; since: string | null }>();
	let lookup: Buffer | undefined;
	for (const entry of text.split(/[\s,]+/).filter(Boolean)) {
		const { name = '1', since = null, hex } = ENTRY.exec(entry)?.groups ?? {};
		if (!hex) throw new Error('a master key must be 64 hexadecimal digits, alone or after `lookup:` or the number of its generation');
		const key = Buffer.from(hex, 'hex');
		if (name === 'lookup') {
			if (lookup) throw new Error('two look-up keys are given');
			lookup = key;
		} else {
			if (sealing.has(Number(name))) throw new Error(`the master key of generation ${name} is given twice`);
			sealing.set(Number(name), { key, since });
		}
	}
	lookup ??= sealing.get(1)?.key;
	if (!lookup || sealing.size === 0) throw new Error('the master key is missing');
	return { lookup, sealing, newest: Math.max(...sealing.keys()) };
}

/** The text that `parseKeys` reads: a first key alone, otherwise an entry a line, newest first. */
export function formatKeys({ lookup, sealing }: KeyRing): string {
	const first = sealing.get(1);
	if (sealing.size === 1 && first && !first.since && first.key.equals(lookup)) return lookup.toString('hex');
	const lines = [...sealing].sort(([a], [b]) => b - a).map(([generation, { key, since }]) => `${generation}${since ? `@${since}` : ''}:${key.toString('hex')}`);
	return [`lookup:${lookup.toString('hex')}`, ...lines].join('\n');
}

/** The same keys with a new one that seals from `today` on. */
export function withNewKey(ring: KeyRing, today: string): KeyRing {
	const newest = ring.newest + 1;
	return { ...ring, newest, sealing: new Map([...ring.sealing, [newest, { key: randomBytes(32), since: today }]]) };
}

/** The same keys without some generations. The newest stays. */
export function withoutKeys(ring: KeyRing, generations: readonly number[]): KeyRing {
	return { ...ring, sealing: new Map([...ring.sealing].filter(([generation]) => generation === ring.newest || !generations.includes(generation))) };
}

export const keyFile = (dataDir: string): string => join(dataDir, 'secrets', 'master.key');

/** From BAIYUN_MASTER_KEY, else from a file made at the first start and readable by its owner alone. */
export function loadKeys(given: string | undefined, dataDir: string): KeyRing {
	if (given) {
		try {
			return parseKeys(given);
		} catch (error) {
			throw new Error(`BAIYUN_MASTER_KEY: ${(error as Error).message}`, { cause: error });
		}
	}
	const file = keyFile(dataDir);
	if (!existsSync(file)) {
		mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
		try {
			writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
		} catch (error) {
			// Two processes may meet here at the first start; the one that came second reads the first one's key.
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
	}
	return parseKeys(readFileSync(file, 'utf8'));
}

/** Puts keys in the place of the file's, whole or not at all, also through a power cut. */
export function writeKeyFile(dataDir: string, text: string): void {
	const file = keyFile(dataDir);
	mkdirSync(join(dataDir, 'secrets'), { recursive: true, mode: 0o700 });
	rmSync(`${file}.new`, { force: true });
	writeFileSync(`${file}.new`, `${text}\n`, { mode: 0o600, flush: true });
	renameSync(`${file}.new`, file);
}
