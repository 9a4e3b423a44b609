import { describe, expect, it } from 'vitest';
import { createTokenizer, normalise, pairsOf, toOrTsQuery, toPairQuery, toPairVector, toTsVectorText } from './index.ts';

const tokenizer = createTokenizer({ words: ['助浴'], concepts: new Map([['洗澡', ['bathe']], ['助浴', ['bathe']]]), fillers: ['能不能', '三年'] });

describe('normalise', () => {
	it('brings width, case and script to one form', () => {
		expect(normalise('ＡＰＰ　樓道')).toBe('app 楼道');
	});
});

describe('tokens', () => {
	it('keeps local words, pairs, characters and concepts', () => {
		const bag = tokenizer.tokens('上门助浴');
		expect([...bag.keys()]).toEqual(expect.arrayContaining(['助浴', '浴', '门助', '#bathe']));
		expect(bag.get('助浴')!).toBeGreaterThan(bag.get('门助')!);
	});

	it('joins different words of one meaning', () => {
		expect(tokenizer.tokens('洗澡').has('#bathe')).toBe(true);
	});

	it('drops what carries nothing and forms no pairs across the gap, but keeps 没', () => {
		const bag = tokenizer.tokens('孩子能不能没人接');
		expect([...bag.keys()]).toEqual(expect.arrayContaining(['没人', '接']));
		expect(bag.has('能')).toBe(false);
		expect(bag.has('子能')).toBe(false);
		expect(tokenizer.tokens('读三年级').has('年级')).toBe(true);
	});

	it('is calm about anything', () => {
		for (const text of ['', ' ', '!!!', '\u0000', '𠮷野家', 'a'.repeat(5000), "'; drop table x; --"]) {
			expect(() => tokenizer.tokens(text)).not.toThrow();
		}
	});
});

describe('tsvector', () => {
	it('gives each token its best weight and quotes it', () => {
		const text = toTsVectorText({ A: new Map([["o'k", 1]]), C: new Map([["o'k", 1], ['b\\', 1]]) });
		expect(text).toBe("'b\\\\':1C 'o''k':1A");
	});

	it('asks for any of the tokens, single characters only when alone', () => {
		expect(toOrTsQuery(['马桶', '桶'])).toBe("'马桶'");
		expect(toOrTsQuery(['桶'])).toBe("'桶'");
		expect(toOrTsQuery([])).toBe('');
	});
});

describe('pairs', () => {
	it('folds width and case, and leaves marks out', () => {
		expect([...pairsOf('灯不亮！')]).toEqual(['灯不', '不亮']);
		expect([...pairsOf('Ａb')]).toEqual(['ab']);
		expect(toPairVector("o'k", '亮')).toBe("'ok' 'k' '亮'");
	});

	it('asks for all pairs of every word, and for a single character as the beginning of one', () => {
		expect(toPairQuery('楼道灯 亮')).toBe("'楼道' & '道灯' & '亮':*");
		expect(toPairQuery('？ !')).toBeNull();
	});
});
