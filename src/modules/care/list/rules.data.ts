import type { CareRule } from './rules.model.ts';

/**
 * What a subdistrict starts from: proposals of ours, marked as such; each subdistrict sets its own rhythm. The groups are those
 * that community work everywhere keeps lists of (welfare.md §2, context.md §1).
 */
export const startingRules: readonly Omit<CareRule, 'communityId' | 'validFrom' | 'validUntil'>[] = [
	{ code: 'alone_80', name: '80岁以上独居', nameEn: 'Living alone, 80 and over', condition: { any: [{ all: [{ group: 'living_alone' }, { ageFrom: 80 }] }] }, visitDays: 7, priority: 90, position: 1 },
	{ code: 'alone', name: '独居老人', nameEn: 'Older person living alone', condition: { any: [{ all: [{ group: 'living_alone' }] }] }, visitDays: 14, priority: 70, position: 2 },
	{ code: 'empty_nest_80', name: '80岁以上空巢', nameEn: 'Empty nest, 80 and over', condition: { any: [{ all: [{ group: 'empty_nest' }, { ageFrom: 80 }] }] }, visitDays: 14, priority: 65, position: 3 },
	{ code: 'age_90', name: '90岁以上高龄', nameEn: '90 and over', condition: { any: [{ all: [{ ageFrom: 90 }] }] }, visitDays: 30, priority: 60, position: 4 },
	{ code: 'frail', name: '失能', nameEn: 'Unable to look after themselves', condition: { any: [{ all: [{ group: 'frail' }] }] }, visitDays: 7, priority: 95, position: 5 },
	{ code: 'tekun', name: '特困人员', nameEn: 'In extreme hardship', condition: { any: [{ all: [{ group: 'tekun' }] }] }, visitDays: 14, priority: 80, position: 6 },
	{ code: 'dibao_ill', name: '低保且重病或残疾', nameEn: 'On minimum living allowance, and gravely ill or disabled', condition: { any: [{ all: [{ group: 'dibao' }, { group: 'illness' }] }, { all: [{ group: 'dibao' }, { group: 'disabled' }] }] }, visitDays: 30, priority: 55, position: 7 },
	{ code: 'bereaved', name: '计划生育特殊家庭', nameEn: 'Family that lost its only child', condition: { any: [{ all: [{ group: 'bereaved_family' }] }] }, visitDays: 30, priority: 75, position: 8 },
	{ code: 'child', name: '困境、留守儿童', nameEn: 'Child in need or left behind', condition: { any: [{ all: [{ group: 'child_in_need' }] }, { all: [{ group: 'left_behind_child' }] }] }, visitDays: 30, priority: 85, position: 9 },
	{ code: 'entitled_old', name: '老年优抚对象', nameEn: 'Older entitled person', condition: { any: [{ all: [{ group: 'entitled' }, { ageFrom: 70 }] }] }, visitDays: 30, priority: 50, position: 10 }
];
