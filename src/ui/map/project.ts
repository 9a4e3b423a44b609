/**
 * The geometry of a map drawn on the server: Web Mercator, fitted to a frame in pixels.
 * Own code, because the whole of it is shorter than the setting up of a library.
 */

/** Longitude and latitude in degrees, WGS-84, as GeoJSON orders them. */
export type LonLat = readonly [lon: number, lat: number, ...rest: number[]];
export type Geometry =
	| { type: 'Polygon'; coordinates: readonly (readonly LonLat[])[] }
	| { type: 'MultiPolygon'; coordinates: readonly (readonly (readonly LonLat[])[])[] };

/** A rectangle of the world in Mercator units (0 to 1 across the whole earth, y to the south). */
export type Box = { x0: number; y0: number; x1: number; y1: number };

/** How the world lies in the frame: pixels = (world - origin) * scale. */
export type View = { x: number; y: number; scale: number; width: number; height: number };

const EARTH_METRES = 40_075_016.686;
/** Beyond this latitude Web Mercator is not defined. */
const LAT_LIMIT = 85.05113;

/** A place on the earth in Mercator units. */
export function project([lon, lat]: LonLat): [x: number, y: number] {
	const held = Math.max(-LAT_LIMIT, Math.min(LAT_LIMIT, lat));
	const sin = Math.sin((held * Math.PI) / 180);
	return [lon / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** The reverse of `project`: longitude and latitude of a point in Mercator units. */
export function unproject(x: number, y: number): [lon: number, lat: number] {
	return [(x - 0.5) * 360, (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI];
}

const polygonsOf = (geometry: Geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates);

/** The smallest box around the places, or null for none. */
export function boxAround(places: Iterable<LonLat>): Box | null {
	let box: Box | null = null;
	for (const place of places) {
		const [x, y] = project(place);
		box = box
			? { x0: Math.min(box.x0, x), y0: Math.min(box.y0, y), x1: Math.max(box.x1, x), y1: Math.max(box.y1, y) }
			: { x0: x, y0: y, x1: x, y1: y };
	}
	return box;
}

/** All places of a geometry's outer rings. */
export function* outline(geometry: Geometry): Generator<LonLat> {
	for (const [outer] of polygonsOf(geometry)) if (outer) yield* outer;
}

/**
 * The view that shows the box within the frame, `pad` pixels from its edges. `zoom` doubles the scale at each step,
 * around `centre` if given, else around the middle of the box. A box without extent is shown about 600 m wide.
 */
export function fit(box: Box, frame: { width: number; height: number; pad?: number; zoom?: number; centre?: LonLat | null }): View {
	const { width, height, pad = 24, zoom = 0, centre } = frame;
	const least = 600 / EARTH_METRES;
	const w = Math.max(box.x1 - box.x0, least);
	const h = Math.max(box.y1 - box.y0, (least * height) / width);
	const scale = Math.min((width - 2 * pad) / w, (height - 2 * pad) / h) * 2 ** zoom;
	const [cx, cy] = centre ? project(centre) : [(box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2];
	return { x: cx - width / scale / 2, y: cy - height / scale / 2, scale, width, height };
}

/** A place in pixels of the frame. */
export function place(view: View, at: LonLat): [x: number, y: number] {
	const [x, y] = project(at);
	return [(x - view.x) * view.scale, (y - view.y) * view.scale];
}

/** The place at the middle of the view moved by parts of the frame (0.5, 0 is half a frame to the east). */
export function centreOf(view: View, byX = 0, byY = 0): [lon: number, lat: number] {
	return unproject(view.x + (view.width * (0.5 + byX)) / view.scale, view.y + (view.height * (0.5 + byY)) / view.scale);
}

const round = (value: number) => Math.round(value * 10) / 10;

/** An SVG path of the geometry, to 0.1 px; points closer than that to the one before are left out. */
export function path(view: View, geometry: Geometry): string {
	let d = '';
	for (const polygon of polygonsOf(geometry)) {
		for (const ring of polygon) {
			let last = '';
			for (const at of ring) {
				const [x, y] = place(view, at);
				const here = `${round(x)} ${round(y)}`;
				if (here !== last) d += `${last === '' ? 'M' : 'L'}${here}`;
				last = here;
			}
			d += 'Z';
		}
	}
	return d;
}

/** Where a name is written: the centroid of the largest outer ring, in pixels. */
export function labelAt(view: View, geometry: Geometry): [x: number, y: number] {
	let best: { area: number; x: number; y: number } = { area: -1, x: 0, y: 0 };
	for (const [ring] of polygonsOf(geometry)) {
		if (!ring || ring.length === 0) continue;
		const points = ring.map((at) => place(view, at));
		let twice = 0;
		let sx = 0;
		let sy = 0;
		points.forEach(([x0, y0], i) => {
			const [x1, y1] = points[(i + 1) % points.length] as [number, number];
			const cross = x0 * y1 - x1 * y0;
			twice += cross;
			sx += (x0 + x1) * cross;
			sy += (y0 + y1) * cross;
		});
		const area = Math.abs(twice) / 2;
		// A ring that has collapsed to a line or a point has no centroid; its first point does.
		const [fx, fy] = points[0] as [number, number];
		if (area > best.area) best = twice === 0 ? { area, x: fx, y: fy } : { area, x: sx / (3 * twice), y: sy / (3 * twice) };
	}
	return [best.x, best.y];
}

/** The longest round length (1, 2 or 5 times a power of ten, in metres) that fits in `most` pixels at the middle of the view. */
export function scaleBar(view: View, most = 120): { metres: number; pixels: number } {
	const [, lat] = centreOf(view);
	const metresPerPixel = (EARTH_METRES * Math.cos((lat * Math.PI) / 180)) / view.scale;
	const limit = most * metresPerPixel;
	const power = 10 ** Math.floor(Math.log10(limit));
	const metres = [5, 2, 1].map((n) => n * power).find((n) => n <= limit) ?? power;
	return { metres, pixels: metres / metresPerPixel };
}
