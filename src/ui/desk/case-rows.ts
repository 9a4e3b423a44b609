/** One line of the list of cases, as `CaseList.svelte` draws it. */
export interface CaseRow {
	id: string;
	href: string;
	number: string;
	text: string;
	place: string;
	state: string;
	tone?: 'do' | 'wait' | 'late' | 'info';
	/** the running clock in words, and how it stands */
	clock: string;
	clockState?: 'ok' | 'near' | 'late' | 'paused' | 'met';
	/** when it runs out, in milliseconds; its exact time is shown when one points at it */
	due?: number;
	/** something came in since it was last looked at */
	fresh: boolean;
}

const textOf = (row: Element, part: string): string => row.querySelector(`.case-${part}`)?.textContent ?? '';

/** The rows of a rendered `CaseList`, in their order: the reverse of its markup. */
export function readRows(page: ParentNode): CaseRow[] {
	return [...page.querySelectorAll<HTMLElement>('.case')].map((row) => {
		const tag = row.querySelector('.tag');
		const clock = row.querySelector<HTMLElement>('.case-clock');
		const due = clock?.dataset.due;
		return {
			id: row.querySelector('input')?.getAttribute('value') ?? '',
			href: row.querySelector('a')?.getAttribute('href') ?? '',
			number: textOf(row, 'no'),
			text: textOf(row, 'text'),
			place: textOf(row, 'place'),
			state: tag?.textContent ?? '',
			tone: /tag-(\w+)/.exec(tag?.className ?? '')?.[1] as CaseRow['tone'],
			clock: textOf(row, 'clock'),
			clockState: clock?.dataset.state as CaseRow['clockState'],
			due: due === undefined ? undefined : Number(due),
			fresh: row.dataset.new !== undefined
		};
	});
}
