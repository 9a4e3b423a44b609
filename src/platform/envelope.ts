/**
 * An envelope: what was written on a phone (a visit, who came to an activity), sealed to the subdistrict's public key, so that whoever holds the phone cannot read it, not even who
 * wrote it. ECDH P-256 with a key made for this one envelope, HKDF-SHA-256, AES-256-GCM; the envelope's id is bound to its
 * content. The same file seals on the phone and opens on the server: both have WebCrypto.
 */

/** As it lies on the phone and travels. All bytes are base64url. */
export interface Envelope {
	/** of what is inside, so that it is counted once */
	id: string;
	/** which of the subdistrict's keys it is sealed to */
	keyId: string;
	/** public half of the key that was made for it, SPKI */
	from: string;
	iv: string;
	body: string;
}

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

export function toBase64url(bytes: ArrayBuffer | Uint8Array): string {
	let text = '';
	for (const byte of bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)) text += String.fromCharCode(byte);
	return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** @throws DOMException when it is not base64url */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
	const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
	const bytes = new Uint8Array(plain.length);
	for (let i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
	return bytes;
}

async function contentKey(privateKey: CryptoKey, publicKey: CryptoKey, from: string, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
	const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: publicKey }, privateKey, 256);
	const root = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
	// Both ends of the exchange go into the key (NIST SP 800-56C): the sender's is in `from`, the receiver's in the shared secret.
	return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: fromBase64url(from), info: new TextEncoder().encode('baiyun visit envelope 1') }, root, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

const bound = (id: string, keyId: string) => new TextEncoder().encode(`${id} ${keyId}`);

/** A new key pair: public as SPKI, private as PKCS#8, base64url. */
export async function newKeyPair(): Promise<{ publicKey: string; privateKey: string }> {
	const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
	return { publicKey: toBase64url(await crypto.subtle.exportKey('spki', pair.publicKey)), privateKey: toBase64url(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) };
}

/** Seals JSON to a public key (SPKI, base64url). Nothing that stays here opens it again. */
export async function sealEnvelope(content: unknown, to: { id: string; publicKey: string }, id: string): Promise<Envelope> {
	const receiver = await crypto.subtle.importKey('spki', fromBase64url(to.publicKey), CURVE, false, []);
	const own = await crypto.subtle.generateKey(CURVE, true, ['deriveBits']);
	const from = toBase64url(await crypto.subtle.exportKey('spki', own.publicKey));
	const iv = crypto.getRandomValues(new Uint8Array(12));
	const key = await contentKey(own.privateKey, receiver, from, 'encrypt');
	const body = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: bound(id, to.id) }, key, new TextEncoder().encode(JSON.stringify(content)));
	return { id, keyId: to.id, from, iv: toBase64url(iv), body: toBase64url(body) };
}

/** @throws when it was altered, sealed to another key, or holds no JSON */
export async function openEnvelope(envelope: Envelope, privateKey: string): Promise<unknown> {
	const own = await crypto.subtle.importKey('pkcs8', fromBase64url(privateKey), CURVE, false, ['deriveBits']);
	const sender = await crypto.subtle.importKey('spki', fromBase64url(envelope.from), CURVE, false, []);
	const key = await contentKey(own, sender, envelope.from, 'decrypt');
	const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64url(envelope.iv), additionalData: bound(envelope.id, envelope.keyId) }, key, fromBase64url(envelope.body));
	return JSON.parse(new TextDecoder().decode(plain)) as unknown;
}
