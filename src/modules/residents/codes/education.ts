import { codeTable } from './code-table.ts';

/**
 * Education: GB/T 4658-2006. A word for a level (本科, 高中) is the code of the level, for it does not say whether
 * the person finished; 中专, 职高 and 技校 have no level of their own and are taken for finished, as in the registers.
 */
export const educations = codeTable(
	'GB/T 4658-2006',
	[
		['10', '研究生教育', 'Postgraduate', '研究生', '研究生及以上'],
		['11', '博士研究生毕业', 'Doctorate completed', '博士', '博士研究生', '博士毕业'],
		['12', '博士研究生结业', 'Doctorate, course completed without degree'],
		['13', '博士研究生肄业', 'Doctorate not completed'],
		['14', '硕士研究生毕业', "Master's completed", '硕士', '硕士研究生', '硕士毕业'],
		['15', '硕士研究生结业', "Master's, course completed without degree"],
		['16', '硕士研究生肄业', "Master's not completed"],
		['17', '研究生班毕业', 'Postgraduate class completed', '研究生班'],
		['18', '研究生班结业', 'Postgraduate class, course completed'],
		['19', '研究生班肄业', 'Postgraduate class not completed'],
		['20', '大学本科教育', 'Bachelor', '大学本科', '本科', '大学', '大本', '全日制本科', '本科及以上', '大学及以上', '函授本科'],
		['21', '大学本科毕业', 'Bachelor completed', '本科毕业', '大学毕业', '学士'],
		['22', '大学本科结业', 'Bachelor, course completed without degree', '本科结业', '大学结业'],
		['23', '大学本科肄业', 'Bachelor not completed', '本科肄业', '大学肄业'],
		['28', '大学普通班毕业', 'University general class completed', '大学普通班'],
		['30', '大学专科教育', 'Junior college', '大学专科', '大专', '专科', '高职', '高专', '高职高专'],
		['31', '大学专科毕业', 'Junior college completed', '大专毕业', '专科毕业'],
		['32', '大学专科结业', 'Junior college, course completed', '大专结业', '专科结业'],
		['33', '大学专科肄业', 'Junior college not completed', '大专肄业', '专科肄业'],
		['40', '中等职业教育', 'Secondary vocational', '中职', '中专中技', '中专/中技', '职业中学'],
		['41', '中等专科毕业', 'Secondary technical completed', '中专', '中等专科', '中专毕业', '中师'],
		['42', '中等专科结业', 'Secondary technical, course completed', '中专结业'],
		['43', '中等专科肄业', 'Secondary technical not completed', '中专肄业'],
		['44', '职业高中毕业', 'Vocational high school completed', '职高', '职业高中', '职高毕业'],
		['45', '职业高中结业', 'Vocational high school, course completed', '职高结业'],
		['46', '职业高中肄业', 'Vocational high school not completed', '职高肄业'],
		['47', '技工学校毕业', 'Skilled-worker school completed', '技校', '中技', '技工学校', '技校毕业'],
		['48', '技工学校结业', 'Skilled-worker school, course completed', '技校结业'],
		['49', '技工学校肄业', 'Skilled-worker school not completed', '技校肄业'],
		['60', '普通高级中学教育', 'Senior high school', '高中', '普通高中', '高级中学'],
		['61', '普通高中毕业', 'Senior high school completed', '高中毕业'],
		['62', '普通高中结业', 'Senior high school, course completed', '高中结业'],
		['63', '普通高中肄业', 'Senior high school not completed', '高中肄业'],
		['70', '初级中学教育', 'Junior high school', '初中', '初级中学'],
		['71', '初中毕业', 'Junior high school completed'],
		['73', '初中肄业', 'Junior high school not completed'],
		['80', '小学教育', 'Primary school', '小学', '小学及以下'],
		['81', '小学毕业', 'Primary school completed'],
		['83', '小学肄业', 'Primary school not completed'],
		['90', '其他', 'Other', '其它', '文盲', '半文盲', '文盲半文盲', '文盲或半文盲', '未上学', '未上过学', '未入学', '不识字', '无', '扫盲班', '私塾', '学龄前', '学前', '幼儿园', '幼儿']
	],
	(plain) => {
		const level = /^(.+?)(?:在读|在校|教育|文化程度|文化|学历|程度|水平|生)$/.exec(plain)?.[1];
		return level ? (LEVELS[level] ?? null) : null;
	}
);
export type Education = (typeof educations.codes)[number];

/** What stands before 在读, 文化, 学历: the level, never a finished one. */
const LEVELS: Record<string, '10' | '20' | '30' | '40' | '60' | '70' | '80'> = {
	博士: '10',
	博士研究生: '10',
	硕士: '10',
	硕士研究生: '10',
	研究生: '10',
	大学: '20',
	本科: '20',
	大学本科: '20',
	大专: '30',
	专科: '30',
	大学专科: '30',
	高职: '30',
	中专: '40',
	中职: '40',
	职高: '40',
	技校: '40',
	高中: '60',
	初中: '70',
	小学: '80'
};
