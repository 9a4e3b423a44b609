import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { startingRules } from './rules.data.ts';
import { Condition, groupsOf, rulesOn, standing, type CareRule } from './rules.model.ts';

const rule = (part: Partial<CareRule> & Pick<CareRule, 'code' | 'condition'>): CareRule => ({ name: part.code, nameEn: part.code, communityId: null, visitDays: null, priority: 0, validFrom: '2026-01-01', validUntil: null, position: 0, ...part });
const started = startingRules.map((each) => rule(each));
const facts = (age: number | null, ...groups: string[]) => ({ communityId: 'a', age, groups: new Set(groups) });

describe('rules of the care list', () => {
	test('those that we start from are well-formed and each has its own code', () => {
		for (const { condition } of startingRules) expect(v.parse(Condition, condition)).toEqual(condition);
		expect(new Set(startingRules.map(({ code }) => code)).size).toBe(startingRules.length);
	});

	test.each([
		[facts(85, 'living_alone'), ['alone_80', 'alone'], 7],
		[facts(79, 'living_alone'), ['alone'], 14],
		[facts(80, 'empty_nest'), ['empty_nest_80'], 14],
		[facts(79, 'empty_nest'), [], null],
		[facts(91), ['age_90'], 30],
		[facts(40, 'dibao', 'disabled'), ['dibao_ill'], 30],
		[facts(40, 'dibao'), [], null],
		[facts(null, 'entitled'), [], null],
		[facts(9, 'left_behind_child'), ['child'], 30]
	])('%j', (given, reasons, visitDays) => {
		expect(standing(rulesOn(started, '2026-11-24', 'a'), given)).toEqual({ reasons, visitDays });
	});

	test('are dated, and a community may have its own', () => {
		const condition = { any: [{ all: [{ ageFrom: 60 }] }] };
		const rules = [
			rule({ code: 'x', condition, visitDays: 30 }),
			rule({ code: 'x', condition, visitDays: 20, validFrom: '2026-06-01' }),
			rule({ code: 'x', condition, visitDays: 10, communityId: 'a' }),
			rule({ code: 'y', condition, visitDays: 5, validUntil: '2026-03-31' })
		];
		const rhythm = (day: string, community: string) => standing(rulesOn(rules, day, community), facts(70)).visitDays;
		expect([rhythm('2025-12-31', 'a'), rhythm('2026-03-31', 'b'), rhythm('2026-04-01', 'b'), rhythm('2026-06-01', 'b'), rhythm('2026-06-01', 'a')]).toEqual([null, 5, 30, 20, 10]);
	});

	test('an unknown age fulfils nothing about age; one fact more never takes a rule without `notGroup` away', () => {
		const anyFact = fc.oneof(fc.record({ group: fc.constantFrom('g1', 'g2', 'g3') }), fc.record({ ageFrom: fc.integer({ min: 0, max: 100 }) }));
		const anyRule = fc.array(fc.record({ all: fc.array(anyFact, { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 3 }).map((any) => rule({ code: 'r', condition: { any }, visitDays: 7 }));
		fc.assert(
			fc.property(anyRule, fc.integer({ min: 0, max: 110 }), fc.subarray(['g1', 'g2', 'g3']), fc.constantFrom('g1', 'g2', 'g3'), (one, age, groups, more) => {
				const [less, plus] = [standing([one], facts(age, ...groups)), standing([one], facts(age, ...groups, more))];
				expect(plus.reasons).toEqual(expect.arrayContaining(less.reasons));
				const ageless = standing([one], facts(null, ...groups));
				if (one.condition.any.every(({ all }) => all.some((fact) => 'ageFrom' in fact))) expect(ageless.reasons).toEqual([]);
			})
		);
	});

	test('say which groups they ask for', () => expect(groupsOf(started)).toEqual(['bereaved_family', 'child_in_need', 'dibao', 'disabled', 'empty_nest', 'entitled', 'frail', 'illness', 'left_behind_child', 'living_alone', 'tekun']));
});
