import { expect, test } from 'vitest';
import { chance } from '#platform/chance.ts';
import { ageOn } from '#platform/dates/index.ts';
import { parseIdNumber } from '#platform/text/index.ts';
import { sexOfRelation } from '../codes/index.ts';
import { GROUP_TYPES } from '../groups/group-types.data.ts';
import { demoHousehold, Numbers } from './population.ts';

const TODAY = '2026-11-24';
const luck = chance(7);
const numbers = new Numbers();
const households = Array.from({ length: 6000 }, () => demoHousehold(luck, numbers, TODAY));
const people = households.flatMap(({ members }) => members);
const share = (fits: (age: number) => boolean) => people.filter(({ birthDate }) => fits(ageOn(birthDate, TODAY))).length / people.length;

test('ages are about those of the census', () => {
	expect(households.length ? people.length / households.length : 0).toBeGreaterThan(2.4);
	expect(people.length / households.length).toBeLessThan(3.1);
	expect(share((age) => age < 15)).toBeCloseTo(0.1795, 1.6);
	expect(share((age) => age >= 60)).toBeCloseTo(0.187, 1.6);
	expect(share((age) => age >= 65)).toBeCloseTo(0.135, 1.6);
});

test('numbers are valid in form, agree with birth and sex, belong to nobody and occur once', () => {
	for (const { idNumber, birthDate, sex, phone } of people) {
		expect(parseIdNumber(idNumber)).toEqual({ ok: true, number: idNumber, birthDate, sex });
		expect(idNumber.startsWith('999999')).toBe(true);
		if (phone) expect(phone).toMatch(/^120\d{8}$/);
	}
	expect(new Set(people.map(({ idNumber }) => idNumber)).size).toBe(people.length);
	const phones = people.flatMap(({ phone }) => phone ?? []);
	expect(new Set(phones).size).toBe(phones.length);
});

test('relations, kin and groups make sense', () => {
	const codes = new Map(GROUP_TYPES.map((type) => [type.code, type]));
	for (const { members, since } of households) {
		expect(members.filter(({ relation }) => relation === '02')).toHaveLength(1);
		if (since !== null) expect(since <= TODAY).toBe(true);
		for (const person of members) {
			expect(sexOfRelation(person.relation) ?? person.sex).toBe(person.sex);
			for (const { kind, other } of person.kin) {
				const [a, b] = [ageOn(person.birthDate, TODAY), ageOn(members[other]!.birthDate, TODAY)];
				if (kind === 'child') expect(a - b).toBeGreaterThanOrEqual(17);
				if (kind === 'parent') expect(b - a).toBeGreaterThanOrEqual(17);
			}
			for (const { code, kind, grade } of person.groups) {
				const type = codes.get(code)!;
				if (kind) expect(type.kinds.map((each) => each.code)).toContain(kind);
				if (grade) expect(type.grades.map((each) => each.code)).toContain(grade);
			}
		}
	}
});
