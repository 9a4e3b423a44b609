import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlainText, plainWords } from './plain-text.ts';

const links = (text: string) => parsePlainText(text).flatMap((block) => (block.kind === 'paragraph' ? block.lines.flat() : [])).filter((span) => span.href);

describe('plain text', () => {
	it('knows headings, paragraphs with breaks, and both kinds of list', () => {
		expect(parsePlainText('## 时间\n周四上午\n在一楼\n\n带上：\n- 身份证\n- 医保卡\n1、取号\n2、等叫号')).toEqual([
			{ kind: 'heading', text: '时间' },
			{ kind: 'paragraph', lines: [[{ text: '周四上午' }], [{ text: '在一楼' }]] },
			{ kind: 'paragraph', lines: [[{ text: '带上：' }]] },
			{ kind: 'list', ordered: false, start: 1, items: [[{ text: '身份证' }], [{ text: '医保卡' }]] },
			{ kind: 'list', ordered: true, start: 1, items: [[{ text: '取号' }], [{ text: '等叫号' }]] }
		]);
	});

	it('ends a bare address at Chinese punctuation', () => {
		expect(links('详见https://example.org/a?b=1，谢谢。')).toEqual([{ text: 'https://example.org/a?b=1', href: 'https://example.org/a?b=1', outside: true }]);
	});

	it('does not take a date or a price for a numbered list', () => {
		expect(parsePlainText('3.5 元一份')[0]!.kind).toBe('paragraph');
		expect(parsePlainText('2026年3月12日')[0]!.kind).toBe('paragraph');
	});

	it.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', 'vbscript:x', 'https://bank.example@evil.example/'])(
		'leaves %s as text',
		(target) => expect(links(`[点这里](${target})`)).toEqual([])
	);

	it('keeps the words of any text and never makes an unsafe link', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) => {
				for (const span of links(text)) expect(span.href).toMatch(/^(https?:\/\/|mailto:|tel:|\/(?![/\\]))/);
				plainWords(text);
			})
		);
	});
});
