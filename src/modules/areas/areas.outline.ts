import { AppError } from '#platform/errors.ts';
import { fromGcj02, parseGeometry, roundPosition, type Geometry, type Position } from '#platform/geo/index.ts';

/** A border as it is kept: WGS-84. */
export type Outline = Extract<Geometry, { type: 'Polygon' | 'MultiPolygon' }>;
export type CoordinateSystem = 'wgs84' | 'gcj02';

/**
 * A border from outside: GeoJSON as object or text, converted from GCJ-02 where it says so. Empty text is none.
 * @throws AppError areas.notJson, areas.notAnArea, geo.invalid (422)
 */
export function outlineOf(input: unknown, system: CoordinateSystem): Outline | null {
	if (input === null || input === undefined || (typeof input === 'string' && !input.trim())) return null;
	let value = input;
	if (typeof input === 'string') {
		try {
			value = JSON.parse(input);
		} catch {
			throw wrong('areas.notJson');
		}
	}
	const geometry = parseGeometry(value);
	if (geometry.type === 'Point') throw wrong('areas.notAnArea');
	if (system === 'wgs84') return geometry;
	const ring = (positions: Position[]) => positions.map((position) => roundPosition(fromGcj02(position), 7));
	return geometry.type === 'Polygon'
		? { type: 'Polygon', coordinates: geometry.coordinates.map(ring) }
		: { type: 'MultiPolygon', coordinates: geometry.coordinates.map((polygon) => polygon.map(ring)) };
}

const wrong = (code: string) => new AppError(code, { status: 422, fields: [{ path: 'outline', code }] });

/** A point from outside as the two columns in which it is kept. */
export function pointOf(point: { lon: number; lat: number } | null | undefined, system: CoordinateSystem): { lon: number | null; lat: number | null } {
	if (!point) return { lon: null, lat: null };
	const [lon, lat] = system === 'gcj02' ? roundPosition(fromGcj02([point.lon, point.lat]), 7) : [point.lon, point.lat];
	return { lon, lat };
}
