/**
 * The demonstration's photographs: drawn, as nothing real may be in it. A scene for each kind of trouble that one would take
 * a picture of, before and after, seen a little differently each time, so that two cases never hold the same picture.
 */
import sharp from 'sharp';
import type { Chance } from '#platform/chance.ts';
import { saveImage } from '#platform/files/index.ts';
import type { Photo } from '../intake/photos.ts';

const WIDTH = 800;
const HEIGHT = 600;
/** The width, at 4 : 3, in which the scenes are drawn. */
const DRAWN = 960;
const INK = '#2a2f31';

type Draw = (after: boolean) => string;

const line = (d: string, more = ''): string => `<path d="${d}" fill="none" stroke="${INK}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round" ${more}/>`;
const area = (d: string, fill: string): string => `<path d="${d}" fill="${fill}" stroke="${INK}" stroke-width="6" stroke-linejoin="round"/>`;
const box = (x: number, y: number, w: number, h: number, fill: string, r = 8): string => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" stroke="${INK}" stroke-width="6"/>`;
const dot = (x: number, y: number, r: number, fill: string): string => `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" stroke="${INK}" stroke-width="6"/>`;
const ground = (wall: string, floor: string, at = 470): string => `<rect x="-200" y="-200" width="1400" height="${at + 200}" fill="${wall}"/><rect x="-200" y="${at}" width="1400" height="600" fill="${floor}"/>${line(`M-200 ${at}H1200`)}`;
const windows = (y: number): string => [80, 330, 580, 830].map((x) => box(x, y, 110, 140, '#b9cdd6')).join('');
const car = (x: number, fill: string): string => area(`M${x} 560v-60q0-24 26-28l44-70q10-16 30-16h130q20 0 32 16l46 70q34 4 34 30v58z`, fill) + area(`M${x + 92} 470l30-56h60v56zm106 0v-56h50l36 56z`, '#dfe8ea') + dot(x + 80, 562, 34, '#444a4d') + dot(x + 270, 562, 34, '#444a4d');

const stairs: Draw = (after) =>
	ground(after ? '#e9e2cf' : '#6d7273', after ? '#cfc6ae' : '#4d5253', 560) +
	[0, 1, 2, 3, 4].map((i) => box(120 + i * 120, 520 - i * 80, 860 - i * 120, 84, after ? '#d8d0ba' : '#5b6061', 0)).join('') +
	line('M120 420L640 60M120 420v100') +
	(after ? '<circle cx="470" cy="110" r="150" fill="#ffe9a8" opacity=".7"/>' : '') +
	line('M470 0v60') + dot(470, 100, 40, after ? '#ffd873' : '#878c8d');

const bins: Draw = (after) =>
	ground('#d9e2d8', '#c3bba6') + windows(90) +
	['#6f9b84', '#7a93ad'].map((fill, i) => box(250 + i * 240, 330, 190, 260, fill) + (after ? box(238 + i * 240, 300, 214, 40, fill) : '')).join('') +
	(after ? '' : area('M230 330q30-90 100-70 40-50 90 0 60-20 60 70z', '#d7d3c7') + area('M490 330q40-100 110-60 70-10 80 60z', '#cfc3ae') + area('M110 600q10-90 80-84 60 8 60 84zm600 0q0-70 66-76 80 4 84 76z', '#d7d3c7') + line('M330 290l20 30m220-50l-14 40'));

const road: Draw = (after) =>
	ground('#cddbd6', '#8b8f90', 300) + `<path d="M440 300h40l80 420H360z" fill="#f1ede0" opacity=".8"/>` + area('M-100 300h1200v-40h-1200z', '#b9b29f') +
	(after ? area('M230 480h330v120H230z', '#6d7172') : area('M220 540q30-80 150-84 60-30 130 10 90 10 80 76 0 60-150 62-210 20-210-64z', '#565b5c') + '<path d="M280 545q60-40 190-34 60 20 30 46-110 40-220-12z" fill="#a9bfc8"/>');

const manhole: Draw = (after) =>
	ground('#cddbd6', '#96999a', 260) + '<g transform="translate(480 500)">' +
	(after ? '<ellipse rx="210" ry="110" fill="#6b7071" stroke="#2a2f31" stroke-width="6"/>' + line('M-130-30h260M-160 10h320M-120 50h240') : '<ellipse rx="210" ry="110" fill="#1e2122" stroke="#2a2f31" stroke-width="6"/><ellipse rx="210" ry="110" fill="#6b7071" stroke="#2a2f31" stroke-width="6" transform="translate(80 -50) rotate(-14)"/>' + line('M-60-90h240M-70-50h280')) + '</g>';

const lane: Draw = (after) =>
	ground('#d9e2d8', '#a5a49c', 420) + windows(120) +
	[0, 1, 2, 3, 4, 5].map((i) => `<path d="M${60 + i * 160} 700l60-240h40l-60 240z" fill="#e8b64c"/>`).join('') +
	(after ? [150, 420, 690].map((x) => box(x, 430, 34, 120, '#c8563f', 14)).join('') : car(40, '#a9b7bd') + car(500, '#c6a58f'));

const ebike: Draw = (after) =>
	ground('#e4dcc8', '#b7ad97', 540) + box(640, 140, 220, 400, '#a98f70') + dot(670, 350, 10, '#e8d9b8') +
	(after ? box(120, 200, 320, 160, '#f3efe2') + line('M160 250h240M160 300h170') : dot(180, 560, 74, '#d9d4c6') + dot(480, 560, 74, '#d9d4c6') + area('M180 560l90-130h150l60 130h-150z', '#6f9b84') + line('M430 430l-20-90h50M250 430h-60') + line('M560 540q80-40 60-200t60-140', 'stroke-dasharray="2 14"') + box(660, 170, 40, 54, '#f3efe2'));

const wires: Draw = (after) =>
	ground('#cfdfe6', '#b9b7ab', 560) + windows(260) + [150, 800].map((x) => box(x, 60, 30, 560, '#9a8a72', 0) + line(`M${x - 60} 110h150`)).join('') +
	(after ? line('M165 110Q480 150 815 110M165 140Q480 180 815 140') : line('M165 110Q480 300 815 110M165 140Q420 640 815 140M165 110Q560 460 815 120') + line('M430 470q10 60-30 90'));

const leak: Draw = (after) =>
	`<rect x="-200" y="-200" width="1400" height="1200" fill="#eee8d8"/><path d="M-200-200h1400v470L800 200H160L-200 270z" fill="#f8f5ea"/>` + line('M-200 270L160 200h640l400 70M160 200v520M800 200v520') +
	(after ? dot(480, 60, 46, '#fff3c4') : '<path d="M300 60q40-70 160-50 130-30 190 40 40 90-90 110-220 40-260-100z" fill="#c9b68d"/><path d="M360 70q60-40 140-24 80 10 70 50-60 50-150 30-70-10-60-56z" fill="#ad9668"/>' + [380, 470, 560].map((x, i) => `<path d="M${x} ${210 + i * 70}q-16 30 0 42 16-12 0-42z" fill="#7fa3b5" stroke="#2a2f31" stroke-width="4"/>`).join('') + area('M390 610h190l-24 90H414z', '#7a93ad'));

const bicycles: Draw = (after) =>
	ground('#d9e2d8', '#b9b7ab') + windows(90) +
	(after ? [0, 1, 2] : [0, 1, 2, 3, 4, 5]).map((i) => `<g transform="${after ? `translate(${150 + i * 240} 560)` : `translate(${130 + i * 130} ${540 + (i % 2) * 50}) rotate(${i * 23 - 40})`}">${dot(-60, 0, 46, 'none')}${dot(60, 0, 46, 'none')}${line('M-60 0l40-70h70l10 70-50 0-30-70M50-70l-8-30h24')}</g>`).join('');

/** Scenes by category; what nobody photographs has none. */
const SCENES: Readonly<Record<string, Draw>> = {
	corridor_light: stairs,
	rubbish_heap: bins,
	bulky_waste: bins,
	road_damage: road,
	ramp: road,
	manhole,
	fire_lane: lane,
	bad_parking: lane,
	abandoned_car: lane,
	ebike_indoors: ebike,
	hanging_wires: wires,
	roof_leak: leak,
	upstairs_leak: leak,
	bicycle_heap: bicycles
};

export const hasScene = (category: string): boolean => category in SCENES;

/** One picture, taken into the store as an upload is. @param view the same chance gives the same place before and after */
export async function demoPhoto(subdistrictId: string, category: string, after: boolean, view: Chance): Promise<Photo> {
	// Nobody holds a telephone quite straight, nor stands where another stood.
	const [turn, zoom, x, y, light] = [view.next() * 8 - 4, 1.02 + view.next() * 0.4, view.next() * 120 - 60, view.next() * 60 - 30, view.next() * 0.22];
	const mirror = view.percent(50) ? `translate(${DRAWN} 0) scale(-1 1)` : '';
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><g transform="translate(${WIDTH / 2 + x} ${HEIGHT / 2 + y}) rotate(${turn}) scale(${zoom}) translate(${-WIDTH / 2} ${-HEIGHT / 2}) scale(${WIDTH / DRAWN})"><g transform="${mirror}">${SCENES[category]!(after)}</g></g><rect width="${WIDTH}" height="${HEIGHT}" fill="#1b2a30" opacity="${after ? light / 2 : light}"/></svg>`;
	const kept = await saveImage(subdistrictId, await sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer());
	return { kind: after ? 'proof' : 'photo', fileKey: kept.key, thumbKey: kept.thumbKey, mediaType: kept.mime, bytes: kept.bytes, width: kept.width, height: kept.height, photoHash: kept.phash, name: '' };
}
