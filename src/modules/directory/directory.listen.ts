import type { WriteTx } from '#platform/db/tx.ts';
import { onEvent } from '#platform/events.ts';
import { learnAliases } from './vocabulary/aliases.ts';

/** What the directory hears from others. */
export function listen(): void {
	// A choice at triage teaches how residents put a need; see `learnAliases`.
	onEvent('requests.triaged', async ({ text, terms }, tx: WriteTx<'directory'>) => {
		for (const termCode of terms.slice(0, 2)) await learnAliases(tx, { text, termCode });
	});
}
