import type { CaseEntry } from '#modules/requests/index.ts';
import { deskMessages } from '#modules/requests/messages/desk.ts';
import { requestsMessages } from '#modules/requests/messages/index.ts';
import { clockWords } from '#modules/requests/ui/clock-words.ts';
import { stateTone } from '#modules/requests/ui/state-tone.ts';
import type { Locale } from '#platform/i18n.ts';
import type { CaseRow } from '#ui/desk/case-rows.ts';

/** What of the address belongs to the open case and not to the list: which it is, and the provider looked for in its pane. */
const OF_THE_CASE = ['id', 'provider'];

/** The beginning of a case's address beside this list; the case's id follows. */
function openedFrom(url: URL): string {
	// The action of a form sent without script stands in the address of its answer.
	const list = new URLSearchParams([...url.searchParams].filter(([name]) => !OF_THE_CASE.includes(name) && !name.startsWith('/'))).toString();
	return `?${list && `${list}&`}id=`;
}

/** The lines of the list in the reader's words. A row's link opens it beside the list that `url` shows. */
export function rowsOf(entries: readonly CaseEntry[], url: URL, locale: Locale, now: number): CaseRow[] {
	const m = deskMessages[locale];
	const r = requestsMessages[locale];
	const opened = openedFrom(url);
	return entries.map((entry) => {
		const due = entry.nextDueAt?.getTime();
		const { words, state } = clockWords({ nextClock: entry.nextClock, nextDueAt: due ?? null, paused: entry.openPauses > 0 }, now, m, r.clock);
		return {
			id: entry.id,
			href: opened + entry.id,
			number: entry.number.slice(-9),
			text: entry.summary,
			place: entry.place,
			state: m.row.state[entry.state] ?? r.state[entry.state],
			tone: stateTone(entry.state),
			clock: words,
			clockState: state,
			due,
			fresh: entry.unread > 0
		};
	});
}
