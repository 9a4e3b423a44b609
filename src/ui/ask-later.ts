/**
 * Asks once the reader has rested for `rest` milliseconds. Made for effects that run anew with each change of the words:
 * what is returned stops the question, and the answer to a question that was stopped is dropped.
 * @param answer gets what was found, or null when asking failed
 */
export function askLater<T>(rest: number, ask: (signal: AbortSignal) => Promise<T>, answer: (found: T | null) => void): () => void {
	const abort = new AbortController();
	const timer = setTimeout(async () => {
		const found = await ask(abort.signal).catch(() => null);
		if (!abort.signal.aborted) answer(found);
	}, rest);
	return () => {
		clearTimeout(timer);
		abort.abort();
	};
}
