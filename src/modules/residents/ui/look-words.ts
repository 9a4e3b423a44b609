/** A look at a record in words: the same on the page and on paper. */
import { formatDateTime } from '#platform/dates/index.ts';
import { marks, type Locale } from '#platform/i18n.ts';
import { peopleMessages } from '../messages/people.ts';
import type { LookLine } from '../privacy/looks.ts';

export function lookWords(look: LookLine, locale: Locale, zone: string): { at: string; who: string; what: string; why: string } {
	const m = peopleMessages[locale];
	return {
		at: formatDateTime(look.at, zone, locale),
		who: look.by + (look.outOfArea ? ` · ${m.lookOutOfArea}` : ''),
		what: [m.looks[look.what], look.fieldGroups.map((group) => m.groupsOfFields[group]).join(marks[locale].list)].filter(Boolean).join(' · '),
		why: [look.reasonCode && m.revealReasons[look.reasonCode], look.reason].filter(Boolean).join(' · ')
	};
}
