import type { Geometry, LonLat } from '#ui/map/project.ts';

/** A small invented place for the style page's map. */
const polygon = (...ring: LonLat[]): Geometry => ({ type: 'Polygon', coordinates: [[...ring, ring[0] as LonLat]] });

export const areas = [
	{ id: 'a', name: '白云社区', current: true, href: '#a', geometry: polygon([124.36, 43.171], [124.372, 43.174], [124.3745, 43.166], [124.3665, 43.1625], [124.3585, 43.1645]) },
	{ id: 'b', name: '红云社区', href: '#b', geometry: polygon([124.372, 43.174], [124.385, 43.1765], [124.388, 43.168], [124.3745, 43.166]) },
	{ id: 'c', name: '松柏社区', href: '#c', geometry: polygon([124.3745, 43.166], [124.388, 43.168], [124.3865, 43.1605], [124.376, 43.158], [124.3665, 43.1625]) }
];

const rows = (lon: number, lat: number, count: number) =>
	Array.from({ length: count }, (_, i) => ({
		id: `${lon}-${i}`,
		name: `${i + 1}`,
		kind: 'building' as const,
		geometry: polygon(
			[lon + (i % 3) * 0.0012, lat + Math.floor(i / 3) * 0.0006],
			[lon + (i % 3) * 0.0012 + 0.0009, lat + Math.floor(i / 3) * 0.0006 + 0.00005],
			[lon + (i % 3) * 0.0012 + 0.0009, lat + Math.floor(i / 3) * 0.0006 + 0.0002],
			[lon + (i % 3) * 0.0012, lat + Math.floor(i / 3) * 0.0006 + 0.00015]
		)
	}));

export const shapes = [
	{ id: 'x', name: '白云小区', kind: 'compound' as const, geometry: polygon([124.3622, 43.1668], [124.3665, 43.1673], [124.3662, 43.1698], [124.3618, 43.1692]) },
	{ id: 'y', name: '红云家园', kind: 'compound' as const, geometry: polygon([124.3775, 43.1692], [124.3828, 43.17], [124.382, 43.1732], [124.3768, 43.1722]) },
	...rows(124.3626, 43.1672, 9),
	...rows(124.378, 43.1697, 9)
];

export const pins: readonly LonLat[] = [
	[124.3645, 43.1685],
	[124.3795, 43.1712],
	[124.3782, 43.1628]
];
