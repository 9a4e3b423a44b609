import { describe, expect, test } from 'vitest';
import { periodOf } from './periods.model.ts';

describe('periods', () => {
	test.each([
		['month', '2026-11-01', '2026-11-24'],
		['last_month', '2026-10-01', '2026-10-31'],
		['quarter', '2026-10-01', '2026-11-24'],
		['year', '2026-01-01', '2026-11-24']
	])('%s', (period, from, to) => {
		expect(periodOf({ period }, '2026-11-24')).toEqual({ key: period, from, to });
	});

	test('the month before January is of the year before; a quarter begins in its first month', () => {
		expect(periodOf({ period: 'last_month' }, '2026-01-05')).toMatchObject({ from: '2025-12-01', to: '2025-12-31' });
		expect(periodOf({ period: 'quarter' }, '2026-03-31')).toMatchObject({ from: '2026-01-01', to: '2026-03-31' });
	});

	test('two days, in whichever order; what is no day is this month', () => {
		expect(periodOf({ period: 'custom', from: '2026-06-30', to: '2026-06-01' }, '2026-11-24')).toEqual({ key: 'custom', from: '2026-06-01', to: '2026-06-30' });
		expect(periodOf({ period: 'custom', from: '2026-02-30', to: '2026-06-01' }, '2026-11-24').key).toBe('month');
	});
});
