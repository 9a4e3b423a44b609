import { AppError } from '#platform/errors.ts';
import { isPosition, roundPosition, type Position } from './coordinates.ts';

/** The GeoJSON geometries that the product keeps (RFC 7946), in WGS-84 degrees. */
export type Geometry =
	| { type: 'Point'; coordinates: Position }
	| { type: 'Polygon'; coordinates: Position[][] }
	| { type: 'MultiPolygon'; coordinates: Position[][][] };

/** More vertices than a subdistrict's border needs by far, and few enough to draw and test in a millisecond. */
const MAX_VERTICES = 10_000;

/**
 * Checks foreign input and gives it back clean: two numbers a position (a height is dropped), 7 decimals (1 cm),
 * closed rings of at least four positions. Also takes a Feature, or a collection of one Feature, as map tools export.
 * Whether rings cross themselves is not checked: point-in-polygon by even-odd stays well-defined.
 * @throws AppError `geo.invalid` (422); `params.problem`: `type`, `position`, `ring`, `tooMany`, `empty`
 */
export function parseGeometry(input: unknown, maxVertices = MAX_VERTICES): Geometry {
	const geometry = unwrap(input);
	let vertices = 0;

	const position = (value: unknown): Position => {
		if (++vertices > maxVertices) fail('tooMany');
		if (!isPosition(value)) fail('position');
		return roundPosition(value as Position, 7);
	};
	const ring = (value: unknown): Position[] => {
		if (!Array.isArray(value) || value.length < 4) fail('ring');
		const positions = (value as unknown[]).map(position);
		const [first, last] = [positions[0]!, positions.at(-1)!];
		if (first[0] !== last[0] || first[1] !== last[1]) fail('ring');
		return positions;
	};
	const polygon = (value: unknown): Position[][] => {
		if (!Array.isArray(value) || value.length === 0) fail('empty');
		return (value as unknown[]).map(ring);
	};

	if (geometry.type === 'Point') return { type: 'Point', coordinates: position(geometry.coordinates) };
	if (geometry.type === 'Polygon') return { type: 'Polygon', coordinates: polygon(geometry.coordinates) };
	if (geometry.type === 'MultiPolygon') {
		if (!Array.isArray(geometry.coordinates) || geometry.coordinates.length === 0) fail('empty');
		return { type: 'MultiPolygon', coordinates: (geometry.coordinates as unknown[]).map(polygon) };
	}
	return fail('type');
}

function unwrap(input: unknown): Record<string, unknown> {
	let value = input as Record<string, unknown> | null;
	if (value && typeof value === 'object' && value.type === 'FeatureCollection' && Array.isArray(value.features) && value.features.length === 1) {
		value = value.features[0] as Record<string, unknown> | null;
	}
	if (value && typeof value === 'object' && value.type === 'Feature') value = value.geometry as Record<string, unknown> | null;
	if (!value || typeof value !== 'object') return fail('type');
	return value;
}

function fail(problem: string): never {
	throw new AppError('geo.invalid', { status: 422, params: { problem } });
}

/**
 * Does the point lie in the area? Even-odd rule, so that holes are outside; a point on the border may fall either way.
 * Plane geometry in degrees: right for areas of a city's size that do not cross the 180th meridian.
 */
export function contains(area: Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>, [x, y]: Position): boolean {
	const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
	return polygons.some((rings) => {
		let inside = false;
		for (const ring of rings) {
			for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
				const [xi, yi] = ring[i]!;
				const [xj, yj] = ring[j]!;
				if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
			}
		}
		return inside;
	});
}

/** West, south, east, north: for a quick refusal before `contains`, and for the first view of a map. */
export function bounds(geometry: Geometry): [west: number, south: number, east: number, north: number] {
	const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	const rings = geometry.type === 'Point' ? [[geometry.coordinates]] : geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
	for (const [lon, lat] of rings.flat()) {
		box[0] = Math.min(box[0], lon);
		box[1] = Math.min(box[1], lat);
		box[2] = Math.max(box[2], lon);
		box[3] = Math.max(box[3], lat);
	}
	return box;
}
