/** Places: positions in WGS-84 degrees, distances in metres, areas as GeoJSON. No I/O, no tiles, no network. */
export { distance, formatDistance, fromGcj02, isPosition, roundPosition, toGcj02, type Position } from './coordinates.ts';
export { bounds, contains, parseGeometry, type Geometry } from './geojson.ts';
