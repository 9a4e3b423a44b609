import { invalidateAll } from '$app/navigation';
import { onMount } from 'svelte';

/** Loads the page's data again and again, for a screen on a wall that nobody touches. Without a network it shows what it had. */
export function keepFresh(everyMs: number): void {
	onMount(() => {
		const clock = setInterval(() => void invalidateAll().catch(() => {}), everyMs);
		return () => clearInterval(clock);
	});
}
