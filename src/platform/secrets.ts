import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { config } from './config.ts';

/*
 * Personal identifiers at rest: AES-256-GCM with a key derived per purpose from the master key, and a keyed
 * hash (HMAC-SHA-256) beside it so that an exact value can be looked up without opening anything.
 * A sealed value reads `v1.<iv>.<tag>.<ciphertext>` in base64url; the prefix names the key generation.
 */
const derived = new Map<string, Buffer>();

let derivedFrom: Buffer | undefined;

function keyFor(purpose: string): Buffer {
	const { masterKey } = config();
	// A restore may bring another master key.
	if (derivedFrom !== masterKey) derived.clear();
	derivedFrom = masterKey;
	let key = derived.get(purpose);
	if (!key) {
		key = Buffer.from(hkdfSync('sha256', masterKey, 'baiyun', purpose, 32));
		derived.set(purpose, key);
	}
	return key;
}

/** Encrypts `plain` for storage. `purpose` separates keys (`contact`, `totp`, …) and is needed again to open it. */
export function seal(plain: string, purpose: string): string {
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', keyFor(`seal:${purpose}`), iv);
	const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
	return `v1.${iv.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}.${body.toString('base64url')}`;
}

/** @throws when the value was altered, or sealed for another purpose or by another master key */
export function unseal(sealed: string, purpose: string): string {
	const [version, iv, tag, body] = sealed.split('.');
	if (version !== 'v1' || !iv || !tag || body === undefined) throw new Error('not a sealed value');
	const decipher = createDecipheriv('aes-256-gcm', keyFor(`seal:${purpose}`), Buffer.from(iv, 'base64url'));
	decipher.setAuthTag(Buffer.from(tag, 'base64url'));
	return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** Keyed hash of an already normalised value, the same for equal values: for unique keys and exact look-up. 43 characters. */
export function lookupHash(kind: string, normalised: string): string {
	return createHmac('sha256', keyFor(`lookup:${kind}`)).update(normalised).digest('base64url');
}

/** Compares two secrets without telling by time how much of them agrees. */
export function sameSecret(a: string, b: string): boolean {
	const x = Buffer.from(a);
	const y = Buffer.from(b);
	return x.length === y.length && timingSafeEqual(x, y);
}

/** A secret for links, tokens and one-time codes on the console: `bytes` random bytes in base64url. */
export const randomSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
