/**
 * The framework's adapter ties a signal to every Request it makes, to tell of a visitor who left. Nothing of ours listens to it, and
 * undici keeps a finalizer for each, whose work at the next collection came to a twelfth of what a page of the desk costs. Called
 * before the adapter is loaded: Requests with a body still to come (`duplex`), which are the adapter's alone, are made without.
 */
export function leaveOutSignals(): void {
	const Whole = globalThis.Request;
	globalThis.Request = class Request extends Whole {
		constructor(input: RequestInfo | URL, init?: RequestInit) {
			super(input, init && 'duplex' in init ? { ...init, signal: undefined } : init);
		}
	};
}
