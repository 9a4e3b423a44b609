/**
 * Sealed envelopes that wait on this phone, and how they are sent: by the page, or by the service worker when the page is closed.
 * Nobody has to be signed in. What the server has leaves the phone; what got no answer stays.
 */
import type { Envelope } from '#platform/envelope.ts';
import { phoneStore, type PhoneStore } from '../phone-store.ts';

/** An envelope as it waits. */
export type Waiting = Envelope & {
	/** the server said that it cannot read it; then it stays for somebody to look into */
	unreadable?: true;
	/** it holds a photo, and goes after the visits */
	photo?: true;
	/** it holds a correction, and goes after the visit */
	amend?: true;
	/** of a visit that is still being written; it is not sent before */
	draftOf?: string;
};
/** When something was last sent, in the same store so that page and service worker both know. */
interface LastSent {
	id: 'last-sent';
	at: string;
}
export type Entry = Waiting | LastSent;

export const envelopeStore = (database: string): PhoneStore<Entry> => phoneStore<Entry>(database, 'envelopes', 'id');
const isEnvelope = (entry: Entry): entry is Waiting => entry.id !== 'last-sent';

/** How many visits and photos wait, how many of them the server could not read, and when something was last sent. */
export interface QueueState {
	waiting: number;
	photos: number;
	unreadable: number;
	lastSent: string | null;
}

export async function queueState(store: PhoneStore<Entry>): Promise<QueueState> {
	const entries = await store.all();
	const last = entries.find((entry): entry is LastSent => !isEnvelope(entry));
	const envelopes = entries.filter(isEnvelope);
	const ready = envelopes.filter(({ unreadable, draftOf }) => !unreadable && !draftOf);
	const photos = ready.filter(({ photo }) => photo).length;
	return { waiting: ready.length - photos, photos, unreadable: envelopes.filter(({ unreadable }) => unreadable).length, lastSent: last?.at ?? null };
}

/** A phone that gets no answer in this time is as good as offline. */
const PATIENCE_MS = 30_000;
/** Small enough to get through on a bad line, in envelopes and in characters; a larger one goes alone. */
const BATCH = 10;
const BATCH_CHARACTERS = 100_000;

/** One post. @returns the server's answer in its own words; null where there was none: no network, a hotel's page, a server that is unwell */
export type Post = (envelopes: Envelope[]) => Promise<{ id: string; state: string }[] | null>;

/** Posts to an address that takes envelopes. */
export const postTo = (path: string): Post => async (envelopes) => {
	try {
		const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ envelopes }), redirect: 'manual', credentials: 'same-origin', signal: AbortSignal.timeout?.(PATIENCE_MS) });
		const answer = response.ok ? ((await response.json()) as { envelopes?: unknown }) : null;
		return Array.isArray(answer?.envelopes) ? (answer.envelopes as { id: string; state: string }[]) : null;
	} catch {
		return null;
	}
};

/** Sends what waits, a few at a time, and stops at the first sign that the network is away. @returns how many went and how many still wait */
export async function sendEnvelopes(store: PhoneStore<Entry>, send: Post): Promise<{ sent: number; left: number }> {
	const waiting = (await store.all()).filter(isEnvelope).filter(({ unreadable, draftOf }) => !unreadable && !draftOf);
	let sent = 0;
	for (const batch of batchesOf(waiting)) {
		const answers = await send(batch.map(({ id, keyId, from, iv, body }) => ({ id, keyId, from, iv, body })));
		if (!answers) break;
		// Only what the answer names is settled; it may name less than was sent.
		for (const envelope of batch) {
			const state = answers.find(({ id }) => id === envelope.id)?.state;
			if (state === 'taken') {
				await store.remove(envelope.id);
				sent++;
			} else if (state === 'unreadable') await store.put({ ...envelope, unreadable: true });
		}
	}
	if (sent) await store.put({ id: 'last-sent', at: new Date().toISOString() });
	const { waiting: visits, photos } = await queueState(store);
	return { sent, left: visits + photos };
}

/** Visits first, then corrections, then photos: words are small, and the rest is wanted only where its visit is. */
const turn = ({ photo, amend }: Waiting): number => (photo ? 2 : amend ? 1 : 0);
function batchesOf(waiting: readonly Waiting[]): Waiting[][] {
	const batches: Waiting[][] = [];
	let characters = 0;
	for (const entry of [...waiting].sort((a, b) => turn(a) - turn(b))) {
		const batch = batches.at(-1);
		if (batch && batch.length < BATCH && characters + entry.body.length <= BATCH_CHARACTERS && batch[0]!.photo === entry.photo) batch.push(entry);
		else {
			batches.push([entry]);
			characters = 0;
		}
		characters += entry.body.length;
	}
	return batches;
}

/** The ids of photos, sealed already, of the visit that is being written. */
export const draftPhotos = async (visitId: string, store: PhoneStore<Entry>): Promise<string[]> => (await store.all()).flatMap((entry) => (isEnvelope(entry) && entry.draftOf === visitId ? [entry.id] : []));

/** A visit is written: its photos follow it. Those of visits that were given up go. */
export async function releasePhotos(visitId: string | null, store: PhoneStore<Entry>): Promise<void> {
	for (const entry of await store.all()) {
		if (!isEnvelope(entry) || !entry.draftOf) continue;
		if (entry.draftOf !== visitId) await store.remove(entry.id);
		else {
			const { draftOf: _draftOf, ...ready } = entry;
			await store.put(ready);
		}
	}
}

/** Seconds to wait after so many failures in a row: 5, 15, 45, 135, then five minutes. */
export const backOff = (failures: number): number => Math.min(300, 5 * 3 ** Math.max(0, failures - 1));
