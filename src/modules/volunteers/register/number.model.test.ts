import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIdNumber } from '#platform/text/index.ts';
import { isVolunteerNumber, volunteerNumber } from './number.model.ts';

const code = fc.stringMatching(/^\d{12}$/);
const serial = fc.integer({ min: 1, max: 999_999 });

test('a volunteer number has 18 digits and is never an ID number, whatever the subdistrict', () => {
	fc.assert(
		fc.property(code, serial, (place, nth) => {
			const number = volunteerNumber(place, nth);
			expect(number).toMatch(/^\d{18}$/);
			expect(parseIdNumber(number).ok).toBe(false);
			expect(isVolunteerNumber(number)).toBe(true);
		})
	);
});

test('one digit wrong is noticed', () => {
	fc.assert(
		fc.property(code, serial, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (place, nth, at, by) => {
			const number = volunteerNumber(place, nth);
			const slipped = number.slice(0, at) + ((Number(number[at]) + by) % 10) + number.slice(at + 1);
			expect(isVolunteerNumber(slipped)).toBe(false);
		})
	);
});

test('numbers of one subdistrict differ', () => {
	expect(new Set(Array.from({ length: 500 }, (_, i) => volunteerNumber('999999001000', i + 1))).size).toBe(500);
	expect(() => volunteerNumber('999999001000', 1_000_000)).toThrow(RangeError);
});
