/**
 * Draws the installable app's icons in static/ from the mark in static/favicon.svg. Run it after the mark changes:
 * `node tools/app-icons.ts`. PNG, because home screens of older phones do not take SVG.
 */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';

const file = (name: string) => new URL(`../static/${name}`, import.meta.url).pathname;

const line = readFileSync(file('favicon.svg'), 'utf8').match(/ d="([^"]+)"/)?.[1];
if (!line) throw new Error('static/favicon.svg has no line to draw');

/** The mark in paper white on bamboo. `share` of the side is the mark's own: launchers crop a maskable icon to its middle 80 %. */
function icon(size: number, share: number, corner: number): string {
	const scale = (size * share) / 32;
	const edge = (size - 32 * scale) / 2;
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}">
		<rect width="${size}" height="${size}" rx="${size * corner}" fill="#1f6b57"/>
		<path transform="translate(${edge} ${edge}) scale(${scale})" d="${line}" fill="none" stroke="#fbfaf6"
			stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
}

const draw = (name: string, size: number, share: number, corner: number) =>
	sharp(Buffer.from(icon(size, share, corner))).png({ palette: true, compressionLevel: 9 }).toFile(file(name));

await Promise.all([
	draw('icon-192.png', 192, 0.66, 0.2),
	draw('icon-512.png', 512, 0.66, 0.2),
	draw('icon-maskable-512.png', 512, 0.52, 0),
	draw('apple-touch-icon.png', 180, 0.62, 0)
]);
