import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restAfter } from './following.ts';

/** The longest that a fact waits: it came as counting began, so it waits for its end, the rest, and the counting that has it. */
const longestWait = (took: number): number => took + restAfter(took) + took;

it('counts what comes while it counts within a second, as long as counting takes no more than four tenths of one', () => {
	fc.assert(fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (took) => longestWait(took) < 1000));
	// On a quiet machine with a million facts counting took 200 ms.
	expect(longestWait(200)).toBeLessThanOrEqual(700);
});

it('rests longer than it works while that keeps nobody waiting', () => {
	fc.assert(fc.property(fc.double({ min: 0, max: 60, noNaN: true }), (took) => restAfter(took) >= 9 * took));
});
