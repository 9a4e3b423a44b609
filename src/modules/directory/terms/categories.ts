import type { CategoryCode, GroupCode } from './term.ts';

/** Complaint categories, the first level under which requests are triaged. */
export const categories: Record<CategoryCode, { zh: string; en: string }> = {
	elder: { zh: '养老助老', en: 'Older people' },
	disabled: { zh: '助残', en: 'Disability' },
	child: { zh: '儿童青少年', en: 'Children and youth' },
	education: { zh: '教育就学', en: 'Education' },
	health: { zh: '医疗卫生', en: 'Health' },
	mental: { zh: '心理健康', en: 'Mental health' },
	legal: { zh: '法律服务', en: 'Law' },
	dispute: { zh: '矛盾纠纷', en: 'Disputes' },
	job: { zh: '就业劳动', en: 'Work' },
	social: { zh: '社保医保', en: 'Social insurance' },
	assistance: { zh: '社会救助', en: 'Assistance' },
	housing: { zh: '住房', en: 'Housing' },
	repair: { zh: '便民维修', en: 'Repairs' },
	utility: { zh: '水电气暖', en: 'Utilities' },
	property: { zh: '物业管理', en: 'Property management' },
	parking: { zh: '停车管理', en: 'Parking' },
	road: { zh: '道路出行', en: 'Roads and transport' },
	facility: { zh: '公共设施', en: 'Public facilities' },
	noise: { zh: '噪声扰民', en: 'Noise' },
	sanitation: { zh: '环境卫生', en: 'Sanitation' },
	green: { zh: '园林绿化', en: 'Greenery' },
	pets: { zh: '动物管理', en: 'Animals' },
	illegal: { zh: '违建占道', en: 'Illegal building and street vending' },
	safety: { zh: '公共安全', en: 'Safety' },
	cert: { zh: '证照证明', en: 'Certificates' },
	veteran: { zh: '退役军人', en: 'Veterans' },
	culture: { zh: '文化体育', en: 'Culture and sport' },
	volunteer: { zh: '志愿互助', en: 'Volunteering' },
	convenience: { zh: '便民生活', en: 'Everyday life' },
	digital: { zh: '数字帮扶', en: 'Digital help' },
	deliberation: { zh: '议事党群', en: 'Deliberation' }
};

/** Population facet: names, and the words by which people say they belong to it. */
export const populations: Record<GroupCode, { zh: string; en: string; words: string[] }> = {
	elder: { zh: '老年人', en: 'older people', words: ['#elder'] },
	aloneElder: { zh: '独居老人', en: 'older people living alone', words: ['独居', '空巢'] },
	child: { zh: '儿童', en: 'children', words: ['#child', '#baby'] },
	youth: { zh: '青少年', en: 'young people', words: ['青年', '中学生', '大学生', '毕业生', '高中', '青少年'] },
	woman: { zh: '妇女', en: 'women', words: ['#woman'] },
	pregnant: { zh: '孕产妇', en: 'expectant and new mothers', words: ['#pregnant'] },
	disabled: { zh: '残疾人', en: 'disabled people', words: ['#disabled'] },
	lowIncome: { zh: '低收入家庭', en: 'people on low incomes', words: ['#poor'] },
	veteran: { zh: '退役军人', en: 'veterans', words: ['#veteran'] },
	unemployed: { zh: '失业人员', en: 'people out of work', words: ['#fired'] },
	newcomer: { zh: '新市民', en: 'newcomers', words: ['#worker'] },
	gigWorker: { zh: '新就业群体', en: 'gig workers', words: ['#courier'] },
	patient: { zh: '患者', en: 'patients', words: ['病人', '患者', '出院'] },
	carer: { zh: '照护者', en: 'carers', words: ['照护者', '家属'] },
	partyMember: { zh: '党员', en: 'Party members', words: ['#party'] }
};
