import { describe, expect, test } from 'vitest';
import { mayBeConsent, readConsent } from './consent.ts';

const hints = { today: '2026-11-24', date1904: false };
const read = (cell: string | number | boolean | null) => {
	const found = readConsent(cell, hints, { name: '王小宝', guardian: '王建国' });
	return found && [found.said, found.on, found.by];
};

describe('a cell of a column of consents', () => {
	test.each([
		['同意', ['yes', null, null]],
		['√', ['yes', null, null]],
		[true, ['yes', null, null]],
		['是', ['yes', null, null]],
		['已签字', ['yes', null, null]],
		['同意（本人）', ['yes', null, 'self']],
		['监护人已签', ['yes', null, 'guardian']],
		['2026年3月1日', ['yes', '2026-03-01', null]],
		[46082, ['yes', '2026-03-01', null]],
		['同意 2026.3.1', ['yes', '2026-03-01', null]],
		['家长签字（2026-03-01）', ['yes', '2026-03-01', 'guardian']],
		['王小宝', ['yes', null, 'self']],
		['王建国 2026/3/1', ['yes', '2026-03-01', 'guardian']]
	] as const)('%s says yes', (cell, expected) => expect(read(cell)).toEqual(expected));

	test.each(['否', '不同意', '未签', '拒签', '×', '/', '-', 'n', 'No', false, '不同意 2026-3-1', '本人不同意', '家长不同意', '监护人未签', '监护人拒签', '本人未签字', '父亲不在家，未签', '2026.3.1 家长不同意', '家长2026年3月1日拒绝', '同意，2026年3月1日撤回', '对此不同意', '确认不同意'] as const)('%s says no', (cell) => expect(read(cell)?.[0]).toBe('no'));

	test.each(['李四', '待定', '2026年3月', '2026', '？', '同意□不同意☑', '是☐否☑', '是否同意', '有异议', '2026-3-1 有异议'])('%s says nothing for certain', (cell) => expect(read(cell)?.[0]).toBe('unclear'));

	test('a name that holds a sign of no is a signature', () => {
		expect(readConsent('未央', hints, { name: '未央', guardian: '不凡' })).toMatchObject({ said: 'yes', by: 'self' });
		expect(readConsent('不凡 2026/3/1', hints, { name: '未央', guardian: '不凡' })).toEqual({ said: 'yes', on: '2026-03-01', by: 'guardian' });
	});

	test('a day to come is none, and an empty cell says nothing', () => {
		expect(read('2027-01-01')).toEqual(['future', '2027-01-01', null]);
		expect([read(null), read('  ')]).toEqual([null, null]);
	});

	test('heads are known, and never what they are a consent to', () => {
		expect(['是否同意', '签字', '知情同意书签署日期', 'Consent date'].map(mayBeConsent)).toEqual([true, true, true, true]);
		expect(['姓名', '备注', '填表人'].map(mayBeConsent)).toEqual([false, false, false]);
	});
});
