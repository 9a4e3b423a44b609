/**
 * A list on the phone, under lock: encrypted with a key of its own, which is wrapped by a PIN of six digits and by a
 * key that this browser keeps and does not give out. Five wrong PINs remove the list, and nothing can be tried faster than
 * 600,000 rounds of PBKDF2. What was written on visits does not lie here but sealed to the server (queue.ts).
 */
import { phoneStore, type PhoneStore } from '../phone-store.ts';

/** OWASP's floor for PBKDF2-HMAC-SHA-256. */
export const ROUNDS = 600_000;
export const MOST_WRONG = 5;
export const PIN = /^\d{6}$/;

/** What lies in IndexedDB: no name, no address, nothing in clear but when it ends. */
export interface Locked {
	id: 'list';
	salt: Uint8Array<ArrayBuffer>;
	rounds: number;
	/** HMAC key of this browser, not extractable */
	device: CryptoKey;
	/** the data key, wrapped */
	keyIv: Uint8Array<ArrayBuffer>;
	key: ArrayBuffer;
	iv: Uint8Array<ArrayBuffer>;
	body: ArrayBuffer;
	/** PINs tried since the last right one, counted before each try, so that killing the page does not win a try */
	tries: number;
	/** ISO instant after which it is removed unopened */
	until: string;
}

export type Opened<T> = { state: 'open'; content: T; save(content: T): Promise<void> } | { state: 'wrong'; left: number } | { state: 'none' };

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const AES = (iv: Uint8Array<ArrayBuffer>) => ({ name: 'AES-GCM', iv });

async function wrappingKey(pin: string, { salt, rounds, device }: Pick<Locked, 'salt' | 'rounds' | 'device'>): Promise<CryptoKey> {
	const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
	const slow = await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, typed, 256);
	// A copy of the store without the browser's own key cannot be tried at all.
	return crypto.subtle.importKey('raw', await crypto.subtle.sign('HMAC', device, slow), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

const dataKey = (raw: BufferSource) => crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
const encode = (content: unknown) => new TextEncoder().encode(JSON.stringify(content));

export const listStore = (database: string): PhoneStore<Locked> => phoneStore<Locked>(database, 'list', 'id');

/** Locks content behind a PIN, in the place of whatever was there. */
export async function lockAway(store: PhoneStore<Locked>, pin: string, content: unknown, until: string, rounds = ROUNDS): Promise<void> {
	const device = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);
	const made = { salt: random(16), rounds, device };
	const raw = random(32);
	const [keyIv, iv] = [random(12), random(12)];
	const key = await crypto.subtle.encrypt(AES(keyIv), await wrappingKey(pin, made), raw);
	const body = await crypto.subtle.encrypt(AES(iv), await dataKey(raw), encode(content));
	await store.put({ id: 'list', ...made, keyIv, key, iv, body, tries: 0, until });
}

/** Whether a list lies here that can still be opened; one that has ended is removed. */
export async function hasList(store: PhoneStore<Locked>, now = new Date()): Promise<boolean> {
	const locked = await store.get('list');
	if (locked && Date.parse(locked.until) > now.getTime()) return true;
	if (locked) await store.remove('list');
	return false;
}

/** Opens the list with a PIN. The fifth wrong one in a row removes it. */
export async function unlock<T>(store: PhoneStore<Locked>, pin: string, now = new Date()): Promise<Opened<T>> {
	if (!(await hasList(store, now))) return { state: 'none' };
	let tried = 0;
	let held: Locked | undefined;
	await store.change('list', (locked) => {
		if (!locked || locked.tries >= MOST_WRONG) return null;
		tried = locked.tries + 1;
		held = { ...locked, tries: tried };
		return held;
	});
	if (!held) return { state: 'none' };
	let key: CryptoKey;
	try {
		key = await dataKey(await crypto.subtle.decrypt(AES(held.keyIv), await wrappingKey(pin, held), held.key));
	} catch {
		if (tried >= MOST_WRONG) await store.remove('list');
		return tried >= MOST_WRONG ? { state: 'none' } : { state: 'wrong', left: MOST_WRONG - tried };
	}
	await store.change('list', (locked) => locked && { ...locked, tries: 0 } || null);
	const content = JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(AES(held.iv), key, held.body))) as T;
	const { salt } = held;
	return {
		state: 'open',
		content,
		save: async (next) => {
			const iv = random(12);
			const body = await crypto.subtle.encrypt(AES(iv), key, encode(next));
			// A list that was taken anew meanwhile is another one: it is not written over with the old.
			await store.change('list', (locked) => (locked ? (sameBytes(locked.salt, salt) ? { ...locked, iv, body } : locked) : null));
		}
	};
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, i) => byte === b[i]);
