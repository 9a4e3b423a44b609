import { codeTable } from './code-table.ts';

/** Marital status: GB/T 2261.2-2003. 21–23 are kinds of 20. */
export const maritalStatuses = codeTable('GB/T 2261.2-2003', [
	['10', '未婚', 'Never married', '未结婚', '没结婚'],
	['20', '已婚', 'Married', '结婚', '有配偶', '已结婚'],
	['21', '初婚', 'First marriage', '初婚有配偶', '已婚(初婚)'],
	['22', '再婚', 'Remarried', '再婚有配偶', '已婚(再婚)'],
	['23', '复婚', 'Remarried to former spouse', '复婚有配偶', '已婚(复婚)'],
	['30', '丧偶', 'Widowed', '丧夫', '丧妻', '丧', '孀居', '鳏居'],
	['40', '离婚', 'Divorced', '离异', '离', '已离婚'],
	['90', '未说明的婚姻状况', 'Not stated', '未说明', '不详', '未知']
]);
export type MaritalStatus = (typeof maritalStatuses.codes)[number];
