import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes, timingSafeEqual, type KeyObject } from 'node:crypto';
import { config, reloadKeys } from './config.ts';
import type { KeyRing } from './keys/ring.ts';

/*
 * Personal identifiers at rest: AES-256-GCM with a key derived per purpose from the newest master key, and a keyed
 * hash (HMAC-SHA-256) beside it so that an exact value can be looked up without opening anything.
 * A sealed value reads `v1.<purpose>.<iv>.<tag>.<ciphertext>`, the last three in base64url. The prefix names the key's
 * generation, and the purpose stands in clear, so that `keys rotate` seals again whatever it meets.
 */
const derived = new Map<string, KeyObject>();

let derivedFrom: KeyRing | undefined;

/** As a key object: the engine takes seven times as long to use the same key from plain bytes. */
function derive(name: string, from: (ring: KeyRing) => Buffer | undefined): KeyObject {
	const { keys } = config();
	// A rotation or a restore may have brought other keys.
	if (derivedFrom !== keys) derived.clear();
	derivedFrom = keys;
	let key = derived.get(name);
	if (!key) {
		const root = from(keys);
		if (!root) throw new Error('sealed by a master key that is not here');
		key = createSecretKey(new Uint8Array(hkdfSync('sha256', root, 'baiyun', name.replace(/^\d+\//, ''), 32)));
		derived.set(name, key);
	}
	return key;
}

function sealingKey(generation: number, purpose: string): KeyObject {
	const known = config().keys.sealing.has(generation);
	// Another process has rotated the keys, and the notice has not come yet.
	if (!known) reloadKeys();
	return derive(`${generation}/seal:${purpose}`, ({ sealing }) => sealing.get(generation)?.key);
}

const PURPOSE = /^[a-z][a-z0-9-]{0,39}$/;

/** Encrypts `plain` for storage. `purpose` (`contact`, `totp`, `health` …) separates keys and is needed again to open it. */
export function seal(plain: string, purpose: string): string {
	if (!PURPOSE.test(purpose)) throw new RangeError('not a purpose');
	const { newest } = config().keys;
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', sealingKey(newest, purpose), iv);
	const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
	return `v${newest}.${purpose}.${iv.toString('base64url')}.${cipher.getAuthTag().toString('base64url')}.${body.toString('base64url')}`;
}

/** @throws when the value was altered, or sealed for another purpose or by another master key */
export function unseal(sealed: string, purpose: string): string {
	const [version, named, iv, tag, body] = sealed.split('.');
	const generation = /^v([1-9]\d{0,3})$/.exec(version!)?.[1];
	if (!generation || named !== purpose || !iv || !tag || body === undefined) throw new Error('not a sealed value of this purpose');
	const decipher = createDecipheriv('aes-256-gcm', sealingKey(Number(generation), purpose), Buffer.from(iv, 'base64url'), { authTagLength: 16 });
	decipher.setAuthTag(Buffer.from(tag, 'base64url'));
	return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString('utf8');
}

/** The same value under the newest key. */
export const resealed = (sealed: string): string => {
	const purpose = sealed.split('.')[1] ?? '';
	return seal(unseal(sealed, purpose), purpose);
};

/** First bytes of sealed files; the number of the generation and the rest follow as two bytes, iv, tag, ciphertext. */
const FILE_MARK = Buffer.from('BYSEAL');

/** Encrypts a file for keeping, as `seal` does a text. */
export function sealBytes(plain: Buffer, purpose: string): Buffer {
	const { newest } = config().keys;
	const iv = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', sealingKey(newest, purpose), iv);
	const body = Buffer.concat([cipher.update(plain), cipher.final()]);
	return Buffer.concat([FILE_MARK, Buffer.from([newest >> 8, newest & 255]), iv, cipher.getAuthTag(), body]);
}

/** @throws as `unseal` */
export function unsealBytes(sealed: Buffer, purpose: string): Buffer {
	const head = FILE_MARK.length + 2;
	if (sealed.length < head + 28 || !sealed.subarray(0, FILE_MARK.length).equals(FILE_MARK)) throw new Error('not a sealed file');
	const generation = sealed.readUInt16BE(FILE_MARK.length);
	const decipher = createDecipheriv('aes-256-gcm', sealingKey(generation, purpose), sealed.subarray(head, head + 12), { authTagLength: 16 });
	decipher.setAuthTag(sealed.subarray(head + 12, head + 28));
	return Buffer.concat([decipher.update(sealed.subarray(head + 28)), decipher.final()]);
}

/** Keyed hash of an already normalised value, the same for equal values: for unique keys and exact look-up. 43 characters. */
export function lookupHash(kind: string, normalised: string): string {
	return createHmac('sha256', derive(`lookup:${kind}`, ({ lookup }) => lookup)).update(normalised).digest('base64url');
}

/** Compares two secrets without telling by time how much of them agrees. */
export function sameSecret(a: string, b: string): boolean {
	const x = Buffer.from(a);
	const y = Buffer.from(b);
	return x.length === y.length && timingSafeEqual(x, y);
}

/** A secret for links, tokens and one-time codes on the console: `bytes` random bytes in base64url. */
export const randomSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');
