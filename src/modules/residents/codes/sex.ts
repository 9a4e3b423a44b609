import { codeTable } from './code-table.ts';

/** Sex: GB/T 2261.1-2003. */
export const sexes = codeTable('GB/T 2261.1-2003', [
	['0', '未知的性别', 'Unknown', '未知', '不详'],
	['1', '男', 'Male', '男性', 'm', 'man', '男士', '先生'],
	['2', '女', 'Female', '女性', 'f', 'woman', '女士'],
	['9', '未说明的性别', 'Not stated', '未说明']
]);
export type Sex = (typeof sexes.codes)[number];
