import { randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then a 12-bit counter that keeps ids of one
 * process in order within a millisecond, then 62 random bits. Keys made in order keep B-trees dense.
 */
export function newId(now: number = Date.now()): string {
	const random = randomBytes(10);
	if (now > lastMs) {
		lastMs = now;
		counter = ((random[0]! << 8) | random[1]!) & 0x7ff;
	} else if (++counter > 0xfff) {
		lastMs++;
		counter = 0;
	}
	const bytes = Buffer.alloc(16);
	bytes.writeUIntBE(lastMs, 0, 6);
	bytes.writeUInt16BE(0x7000 | counter, 6);
	random.copy(bytes, 8, 2);
	bytes[8] = (bytes[8]! & 0x3f) | 0x80;
	const hex = bytes.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/* Any UUID that PostgreSQL takes: entries that come from elsewhere keep their ids, whatever made them. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
