import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';

const here = new URL('.', import.meta.url);
const tokens = readFileSync(new URL('tokens.css', here), 'utf8');

/** The colour declarations of the block that begins with `head`. */
function colours(head: string): Record<string, string> {
	const from = tokens.indexOf(head);
	expect(from, head).toBeGreaterThanOrEqual(0);
	const block = tokens.slice(from, tokens.indexOf('}', from));
	return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]));
}

const light = colours(':root {\n\tcolor-scheme: light;');
const dark = colours(":root[data-theme='dark'] {");

/** Contrast ratio of two colours, WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(a: string, b: string): number {
	const luminance = (hex: string) => {
		const [r, g, blue] = [1, 3, 5].map((at) => {
			const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		}) as [number, number, number];
		return 0.2126 * r + 0.7152 * g + 0.0722 * blue;
	};
	const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
	return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'raised', 'sunk'];
const meanings = ['bamboo', 'cinnabar', 'straw', 'sky'];
/** [foreground, ground, least ratio]: 4.5 for words, 3 for what bounds a control or marks a state (SC 1.4.3, 1.4.11). */
const pairs: [string, string, number][] = [
	...grounds.flatMap((ground): [string, string, number][] => [
		['ink', ground, 7],
		['quiet', ground, 4.5],
		['edge', ground, 3],
		...meanings.flatMap((name): [string, string, number][] => [[`${name}-text`, ground, 4.5], [name, ground, 3]])
	]),
	...meanings.flatMap((name): [string, string, number][] => [[`${name}-text`, `${name}-soft`, 4.5], ['ink', `${name}-soft`, 7], ['quiet', `${name}-soft`, 4.5]]),
	['on-bamboo', 'bamboo', 4.5],
	['on-bamboo', 'bamboo-deep', 4.5],
	['on-cinnabar', 'cinnabar', 4.5]
];

test.each([['light', light], ['dark', dark]])('every pair of colours that meets on a page is told apart, %s', (_, theme) => {
	for (const [front, ground, least] of pairs) {
		expect(theme[front], front).toBeDefined();
		expect(theme[ground], ground).toBeDefined();
		expect(contrast(theme[front]!, theme[ground]!), `${front} on ${ground}`).toBeGreaterThanOrEqual(least);
	}
});

test('the light colours are those of the design', () => {
	expect(light).toMatchObject({
		paper: '#fbfaf6', raised: '#ffffff', ink: '#1e2326', quiet: '#5b646a', line: '#e4e1d8',
		bamboo: '#1f6b57', cinnabar: '#b93a26', straw: '#b7791f', sky: '#2f6f9f'
	});
});

test('the two copies of the dark colours are one, and none is missing', () => {
	expect(colours(":root:not([data-theme='light']) {")).toEqual(dark);
	expect(Object.keys(dark).sort()).toEqual(Object.keys(light).sort());
});

test('the style sheet stays under 20 kB gzipped, and components carry none of their own', () => {
	const sheets = [...readFileSync(new URL('app.css', here), 'utf8').matchAll(/@import '\.\/(.+?)'/g)].map((found) => found[1]!);
	expect(sheets.length).toBeGreaterThan(3);
	const all = sheets.map((name) => readFileSync(new URL(name, here), 'utf8')).join('');
	expect(gzipSync(all).length).toBeLessThan(20_000);
	const components = readdirSync(new URL('../', here), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.svelte'));
	expect(components.length).toBeGreaterThan(20);
	for (const name of components) expect(readFileSync(new URL(`../${name}`, here), 'utf8'), name).not.toMatch(/^<style/m);
});
