import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedService, overlaps, starsOf } from './count.model.ts';

const t = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const shift = { startsAt: t('09:00'), endsAt: t('11:00') };
const count = (from: string, to: string, after = 60) => countedService({ inAt: t(from), outAt: t(to) }, shift, after).minutes;

test.each([
	['as it was', '09:10', '10:55', 105],
	['the way there is no service', '08:30', '11:00', 120],
	['a little longer counts', '09:00', '11:40', 160],
	['much longer counts up to the allowance', '09:00', '14:00', 180],
	['before the shift and gone again', '08:00', '08:50', 0],
	['after it', '12:30', '13:00', 0]
])('%s', (_, from, to, minutes) => expect(count(from, to)).toBe(minutes));

test('seconds are dropped, minutes kept, nothing multiplied', () => {
	expect(countedService({ inAt: new Date(t('09:00').getTime() + 30_000), outAt: t('10:00') }, shift, 0).minutes).toBe(59);
});

test('never more than the span, never more than shift and allowance, never negative', () => {
	const minute = fc.integer({ min: 0, max: 1_439 });
	fc.assert(
		fc.property(minute, minute, fc.integer({ min: 0, max: 240 }), (a, b, after) => {
			const [inAt, outAt] = [new Date(t('00:00').getTime() + Math.min(a, b) * 60_000), new Date(t('00:00').getTime() + Math.max(a, b) * 60_000)];
			const { minutes, from, to } = countedService({ inAt, outAt }, shift, after);
			expect(minutes).toBeGreaterThanOrEqual(0);
			expect(minutes).toBeLessThanOrEqual(Math.abs(a - b));
			expect(minutes).toBeLessThanOrEqual(120 + after);
			expect(to.getTime() - from.getTime()).toBe(minutes * 60_000);
		})
	);
});

test('what ends at ten and what begins at ten do not overlap', () => {
	const one = { startsAt: t('09:00'), endsAt: t('10:00') };
	expect(overlaps(one, { startsAt: t('10:00'), endsAt: t('11:00') })).toBe(false);
	expect(overlaps(one, { startsAt: t('09:59'), endsAt: t('11:00') })).toBe(true);
});

test('stars by the levels given', () => {
	const levels = [{ stars: 1, minutes: 6_000 }, { stars: 2, minutes: 18_000 }];
	expect([0, 5_999, 6_000, 17_999, 18_000].map((minutes) => starsOf(minutes, levels))).toEqual([0, 0, 1, 1, 2]);
});
