import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber, parseNumber, readNumber } from './number.ts';

const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }).map((d) => d.toISOString().slice(0, 10));

describe('case numbers', () => {
	it('reads as people say it', () => {
		expect(formatNumber('2026-11-24', 7)).toBe('20261124-0007');
		expect(parseNumber('20261124-0007')).toEqual({ day: '2026-11-24', counter: 7 });
	});

	it('goes round', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 999_999 }), (date, counter) => {
				expect(parseNumber(formatNumber(date, counter))).toEqual({ day: date, counter });
			})
		);
	});

	it('sorts in the order of telling within a day of up to 9,999', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (a, b) => {
				expect(Math.sign(formatNumber('2026-01-01', a).localeCompare(formatNumber('2026-01-01', b)))).toBe(Math.sign(a - b));
			})
		);
	});

	it.each(['', '20261124', '20261324-0001', '20260230-0001', '20261124-0000', '20261124-00007', '20261124-0007x', "20261124-0007' OR 1=1"])(
		'refuses %j',
		(text) => expect(parseNumber(text)).toBeNull()
	);

	it.each([
		['20261124-0007', '20261124-0007'],
		['202611240007', '20261124-0007'],
		['２０２６１１２４－０００７', '20261124-0007'],
		[' 20261124 0007 ', '20261124-0007'],
		['20261124—0007', '20261124-0007']
	])('makes out what was typed: %s', (typed, number) => expect(readNumber(typed)).toBe(number));

	it('does not take a phone number or words for one', () => {
		expect(readNumber('13800001111')).toBeNull();
		expect(readNumber('电动车')).toBeNull();
	});
});
