import { describe, expect, test } from 'vitest';
import { renderPdf } from '#platform/print/index.ts';
import { pdfCharacters, pdfPageSizes, pdfTitle } from '../../../../../tests/support/pdf.ts';
import { answersOf } from '../assessment.testing.ts';
import { gbt42195 } from '../forms/gbt-42195-2022.data.ts';
import { tekunSelfCare } from '../forms/tekun-self-care-2021.data.ts';
import { score } from '../scoring.model.ts';
import { assessmentPaper, paperOf, type PaperHead } from './assessment-paper.ts';

const head: PaperHead = {
	org: '测试街道 · 红云社区',
	about: [
		['姓名', '周桂兰'],
		['评估日期', '2026年11月24日 周二'],
		['地点', '家中']
	],
	assessors: ['张伟', '李敏'],
	informant: '周敏（女儿）',
	superseded: false,
	printed: '张伟 打印于 2026年11月24日 10:00'
};
const filled = { answers: answersOf(gbt42195, 70), facts: { dementia: true, mental_disorder: false, care_events: 3 } };

describe('the paper of an assessment', () => {
	test.each(['zh', 'en'] as const)('is two A4 pages with every answer (%s)', async (lang) => {
		const pdf = await renderPdf(assessmentPaper, paperOf(gbt42195, filled, score(gbt42195, filled), head, lang));
		expect(pdfPageSizes(pdf)).toEqual([
			[210, 297],
			[210, 297]
		]);
		expect(pdfTitle(pdf)).toBe(gbt42195.name[lang]);
	});

	test('says the level, the reasons and what was answered to each item', () => {
		const data = paperOf(gbt42195, filled, score(gbt42195, filled), head, 'zh');
		expect(data).toMatchObject({ level: '能力中度受损（中度失能）', total: '70 / 90 分', superseded: '' });
		expect(data.sections.map(({ score: points, items }) => [points, items.length])).toEqual([
			['32 / 32', 8],
			['15 / 15', 4],
			['23 / 28', 9],
			['0 / 15', 5]
		]);
		expect(data.sections[0]!.items[0]).toEqual({ number: 'B1.1', title: '进食', answer: '自己吃，不呛', score: '4 / 4' });
		expect(data.facts.map(([, answer]) => answer)).toEqual(['是', '否', '3 次']);
		expect(data.reasons).toHaveLength(4);
		expect(data.signatures.map(({ name }) => name)).toEqual(['张伟', '李敏', '周敏（女儿）']);
	});

	test('without names there are still lines to sign', () => {
		expect(paperOf(gbt42195, filled, score(gbt42195, filled), { ...head, assessors: [], informant: '' }, 'zh').signatures.map(({ name }) => name)).toEqual(['', '']);
	});

	test('a superseded one says so', async () => {
		const answers = answersOf(tekunSelfCare, 2);
		const pdf = await renderPdf(assessmentPaper, paperOf(tekunSelfCare, { answers, facts: {} }, score(tekunSelfCare, { answers, facts: {} }), { ...head, superseded: true }, 'zh'));
		for (const character of '已有更正的评估') expect(pdfCharacters(pdf)).toContain(character);
	});

	test('long names and places break lines, not pages', async () => {
		const long = '#pagebreak() 红云社区居家养老服务中心'.repeat(6);
		const data = paperOf(gbt42195, filled, score(gbt42195, filled), { ...head, about: [['地点', long]], assessors: [long.slice(0, 60), 'a'.repeat(60)], informant: long.slice(0, 60) }, 'zh');
		expect(pdfPageSizes(await renderPdf(assessmentPaper, data))).toHaveLength(2);
	});
});
