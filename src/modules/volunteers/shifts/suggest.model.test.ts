import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barOf, suggest, type Candidate, type Wanted } from './suggest.model.ts';

const one = (id: string, more: Partial<Candidate> = {}): Candidate => ({ id, communityId: 'here', birthDate: '1980-01-01', skills: [], categories: [], times: ['3b'], teamIds: [], recentMinutes: 0, lastServedOn: null, clashes: false, sameDay: false, ...more });
const wanted: Wanted = { communityId: 'here', teamId: null, teamOnly: false, category: 'elderly', dangerous: false, onDay: '2026-11-25', time: '3b', skills: [], minAge: null };

test('who has served least lately is asked first, and every suggestion says why', () => {
	const found = suggest([one('often', { recentMinutes: 900, lastServedOn: '2026-11-20' }), one('rested', { lastServedOn: '2026-06-01' }), one('some', { recentMinutes: 60, lastServedOn: '2026-11-01' }), one('never')], wanted);
	expect(found.map(({ id }) => id)).toEqual(['never', 'rested', 'some', 'often']);
	expect(found[1]!.reasons).toContainEqual({ code: 'rested', days: 177 });
	expect(found.every(({ reasons }) => reasons.length > 0)).toBe(true);
	// No rank and no score goes out.
	expect(Object.keys(found[0]!).sort()).toEqual(['id', 'reasons']);
});

test('nobody is asked who may not or cannot: minors for what is dangerous, clashes, missing skills, a second shift of the day', () => {
	const pool = [one('child', { birthDate: '2014-05-01' }), one('busy', { clashes: true }), one('unskilled'), one('twice', { skills: ['first_aid'], sameDay: true }), one('fit', { skills: ['first_aid'] })];
	expect(suggest(pool, { ...wanted, dangerous: true, skills: ['first_aid'] }).map(({ id }) => id)).toEqual(['fit']);
});

test('a Young Pioneer of the day before the eighteenth birthday is a minor, on the day not', () => {
	expect(barOf(one('a', { birthDate: '2008-11-26' }), { ...wanted, dangerous: true })).toBe('dangerous');
	expect(barOf(one('a', { birthDate: '2008-11-25' }), { ...wanted, dangerous: true })).toBeNull();
});

test('the order does not depend on the order of the pool', () => {
	const pool = fc.uniqueArray(fc.record({ id: fc.uuid(), recentMinutes: fc.integer({ min: 0, max: 500 }), time: fc.boolean() }), { selector: ({ id }) => id, maxLength: 12 });
	fc.assert(
		fc.property(pool, (drawn) => {
			const people = drawn.map(({ id, recentMinutes, time }) => one(id, { recentMinutes, lastServedOn: recentMinutes ? '2026-11-01' : null, times: time ? ['3b'] : [] }));
			expect(suggest([...people].reverse(), wanted)).toEqual(suggest(people, wanted));
		})
	);
});
