import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clusters } from './clusters.ts';

it('puts together what lies on each other, and leaves the rest alone', () => {
	expect(clusters([{ x: 0, y: 0 }, { x: 100, y: 0 }, { x: 3, y: 4 }], 40)).toEqual([[0, 2], [1]]);
	expect(clusters([], 40)).toEqual([]);
});

it('holds every spot once, and no two groups begin near each other', () => {
	const spot = fc.record({ x: fc.integer({ min: 0, max: 800 }), y: fc.integer({ min: 0, max: 560 }) });
	fc.assert(
		fc.property(fc.array(spot, { maxLength: 60 }), (spots) => {
			const groups = clusters(spots, 40);
			expect(groups.flat().sort((a, b) => a - b)).toEqual(spots.map((_, i) => i));
			for (const [i, [a]] of groups.entries())
				for (const [b] of groups.slice(i + 1)) expect(Math.hypot(spots[a!]!.x - spots[b!]!.x, spots[a!]!.y - spots[b!]!.y)).toBeGreaterThanOrEqual(40);
		})
	);
});
