import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellReference } from './index.ts';
import { copyFormula, shiftFormula, shiftRanges } from './formula-shift.ts';

const growth = { first: 5, last: 14, count: 3 };

test.each([
	['SUM(E5:E14)', 'SUM(E5:E17)'],
	['SUM($E$5:$E$14)*2+E4', 'SUM($E$5:$E$17)*2+E4'],
	['E13+E14+E15', 'E13+E17+E18'],
	['COUNTIF(B5:B14,"E14")&"B15:B16"', 'COUNTIF(B5:B17,"E14")&"B15:B16"'],
	["'表 1'!A15+Sheet2!A15+A15", "'表 1'!A18+Sheet2!A15+A18"],
	['LOG10(A15)+ROUND(A15,2)', 'LOG10(A18)+ROUND(A18,2)'],
	['SUM(A1:A20)', 'SUM(A1:A23)'],
	['SUM(A15:A20)', 'SUM(A18:A23)'],
	['$1:$4', '$1:$4'],
	['名称A15+x.A15', '名称A15+x.A15']
])('%s', (formula, shifted) => expect(shiftFormula(formula, '表 1', true, growth)).toBe(shifted));

test('of another sheet only what names the grown one', () => {
	expect(shiftFormula('SUM(E5:E14)+表1!E15', '表1', false, growth)).toBe('SUM(E5:E14)+表1!E18');
	expect(shiftFormula("'人''口'!E15", "人'口", false, growth)).toBe("'人''口'!E18");
});

test('a block of one row grows as well', () => {
	const one = { first: 5, last: 5, count: 3 };
	expect(shiftFormula('SUM(E5:E5)+E5+E6', 's', true, one)).toBe('SUM(E5:E8)+E5+E9');
	expect(shiftRanges('A5:C5 D1 A6', one)).toBe('A5:C8 D1 A9');
});

describe('copies', () => {
	test.each([
		['D5*E5', 'D7*E7'],
		['$D$5*E5+F$4', '$D$5*E7+F$4'],
		['IF(B5="是",1,0)', 'IF(B7="是",1,0)'],
		['SUM(A$5:A5)', 'SUM(A$5:A7)']
	])('%s two rows below', (formula, copy) => expect(copyFormula(formula, 2, 0)).toBe(copy));
	test('beyond the sheet', () => expect(copyFormula('A1+B2', -1, 0)).toBe('#REF!+B1'));
	test('there and back is the same', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 90 }), fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 50 }), (row, column, down, right) => {
				const formula = `SUM(${cellReference(row, column)}:${cellReference(row + 3, column)})`;
				expect(copyFormula(copyFormula(formula, down, right), -down, -right)).toBe(formula);
			})
		);
	});
});
