import { expect, test } from 'vitest';
import { modules } from '#app/registry.ts';
import { shippedText } from '#modules/plan/plans/defaults.ts';
import { targetsOf } from '#modules/plan/plan.model.ts';

const measures = modules.flatMap(({ name, measures: own }) => (own ?? []).map((measure) => ({ name, measure })));
const there = new Set(modules.map(({ name }) => name));

test('a target of the shipped plan names a measure that is given, or one of a module that is not there yet', () => {
	const given = new Set(measures.map(({ measure }) => measure.key));
	const named = targetsOf(shippedText()).map(({ measure }) => measure);
	expect(named.filter((key) => !given.has(key) && there.has(key.split('.')[0]!))).toEqual([]);
	expect(named.filter((key) => given.has(key)).length).toBeGreaterThan(15);
});

test('every measure is named after its module, says what it counts in both languages, and why it leaves something out', () => {
	expect(new Set(measures.map(({ measure }) => measure.key)).size).toBe(measures.length);
	for (const { name, measure } of measures) {
		expect(measure.key).toMatch(new RegExp(`^${name}\\.[a-z][A-Za-z_]+$`));
		const words = [measure.title, measure.noun, measure.counted, ...(measure.unit === 'ratio' ? [measure.outOf] : []), ...Object.values(measure.leftOut ?? {}), ...(measure.act ? [measure.act.label] : [])];
		for (const each of words) expect([each?.zh, each?.en].every((text) => text && text.trim()), measure.key).toBe(true);
	}
});
