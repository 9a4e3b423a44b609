import { describe, expect, test } from 'vitest';
import { qrSvg, renderPdf } from '#platform/print/index.ts';
import { pdfCharacters, pdfPageSizes, pdfTitle } from '../../../../tests/support/pdf.ts';
import { slip, slipWords, type SlipData } from './slip.ts';

const url = 'https://baiyun.example/r/YL-260312-0047';
const data: SlipData = {
	lang: 'zh',
	size: 'a6',
	org: '竹溪街道 · 云岭社区',
	number: 'YL-260312-0047',
	submittedAt: '2026年3月12日 周四 14:30',
	qr: qrSvg(url),
	url,
	said: '三号楼二单元楼道灯坏了一个星期',
	worker: '周文静',
	phone: '0999-1234 5678',
	firstContactBy: '3月12日 周四 16:30',
	resolutionBy: '3月19日 周四 17:30',
	next: '周文静会在今天 16:30 前给您打电话。',
	steps: ['已收到', '已受理', '办理中', '请您确认', '已解决'],
	at: 1,
	words: slipWords.zh
};

describe('the slip', () => {
	test('is one A6 sheet with the number, the worker and the telephone', async () => {
		const pdf = await renderPdf(slip, data);
		expect(pdfPageSizes(pdf)).toEqual([[105, 148]]);
		expect(pdfTitle(pdf)).toBe('诉求受理单 YL-260312-0047');
		for (const character of 'YL-260312-0047周文静0999') expect(pdfCharacters(pdf)).toContain(character);
	});

	test.each(['zh', 'en'] as const)('stays one sheet whatever is told (%s)', async (lang) => {
		const long = '#pagebreak() 楼道灯坏了，'.repeat(300) + 'a'.repeat(400);
		const pdf = await renderPdf(slip, {
			...data,
			lang,
			words: slipWords[lang],
			org: long,
			number: long,
			submittedAt: long,
			said: long,
			worker: long,
			role: long,
			phone: long,
			firstContactBy: long,
			resolutionBy: long,
			next: long
		});
		expect(pdfPageSizes(pdf)).toEqual([[105, 148]]);
	});

	test('on the roll it is 80 mm wide, as long as needed, and one piece', async () => {
		const [size, ...more] = pdfPageSizes(await renderPdf(slip, { ...data, size: 'roll' }));
		expect(size![0]).toBe(80);
		expect(more).toEqual([]);
	});

	test('what is not known leaves no gap to fill', async () => {
		const bare = { lang: 'zh', size: 'roll', org: '云岭社区', number: '1', qr: '', url: '', steps: [], at: 0, words: slipWords.zh } as const;
		const pdf = await renderPdf(slip, { ...bare, steps: [] });
		expect(pdfCharacters(pdf)).not.toContain('您');
		expect(pdfPageSizes(pdf)[0]![1]).toBeLessThan(60);
	});
});
