/** What somebody agreed to or took back, as their own page and its paper say it. */
import { addDays, dateIn, formatDate } from '#platform/dates/index.ts';
import type { Locale } from '#platform/i18n.ts';
import { ownMessages } from '../messages/own.ts';
import type { OwnRecord } from '../privacy/own-record.ts';

export interface ConsentWords {
	state: string;
	/** until when it can be given again with everything still there, or when it went; empty: neither */
	next: string;
}

/** @param today the day in the subdistrict: behind the day of removal nothing can be brought back, also where a part stays for something else */
export function consentWords(consent: OwnRecord['purposes'][number]['consent'], locale: Locale, zone: string, today: string): ConsentWords {
	const m = ownMessages[locale];
	const on = (at: Date) => formatDate(dateIn(at, zone), locale);
	if (!consent) return { state: m.notAgreed, next: '' };
	const { givenAt, withdrawnAt, withdrawnBy, removeOn, removedAt } = consent;
	if (!withdrawnAt) return { state: m.agreed(on(givenAt)), next: '' };
	const state = withdrawnBy === 'changed' ? m.changed(on(withdrawnAt)) : withdrawnBy === 'undone' ? m.undone(on(withdrawnAt)) : m.withdrawn(on(withdrawnAt));
	return { state, next: removedAt ? m.removed(on(removedAt)) : !removeOn ? '' : removeOn <= today ? m.partly : m.until(formatDate(addDays(removeOn, -1), locale)) };
}
