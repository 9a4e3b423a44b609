import { expect, test } from 'vitest';
import { lunarDay } from './lunar.ts';

test.each([
	[2025, 1, 15, '2025-02-12'],
	[2026, 1, 1, '2026-02-17'],
	[2026, 5, 5, '2026-06-19'],
	[2025, 8, 15, '2025-10-06'],
	// 2025 has a leap sixth month; the ninth is after it.
	[2025, 9, 9, '2025-10-29']
])('%i, month %i, day %i is %s', (year, month, day, date) => expect(lunarDay(year, month, day)).toBe(date));
