import { describe, expect, test } from 'vitest';
import { CATEGORIES } from './categories.data.ts';
import { faultOfHours } from '../clocks/calendar.model.ts';
import { readAllowance, readHours, readQuestions, sayAllowance, writeHours, writeQuestion } from './settings.forms.ts';

describe('hours in a text field', () => {
	test.each(['9:00-12:00 13:00-17:30', '09:00–12:00，13:00至17:30', '９:００～１２:００、13:00 - 17:30'])('%s', (typed) => {
		expect(writeHours(readHours(typed))).toBe('09:00-12:00 13:00-17:30');
	});

	test('what is no hours is refused, not guessed', () => {
		expect(faultOfHours(readHours('上午'))).toBe('malformed');
		expect(faultOfHours(readHours('13:00-9:00'))).toBe('empty');
	});
});

test.each([
	[240, 'working', { amount: '4', unit: 'working_hours' }],
	[30, 'calendar', { amount: '30', unit: 'minutes' }],
	[10_080, 'calendar', { amount: '7', unit: 'days' }],
	[4320, 'workday', { amount: '3', unit: 'workdays' }]
])('%i minutes of %s time are said and read back', (minutes, unit, said) => {
	expect(sayAllowance(minutes, unit)).toEqual(said);
	expect(readAllowance(said.amount, said.unit)).toEqual({ minutes, unit });
});

test('every question that ships goes through the form unchanged', () => {
	for (const category of CATEGORIES) {
		const q = Object.fromEntries(
			category.questions.map((question, i) => {
				const { required, ...fields } = writeQuestion(question);
				return [String(i), { ...fields, ...(required ? { required: 'on' } : {}) }];
			})
		);
		expect(readQuestions({ q }), category.code).toEqual(category.questions.map((question) => ({ ...question })));
	}
});
