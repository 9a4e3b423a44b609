import { randomFillSync } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/* Random bytes are fetched for many ids at once: each trip to the generator costs more than all else about an id. */
const BYTES_OF_ONE = 10;
const random = Buffer.alloc(BYTES_OF_ONE * 256);
let used = random.length;

/** Where in `random` ten bytes stand that nobody has had. */
function freshBytes(): number {
	if (used === random.length) {
		randomFillSync(random);
		used = 0;
	}
	used += BYTES_OF_ONE;
	return used - BYTES_OF_ONE;
}

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then a 12-bit counter that keeps ids of one
 * process in order within a millisecond, then 62 random bits. Keys made in order keep B-trees dense.
 */
export function newId(now: number = Date.now()): string {
	const at = freshBytes();
	if (now > lastMs) {
		lastMs = now;
		counter = random.readUInt16BE(at) & 0x7ff;
	} else if (++counter > 0xfff) {
		lastMs++;
		counter = 0;
	}
	random[at + 2] = (random[at + 2]! & 0x3f) | 0x80;
	const time = lastMs.toString(16).padStart(12, '0');
	const tail = random.toString('hex', at + 2, at + BYTES_OF_ONE);
	return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${tail.slice(0, 4)}-${tail.slice(4)}`;
}

/** The smallest id of a moment `ms` before this one was made: whatever was made earlier stands before it. */
export function idBefore(id: string, ms: number): string {
	const made = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
	const time = Math.max(0, made - ms).toString(16).padStart(12, '0');
	return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
}

/* Any UUID that PostgreSQL takes: entries that come from elsewhere keep their ids, whatever made them. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
