import { expect, it } from 'vitest';
import { starNumbers, summaryOf } from './words.ts';

it('stars long runs of digits however they are typed, and leaves the rest as it was written', () => {
	expect(starNumbers('请打12000001234，或 １２０ ００００ １２３４')).toBe('请打12****34，或 12****34');
	expect(starNumbers('999999-19400101-001X')).toBe('99****1X');
	expect(summaryOf('我八十岁了，一个人在家（３号楼）：灯坏了！')).toBe('我八十岁了，一个人在家（３号楼）：灯坏了！');
});
