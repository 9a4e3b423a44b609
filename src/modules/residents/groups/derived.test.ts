import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, ageOn } from '#platform/dates/index.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { ownerPool } from '#platform/db/pools.ts';
import { newId } from '#platform/ids.ts';
import { person, testCtx, testSubdistrict, useDatabase } from '../../../../tests/support/db.ts';
import { testDwellings, testHousehold, testPeople } from '../household/household.testing.ts';
import { changeMemberships } from '../household/membership.store.ts';
import { bornBy, derivedGroups, DERIVED_CODES, type DerivedCode, type Living } from './derived.model.ts';
import { derivedSql, present } from './derived.sql.ts';

useDatabase();

const DAY = '2026-11-24';
const born = (age: number) => `${2026 - age}-05-05`;
const one = (id: string, age: number, more: Partial<Living> = {}): Living => ({ id, birthDate: born(age), householdId: 'h', dwellingId: 'd', collective: false, relation: '99', residence: 'owner', ...more });
const groupsOf = (who: Living, others: Living[], children: string[] = []) => derivedGroups(who, [who, ...others], children, DAY).filter((code) => code === 'living_alone' || code === 'empty_nest');

test('the last birth date for an age is the last one with which one is so old', () => {
	fc.assert(
		fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true }), fc.integer({ min: 0, max: 120 }), (at, age) => {
			const day = at.toISOString().slice(0, 10);
			const last = bornBy(age, day);
			expect(ageOn(last, day)).toBeGreaterThanOrEqual(age);
			expect(ageOn(addDays(last, 1), day)).toBeLessThan(age);
		})
	);
});

describe('独居 and 空巢', () => {
	const grandma = one('g', 78, { relation: '02' });
	test.each<[string, Living, Living[], string[], DerivedCode[]]>([
		['nobody else', grandma, [], [], ['living_alone']],
		['a son on the books who lives elsewhere', grandma, [one('s', 50, { relation: '20', residence: 'away' })], ['s'], ['living_alone']],
		['a son in a household of his own behind the same door', grandma, [one('s', 50, { householdId: 'h2', relation: '02' })], ['s'], []],
		['a husband of 80', grandma, [one('o', 80, { relation: '11' })], [], ['empty_nest']],
		['a husband of 58, no children known', grandma, [one('o', 58, { relation: '11' })], [], []],
		['a husband of 58, a daughter elsewhere', grandma, [one('o', 58, { relation: '11' })], ['x'], ['empty_nest']],
		['a daughter who lives there by her relation alone', grandma, [one('d', 45, { relation: '30' })], ['x'], []],
		['at the head, her son', one('g', 78, { relation: '52' }), [one('s', 50, { relation: '02' })], ['x'], []],
		['a carer only', grandma, [one('c', 45)], ['x'], ['empty_nest']],
		['of an age not known', grandma, [one('c', 0, { birthDate: null })], [], []],
		['in a home for the old', { ...grandma, collective: true }, [], [], []],
		['away herself', { ...grandma, residence: 'away' }, [], [], []],
		['without a household', { ...grandma, householdId: null, dwellingId: null }, [], [], []],
		['at 59', one('g', 59), [], [], []]
	])('%s', (_, who, others, children, expected) => expect(groupsOf(who, others, children)).toEqual(expected));
});

describe('the database says the same', () => {
	let tenant: Awaited<ReturnType<typeof testSubdistrict>>;
	let doors: string[];
	beforeAll(async () => {
		tenant = await testSubdistrict();
		doors = (await testDwellings(tenant.id, tenant.communities[0], 40)).dwellingIds;
	});

	test('of any people, behind any doors', async () => {
		const ctx = testCtx(tenant.id, person('worker', tenant.communities[0]));
		const anyone = fc.record({
			age: fc.constantFrom(null, 0, 13, 14, 15, 16, 40, 59, 60, 60, 64, 65, 79, 80, 90, 100),
			home: fc.nat(3),
			relation: fc.constantFrom('02', '12', '20', '38', '52', '99'),
			residence: fc.constantFrom('owner', 'owner', 'tenant', 'away'),
			fate: fc.constantFrom('stays', 'stays', 'stays', 'stays', 'left', 'died', 'homeless')
		});
		await fc.assert(
			fc.asyncProperty(
				fc.array(anyone, { minLength: 2, maxLength: 9 }),
				fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.constantFrom('child', 'parent')), { maxLength: 4 }),
				fc.array(fc.tuple(fc.constantFrom('own', 'shared', 'none'), fc.boolean()), { minLength: 4, maxLength: 4 }),
				async (people, ties, homes) => {
					await ownerPool().query('TRUNCATE residents.person CASCADE');
					const ids = await testPeople(tenant.id, people.map(({ age }) => ({ born: age === null ? null : born(age), communityId: tenant.communities[0] })));
					const dwellingOf = homes.map(([door], i) => (door === 'none' ? null : door === 'shared' ? doors[0]! : doors[i + 1]!));
					const households = await Promise.all(homes.map(([, collective], i) => testHousehold(tenant.id, tenant.communities[0], dwellingOf[i], collective && i === 3 ? 'collective' : 'family')));
					const headed = new Set<number>();
					const relationOf = people.map(({ relation, home }) => (relation === '02' && headed.has(home) ? '99' : (relation === '02' && headed.add(home), relation)) as Living['relation'] & string);
					await writeTx<'residents', unknown>(ctx, async (tx) => {
						for (const [i, { home, residence, fate }] of people.entries()) {
							if (fate !== 'homeless') await changeMemberships(tx, [{ kind: 'join', personId: ids[i]!, householdId: households[home]!, on: '2026-01-01', relation: relationOf[i]!, residence: residence as 'owner' }]);
						}
						for (const [i, { fate }] of people.entries()) {
							if (fate === 'left') await changeMemberships(tx, [{ kind: 'leave', personId: ids[i]!, on: '2026-06-01' }]);
							if (fate === 'died') await changeMemberships(tx, [{ kind: 'die', personId: ids[i]!, on: '2026-06-01' }]);
						}
					});
					const links = ties.filter(([a, b]) => a !== b && a < ids.length && b < ids.length);
					for (const [a, b, kind] of links) await ownerPool().query('INSERT INTO residents.relation (subdistrict_id, id, person_id, kind, other_id, recorded_at) VALUES ($1, $2, $3, $4, $5, now())', [tenant.id, newId(), ids[a], kind, ids[b]]);

					const living = people.flatMap(({ age, home, residence, fate }, i): Living[] => {
						if (fate === 'left' || fate === 'died') return [];
						const housed = fate === 'stays';
						return [{ id: ids[i]!, birthDate: age === null ? null : born(age), householdId: housed ? households[home]! : null, dwellingId: housed ? dwellingOf[home]! : null, collective: housed && homes[home]![1] && home === 3, relation: housed ? relationOf[i]! : null, residence: housed ? (residence as 'owner') : null }];
					});
					const childrenOf = (id: string) => links.flatMap(([a, b, kind]) => (kind === 'child' && ids[a] === id ? [ids[b]!] : kind === 'parent' && ids[b] === id ? [ids[a]!] : []));
					const expected = new Map(living.map((who) => [who.id, derivedGroups(who, living, childrenOf(who.id), DAY)]));
					for (const code of DERIVED_CODES) {
						const rows = await readTx<'residents', string[]>(ctx, async ({ db }) => (await sql<{ id: string }>`SELECT p.id FROM residents.person p WHERE p.subdistrict_id = ${tenant.id} AND ${present} AND ${derivedSql(code, DAY)}`.execute(db)).rows.map(({ id }) => id));
						expect([code, rows.sort()]).toEqual([code, living.filter(({ id }) => expected.get(id)!.includes(code)).map(({ id }) => id).sort()]);
					}
				}
			),
			{ numRuns: 40 }
		);
	}, 60_000);
});
