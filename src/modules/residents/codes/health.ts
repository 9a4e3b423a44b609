import { codeTable } from './code-table.ts';

/** State of health: GB/T 2261.3-2003, the code of two digits. 31–49 are kinds of 30, 61–69 of 60. */
export const healthStates = codeTable(
	'GB/T 2261.3-2003',
	[
		['10', '健康或良好', 'Healthy or good', '健康', '良好', '好', '身体健康'],
		['20', '一般或较弱', 'Fair or weak', '一般', '较弱', '体弱', '年老体弱'],
		['30', '有慢性病', 'Chronic illness', '慢性病', '有慢病', '慢病'],
		['31', '心血管病', 'Cardiovascular disease', '心脏病', '冠心病', '高血压', '高血压病'],
		['32', '脑血管病', 'Cerebrovascular disease', '脑梗', '脑梗塞', '脑梗死', '脑溢血', '脑出血', '中风', '脑卒中'],
		['33', '慢性呼吸系统病', 'Chronic respiratory disease', '慢阻肺', '慢支', '哮喘', '慢性支气管炎', '肺气肿'],
		['34', '慢性消化系统病', 'Chronic digestive disease', '胃溃疡', '肝硬化', '肝炎', '乙肝'],
		['35', '慢性肾炎', 'Chronic nephritis', '肾炎'],
		['36', '结核病', 'Tuberculosis', '肺结核'],
		['37', '糖尿病', 'Diabetes'],
		['38', '神经或精神疾病', 'Neurological or mental illness', '精神病', '精神疾病', '精神障碍', '帕金森', '帕金森病', '阿尔茨海默病', '老年痴呆'],
		['41', '癌症', 'Cancer', '恶性肿瘤', '肿瘤'],
		['49', '其他慢性病', 'Other chronic illness'],
		['60', '残疾', 'Disability', '残疾人', '残'],
		['61', '视力残疾', 'Visual disability'],
		['62', '听力残疾', 'Hearing disability'],
		['63', '言语残疾', 'Speech disability'],
		['64', '肢体残疾', 'Physical disability'],
		['65', '智力残疾', 'Intellectual disability'],
		['66', '精神残疾', 'Psychiatric disability'],
		['67', '多重残疾', 'Multiple disabilities'],
		['69', '其他残疾', 'Other disability']
	],
	// Any cancer is named by its organ.
	(plain) => (/癌$|白血病|淋巴瘤/.test(plain) ? '41' : null)
);
export type HealthState = (typeof healthStates.codes)[number];
