/** One store of records on this device (IndexedDB), for pages that work without a network and for the service worker. */

export interface PhoneStore<T> {
	all(): Promise<T[]>;
	get(id: string): Promise<T | undefined>;
	/** resolves when it is on the disk */
	put(entry: T): Promise<void>;
	remove(id: string): Promise<void>;
	/** reads and writes in one transaction, so that two windows do not undo each other; null removes */
	change(id: string, next: (entry: T | undefined) => T | null): Promise<void>;
}

/** @param key the property by which records are told apart */
export function phoneStore<T>(database: string, store: string, key: keyof T & string): PhoneStore<T> {
	const open = () =>
		new Promise<IDBDatabase>((resolve, reject) => {
			const request = indexedDB.open(database, 1);
			request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath: key });
			request.onsuccess = () => resolve(request.result);
			request.onerror = () => reject(request.error);
		});
	const run = async <R>(mode: IDBTransactionMode, work: (entries: IDBObjectStore) => IDBRequest<R>): Promise<R> => {
		const db = await open();
		try {
			return await new Promise<R>((resolve, reject) => {
				const tx = db.transaction(store, mode, { durability: 'strict' });
				const request = work(tx.objectStore(store));
				// Only a finished transaction is on the disk; the request alone is not.
				tx.oncomplete = () => resolve(request.result);
				tx.onerror = tx.onabort = () => reject(tx.error);
			});
		} finally {
			db.close();
		}
	};
	return {
		all: () => run('readonly', (entries) => entries.getAll() as IDBRequest<T[]>),
		get: (id) => run('readonly', (entries) => entries.get(id) as IDBRequest<T | undefined>),
		put: async (entry) => void (await run('readwrite', (entries) => entries.put(entry))),
		remove: async (id) => void (await run('readwrite', (entries) => entries.delete(id))),
		change: async (id, next) =>
			void (await run('readwrite', (entries) => {
				const request = entries.get(id) as IDBRequest<T | undefined>;
				request.onsuccess = () => {
					const entry = next(request.result);
					if (entry === null) entries.delete(id);
					else entries.put(entry);
				};
				return request;
			}))
	};
}
