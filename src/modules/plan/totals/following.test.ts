import fc from 'fast-check';
import { expect, it } from 'vitest';
import { restAfter } from './following.ts';

/** The longest that a fact waits: it came as counting began, so it waits for its end, the rest, and the counting that has it. */
const longestWait = (took: number): number => took + restAfter(took, 20) + took;

it('counts what comes while it counts within a second, as long as counting takes no more than four tenths of one', () => {
	fc.assert(fc.property(fc.double({ min: 0, max: 400, noNaN: true }), (took) => longestWait(took) < 1000));
	// On a quiet machine with a million facts counting took 200 ms.
	expect(longestWait(200)).toBeLessThanOrEqual(700);
});

it('rests longer than it works while that keeps nobody waiting', () => {
	fc.assert(fc.property(fc.double({ min: 0, max: 60, noNaN: true }), (took) => restAfter(took, 20) >= 9 * took));
});

it('leaves the machine to a flood of facts, ten seconds at the most', () => {
	fc.assert(fc.property(fc.double({ min: 20, max: 60_000, noNaN: true }), (took) => restAfter(took, 1_000) === Math.min(9 * took, 10_000)));
});
