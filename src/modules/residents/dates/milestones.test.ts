import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, ageOn } from '#platform/dates/index.ts';
import { birthdayIn, birthdaysWithin } from './milestones.model.ts';

test.each([
	['1946-11-25', '2026-11-24', '2026-12-01', [{ kind: 'turns', on: '2026-11-25', age: 80 }]],
	['1947-11-25', '2026-11-24', '2026-12-01', [{ kind: 'birthday', on: '2026-11-25', age: 79 }]],
	['1940-02-29', '2026-02-25', '2026-03-05', [{ kind: 'birthday', on: '2026-03-01', age: 86 }]],
	['1944-02-29', '2024-02-25', '2024-03-05', [{ kind: 'turns', on: '2024-02-29', age: 80 }]],
	['1960-01-02', '2025-12-30', '2026-01-05', [{ kind: 'birthday', on: '2026-01-02', age: 66 }]],
	['2026-11-25', '2026-11-24', '2026-12-01', []]
] as const)('%s within %s to %s', (born, from, to, expected) => expect(birthdaysWithin(born, from, to)).toEqual(expected));

test('a birthday is the first day on which somebody is a year older', () => {
	const day = fc.integer({ min: 0, max: 45_000 }).map((n) => addDays('1910-01-01', n));
	fc.assert(fc.property(day, fc.integer({ min: 1, max: 100 }), (born, age) => {
		const on = birthdayIn(born, Number(born.slice(0, 4)) + age);
		expect([ageOn(born, on), ageOn(born, addDays(on, -1))]).toEqual([age, age - 1]);
	}));
});
