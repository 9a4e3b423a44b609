/** Locks after a while without a touch, also when the phone slept meanwhile and its timers with it. */
export const IDLE_MS = 5 * 60_000;

/** @param lock called once when nobody has touched the page for `IDLE_MS`, or when it is put away. @returns what stops watching */
export function watchIdle(lock: () => void, idle = IDLE_MS): () => void {
	let touched = Date.now();
	const touch = () => {
		// A touch that comes after the time has passed, on a phone that slept, does not open again.
		if (Date.now() - touched < idle) touched = Date.now();
		else lock();
	};
	const look = () => void (Date.now() - touched >= idle && lock());
	const timer = setInterval(look, 5_000);
	const kinds = ['pointerdown', 'keydown', 'scroll', 'input'] as const;
	for (const kind of kinds) addEventListener(kind, touch, { capture: true, passive: true });
	document.addEventListener('visibilitychange', look);
	// A page that the browser keeps to come back to would come back open.
	addEventListener('pagehide', lock);
	return () => {
		clearInterval(timer);
		for (const kind of kinds) removeEventListener(kind, touch, { capture: true });
		document.removeEventListener('visibilitychange', look);
		removeEventListener('pagehide', lock);
	};
}
