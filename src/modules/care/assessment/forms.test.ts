import { describe, expect, test } from 'vitest';
import { answersOf, noFacts } from './assessment.testing.ts';
import { itemsOf, maximum, type AssessmentForm } from './form.model.ts';
import { formOn, formsOn, FORMS, formVersion } from './forms.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';
import { tekunSelfCare } from './forms/tekun-self-care-2021.data.ts';
import { explain } from './reason-words.ts';
import { score } from './scoring.model.ts';
import { faultsOf } from './soundness.model.ts';

test.each(FORMS.map((form) => [`${form.key} ${form.version}`, form] as const))('%s is sound', (_, form) => {
	expect(faultsOf(form)).toEqual([]);
});

test('no version is there twice', () => {
	const names = FORMS.map((form) => `${form.key} ${form.version}`);
	expect(new Set(names).size).toBe(names.length);
});

describe('GB/T 42195-2022', () => {
	test('26 items, 90 points, sections and maxima of the standard', () => {
		expect(itemsOf(gbt42195)).toHaveLength(26);
		expect(maximum(itemsOf(gbt42195))).toBe(90);
		expect(gbt42195.sections.map((section) => [section.key, section.items.map((item) => maximum([item]))])).toEqual([
			['B1', [4, 4, 4, 4, 4, 4, 4, 4]],
			['B2', [4, 4, 4, 3]],
			['B3', [4, 4, 4, 4, 4, 4, 1, 1, 2]],
			['B4', [2, 2, 4, 3, 4]]
		]);
		expect(gbt42195.sections.map((section) => maximum(section.items))).toEqual([32, 15, 28, 15]);
	});

	test.each([
		[90, 0],
		[89, 1],
		[66, 1],
		[65, 2],
		[46, 2],
		[45, 3],
		[30, 3],
		[29, 4],
		[0, 4]
	])('%i points: level %i', (total, level) => {
		expect(score(gbt42195, { answers: answersOf(gbt42195, total), facts: noFacts(gbt42195) })).toMatchObject({ total, baseLevel: level, level });
	});
});

describe('特困 self-care', () => {
	test.each([
		[0, 0],
		[1, 1],
		[3, 1],
		[4, 2],
		[6, 2]
	])('%i of six failed: level %i', (failed, level) => {
		expect(itemsOf(tekunSelfCare)).toHaveLength(6);
		expect(score(tekunSelfCare, { answers: answersOf(tekunSelfCare, failed), facts: {} })).toMatchObject({ total: failed, level });
	});
});

describe('versions', () => {
	const old: AssessmentForm = { ...tekunSelfCare, version: '2016.1', validFrom: '2016-10-10' };
	const forms = [tekunSelfCare, old, gbt42195];

	test.each([
		['2016-10-09', null],
		['2016-10-10', '2016.1'],
		['2021-06-30', '2016.1'],
		['2021-07-01', '2021.1'],
		['2030-01-01', '2021.1']
	])('on %s: %s', (day, version) => {
		expect(formOn('tekun-self-care', day, forms)?.version ?? null).toBe(version);
	});

	test('old versions stay readable; unknown ones are an error', () => {
		expect(formVersion('tekun-self-care', '2016.1', forms)).toBe(old);
		expect(() => formVersion('tekun-self-care', '1999')).toThrow(RangeError);
	});

	test('what is offered on a day is in force on it', () => {
		expect(formsOn('2021-12-31', forms)).toEqual([tekunSelfCare]);
		expect(formsOn('2026-01-01', forms)).toEqual([tekunSelfCare, gbt42195]);
	});
});

describe('an unsound form is found out', () => {
	const [section] = tekunSelfCare.sections;
	const [item] = section!.items;
	test.each<[string, Partial<AssessmentForm>, string]>([
		['a hole between levels', { levels: tekunSelfCare.levels.map((level) => (level.level === 1 ? { ...level, to: 2 } : level)) }, 'total 3: 0 levels'],
		['two levels for one total', { levels: tekunSelfCare.levels.map((level) => (level.level === 1 ? { ...level, to: 4 } : level)) }, 'total 4: 2 levels'],
		['levels the wrong way round', { counts: 'points' }, 'level 1: better than 0'],
		['an item twice', { sections: [{ ...section!, items: [...section!.items, item!] }] }, 'item eat: twice'],
		['options out of order', { sections: [{ ...section!, items: [{ ...item!, options: item!.options.toReversed() }] }] }, 'eat: able stands after unable and is better'],
		['a rule about nothing', { adjustments: [{ code: 'x', when: { fact: 'nowhere', is: 'yes' }, effect: { kind: 'worse', steps: 1 }, clause: { zh: '无', en: 'none' } }] }, 'x: asks for {"fact":"nowhere","is":"yes"}'],
		['a rule that leads nowhere', { adjustments: [{ code: 'x', when: { item: 'eat', option: 'able' }, effect: { kind: 'at_least', level: 7 }, clause: { zh: '无', en: 'none' } }] }, 'x: leads to no level']
	])('%s', (_, change, fault) => {
		expect(faultsOf({ ...tekunSelfCare, ...change })).toContain(fault);
	});
});

describe('reasons in words', () => {
	const gbt = (total: number, facts: Record<string, boolean | number>) => score(gbt42195, { answers: answersOf(gbt42195, total), facts });

	test('say each step', () => {
		const result = gbt(70, { dementia: true, mental_disorder: false, care_events: 3 });
		expect(explain(gbt42195, result, 'zh')).toEqual([
			'26 项都评完了，总分 70 分（满分 90 分，分越高能力越好）。',
			'总分 66–89 分，对应“能力轻度受损（轻度失能）”。',
			'因为确诊痴呆（F00–F03）、近 30 天照护风险事件 3 次，等级从“能力轻度受损（轻度失能）”调为“能力中度受损（中度失能）”（附录 C.4）。原因不止一个，也只调整一次。',
			'评定结果：能力中度受损（中度失能）。'
		]);
		expect(explain(gbt42195, result, 'en')).toEqual([
			'All 26 items are answered: 70 of 90 points (the more, the more able).',
			'66–89 points: Slightly impaired.',
			'The level goes from Slightly impaired to Moderately impaired, because of diagnosed dementia (F00–F03), 3 care-risk events in the last 30 days (appendix C.4). Several causes still count once.',
			'Result: Moderately impaired.'
		]);
	});

	test('say what is still open', () => {
		const { stairs: _, ...answers } = answersOf(gbt42195, 90);
		expect(explain(gbt42195, score(gbt42195, { answers, facts: {} }), 'zh')).toEqual(['还有 1 项没有评，评完才能定级：上下楼梯。']);
		expect(explain(gbt42195, gbt(90, { dementia: false }), 'zh').at(-1)).toBe('还要问清楚才能定级：确诊精神和行为障碍（F04–F99）、近 30 天照护风险事件。');
	});

	test('count what cannot be done where the form does', () => {
		const result = score(tekunSelfCare, { answers: answersOf(tekunSelfCare, 2), facts: {} });
		expect(explain(tekunSelfCare, result, 'zh')).toEqual(['6 项中有 2 项做不到。', '做不到 1–3 项，对应“部分丧失生活自理能力”。', '评定结果：部分丧失生活自理能力。']);
	});
});
