/**
 * What is being typed into a form, kept in the browser until it has been sent: a slipped finger, a reload or a closed tab
 * loses nothing. `tab` ends with the window, for what people say about themselves at a counter's shared computer; `device`
 * outlives it, for forms about things, under a key that names who is signed in. Files are never kept.
 */
export interface FormDraft {
	/** Keeps the form as it stands. */
	keep(form: HTMLFormElement): void;
	read(): { at: Date; data: FormData } | null;
	drop(): void;
	/** The page that follows a form says that it has arrived: drops what was sent, and not what was typed since. */
	arrived(): void;
	/** For `{@attach}` on a form: keeps it a moment after each keystroke, and on leaving. */
	keeping(form: HTMLFormElement): () => void;
}

/** One kept form in the storage. */
interface Kept {
	at: number;
	sent: boolean;
	values: [name: string, value: string][];
}

const DEVICE_DAYS = 14;
const PAUSE_MS = 400;

/**
 * @param key unique among the product's forms
 * @param options.fields names of what may be kept; everything but files when missing
 */
export function formDraft(key: string, { lasts, fields }: { lasts: 'tab' | 'device'; fields?: readonly string[] }): FormDraft {
	const name = `baiyun-draft ${key}`;
	const get = (): Kept | null => {
		try {
			const kept = JSON.parse(storeOf(lasts)?.getItem(name) ?? 'null') as Kept | null;
			return kept && Date.now() - kept.at < DEVICE_DAYS * 86_400_000 ? kept : null;
		} catch {
			return null;
		}
	};
	const put = (form: HTMLFormElement, sent: boolean): void => {
		const values = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string' && (!fields || fields.includes(entry[0])));
		try {
			storeOf(lasts)?.setItem(name, JSON.stringify({ at: Date.now(), sent, values } satisfies Kept));
		} catch {
			// A full storage keeps no draft; the form itself works on.
		}
	};
	const drop = (): void => storeOf(lasts)?.removeItem(name);
	return {
		keep: (form) => put(form, false),
		read() {
			const kept = get();
			if (!kept) return null;
			const data = new FormData();
			for (const [field, value] of kept.values) data.append(field, value);
			return { at: new Date(kept.at), data };
		},
		drop,
		arrived: () => void (get()?.sent && drop()),
		keeping(form) {
			let timer: ReturnType<typeof setTimeout> | undefined;
			const now = (): void => {
				if (timer === undefined) return;
				clearTimeout(timer);
				timer = undefined;
				put(form, false);
			};
			const typed = (): void => {
				clearTimeout(timer);
				timer = setTimeout(now, PAUSE_MS);
			};
			const sent = (): void => {
				clearTimeout(timer);
				timer = undefined;
				put(form, true);
			};
			const stop = new AbortController();
			form.addEventListener('input', typed, { signal: stop.signal });
			form.addEventListener('submit', sent, { signal: stop.signal });
			window.addEventListener('pagehide', now, { signal: stop.signal });
			return () => {
				now();
				stop.abort();
			};
		}
	};
}

/* Browsers that keep nothing (private windows of old ones) throw on access. */
function storeOf(lasts: 'tab' | 'device'): Storage | null {
	try {
		return lasts === 'tab' ? sessionStorage : localStorage;
	} catch {
		return null;
	}
}
