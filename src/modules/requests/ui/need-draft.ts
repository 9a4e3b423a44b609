/**
 * A need that is being typed survives a reload and a slipped finger. It lies in sessionStorage, which ends with the
 * window, and not in localStorage: the counter's computer is shared, and what people say may be about themselves.
 * Telephone, names and address are never kept: they are asked again.
 */
const KEY = 'baiyun-need';
/** Nothing that names a person or a door. The client's id is kept, so that a send whose answer was lost makes no second case. */
const KEPT = ['clientId', 'text', 'categoryCode', 'type', 'urgency', 'channel', 'communityId'] as const;

export type NeedDraft = Partial<Record<(typeof KEPT)[number], string>>;

export function keepDraft(form: HTMLFormElement): void {
	const data = new FormData(form);
	if (!String(data.get('text') ?? '').trim()) return dropDraft();
	const draft: NeedDraft = {};
	for (const name of KEPT) {
		const value = data.get(name);
		if (typeof value === 'string' && value) draft[name] = value;
	}
	store()?.setItem(KEY, JSON.stringify(draft));
}

export function readDraft(): NeedDraft | null {
	const kept = store()?.getItem(KEY);
	if (!kept) return null;
	try {
		return JSON.parse(kept) as NeedDraft;
	} catch {
		return null;
	}
}

export const dropDraft = (): void => store()?.removeItem(KEY);

/* Browsers that keep nothing (private windows of old ones) throw on access. */
function store(): Storage | null {
	try {
		return sessionStorage;
	} catch {
		return null;
	}
}
