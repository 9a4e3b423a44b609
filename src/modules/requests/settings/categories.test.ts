import { describe, expect, it } from 'vitest';
import { checkAnswers, faultsOfCategory, isAsked, stopNotices, type Question } from './categories.ts';
import { CATEGORIES, CATEGORY_GROUPS } from './categories.data.ts';

const zh = (text: string) => ({ zh: text, en: text });

describe('the built-in categories', () => {
	it('are sound, each in a known group, each code once, every group filled', () => {
		for (const category of CATEGORIES) expect({ code: category.code, faults: faultsOfCategory(category) }).toEqual({ code: category.code, faults: [] });
		expect(new Set(CATEGORIES.map(({ code }) => code)).size).toBe(CATEGORIES.length);
		expect(new Set(CATEGORIES.map(({ group }) => group))).toEqual(new Set(CATEGORY_GROUPS.map(({ code }) => code)));
	});

	it('are about sixty, and the groups weigh a hundred', () => {
		expect(CATEGORIES.length).toBeGreaterThanOrEqual(60);
		expect(CATEGORY_GROUPS.reduce((sum, { demoWeight }) => sum + demoWeight, 0)).toBe(100);
	});

	it('say everything in both languages', () => {
		for (const { name, questions } of CATEGORIES) {
			for (const words of [name, ...questions.flatMap(({ label, options, stop }) => [label, ...(options ?? []).map((o) => o.label), ...(stop ? [stop.notice] : [])])]) {
				expect(words.zh).toMatch(/\p{Script=Han}|^\p{L}/u);
				expect(words.en).not.toMatch(/\p{Script=Han}/u);
			}
		}
	});

	it('keep what is confidential out of sight: never a public place', () => {
		for (const { confidential, publicPlace } of CATEGORIES) if (confidential) expect(publicPlace).toBe(false);
		expect(CATEGORIES.find(({ code }) => code === 'domestic_violence')).toMatchObject({ confidential: true, anonymous: true, urgency: 'critical' });
	});
});

describe('answers', () => {
	const questions: Question[] = [
		{ code: 'leak', kind: 'yes_no', label: zh('漏吗'), required: true },
		{ code: 'litres', kind: 'number', label: zh('多少'), required: true, min: 1, max: 10, when: { question: 'leak', equals: true } },
		{ code: 'kind', kind: 'choice', label: zh('哪种'), required: false, options: [{ code: 'a', label: zh('甲') }, { code: 'b', label: zh('乙') }], when: { question: 'litres', equals: 'never' } },
		{ code: 'note', kind: 'text', label: zh('备注'), required: false }
	];

	it('asks a question only after its condition, and one after an unasked one never', () => {
		expect(isAsked(questions[1]!, questions, { leak: true })).toBe(true);
		expect(isAsked(questions[1]!, questions, { leak: false })).toBe(false);
		expect(isAsked(questions[2]!, questions, { leak: false, litres: 3 })).toBe(false);
	});

	it('drops what fell away and keeps what was asked', () => {
		expect(checkAnswers(questions, { leak: false, litres: 3, note: '好' })).toEqual({ answers: { leak: false, note: '好' }, faults: [] });
	});

	it('names each fault', () => {
		expect(checkAnswers(questions, {}).faults).toEqual([{ question: 'leak', why: 'missing' }]);
		expect(checkAnswers(questions, {}, true).faults).toEqual([]);
		expect(checkAnswers(questions, { leak: 'yes' }).faults).toEqual([{ question: 'leak', why: 'wrong_kind' }]);
		expect(checkAnswers(questions, { leak: true, litres: 11 }).faults).toEqual([{ question: 'litres', why: 'out_of_range' }]);
		expect(checkAnswers(questions, { leak: true, litres: Number.NaN }).faults).toEqual([{ question: 'litres', why: 'wrong_kind' }]);
		expect(checkAnswers(questions, { leak: false, note: 'x'.repeat(501) }).faults).toEqual([{ question: 'note', why: 'too_long' }]);
	});

	it('shows the notice of a dangerous answer', () => {
		const lift = CATEGORIES.find(({ code }) => code === 'lift_fault')!;
		expect(stopNotices(lift.questions, { trapped: true })).toHaveLength(1);
		expect(stopNotices(lift.questions, { trapped: false })).toEqual([]);
	});

	it('refuses a category whose condition points forward', () => {
		const faults = faultsOfCategory({ code: 'x_y', confidential: false, publicPlace: true, questions: [...questions].reverse() });
		expect(faults).toContain('condition:litres');
		expect(faultsOfCategory({ code: 'Bad Code', confidential: true, publicPlace: true, questions: [] })).toEqual(['code', 'confidential_public']);
	});
});
