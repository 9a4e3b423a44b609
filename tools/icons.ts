/**
 * Writes src/ui/icons/paths.ts: the inner SVG markup of the few lucide icons that the product uses.
 * Run it after changing the list: `node tools/icons.ts`. Lucide is under the ISC licence.
 *
 * The paths are inlined because a lucide component costs a runtime of its own for each icon,
 * and resident pages are held to 15 kB of HTML.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** Lucide's names, by what they are for. An icon always stands beside a word. */
const NAMES = [
	// ways about
	'house', 'search', 'menu', 'ellipsis', 'chevron-left', 'chevron-right', 'chevron-down', 'arrow-left', 'arrow-right',
	'arrow-up', 'arrow-down', 'external-link', 'corner-down-left', 'x', 'plus', 'minus', 'list', 'table', 'list-filter', 'keyboard',
	// the tiles
	'message-square-plus', 'heart-handshake', 'calendar-plus', 'calendar-days', 'vote', 'soup', 'user-round', 'users', 'megaphone',
	// a case
	'inbox', 'clock', 'hourglass', 'pause', 'check', 'circle-check', 'circle-alert', 'triangle-alert', 'circle', 'info', 'bell',
	'send', 'message-circle', 'phone', 'map-pin', 'camera', 'image', 'paperclip', 'mic', 'tag', 'merge', 'arrow-left-right',
	'undo-2', 'rotate-ccw', 'history', 'star', 'thumbs-up', 'thumbs-down', 'circle-question-mark', 'shield-check',
	// records
	'building', 'pencil', 'trash', 'copy', 'eye', 'eye-off', 'lock', 'key-round', 'file-text', 'printer', 'download', 'upload', 'qr-code',
	'banknote', 'accessibility', 'wrench', 'sprout', 'trees', 'book-open', 'hand-helping', 'chart-column', 'target', 'settings',
	// the page itself
	'languages', 'a-large-small', 'volume-2', 'wifi-off', 'refresh-cw', 'log-in', 'log-out', 'navigation'
];

const source = (name: string) => new URL(`../node_modules/@lucide/svelte/dist/icons/${name}.svelte`, import.meta.url);

/** A renamed icon's file only forwards to the new name. */
function nodesOf(name: string): [tag: string, attributes: Record<string, string>][] {
	let file: string;
	try {
		file = readFileSync(source(name), 'utf8');
	} catch {
		const forward = readFileSync(new URL(`${name}.js`, source(name)), 'utf8').match(/from "\.\/(.+?)\.svelte"/);
		if (!forward?.[1]) throw new Error(`lucide's ${name} neither draws nor forwards`);
		file = readFileSync(source(forward[1]), 'utf8');
	}
	const data = file.match(/const iconData = (\{.*\});/)?.[1];
	if (!data) throw new Error(`lucide's ${name} has a form that this tool does not know`);
	return JSON.parse(data).node;
}

const markup = (nodes: ReturnType<typeof nodesOf>) =>
	nodes.map(([tag, attributes]) => `<${tag} ${Object.entries(attributes).map(([k, v]) => `${k}="${v}"`).join(' ')}/>`).join('');

const lines = NAMES.map((name) => `\t'${name}': '${markup(nodesOf(name))}'`);
writeFileSync(
	new URL('../src/ui/icons/paths.ts', import.meta.url),
	`// Written by tools/icons.ts; do not edit. Icon shapes from Lucide (https://lucide.dev), ISC licence,
// Copyright (c) Lucide Contributors; part of them from Feather, MIT, Copyright (c) Cole Bemis.

/** Inner SVG markup on a 24 × 24 grid, to be stroked, by Lucide's name. */
export const paths = {\n${lines.join(',\n')}\n} as const;

export type IconName = keyof typeof paths;\n`
);
console.log(`${NAMES.length} icons`);
