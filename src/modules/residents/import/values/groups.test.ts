import { expect, test } from 'vitest';
import { GROUP_TYPES } from '../../groups/group-types.data.ts';
import { isDerived } from '../../groups/derived.model.ts';
import { flagGroups } from '../fields.ts';
import { readGroup, readGroups } from './groups.ts';

test.each([
	['低保', { group: 'dibao' }],
	['城镇低保户', { group: 'dibao' }],
	['低保边缘家庭', { group: 'dibao_edge' }],
	['特困供养人员', { group: 'tekun' }],
	['肢体二级', { group: 'disabled', kind: '64', grade: '2' }],
	['残疾人', { group: 'disabled' }],
	['优抚（烈属）', { group: 'entitled', kind: 'martyr_family' }],
	['残疾军人', { group: 'entitled', kind: 'disabled_soldier' }],
	['退伍军人', { group: 'entitled', kind: 'veteran' }],
	['登记失业', { group: 'unemployed' }],
	['就业困难人员', { group: 'unemployed', kind: 'hard_to_place' }],
	['半失能', { group: 'frail', grade: '2' }],
	['重度失能', { group: 'frail', grade: '3' }],
	['失能老人', { group: 'frail' }],
	['孤儿', { group: 'child_in_need', kind: 'orphan' }],
	['困境儿童', { group: 'child_in_need' }],
	['独居老人', { group: 'living_alone' }],
	['失独', { group: 'bereaved_family' }],
	['热心居民', null],
	['', null]
])('%s', (word, group) => expect(readGroup(word)).toEqual(group));

test('several, with what is no group among them', () => {
	expect(readGroups('低保、肢体二级；党员 80岁以上老人 热心居民')).toEqual({ groups: [{ group: 'dibao' }, { group: 'disabled', kind: '64', grade: '2' }], political: '01', unknown: ['热心居民'] });
	expect(readGroups('无').groups).toEqual([]);
});

test('every group, kind and grade is one that the register has', () => {
	const types = new Map(GROUP_TYPES.map((type) => [type.code, type]));
	for (const group of Object.keys(flagGroups)) expect(types.has(group) || isDerived(group), group).toBe(true);
	for (const word of ['残疾军人', '烈属', '因公牺牲军人遗属', '病故军人家属', '复员军人', '带病回乡退伍军人', '参战', '参试', '农村籍退役士兵', '军属', '退役军人', '就业困难', '孤儿', '事实无人抚养', '轻度失能', '半失能', '重度失能', '完全失能', '精神一级', '多重四级']) {
		const found = readGroup(word)!;
		const type = types.get(found.group)!;
		if (found.kind) expect(type.kinds.map(({ code }) => code), word).toContain(found.kind);
		if (found.grade) expect(type.grades.map(({ code }) => code), word).toContain(found.grade);
	}
});
