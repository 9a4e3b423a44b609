/** The draft of an entry's form on this computer, as the form's own fields. */
import { formValues } from '#platform/web/forms.ts';
import { formDraft, type FormDraft } from '#ui/form-draft.ts';
import { retype, type EntryForm } from '../entries/entry-fields.ts';

export interface KeptEntry {
	at: Date;
	fields: EntryForm;
	/** of the entry when typing began: if it has changed since, saving says so */
	version: number | null;
	/** what else the form held, by name */
	values: Record<string, string>;
}

/** `like`: the page's form, for its fields */
export type EntryDraft = Omit<FormDraft, 'read'> & { read(like: EntryForm): KeptEntry | null };

/**
 * @param entry the entry's id, or `new`
 * @param who the signed-in member of staff: desks share computers
 */
export function entryDraft(entry: string, who: string): EntryDraft {
	const draft = formDraft(`entry ${entry} ${who}`, { lasts: 'device' });
	return {
		...draft,
		read(like) {
			const kept = draft.read();
			if (!kept) return null;
			const version = Number(kept.data.get('version')) || null;
			return { at: kept.at, fields: retype(formValues(kept.data), like), version, values: Object.fromEntries([...kept.data].map(([name, value]) => [name, String(value)])) };
		}
	};
}
