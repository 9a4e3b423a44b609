import { expect, test } from 'vitest';
import { addDays } from '#platform/dates/index.ts';
import { spanOf, weeksOf } from './calendar.ts';
import { weekOf } from './week.ts';

test('a month begins on a Monday and ends on a Sunday, whatever its length', () => {
	for (const [day, from, to, weeks] of [
		['2026-11-24', '2026-10-26', '2026-12-06', 6],
		['2024-02-29', '2024-01-29', '2024-03-03', 5],
		['2027-02-10', '2027-02-01', '2027-02-28', 4]
	] as const) {
		const span = spanOf('month', day, '2026-01-01');
		expect([span.from, span.to, weeksOf(span).length]).toEqual([from, to, weeks]);
		expect(weeksOf(span).flat()[0]).toBe(from);
		expect(weeksOf(span).flat().at(-1)).toBe(to);
	}
});

test('on and back is where one was', () => {
	for (const view of ['month', 'week', 'list']) {
		const span = spanOf(view, '2026-12-31', '2026-01-01');
		expect(spanOf(view, spanOf(view, span.next, '2026-01-01').previous, '2026-01-01').from).toBe(span.from);
		expect(spanOf(view, span.next, '2026-01-01').first).toBe(addDays(span.last, 1));
	}
});

test('what is no day is today', () => {
	expect(spanOf('month', 'gestern', '2026-11-24').day).toBe('2026-11-24');
	expect(spanOf(null, '9999-12-31', '2026-11-24').day).toBe('2026-11-24');
	expect(weekOf('2026-02-30', '2026-11-24')).toMatchObject({ monday: '2026-11-23', sunday: '2026-11-29', current: true });
	expect(weekOf('2026-12-31', '2026-11-24')).toMatchObject({ monday: '2026-12-28', sunday: '2027-01-03', current: false });
});
