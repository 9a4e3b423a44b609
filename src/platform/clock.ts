/** The one source of "now". Injected everywhere, so that tests and replays can hold it still. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. For tests and demonstration data. */
export function fixedClock(start: Date | string): Clock & { set(at: Date | string): void; advance(ms: number): void } {
	let at = new Date(start);
	return {
		now: () => new Date(at),
		set: (next) => {
			at = new Date(next);
		},
		advance: (ms) => {
			at = new Date(at.getTime() + ms);
		}
	};
}
