import { onMount } from 'svelte';
import type { PhoneStore } from '../phone-store.ts';
import { watchIdle } from './idle.ts';
import { hasList, lockAway, unlock, type Locked } from './vault.ts';

interface Words {
	takeFailed: string;
	gone: string;
	wrong(left: number): string;
}

interface Definition<List extends { until: string }, Kept> {
	words: Words;
	/** where it lies under lock; asked for only in a browser */
	store: () => PhoneStore<Locked>;
	/** the page itself, which the service worker keeps */
	page: string;
	/** gives the list as JSON to whoever is signed in (POST) */
	from: string;
	/** what lies in the vault beside a list just taken */
	fresh(list: List): Kept;
	/** another list has come, or none is left */
	onreplaced?: () => Promise<void>;
	/** what the page holds in clear beside the list */
	onlock?: () => void;
}

/**
 * A list that is taken along on a phone, behind a PIN: taken, opened, changed, locked after five minutes without a touch,
 * forgotten. What it holds is in memory only while it is open. To be made while a component starts.
 */
export class LockedList<List extends { until: string }, Kept> {
	stage: 'starting' | 'none' | 'choosing' | 'locked' | 'open' | 'impossible' = $state('starting');
	busy = $state(false);
	said = $state('');
	problem = $state('');
	/** nobody is signed in who could take a list */
	signIn = $state(false);
	kept: Kept | null = $state.raw(null);
	#save: ((content: Kept) => Promise<void>) | null = null;
	#is: Definition<List, Kept>;

	constructor(definition: Definition<List, Kept>) {
		this.#is = definition;
		onMount(() => {
			if (!globalThis.crypto?.subtle || !globalThis.indexedDB) return void (this.stage = 'impossible');
			void hasList(definition.store()).then((there) => (this.stage = there ? 'locked' : 'none'));
			navigator.serviceWorker?.ready.then((worker) => worker.active?.postMessage(`keep:${definition.page}`)).catch(() => {});
			return watchIdle(this.lock);
		});
	}

	lock = (): void => {
		if (this.kept === null) return;
		this.kept = this.#save = null;
		this.said = '';
		this.#is.onlock?.();
		this.stage = 'locked';
	};

	async take(pin: string): Promise<void> {
		const { words, store, from, fresh, onreplaced } = this.#is;
		this.busy = true;
		this.problem = '';
		this.signIn = false;
		try {
			const response = await fetch(from, { method: 'POST', redirect: 'manual' });
			if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) return void (this.signIn = true);
			if (!response.ok) return void (this.problem = words.takeFailed);
			const list = (await response.json()) as List;
			await lockAway(store(), pin, fresh(list), list.until);
			await onreplaced?.();
			await this.open(pin);
		} catch {
			this.problem = words.takeFailed;
		} finally {
			this.busy = false;
		}
	}

	async open(pin: string): Promise<void> {
		const { words, store } = this.#is;
		this.busy = true;
		this.problem = '';
		try {
			const opened = await unlock<Kept>(store(), pin);
			if (opened.state === 'open') {
				this.kept = opened.content;
				this.#save = opened.save;
				this.said = '';
				this.stage = 'open';
			} else if (opened.state === 'wrong') this.problem = words.wrong(opened.left);
			else this.#none();
		} finally {
			this.busy = false;
		}
	}

	async forget(): Promise<void> {
		await this.#is.store().remove('list');
		await this.#is.onreplaced?.();
		this.lock();
		this.#none();
	}

	/** Shows and keeps what has changed. */
	async change(next: Kept): Promise<void> {
		this.kept = next;
		await this.keep();
	}

	/** Keeps what was changed in place, without drawing it anew. */
	async keep(): Promise<void> {
		if (this.kept) await this.#save?.(this.kept);
	}

	#none(): void {
		this.stage = 'none';
		this.said = this.#is.words.gone;
	}
}
