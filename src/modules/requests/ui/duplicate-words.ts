/** Why two cases may be the same, in words. */
import type { requestsMessages } from '../messages/index.ts';
import type { DuplicateReason } from '../triage/duplicates.ts';

/** @param m the words of the requests module in the page's language; @returns e.g. `相距 40 米` */
export function duplicateWords(reason: DuplicateReason, { duplicate }: Pick<(typeof requestsMessages)['zh'], 'duplicate'>): string {
	if (reason.code === 'near') return duplicate.near(reason.metres);
	if (reason.code === 'recent') return duplicate.recent(reason.hours);
	return duplicate[reason.code];
}
