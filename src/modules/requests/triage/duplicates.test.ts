import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateLikelihood, hashDistance, LIKELY_DUPLICATE, wordLikeness, type DuplicateFacts } from './duplicates.ts';

const lamp: DuplicateFacts = {
	categoryCode: 'corridor_light',
	terms: ['property.lights'],
	point: [104.06, 30.6],
	buildingId: 'b3',
	dwelling: null,
	publicPlace: true,
	text: '3号楼2单元楼道灯不亮三天了',
	photoHashes: [],
	phoneHash: null,
	at: new Date('2026-11-24T01:00:00Z')
};
const codes = (a: DuplicateFacts, b: DuplicateFacts) => duplicateLikelihood(a, b).reasons.map(({ code }) => code);

describe('likeness', () => {
	it('compares words by pairs of characters, width and marks aside', () => {
		expect(wordLikeness('楼道灯不亮', '楼道灯，不亮')).toBe(1);
		expect(wordLikeness('ＡＢ', 'ab')).toBe(1);
		expect(wordLikeness('楼道灯不亮', '化粪池外溢')).toBe(0);
		expect(wordLikeness('', '楼道')).toBe(0);
	});
	it('counts differing bits and mistrusts a malformed hash', () => {
		expect(hashDistance('ffffffffffffffff', 'fffffffffffffffe')).toBe(1);
		expect(hashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
		expect(hashDistance('', '0000000000000000')).toBe(64);
	});
});

describe('likely duplicates', () => {
	it('finds the same lamp told by a neighbour, and says why', () => {
		const other: DuplicateFacts = { ...lamp, text: '2单元楼道灯坏了不亮', point: [104.06, 30.6001], at: new Date('2026-11-24T09:00:00Z') };
		expect(duplicateLikelihood(lamp, other).score).toBeGreaterThan(LIKELY_DUPLICATE);
		expect(codes(lamp, other)).toEqual(['same_category', 'same_building', 'near', 'similar_words', 'recent']);
	});
	it('does not take another lamp far away, or a month old, for it', () => {
		expect(duplicateLikelihood(lamp, { ...lamp, buildingId: 'b9', point: [104.06, 30.61] }).score).toBe(0);
		expect(duplicateLikelihood(lamp, { ...lamp, at: new Date('2026-10-01T01:00:00Z') }).score).toBe(0);
	});
	it('does not mix up two neighbours with the same personal need', () => {
		const meals = { ...lamp, categoryCode: 'meal_service', publicPlace: false, text: '想给老人订餐' };
		expect(duplicateLikelihood({ ...meals, phoneHash: 'x' }, { ...meals, phoneHash: 'y' }).score).toBe(0);
		expect(duplicateLikelihood({ ...meals, phoneHash: 'x' }, { ...meals, phoneHash: 'x' }).score).toBeGreaterThan(LIKELY_DUPLICATE);
	});
	it('takes the same thing told twice from one home for one need, and different things for two', () => {
		const bath = { ...lamp, categoryCode: 'home_care', publicPlace: false, dwelling: 'b3 2 501', text: '老人出院后不能自己洗澡，想找人上门助浴' };
		const daughter = { ...bath, phoneHash: 'y', text: '我妈不能自己洗澡，能不能上门助浴' };
		expect(duplicateLikelihood({ ...bath, phoneHash: 'x' }, daughter).score).toBeGreaterThan(LIKELY_DUPLICATE);
		expect(codes({ ...bath, phoneHash: 'x' }, daughter)).toEqual(['same_category', 'same_address', 'similar_words', 'recent']);
		expect(duplicateLikelihood(bath, { ...daughter, text: '想订一份午饭' }).score).toBe(0);
		expect(duplicateLikelihood(bath, { ...daughter, dwelling: 'b3 2 502' }).score).toBe(0);
		expect(duplicateLikelihood({ ...bath, dwelling: null }, { ...daughter, dwelling: null }).score).toBe(0);
	});
	it('does not go by the photo or the words alone', () => {
		const bare = { ...lamp, categoryCode: null, terms: [], point: null, buildingId: null };
		expect(duplicateLikelihood({ ...bare, photoHashes: ['0123456789abcdef'] }, { ...bare, text: '别的', photoHashes: ['0123456789abcdef'] }).score).toBeLessThan(LIKELY_DUPLICATE);
		expect(duplicateLikelihood(bare, bare).score).toBeLessThan(LIKELY_DUPLICATE);
	});
});

describe('laws', () => {
	const facts: fc.Arbitrary<DuplicateFacts> = fc.record({
		categoryCode: fc.option(fc.constantFrom('a', 'b')),
		terms: fc.subarray(['t1', 't2', 't3']),
		point: fc.option(fc.tuple(fc.double({ min: 104.06, max: 104.064, noNaN: true }), fc.double({ min: 30.6, max: 30.604, noNaN: true }))),
		buildingId: fc.option(fc.constantFrom('b1', 'b2')),
		dwelling: fc.option(fc.constantFrom('b1 2 501', 'b1 2 502')),
		publicPlace: fc.boolean(),
		text: fc.string({ unit: fc.constantFrom('楼', '道', '灯', '不', '亮', '水') }),
		photoHashes: fc.array(fc.constantFrom('0123456789abcdef', '0123456789abcdee', 'ffff0000ffff0000'), { maxLength: 2 }),
		phoneHash: fc.option(fc.constantFrom('p', 'q')),
		at: fc.integer({ min: 0, max: 40 * 24 }).map((h) => new Date(Date.parse('2026-10-20T00:00:00Z') + h * 3_600_000))
	});
	it('is the same whichever is asked first, between nought and one, and never without a reason', () => {
		fc.assert(
			fc.property(facts, facts, (a, b) => {
				const one = duplicateLikelihood(a, b);
				const two = duplicateLikelihood(b, a);
				expect(one.score).toBeCloseTo(two.score, 12);
				expect(one.reasons.map(({ code }) => code)).toEqual(two.reasons.map(({ code }) => code));
				expect(one.score).toBeGreaterThanOrEqual(0);
				expect(one.score).toBeLessThanOrEqual(1);
				if (one.score >= LIKELY_DUPLICATE) expect(one.reasons.length).toBeGreaterThan(1);
			})
		);
	});
	it('does not fall as two come nearer', () => {
		fc.assert(
			fc.property(facts, fc.double({ min: 0, max: 0.002, noNaN: true }), fc.double({ min: 0, max: 0.002, noNaN: true }), (a, x, y) => {
				const base: DuplicateFacts = { ...a, point: [104.06, 30.6], publicPlace: true };
				const at = (d: number) => duplicateLikelihood(base, { ...base, point: [104.06, 30.6 + d] }).score;
				expect(at(Math.min(x, y))).toBeGreaterThanOrEqual(at(Math.max(x, y)) - 1e-12);
			})
		);
	});
});
