import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellReference, columnLetters, columnNumber, parseReference } from './index.ts';

test('columns by letters', () => {
	expect([1, 26, 27, 702, 703, 16384].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD']);
	fc.assert(fc.property(fc.integer({ min: 1, max: 16384 }), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
		expect(columnNumber(columnLetters(column))).toBe(column);
		expect(parseReference(cellReference(row, column))).toEqual({ row, column });
	}));
	expect(parseReference('$B$12')).toEqual({ row: 12, column: 2 });
	expect(parseReference('Sheet1!B12')).toBeNull();
});
