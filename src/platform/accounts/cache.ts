import { isListening, listen } from '../db/listen.ts';

/*
 * What a cookie or a token stands for, remembered for some seconds, so that a page costs no question to the
 * database about who asks. Whatever ends a session or changes a role says so by NOTIFY in its transaction: every
 * node forgets at the commit. While notifications do not arrive, two seconds are the limit.
 */
const CHANNEL = 'accounts';
const KEEP_MS = 10_000;
const KEEP_UNHEARD_MS = 2_000;
const MOST = 20_000;

interface Entry<T> {
	value: T;
	tags: readonly string[];
	until: number;
}

let generation = 0;
const caches = new Set<Map<string, Entry<unknown>>>();

/** Forgets, on this node, everything that bears the tag (`u:<user>`, `s:<session>`, `t:<token>`). */
export function forget(tag: string): void {
	generation++;
	for (const cache of caches) for (const [key, entry] of cache) if (entry.tags.includes(tag)) cache.delete(key);
}

/** The statement that tells all nodes when the transaction commits. */
export const NOTIFY_CHANNEL = CHANNEL;

export function makeCache<T>() {
	const entries = new Map<string, Entry<T>>();
	const loading = new Map<string, Promise<T>>();
	caches.add(entries as Map<string, Entry<unknown>>);
	return {
		/** The remembered value, or what `load` finds; `tags` name what makes it stale. One load at a time for a key. */
		async get(key: string, load: () => Promise<T>, tags: (value: T) => readonly string[]): Promise<T> {
			listen(CHANNEL, forget);
			const now = performance.now();
			const held = entries.get(key);
			if (held && held.until > now) return held.value;
			const under = loading.get(key);
			if (under) return under;
			const began = generation;
			const work = load()
				.then((value) => {
					// Something was revoked while we read: what we read may be from before it.
					if (began === generation) {
						if (entries.size >= MOST) entries.delete(entries.keys().next().value!);
						entries.set(key, { value, tags: tags(value), until: performance.now() + (isListening() ? KEEP_MS : KEEP_UNHEARD_MS) });
					}
					return value;
				})
				.finally(() => loading.delete(key));
			loading.set(key, work);
			return work;
		}
	};
}
