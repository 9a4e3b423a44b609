import { expect, test } from 'vitest';
import { qrSvg, renderPdf } from '#platform/print/index.ts';
import { pdfCharacters, pdfPageSizes, pdfTitle } from '../../../../tests/support/pdf.ts';
import { servicePage, servicePageWords, type ServicePageData } from './service-page.ts';

const full: ServicePageData = {
	lang: 'zh',
	org: '竹溪街道 · 云岭社区',
	name: '老年助餐点午餐与送餐',
	provider: '云岭社区老年助餐点',
	summary: '工作日午餐，两荤两素一汤。',
	who: '年满 60 周岁的老人',
	costs: [{ group: '60–79 周岁', price: '12 元 / 餐', note: '街道补 3 元' }, { group: '低保、特困', price: '免费' }],
	hours: [{ days: '周一至周五', times: '10:30 – 13:00' }],
	address: '云岭路 18 号',
	phone: '0999-1234 5679',
	documents: ['身份证'],
	steps: ['登记', '订餐'],
	qr: qrSvg('https://baiyun.example/services/12'),
	assuredAt: '2026年3月2日',
	words: servicePageWords.zh
};

test('a service is one A4 page with all that one must know', async () => {
	const pdf = await renderPdf(servicePage, full);
	expect(pdfTitle(pdf)).toBe('老年助餐点午餐与送餐');
	expect(pdfPageSizes(pdf)).toEqual([[210, 297]]);
	for (const character of '免费身份证登记核实') expect(pdfCharacters(pdf)).toContain(character);
});

test('empty parts are left out with their headings', async () => {
	const { lang, org, name, qr, assuredAt, words } = full;
	const seen = pdfCharacters(await renderPdf(servicePage, { lang, org, name, qr, assuredAt, words }));
	for (const character of '费带址') expect(seen).not.toContain(character);
});

test('a long text runs on to a second page', async () => {
	const pdf = await renderPdf(servicePage, { ...full, who: '凡在本街道居住的老人都可以用。\n'.repeat(80) });
	expect(pdfPageSizes(pdf).length).toBeGreaterThan(1);
});
