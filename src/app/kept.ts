/**
 * Answers remembered in this process for a few seconds, for what stands on every page and changes now and then. Whoever
 * changes it forgets it here, so that one's own work is seen at once; other nodes see it when the seconds are over.
 * @param most keys at a time; beyond that all are forgotten
 */
export function keptFor<T>(ms: number, most = 500) {
	const kept = new Map<string, { at: number; value: Promise<T> }>();
	return {
		/** The remembered answer, or what `load` gives; one that failed is not remembered. */
		get(key: string, load: () => Promise<T>): Promise<T> {
			const now = Date.now();
			const found = kept.get(key);
			if (found && now - found.at < ms) return found.value;
			if (kept.size >= most) kept.clear();
			const value = load();
			kept.set(key, { at: now, value });
			value.catch(() => kept.delete(key));
			return value;
		},
		forget: (key: string): void => void kept.delete(key),
		forgetAll: (): void => kept.clear()
	};
}
