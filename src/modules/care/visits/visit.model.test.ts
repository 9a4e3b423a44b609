import { describe, expect, test } from 'vitest';
import { headline, joined, onTheWay, settle, type VisitFields } from './visit.model.ts';

const current: VisitFields = { way: 'home', outcome: 'seen', mood: 2, needs: ['meals'], needWords: '', health: '', note: '新的', nextOn: null };

describe('two who write', () => {
	test('a field that nobody else wrote since is written; one that somebody did is kept beside theirs', () => {
		expect(settle(current, { note: 3 }, 2, { note: '我的', mood: 3 })).toEqual({ write: ['mood'], clash: ['note'] });
		expect(settle(current, { note: 3 }, 3, { note: '我的' })).toEqual({ write: ['note'], clash: [] });
	});
	test('the same words by both are no conflict, and what nobody changed is nothing', () => {
		expect(settle(current, { note: 3 }, 1, { note: '新的', needs: ['meals'], nextOn: null })).toEqual({ write: [], clash: [] });
	});
	test('both can be kept where they are words or needs', () => {
		expect(joined('note', '甲', '乙')).toBe('甲\n乙');
		expect(joined('needs', ['meals', 'repair'], ['repair', 'papers'])).toEqual(['meals', 'repair', 'papers']);
	});
});

describe('the order on the way', () => {
	const at = (address: string, lon: number | null = null, lat: number | null = null) => ({ address, lon, lat });
	test('by compound, building, entrance and floor, numbers as numbers', () => {
		const way = onTheWay(['红云里10号楼1单元101', '红云里2号楼2单元1001', '红云里2号楼2单元302', '红云里2号楼1单元502'].map((address) => at(address)));
		expect(way.map(({ address }) => address)).toEqual(['红云里2号楼1单元502', '红云里2号楼2单元302', '红云里2号楼2单元1001', '红云里10号楼1单元101']);
	});
	test('from where one stands the nearest building comes first, doors of one building stay together, unknown places come last', () => {
		const way = onTheWay([at('甲1号楼101', 106, 26), at('丙', null, null), at('乙1号楼301', 106.02, 26), at('甲1号楼502', 106, 26), at('乙2号楼101', 106.021, 26)], { lon: 106.03, lat: 26 });
		expect(way.map(({ address }) => address)).toEqual(['乙2号楼101', '乙1号楼301', '甲1号楼101', '甲1号楼502', '丙']);
	});
});

test('a headline is the first line, cut by characters', () => {
	expect(headline('第一行\n第二行')).toBe('第一行');
	expect(headline('很长的一句话', 3)).toBe('很长的…');
});
