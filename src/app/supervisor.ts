import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Pause before the n-th restart in a row: at once, then 0.25 s, doubling to 10 s. */
export const backOff = (restarts: number): number => (restarts <= 1 ? 0 : Math.min(10_000, 250 * 2 ** (restarts - 2)));

/** A part that ran this long is sound: its next death starts the back-off anew. */
const soundAfter = 30_000;

/** Exit status by which a part says that starting it again is of no use (sysexits.h: EX_CONFIG). */
export const notWorthRestarting = 78;

export interface Part {
	/** as in a log line: "the application" */
	name: string;
	/** starts it; the promise settles when it has ended, and tells how in words, or `undefined` for "give up" */
	run(stopping: AbortSignal): Promise<string | undefined>;
}

/**
 * Keeps a part running until `stopping` fires: started again when it ends, with growing pauses.
 * @returns when it was stopped (true) or asked not to be started again (false)
 */
export async function keepRunning(part: Part, stopping: AbortSignal, log: (line: string) => void): Promise<boolean> {
	for (let restarts = 0; ; ) {
		const began = Date.now();
		const end = await part.run(stopping).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
		if (stopping.aborted) return true;
		if (end === undefined) return false;
		restarts = Date.now() - began > soundAfter ? 1 : restarts + 1;
		const pause = backOff(restarts);
		log(`${part.name} ended (${end}); starting it again${pause ? ` in ${pause / 1000} s` : ''}`);
		await sleep(pause, undefined, { signal: stopping }).catch(() => {});
		if (stopping.aborted) return true;
	}
}

/**
 * Waits for a child process. When `stopping` fires it is asked to end (SIGTERM), and made to (SIGKILL) after `patience` milliseconds.
 * @returns how it ended, in words, or undefined when it asked not to be started again
 */
export function untilEnd(child: ChildProcess, stopping: AbortSignal, patience: number): Promise<string | undefined> {
	return new Promise((resolve, reject) => {
		let last: NodeJS.Timeout | undefined;
		const stop = () => {
			child.kill('SIGTERM');
			last = setTimeout(() => child.kill('SIGKILL'), patience);
		};
		if (stopping.aborted) stop();
		else stopping.addEventListener('abort', stop, { once: true });
		child.on('error', reject);
		child.on('exit', (status, signal) => {
			clearTimeout(last);
			stopping.removeEventListener('abort', stop);
			resolve(status === notWorthRestarting ? undefined : signal ? `signal ${signal}` : `status ${status}`);
		});
	});
}
