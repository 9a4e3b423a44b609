import { expect, test } from 'vitest';
import { answersOf } from './assessment.testing.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';
import { tekunSelfCare } from './forms/tekun-self-care-2021.data.ts';
import { compare } from './trend.model.ts';

const able = answersOf(gbt42195, 90);

test('what changed, by direction and in the order of the form', () => {
	const before = { ...able, walking: '3', hearing: '1' };
	const after = { ...able, eating: '2', walking: '1', hearing: '2' };
	expect(compare({ form: gbt42195, answers: before }, { form: gbt42195, answers: after })).toEqual({
		worse: [
			{ item: 'eating', from: '4', to: '2' },
			{ item: 'walking', from: '3', to: '1' }
		],
		better: [{ item: 'hearing', from: '1', to: '2' }]
	});
});

test('where failures are counted, more is worse', () => {
	const [before, after] = [answersOf(tekunSelfCare, 0), { ...answersOf(tekunSelfCare, 0), wash: 'unable' }];
	expect(compare({ form: tekunSelfCare, answers: before }, { form: tekunSelfCare, answers: after }).worse).toEqual([{ item: 'wash', from: 'able', to: 'unable' }]);
});

test('an answer of the same score is no change', () => {
	expect(compare({ form: gbt42195, answers: { ...able, consciousness: 'stupor' } }, { form: gbt42195, answers: { ...able, consciousness: 'coma' } })).toEqual({ worse: [], better: [] });
});

test('an item that the other version does not have is left out', () => {
	const earlier = { ...gbt42195, version: '2021.9', sections: gbt42195.sections.map((section) => ({ ...section, items: section.items.filter((item) => item.key !== 'stairs') })) };
	const { stairs: _, ...answers } = able;
	expect(compare({ form: earlier, answers }, { form: gbt42195, answers: { ...able, stairs: '0' } })).toEqual({ worse: [], better: [] });
});
