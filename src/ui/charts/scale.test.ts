import fc from 'fast-check';
import { expect, test } from 'vitest';
import { percent, shares, ticks } from './scale.ts';

test('ticks are round and cover the values', () => {
	expect(ticks([3, 97])).toEqual([0, 20, 40, 60, 80, 100]);
	expect(ticks([0.3])).toEqual([0, 0.1, 0.2, 0.3]);
	expect(ticks([0])).toEqual([0, 1]);
	expect(ticks([])).toEqual([0, 1]);
	expect(ticks([-4, 6])).toEqual([-4, -2, 0, 2, 4, 6]);
});

test('ticks always hold every value, and are never many', () => {
	fc.assert(fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((n) => n === 0 || Math.abs(n) > 1e-6), { minLength: 1 }), (values) => {
		const marks = ticks(values);
		expect(marks[0]!).toBeLessThanOrEqual(Math.min(...values) + 1e-9);
		expect(marks.at(-1)!).toBeGreaterThanOrEqual(Math.max(...values) * (1 - 1e-9) - 1e-9);
		expect(marks.length).toBeLessThanOrEqual(8);
		expect(marks.length).toBeGreaterThanOrEqual(2);
	}));
});

test('percent is held within its ends and knows an empty span', () => {
	expect(percent(5, 0, 20)).toBe(25);
	expect(percent(-5, 0, 20)).toBe(0);
	expect(percent(99, 0, 20)).toBe(100);
	expect(percent(1, 1, 1)).toBe(0);
});

test('shares add up to exactly 100', () => {
	expect(shares([1, 1, 1])).toEqual([33.4, 33.3, 33.3]);
	expect(shares([0, 0])).toEqual([0, 0]);
	fc.assert(fc.property(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 12 }).filter((parts) => parts.some((n) => n > 0)), (parts) => {
		expect(shares(parts).reduce((a, b) => a + Math.round(b * 10), 0)).toBe(1000);
	}));
});
