import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answersOf, filledArbitrary, noFacts } from './assessment.testing.ts';
import { itemsOf, maximum, type Filled } from './form.model.ts';
import { FORMS } from './forms.ts';
import { gbt42195 } from './forms/gbt-42195-2022.data.ts';
import { score } from './scoring.model.ts';

/** What the law of a form says, whatever its data: held for every form that the product knows. */
describe.each(FORMS.map((form) => [form.key, form] as const))('%s', (_, form) => {
	const filled = filledArbitrary(form);
	const better = form.counts === 'points' ? 1 : -1;

	test('a complete filling has the level of its total, or a worse one with a reason', () => {
		fc.assert(
			fc.property(filled, (input) => {
				const result = score(form, input);
				const total = itemsOf(form).reduce((sum, item) => sum + item.options.find((option) => option.key === input.answers[item.key])!.score, 0);
				expect(result.total).toBe(total);
				expect(result.sectionScores.reduce((sum, section) => sum + section.score!, 0)).toBe(total);
				const band = form.levels.find((level) => level.from <= total && total <= level.to)!;
				expect(result.baseLevel).toBe(band.level);
				expect(result.level).toBeGreaterThanOrEqual(band.level);
				expect(form.levels.map((level) => level.level)).toContain(result.level);
				expect(result.level !== band.level).toBe(result.reasons.some((reason) => reason.code === 'adjusted'));
				expect(result.reasons.at(-1)).toEqual({ code: 'result', level: result.level });
			})
		);
	});

	test('a better answer never makes the level worse', () => {
		fc.assert(
			fc.property(filled, fc.nat(), fc.nat(), (input, which, to) => {
				const items = itemsOf(form);
				const item = items[which % items.length]!;
				const other = item.options[to % item.options.length]!;
				const now = item.options.find((option) => option.key === input.answers[item.key])!;
				fc.pre((other.score - now.score) * better > 0);
				const after = score(form, { ...input, answers: { ...input.answers, [item.key]: other.key } });
				expect(after.level).toBeLessThanOrEqual(score(form, input).level!);
			})
		);
	});

	test('fewer facts that count against somebody never make the level worse', () => {
		fc.assert(
			fc.property(filled, (input) => {
				expect(score(form, { ...input, facts: noFacts(form) }).level).toBeLessThanOrEqual(score(form, input).level!);
			})
		);
	});

	test('any missing item means no total and no level, and the item is named', () => {
		fc.assert(
			fc.property(filled, fc.subarray(itemsOf(form).map((item) => item.key), { minLength: 1 }), (input, left) => {
				const answers = Object.fromEntries(Object.entries(input.answers).filter(([key]) => !left.includes(key)));
				const result = score(form, { ...input, answers });
				expect(result).toMatchObject({ total: null, baseLevel: null, level: null, missing: left, answered: itemsOf(form).length - left.length });
				expect(result.reasons).toEqual([{ code: 'missing', items: left }]);
				for (const section of result.sectionScores) expect(section.score === null).toBe(section.answered < section.of);
			})
		);
	});

	test('a fact that nobody asked holds the level back exactly where its answer matters', () => {
		fc.assert(
			fc.property(filled, fc.subarray(form.facts.map((fact) => fact.key)), (input, asked) => {
				const known = Object.fromEntries(Object.entries(input.facts).filter(([key]) => asked.includes(key)));
				const open = form.facts.filter((fact) => !asked.includes(fact.key));
				const kind = (worst: boolean) => Object.fromEntries(open.map((fact) => [fact.key, fact.kind === 'yes_no' ? worst : worst ? 99 : 0]));
				const ends = [false, true].map((worst) => score(form, { ...input, facts: { ...known, ...kind(worst) } }).level);
				const result = score(form, { ...input, facts: known });
				expect(result.level).toBe(ends[0] === ends[1] ? ends[0] : null);
				expect(result.reasons.some((reason) => reason.code === 'open')).toBe(result.level === null);
			})
		);
	});

	test('what is not of the form is refused, not scored', () => {
		const answers = answersOf(form, 0);
		const [first] = itemsOf(form);
		expect(() => score(form, { answers: { ...answers, nowhere: '4' }, facts: {} })).toThrow(RangeError);
		expect(() => score(form, { answers: { ...answers, [first!.key]: 'nothing' }, facts: {} })).toThrow(RangeError);
		expect(() => score(form, { answers, facts: { nowhere: true } })).toThrow(RangeError);
		expect(() => score(form, { answers, facts: {} }, { nowhere: 1 })).toThrow(RangeError);
	});
});

describe('adjustments', () => {
	const at = (total: number, facts: Filled['facts']) =>
		score(gbt42195, { answers: answersOf(gbt42195, total), facts: { ...noFacts(gbt42195), ...facts } });

	test.each([
		[{}, 1],
		[{ dementia: true }, 2],
		[{ mental_disorder: true }, 2],
		[{ care_events: 1 }, 1],
		[{ care_events: 2 }, 2],
		[{ care_events: 30 }, 2],
		[{ dementia: true, mental_disorder: true }, 2],
		[{ dementia: true, mental_disorder: true, care_events: 5 }, 2]
	])('70 points with %o: level %i, once only', (facts, level) => {
		expect(at(70, facts).level).toBe(level);
	});

	test('every cause is named though they count once', () => {
		expect(at(70, { dementia: true, care_events: 3 }).adjustments).toEqual([
			{ code: 'one_level_worse', applied: true, from: 1, to: 2, why: [{ fact: 'dementia' }, { fact: 'care_events', count: 3 }], open: [] },
			{ code: 'coma', applied: false, from: null, to: null, why: [], open: [] }
		]);
	});

	test('nothing is worse than the worst level, and that is said', () => {
		const result = at(10, { dementia: true });
		expect(result.level).toBe(4);
		expect(result.reasons).toContainEqual({ code: 'bad_enough', adjustment: 'one_level_worse', level: 4, why: [{ fact: 'dementia' }] });
	});

	test('no cause is said, too', () => {
		expect(at(70, {}).reasons.map((reason) => reason.code)).toEqual(['total', 'band', 'nothing_to_adjust', 'result']);
	});

	describe('coma', () => {
		/** All able but unconscious: what nobody is, and what shows the rule apart from the points. */
		const answers = { ...answersOf(gbt42195, maximum(itemsOf(gbt42195))), consciousness: 'coma' };
		const coma = (settled: Record<string, number>, facts = {}) => score(gbt42195, { answers, facts: { ...noFacts(gbt42195), ...facts } }, settled);

		test('level 4, or as the subdistrict settled it', () => {
			expect(coma({})).toMatchObject({ total: 88, baseLevel: 1, level: 4, settled: { coma_level: 4 } });
			expect(coma({ coma_level: 3 })).toMatchObject({ level: 3, settled: { coma_level: 3 } });
			expect(() => coma({ coma_level: 2 })).toThrow(RangeError);
		});

		test('never makes a level better than the points give', () => {
			const low = { ...answersOf(gbt42195, 0), consciousness: 'coma' };
			expect(score(gbt42195, { answers: low, facts: noFacts(gbt42195) }, { coma_level: 3 }).level).toBe(4);
		});

		test('stupor scores the same and is no coma', () => {
			expect(score(gbt42195, { answers: { ...answers, consciousness: 'stupor' }, facts: noFacts(gbt42195) })).toMatchObject({ total: 88, level: 1 });
		});

		test('decides by itself: what nobody asked does not matter then', () => {
			expect(score(gbt42195, { answers, facts: {} }).level).toBe(4);
		});
	});
});
