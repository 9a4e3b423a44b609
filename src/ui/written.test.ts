import { expect, it } from 'vitest';
import { writtenParts } from './written.ts';

const marked = (text: string, page: 'zh' | 'en') => writtenParts(text, page).map((part) => (part.lang ? `[${part.lang} ${part.text}]` : part.text)).join('');

it.each([
	['云岭街道白云巷 6 号', '[zh-CN 云岭街道白云巷 6 号]'],
	['Subsidised: 70 周岁以上 12元/餐；低保、特困家庭 8元/餐', 'Subsidised: 70 [zh-CN 周岁以上 12元/餐；低保、特困家庭 8元/餐]'],
	['“识破电话诈骗”讲座，两场可选', '[zh-CN “识破电话诈骗”讲座，两场可选]'],
	['请打印 A4 纸', '[zh-CN 请打印] A4 [zh-CN 纸]'],
	['Office hours: 周一至周五 8:30–12:00、13:30–17:30', 'Office hours: [zh-CN 周一至周五 8:30–12:00、13:30–17:30]'],
	['Hongyun Community', 'Hongyun Community'],
	['call {phone}。', 'call {phone}[zh-CN 。]'],
	['', '']
])('on an English page: %s', (text, said) => expect(marked(text, 'en')).toBe(said));

it.each([
	['Meals for older people', '[en Meals for older people]'],
	['请打印 A4 paper size 纸', '请打印 A4 paper size 纸'],
	['WiFi', 'WiFi'],
	['12 kg', '12 kg']
])('on a Chinese page: %s', (text, said) => expect(marked(text, 'zh')).toBe(said));

it('gives back every character', () => {
	for (const text of ['a，b。中（c）', '¥30 / 件起 each', '中 a 文 b']) for (const page of ['zh', 'en'] as const) expect(writtenParts(text, page).map((part) => part.text).join('')).toBe(text);
});
