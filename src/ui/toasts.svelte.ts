import { untrack } from 'svelte';

/** The messages that float over a hydrated page for a few seconds, each with its way back. */

export type Toast = { id: number; text: string; undoLabel?: string; undo?: () => void | Promise<void> };

let next = 0;

/** The toasts now in sight, oldest first. `Toasts.svelte` draws them. */
export const toasts: Toast[] = $state([]);

/** Takes a toast away, as its close button or its clock does. */
export function dismiss(id: number): void {
	const at = toasts.findIndex((toast) => toast.id === id);
	if (at >= 0) toasts.splice(at, 1);
}

/**
 * Shows a message, with an undo where the act can be undone. Leaves by itself after `seconds`
 * (10 by default, so that there is time to read it and to reach the button; 0 keeps it until dismissed).
 */
export function toast(text: string, options: { undoLabel?: string; undo?: Toast['undo']; seconds?: number } = {}): number {
	const id = ++next;
	// Pushing reads the length: an effect that shows a toast would wake itself for ever.
	untrack(() => toasts.push({ id, text, undoLabel: options.undoLabel, undo: options.undo }));
	const seconds = options.seconds ?? 10;
	if (seconds > 0) setTimeout(() => dismiss(id), seconds * 1000);
	return id;
}
