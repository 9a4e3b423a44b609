/**
 * Keeps a draft on the server while somebody answers: one sending at a time, what is answered meanwhile goes with the next,
 * and what did not arrive is sent again until it does.
 */
export interface Patch {
	answers?: Record<string, string>;
	facts?: Record<string, boolean | number | null>;
	about?: Record<string, string>;
}

/** What came of a sending. `later`: no network, or the server could not; the rest are for the person to settle. */
export type Sent = { version: number } | { problem: 'later' | 'changed' | 'sign_in' | 'closed' | 'refused' };

export type SaverState = 'saved' | 'saving' | 'later' | 'changed' | 'sign_in' | 'closed' | 'refused';

export class DraftSaver {
	#pending: Patch | null = null;
	#running: Promise<void> | null = null;
	#send: (patch: Patch, version: number) => Promise<Sent>;
	#tell: (state: SaverState) => void;
	version: number;

	/** @param tell called at each change of state, and never for the same one twice in a row while nothing is sent */
	constructor(version: number, send: (patch: Patch, version: number) => Promise<Sent>, tell: (state: SaverState) => void) {
		this.version = version;
		this.#send = send;
		this.#tell = tell;
	}

	/** Is there something that the server does not have yet? */
	get dirty(): boolean {
		return this.#pending !== null || this.#running !== null;
	}

	/** Takes what was answered and sends it. */
	put(patch: Patch): void {
		this.#pending = joined(this.#pending, patch);
		void this.flush();
	}

	/** Sends until everything is there or it cannot go on. @returns whether everything is there */
	async flush(): Promise<boolean> {
		this.#running ??= this.#run().finally(() => (this.#running = null));
		await this.#running;
		return this.#pending === null;
	}

	async #run(): Promise<void> {
		while (this.#pending) {
			const patch = this.#pending;
			this.#pending = null;
			this.#tell('saving');
			const sent = await this.#send(patch, this.version);
			if ('problem' in sent) {
				// What was answered while this one was on its way is newer.
				this.#pending = joined(patch, this.#pending ?? {});
				this.#tell(sent.problem);
				return;
			}
			this.version = sent.version;
		}
		this.#tell('saved');
	}
}

const joined = (before: Patch | null, after: Patch): Patch => ({
	answers: { ...before?.answers, ...after.answers },
	facts: { ...before?.facts, ...after.facts },
	about: { ...before?.about, ...after.about }
});
