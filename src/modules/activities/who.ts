/** Who somebody is in sign-ups, attendance and courses: one key for each person, the same wherever they come from. */
import { createHash } from 'node:crypto';
import { lookupHash, seal } from '#platform/secrets.ts';
import { maskName } from '#platform/text/index.ts';

/** Names as they are compared: without spaces, full-width letters as plain ones. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
export const sameName = (a: string, b: string): boolean => plain(a) === plain(b);

/** What is known of somebody, the surest first. */
export interface Known {
	personId?: string | null;
	userId?: string | null;
	/** of the telephone given, with whose owner they came */
	phoneHash?: string | null;
	name?: string;
	/** several come on this telephone: the name tells them apart */
	shared?: boolean;
	/** an id of this sign-up or arrival alone, where nothing else is known */
	id: string;
}

/**
 * `p:` a person of the register, else `u:` an account, else `h:` a telephone (with the name's hash when several share it),
 * else `n:` this one sign-up or arrival. Distinct people are counted by it.
 */
export function whoKey({ personId, userId, phoneHash, name = '', shared = false, id }: Known): string {
	if (personId) return `p:${personId}`;
	if (userId) return `u:${userId}`;
	if (phoneHash) return shared ? `h:${phoneHash}.${createHash('sha256').update(`${phoneHash} ${plain(name)}`).digest('base64url').slice(0, 11)}` : `h:${phoneHash}`;
	return `n:${id}`;
}

/** A second id that always comes out the same for the same first one and word, so that what is derived is written once too. */
export function idFrom(seed: string, word: string): string {
	const hex = createHash('sha256').update(`${seed} ${word}`).digest('hex');
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A name's two columns: sealed, and masked for lists. */
export const nameColumns = (name: string) => ({ name_sealed: name ? seal(name, 'contact') : null, name_masked: name ? maskName(name) : '' });

/** The secret in a message or on paper that opens one party's places, or one feedback, without signing in. */
export const placeKey = (subject: string): string => lookupHash('activity-key', subject).slice(0, 22);
/** What the code at the door carries: who holds it has been there. */
export const doorCode = (occurrenceId: string): string => lookupHash('activity-door', occurrenceId).slice(0, 12);
