import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxAround, centreOf, fit, labelAt, outline, path, place, project, scaleBar, unproject, type Geometry, type LonLat } from './project.ts';

const square: Geometry = { type: 'Polygon', coordinates: [[[124.36, 43.16], [124.4, 43.16], [124.4, 43.19], [124.36, 43.19], [124.36, 43.16]]] };
const frame = { width: 800, height: 500 };
const viewOfSquare = () => fit(boxAround(outline(square))!, frame);

const lonLat = fc.tuple(fc.double({ min: -179, max: 179, noNaN: true }), fc.double({ min: -80, max: 80, noNaN: true }));

test('known places: the null island is the middle, the projection keeps to the standard', () => {
	expect(project([0, 0])).toEqual([0.5, 0.5]);
	// OpenStreetMap's own form of the projection (wiki, "Slippy map tilenames"), which is written otherwise.
	fc.assert(fc.property(lonLat, ([lon, lat]) => {
		const phi = (lat * Math.PI) / 180;
		const [x, y] = project([lon, lat]);
		expect(x).toBeCloseTo((lon + 180) / 360, 9);
		expect(y).toBeCloseTo((1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2, 9);
	}));
});

test('unproject undoes project', () => {
	fc.assert(fc.property(lonLat, (at) => {
		const [lon, lat] = unproject(...project(at));
		expect(lon).toBeCloseTo(at[0], 6);
		expect(lat).toBeCloseTo(at[1], 6);
	}));
});

test('a fitted view shows every point of what it was fitted to, inside the padding', () => {
	fc.assert(fc.property(fc.array(lonLat, { minLength: 1, maxLength: 20 }), (places) => {
		const view = fit(boxAround(places)!, { ...frame, pad: 20 });
		for (const at of places) {
			const [x, y] = place(view, at);
			expect(x).toBeGreaterThanOrEqual(19.9);
			expect(x).toBeLessThanOrEqual(780.1);
			expect(y).toBeGreaterThanOrEqual(19.9);
			expect(y).toBeLessThanOrEqual(480.1);
		}
	}));
});

test('each zoom step doubles the scale and keeps the chosen centre in the middle', () => {
	const box = boxAround(outline(square))!;
	const centre: LonLat = [124.37, 43.17];
	const near = fit(box, { ...frame, zoom: 2, centre });
	expect(near.scale / fit(box, frame).scale).toBeCloseTo(4);
	const [x, y] = place(near, centre);
	expect(x).toBeCloseTo(400);
	expect(y).toBeCloseTo(250);
	const east = centreOf(near, 0.5, 0);
	expect(place(near, east)[0]).toBeCloseTo(800);
});

test('a path closes each ring and drops points that fall together', () => {
	const d = path(viewOfSquare(), square);
	expect(d).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)+Z$/);
	const far = fit({ x0: 0, y0: 0, x1: 1, y1: 1 }, frame);
	expect(path(far, square).length).toBeLessThan(d.length);
});

test('the name of a square stands in its middle, that of two polygons in the larger', () => {
	const view = viewOfSquare();
	const [x, y] = labelAt(view, square);
	expect(x).toBeCloseTo(400, 0);
	expect(y).toBeCloseTo(250, 0);
	const small = [[[124.5, 43.16], [124.501, 43.16], [124.501, 43.161], [124.5, 43.16]]] as const;
	expect(labelAt(view, { type: 'MultiPolygon', coordinates: [small, square.coordinates as never] })[0]).toBeCloseTo(x, 3);
});

test('the scale bar is round, fits, and is true at this latitude', () => {
	const view = viewOfSquare();
	const bar = scaleBar(view);
	expect(bar.pixels).toBeLessThanOrEqual(120);
	expect(String(bar.metres)).toMatch(/^[125]0*$/);
	// One degree of longitude at 43.175° N is 81.2 km.
	const [x0] = place(view, [124.36, 43.175]);
	const [x1] = place(view, [124.4, 43.175]);
	expect((bar.metres / bar.pixels) * (x1 - x0)).toBeCloseTo(0.04 * 111_319.5 * Math.cos((43.175 * Math.PI) / 180), -1);
});

test('nothing has no box', () => {
	expect(boxAround([])).toBeNull();
});
