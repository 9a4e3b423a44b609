/**
 * The demonstration's photos of activities: drawn, as nobody real may be in them. Backs of heads before a screen, lanterns,
 * market stalls; each a little different, so that no two times hold the same picture.
 */
import sharp from 'sharp';
import { createHash } from 'node:crypto';
import { saveImage } from '#platform/files/index.ts';
import type { PhotoFile } from '../photos/photo.model.ts';

const INK = '#2a2f31';
const TINTS = ['#6f9b84', '#c9a66b', '#8fb0bd', '#c8836b', '#a9b59b', '#b9a3b5'];

const head = (x: number, y: number, fill: string) => `<g stroke="${INK}" stroke-width="5"><path d="M${x - 62} 620v-${620 - y - 66}q0-54 62-54t62 54v${620 - y - 66}z" fill="${fill}"/><circle cx="${x}" cy="${y}" r="44" fill="#4a443f"/></g>`;
const screen = (tint: string) => `<rect x="250" y="60" width="460" height="250" rx="8" fill="#f7f4ea" stroke="${INK}" stroke-width="6"/><path d="M300 130h300M300 185h230M300 240h270" stroke="${tint}" stroke-width="16" stroke-linecap="round"/>`;
const lamp = (x: number, y: number, fill: string) => `<path d="M${x} 0V${y - 52}M${x} ${y + 52}v44" stroke="${INK}" stroke-width="5"/><ellipse cx="${x}" cy="${y}" rx="62" ry="52" fill="${fill}" stroke="${INK}" stroke-width="5"/>`;
const stall = (x: number, fill: string) => `<path d="M${x} 250h220l-26-90H${x + 26}z" fill="${fill}" stroke="${INK}" stroke-width="6"/><path d="M${x + 20} 250v300M${x + 200} 250v300" stroke="${INK}" stroke-width="6"/><rect x="${x}" y="400" width="220" height="150" fill="#e7dcc4" stroke="${INK}" stroke-width="6"/>`;
const tree = (x: number, s: number, fill: string) => `<path d="M${x} 560v-${180 * s}" stroke="#7a6750" stroke-width="${16 * s}"/><circle cx="${x}" cy="${560 - 230 * s}" r="${90 * s}" fill="${fill}" stroke="${INK}" stroke-width="5"/>`;

type Draw = (tint: (n: number) => string) => string;
const people: Draw = (tint) => [120, 300, 480, 660, 840].map((x, i) => head(x, 470 + (i % 2) * 24, tint(i))).join('');
const SCENES: Record<string, Draw> = {
	lecture: (tint) => screen(tint(1)) + people(tint),
	story: (tint) => `<path d="M330 120q150-50 150 0 0-50 150 0v150q-150-50-150 0 0-50-150 0z" fill="#f7f4ea" stroke="${INK}" stroke-width="6"/>` + people(tint),
	chess: (tint) => `<rect x="230" y="180" width="500" height="330" fill="#e3c890" stroke="${INK}" stroke-width="6"/><path d="${[0, 1, 2, 3, 4, 5].map((i) => `M270 ${215 + i * 52}h420`).join('')}${[0, 1, 2, 3, 4, 5, 6].map((i) => `M${270 + i * 70} 215v260`).join('')}" stroke="${INK}" stroke-width="3"/>${[0, 1, 2, 3, 4].map((i) => `<circle cx="${340 + i * 70}" cy="${267 + (i % 3) * 52}" r="24" fill="${tint(i)}" stroke="${INK}" stroke-width="4"/>`).join('')}`,
	market: (tint) => [60, 370, 680].map((x, i) => stall(x, tint(i))).join('') + head(300, 500, tint(3)) + head(640, 520, tint(4)),
	lantern: (tint) => [110, 300, 490, 680, 860].map((x, i) => lamp(x, 150 + (i % 3) * 40, i % 2 ? '#d98a5f' : '#c9503c')).join('') + people(tint),
	trees: (tint) => [150, 430, 720].map((x, i) => tree(x, 0.7 + (i % 2) * 0.5, tint(i * 2))).join('') + head(300, 480, tint(1)) + head(600, 500, tint(3)),
	stage: (tint) => `<path d="M0 0h960v90q-120 70-240 0-120 70-240 0-120 70-240 0-120 70-240 0z" fill="#b4523f" stroke="${INK}" stroke-width="6"/><path d="M0 400h960" stroke="${INK}" stroke-width="6"/>${[250, 400, 550, 700].map((x, i) => `<path d="M${x} 400l-46-130q46-40 92 0z" fill="${tint(i)}" stroke="${INK}" stroke-width="5"/><circle cx="${x}" cy="220" r="32" fill="#4a443f"/>`).join('')}` + people(tint),
	park: (tint) => tree(140, 1.1, tint(0)) + tree(840, 0.9, tint(4)) + [330, 470, 610].map((x, i) => `<path d="M${x} 470v-150" stroke="${INK}" stroke-width="4"/><ellipse cx="${x}" cy="260" rx="46" ry="58" fill="${tint(i + 1)}" stroke="${INK}" stroke-width="5"/>`).join('') + head(400, 500, tint(2)) + head(560, 520, tint(5)),
	food: (tint) => `<rect x="90" y="330" width="780" height="80" fill="#c9a66b" stroke="${INK}" stroke-width="6"/>${[200, 380, 560, 740].map((x, i) => `<path d="M${x - 70} 300h140q0 56-70 56t-70-56z" fill="${tint(i)}" stroke="${INK}" stroke-width="5"/><path d="M${x - 20} 270q-16-26 0-50m36 50q-16-26 0-50" fill="none" stroke="${INK}" stroke-width="4"/>`).join('')}` + people(tint),
	pots: (tint) => [170, 400, 630, 830].map((x, i) => `<path d="M${x - 60} 430h120l-20 130h-80z" fill="#c8836b" stroke="${INK}" stroke-width="6"/><path d="M${x} 430q-90-50-70-140 80 20 70 140 10-130 80-150 10 110-80 150" fill="${tint(i % 2 ? 0 : 4)}" stroke="${INK}" stroke-width="5"/>`).join(''),
	fire: (tint) => [220, 480, 740].map((x, i) => `<path d="M${x - 44} 560V330q0-44 44-44t44 44v230z" fill="#b4523f" stroke="${INK}" stroke-width="6"/><path d="M${x} 286v-40h70l40 60" fill="none" stroke="${INK}" stroke-width="8"/><rect x="${x - 30}" y="400" width="60" height="70" fill="${tint(i)}" stroke="${INK}" stroke-width="4"/>`).join('')
};

/** A picture of a scene; `seed` makes it one of its own. */
export async function demoPhoto(subdistrictId: string, scene: string, seed: string): Promise<PhotoFile> {
	const hash = createHash('sha256').update(seed).digest();
	const draw = SCENES[scene] ?? people;
	const turned = hash[0]!;
	const light = `hsl(${35 + (turned % 20)} 32% ${84 + (turned % 9)}%)`;
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${turned % 24} ${turned % 16} 920 610" width="900" height="600"><rect x="-50" y="-50" width="1100" height="800" fill="${light}"/><path d="M-50 ${540 + (turned % 30)}h1100v300h-1100z" fill="hsl(40 18% 72%)"/>${draw((n) => TINTS[(n + turned) % TINTS.length]!)}</svg>`;
	const { key, thumbKey, width, height } = await saveImage(subdistrictId, await sharp(Buffer.from(svg)).jpeg({ quality: 84 }).toBuffer());
	return { key, thumbKey, width, height };
}
