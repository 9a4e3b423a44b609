import gcoord from 'gcoord';

/** Longitude and latitude in degrees, in this order (RFC 7946). Stored positions are WGS-84. */
export type Position = [lon: number, lat: number];

/**
 * WGS-84 (GPS, the database) to GCJ-02 (the offset grid of Chinese map services), for links into their apps.
 * Outside mainland China both are the same.
 */
export function toGcj02(position: Position): Position {
	return gcoord.transform(position, gcoord.WGS84, gcoord.GCJ02) as Position;
}

/** GCJ-02 (what was picked on a Chinese map) to WGS-84 (what is stored); exact to some decimetres. */
export function fromGcj02(position: Position): Position {
	return gcoord.transform(position, gcoord.GCJ02, gcoord.WGS84) as Position;
}

/** Are these degrees on the globe? */
export function isPosition(value: unknown): value is Position {
	return (
		Array.isArray(value) &&
		value.length >= 2 &&
		value.every((n) => typeof n === 'number' && Number.isFinite(n)) &&
		Math.abs(value[0] as number) <= 180 &&
		Math.abs(value[1] as number) <= 90
	);
}

/** Rounds both degrees. 5 decimals are about a metre, 3 about 100 metres (a position made coarse on purpose). */
export function roundPosition([lon, lat]: Position, decimals = 5): Position {
	const factor = 10 ** decimals;
	// + 0 turns -0 into 0, which JSON and people would otherwise show as two different places.
	return [Math.round(lon * factor) / factor + 0, Math.round(lat * factor) / factor + 0];
}

/** Mean radius of the Earth in metres (IUGG). */
const EARTH = 6_371_008.8;

/** Distance over the sphere in metres (haversine); within 0.6 % of the ellipsoid's. */
export function distance([lonA, latA]: Position, [lonB, latB]: Position): number {
	const radians = Math.PI / 180;
	const byLat = Math.sin(((latB - latA) * radians) / 2) ** 2;
	const byLon = Math.sin(((lonB - lonA) * radians) / 2) ** 2;
	const h = byLat + Math.cos(latA * radians) * Math.cos(latB * radians) * byLon;
	return 2 * EARTH * Math.asin(Math.sqrt(Math.min(1, h)));
}

/**
 * `40 米`, `400 米`, `1.2 公里`, `12 公里`; in English `400 m`, `1.2 km`. As the crow flies, so never finer than 10 metres;
 * under 10 metres it is `10 米`.
 */
export function formatDistance(metres: number, language: 'zh' | 'en'): string {
	const [m, km] = language === 'zh' ? ['米', '公里'] : ['m', 'km'];
	const tens = Math.max(10, Math.round(metres / 10) * 10);
	if (tens < 1000) return `${tens} ${m}`;
	const kilometres = metres / 1000;
	return kilometres < 9.95 ? `${kilometres.toFixed(1).replace(/\.0$/, '')} ${km}` : `${Math.round(kilometres)} ${km}`;
}
