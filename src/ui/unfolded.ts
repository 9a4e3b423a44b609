import { browser } from '$app/env';
import { createAttachmentKey } from 'svelte/attachments';

/**
 * Attributes of a `<details>` that the page unfolds while `open` holds and otherwise leaves as the reader left it.
 * `open={…}` would fold it again when the page's script comes, with the form in it that somebody has begun:
 *
 *     <details class="more" {...unfolded(problem?.values.id === line.id)}>
 */
export function unfolded(open: boolean): Record<string | symbol, unknown> {
	if (!browser) return { open };
	return {
		[createAttachmentKey()]: (details: HTMLDetailsElement) => {
			if (!open) return;
			details.open = true;
			return () => (details.open = false);
		}
	};
}
