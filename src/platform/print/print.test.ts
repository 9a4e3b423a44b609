import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import decodeQR from 'qr/decode.js';
import encodeQR from 'qr';
import { cleanText, dataAsJson } from './clean.ts';
import { columnShares } from './table-report.ts';
import { notice, printTable, qrSvg, renderPdf, tableReportWords, template, unprintable, type NoticeData, type TableReportData } from './index.ts';
import { pdfCharacters, pdfPageSizes, pdfTitle } from '../../../tests/support/pdf.ts';

const words: NoticeData = { lang: 'zh', org: '云岭社区', title: '停水通知', body: '明天停水。', signature: '居委会', date: '2026年3月12日' };
const HOSTILE = '#set page(width: 10pt) *b* _i_ $x$ `r` @ref <l> \\ // /* "q" ] } #eval("1") #read("/etc/passwd")';

describe('renderPdf', () => {
	test('sets the title and keeps the text selectable', async () => {
		const pdf = await renderPdf(notice, words, { now: new Date('2026-03-12T06:30:00Z') });
		expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
		expect(pdfTitle(pdf)).toBe('停水通知');
		for (const character of '明天停水居委会') expect(pdfCharacters(pdf)).toContain(character);
	});

	test('hostile text is printed, not run', async () => {
		const pdf = await renderPdf(notice, { ...words, title: HOSTILE, body: HOSTILE, org: HOSTILE });
		expect(pdfTitle(pdf)).toBe(HOSTILE);
		expect(pdfPageSizes(pdf)).toEqual([[210, 297]]);
		for (const character of '#*_$`@<\\/]}') expect(pdfCharacters(pdf)).toContain(character);
	});

	test('the same data at the same time gives the same bytes', async () => {
		const now = new Date('2026-03-12T06:30:00Z');
		expect((await renderPdf(notice, words, { now })).equals(await renderPdf(notice, words, { now }))).toBe(true);
	});

	test('prints any text a person can send', async () => {
		await fc.assert(
			fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('a3', 'a4', 'a6'), async (text, size) => {
				const pdf = await renderPdf(notice, { ...words, size: size as 'a4', title: text, body: text, contact: text });
				expect(pdfPageSizes(pdf).length).toBeGreaterThan(0);
			}),
			{ numRuns: 40 }
		);
	});

	test('a template that does not compile is a coded error', async () => {
		await expect(renderPdf(notice, { lang: 'zh' } as NoticeData)).rejects.toMatchObject({ code: 'print.failed', status: 500 });
		await expect(renderPdf(template<object>('platform/print/templates/none.typ'), {})).rejects.toMatchObject({ code: 'print.failed' });
	});
});

describe('cleanText', () => {
	test('takes out control and direction marks, mends half characters, keeps the rest', () => {
		expect(cleanText('a\u0000b\u202Ec\r\nd\te\uD842')).toBe('abc\nd\te\uFFFD');
		expect(cleanText('𠮷👨‍👩‍👧')).toBe('𠮷👨‍👩‍👧');
	});

	test('data is always JSON that parses, whatever the strings', () => {
		fc.assert(
			fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
				expect(JSON.parse(dataAsJson({ texts }))).toEqual({ texts: texts.map(cleanText) });
			})
		);
		expect(dataAsJson({ a: undefined, b: Number.NaN })).toBe('{"a":null,"b":null}');
	});
});

describe('unprintable', () => {
	test('names the characters that the font lacks', () => {
		expect(unprintable('周文静 123 #*$ ①㎡')).toEqual([]);
		// The last two are in 通用规范汉字表 and outside the basic plane.
		expect(unprintable('䶮㐂𬭎𬱖')).toEqual([]);
		expect(unprintable('王𠮷𠮷')).toEqual(['𠮷']);
	});
});

describe('qrSvg', () => {
	test('reads back', () => {
		const url = 'https://baiyun.example/r/YL-260312-0047';
		const bits = encodeQR(url, 'raw', { ecc: 'medium', border: 4, scale: 4 });
		const data = new Uint8Array(bits.length * bits.length * 4);
		bits.flat().forEach((dark, i) => data.fill(dark ? 0 : 255, i * 4, i * 4 + 4));
		expect(decodeQR({ width: bits.length, height: bits.length, data })).toBe(url);
		expect(qrSvg(url)).toMatch(/^<\?xml|^<svg/);
	});

	test('no part of the text stands in the SVG', () => {
		expect(qrSvg('"><script>alert(1)</script>')).not.toContain('script');
	});
});

describe('printTable', () => {
	const data: TableReportData = {
		lang: 'zh',
		org: '竹溪街道',
		title: '诉求办理情况表',
		columns: [{ label: '编号', align: 'left' }, { label: '内容', align: 'left' }],
		rows: Array.from({ length: 120 }, (_, i) => [String(i), `第 ${i} 件：楼道灯坏了，晚上看不清，请派人来修`]),
		notes: [{ label: '分母', text: '已回访 48 件' }],
		printedAt: '2026年4月1日 09:12',
		words: tableReportWords.zh
	};

	test('runs over pages, in landscape', async () => {
		const pages = pdfPageSizes(await printTable(data));
		expect(pages.length).toBeGreaterThan(2);
		expect(new Set(pages.map(String))).toEqual(new Set(['297,210']));
	});

	test('an empty list is one page that says so', async () => {
		const pdf = await printTable({ ...data, rows: [] });
		expect(pdfPageSizes(pdf)).toHaveLength(1);
		for (const character of '这段时间没有记录') expect(pdfCharacters(pdf)).toContain(character);
	});

	test('narrow columns keep their width, wide ones share the rest within bounds', () => {
		expect(columnShares(data)).toEqual([null, expect.any(Number)]);
		expect(columnShares({ columns: data.columns, rows: [['x'.repeat(5000), '长'.repeat(20)]] })).toEqual([60, 40]);
	});
});

test('paper and screen draw one mark', () => {
	const path = /path d="([^"]+)"/.exec(readFileSync('src/ui/Mark.svelte', 'utf8'))![1];
	expect(readFileSync('src/platform/print/templates/lib.typ', 'utf8')).toContain(`"${path}"`);
});
