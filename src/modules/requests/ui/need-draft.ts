/**
 * A need that is being typed at the desk survives a reload and a slipped finger, but not the window: the counter's computer
 * is shared, and what people say may be about themselves. Telephone, names and address are never kept: they are asked again.
 */
import { formDraft } from '#ui/form-draft.ts';

/** Nothing that names a person or a door. The client's id is kept, so that a send whose answer was lost makes no second case. */
const KEPT = ['clientId', 'text', 'categoryCode', 'type', 'urgency', 'channel', 'communityId'] as const;

export type NeedDraft = Partial<Record<(typeof KEPT)[number], string>>;

const draft = formDraft('need', { lasts: 'tab', fields: KEPT });

export function keepDraft(form: HTMLFormElement): void {
	if (String(new FormData(form).get('text') ?? '').trim()) draft.keep(form);
	else draft.drop();
}

export function readDraft(): NeedDraft | null {
	const kept = draft.read();
	return kept && (Object.fromEntries([...kept.data].filter(([, value]) => value)) as NeedDraft);
}

export const dropDraft = draft.drop;
