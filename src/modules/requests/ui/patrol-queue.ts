/**
 * Cases written on patrol wait here until the server has them: first on the phone, then sent, then gone from the phone.
 * Each carries a client id, so a send whose answer was lost is repeated and still makes one case.
 */

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

const DB = 'baiyun-patrol';
const STORE = 'waiting';

/** The phone's own store. Photos are kept as blobs: they survive a closed tab and a flat battery. */
export function indexedDbShelf(): Shelf {
	const open = () =>
		new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(DB, 1);
			request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'clientId' });
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const run = async <R>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<R>): Promise<R> => {
		const db = await open();
		try {
			return await new Promise<R>((resolve, reject) => {
				const tx = db.transaction(STORE, mode, { durability: 'strict' });
				const request = work(tx.objectStore(STORE));
				// Only a finished transaction is on the disk; the request alone is not.
				tx.oncomplete = () => resolve(request.result);
				tx.onerror = tx.onabort = () => reject(tx.error);
			});
		} finally {
			db.close();
		}
	};
	return {
		all: () => run('readonly', (store) => store.getAll() as IDBRequest<Waiting[]>),
		put: async (entry) => void (await run('readwrite', (store) => store.put(entry))),
		remove: async (clientId) => void (await run('readwrite', (store) => store.delete(clientId)))
	};
}
