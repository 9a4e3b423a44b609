import { createHash } from 'node:crypto';

/**
 * A UUIDv5 (RFC 9562 §5.5): always the same for the same name under the same id. HSDS wants an id on every object;
 * parts of an entry that have none of their own (a price, a language, an address) get one that does not move.
 */
export function derivedId(under: string, name: string): string {
	const hash = createHash('sha1').update(Buffer.from(under.replaceAll('-', ''), 'hex')).update(name).digest();
	hash[6] = (hash[6]! & 0x0f) | 0x50;
	hash[8] = (hash[8]! & 0x3f) | 0x80;
	const hex = hash.toString('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
