import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bounds, contains, distance, formatDistance, fromGcj02, isPosition, parseGeometry, roundPosition, toGcj02, type Geometry, type Position } from './index.ts';

const inChina = fc.tuple(fc.double({ min: 98, max: 122, noNaN: true }), fc.double({ min: 24, max: 42, noNaN: true })) as fc.Arbitrary<Position>;
const anywhere = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true })) as fc.Arbitrary<Position>;

describe('coordinates', () => {
	test('GCJ-02 and back is the same place to less than a metre', () => {
		fc.assert(fc.property(inChina, (p) => void expect(distance(fromGcj02(toGcj02(p)), p)).toBeLessThan(0.5)));
	});

	test('the offset in Beijing is some hundred metres, abroad none', () => {
		const shift = distance(toGcj02([116.397, 39.908]), [116.397, 39.908]);
		expect(shift).toBeGreaterThan(300);
		expect(shift).toBeLessThan(800);
		expect(toGcj02([2.35, 48.85])).toEqual([2.35, 48.85]);
	});

	test('distance is a metric', () => {
		fc.assert(
			fc.property(anywhere, anywhere, anywhere, (a, b, c) => {
				expect(distance(a, b)).toBeCloseTo(distance(b, a), 3);
				expect(distance(a, c)).toBeLessThanOrEqual(distance(a, b) + distance(b, c) + 1e-3);
				expect(distance(a, b)).toBeLessThanOrEqual(20_015_115);
			})
		);
		expect(distance([116, 40], [116, 41])).toBeCloseTo(111_195, -1);
	});

	test.each([
		[3, '10 米', '10 m'],
		[396, '400 米', '400 m'],
		[994, '990 米', '990 m'],
		[996, '1 公里', '1 km'],
		[1234, '1.2 公里', '1.2 km'],
		[9960, '10 公里', '10 km'],
		[12_400, '12 公里', '12 km']
	])('%d m reads %s', (metres, zh, en) => expect([formatDistance(metres, 'zh'), formatDistance(metres, 'en')]).toEqual([zh, en]));

	test('rounding, and what is a position', () => {
		expect(roundPosition([120.123456789, -0.0000001])).toEqual([120.12346, 0]);
		expect(isPosition([181, 0]) || isPosition([0]) || isPosition(['1', '2']) || isPosition([NaN, 0]) || isPosition(null)).toBe(false);
	});
});

const square: Geometry = {
	type: 'Polygon',
	coordinates: [
		[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]],
		[[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
	]
};

describe('GeoJSON', () => {
	test('takes what map tools give, and gives it back clean', () => {
		expect(parseGeometry(square)).toEqual(square);
		expect(parseGeometry({ type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry: square }] })).toEqual(square);
		expect(parseGeometry({ type: 'Point', coordinates: [120.123456789, 30, 55] })).toEqual({ type: 'Point', coordinates: [120.1234568, 30] });
	});

	test.each([
		[null, 'type'],
		['{}', 'type'],
		[{ type: 'LineString', coordinates: [[0, 0], [1, 1]] }, 'type'],
		[{ type: 'Point', coordinates: [200, 0] }, 'position'],
		[{ type: 'Point' }, 'position'],
		[{ type: 'Polygon', coordinates: [] }, 'empty'],
		[{ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 1]]] }, 'ring'],
		[{ type: 'Polygon', coordinates: [[[0, 0], [1, 0], [0, 0]]] }, 'ring'],
		[{ type: 'MultiPolygon', coordinates: 'x' }, 'empty'],
		[{ type: 'Feature', geometry: null }, 'type']
	])('refuses %j: %s', (input, problem) => expect(() => parseGeometry(input)).toThrow(expect.objectContaining({ code: 'geo.invalid', params: { problem } })));

	test('stops counting at the limit', () => {
		const ring: Position[] = Array.from({ length: 50 }, (_, i) => [i / 100, 0]);
		ring.push(ring[0]!);
		expect(() => parseGeometry({ type: 'Polygon', coordinates: [ring] }, 20)).toThrow(expect.objectContaining({ params: { problem: 'tooMany' } }));
	});

	test('anything at all is either a geometry or a coded refusal', () => {
		fc.assert(
			fc.property(fc.oneof(fc.json().map((j) => JSON.parse(j) as unknown), fc.record({ type: fc.constantFrom('Point', 'Polygon', 'MultiPolygon'), coordinates: fc.jsonValue() })), (input) => {
				try {
					parseGeometry(input);
				} catch (error) {
					expect(error).toMatchObject({ code: 'geo.invalid' });
				}
			})
		);
	});

	test('inside, outside, in the hole', () => {
		expect(contains(square, [2, 2])).toBe(true);
		expect(contains(square, [5, 5])).toBe(false);
		expect(contains(square, [12, 5])).toBe(false);
	});

	test('agrees with half-planes on any triangle', () => {
		const point = fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })) as fc.Arbitrary<Position>;
		fc.assert(
			fc.property(point, point, point, point, (a, b, c, p) => {
				const side = (u: Position, v: Position) => Math.sign((v[0] - u[0]) * (p[1] - u[1]) - (v[1] - u[1]) * (p[0] - u[0]));
				const sides = [side(a, b), side(b, c), side(c, a)];
				fc.pre(!sides.includes(0));
				expect(contains({ type: 'Polygon', coordinates: [[a, b, c, a]] }, p)).toBe(new Set(sides).size === 1);
			})
		);
	});

	test('a point outside the bounds is outside the area', () => {
		expect(bounds(square)).toEqual([0, 0, 10, 10]);
		expect(bounds({ type: 'MultiPolygon', coordinates: [square.coordinates as Position[][], [[[20, -5], [21, -5], [21, -4], [20, -5]]]] })).toEqual([0, -5, 21, 10]);
	});
});
