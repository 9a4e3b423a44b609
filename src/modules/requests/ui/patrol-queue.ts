/**
 * Cases written on patrol wait here until the server has them: first on the phone, then sent, then gone from the phone.
 * Each carries a client id, so a send whose answer was lost is repeated and still makes one case.
 */
import { phoneStore } from '#ui/phone-store.ts';

export interface PatrolCase {
	clientId: string;
	text: string;
	communityId: string | null;
	address: string;
	urgency: string;
	position: { lon: number; lat: number; accuracy: number } | null;
	/** when it was seen, ISO instant; the server keeps it beside the time of arrival */
	seenAt: string;
	photos: Blob[];
}

export interface Waiting extends PatrolCase {
	/** `refused` stays on the phone with its reason until somebody mends or drops it; without a reason it is being mended */
	state: 'waiting' | 'refused';
	reason?: string;
}

/** What came of one attempt. `later`: no network, or the server is unwell: nothing is lost, it is tried again. */
export type Sent = { kind: 'done'; number: string } | { kind: 'refused'; reason: string } | { kind: 'later' };

/** Where the waiting cases lie. IndexedDB in the browser, memory in tests. */
export interface Shelf {
	all(): Promise<Waiting[]>;
	put(entry: Waiting): Promise<void>;
	remove(clientId: string): Promise<void>;
}

export class PatrolQueue {
	readonly #shelf: Shelf;
	readonly #send: (entry: PatrolCase) => Promise<Sent>;
	#sending: Promise<{ clientId: string; number: string }[]> | null = null;

	constructor(shelf: Shelf, send: (entry: PatrolCase) => Promise<Sent>) {
		this.#shelf = shelf;
		this.#send = send;
	}

	/** Resolves when the case is safe on this phone. */
	async keep(entry: PatrolCase): Promise<void> {
		await this.#shelf.put({ ...entry, state: 'waiting' });
	}

	waiting(): Promise<Waiting[]> {
		return this.#shelf.all();
	}

	/** Takes it out of what is sent while somebody mends it: the server keeps what arrives first. */
	hold(entry: PatrolCase): Promise<void> {
		return this.#shelf.put({ ...entry, state: 'refused' });
	}

	drop(clientId: string): Promise<void> {
		return this.#shelf.remove(clientId);
	}

	/**
	 * Sends what waits, oldest first, and stops at the first sign that the network is away. Two calls at once are one.
	 * @returns the cases that the server now has
	 */
	flush(): Promise<{ clientId: string; number: string }[]> {
		return (this.#sending ??= this.#flush().finally(() => (this.#sending = null)));
	}

	async #flush(): Promise<{ clientId: string; number: string }[]> {
		const done: { clientId: string; number: string }[] = [];
		const entries = (await this.#shelf.all()).filter((entry) => entry.state === 'waiting').sort((a, b) => (a.seenAt < b.seenAt ? -1 : 1));
		for (const entry of entries) {
			const sent = await this.#send(entry);
			if (sent.kind === 'later') break;
			if (sent.kind === 'refused') {
				await this.#shelf.put({ ...entry, state: 'refused', reason: sent.reason });
				continue;
			}
			await this.#shelf.remove(entry.clientId);
			done.push({ clientId: entry.clientId, number: sent.number });
		}
		return done;
	}
}

/** The phone's own store. Photos are kept as blobs: they survive a closed tab and a flat battery. */
export const indexedDbShelf = (): Shelf => phoneStore<Waiting>('baiyun-patrol', 'waiting', 'clientId');
