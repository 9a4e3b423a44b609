import { disabilityKinds } from '../codes/index.ts';

/** How closely a group is kept: `plain`; `money` and `child` are opened by reveal to others; of `health` even the kind is sealed. */
export type Sensitivity = 'plain' | 'money' | 'health' | 'child';

export interface GroupOption {
	code: string;
	name: string;
	nameEn: string;
}

export interface GroupType {
	code: string;
	name: string;
	nameEn: string;
	sensitivity: Sensitivity;
	kinds: GroupOption[];
	grades: GroupOption[];
	/** months after which somebody looks again; null: the fact holds until it is ended, or its card expires */
	reviewMonths: number | null;
	/** law or document that the group rests on */
	source: string | null;
}

const options = (...list: readonly (readonly [code: string, name: string, nameEn: string])[]): GroupOption[] => list.map(([code, name, nameEn]) => ({ code, name, nameEn }));

/**
 * The groups that a new subdistrict begins with; it may change, add and retire them. Groups that follow from other facts
 * (`derived.model.ts`) stand in no table. Review months are proposals: where the interval is set by a province, the
 * subdistrict enters its own.
 */
export const GROUP_TYPES: readonly GroupType[] = [
	{ code: 'dibao', name: '低保', nameEn: 'Minimum living allowance', sensitivity: 'money', kinds: options(['household', '全家享受', 'Whole family'], ['person', '单人保', 'One person']), grades: [], reviewMonths: 12, source: '《社会救助暂行办法》第九条' },
	{ code: 'dibao_edge', name: '低保边缘', nameEn: 'Just above the minimum allowance', sensitivity: 'money', kinds: [], grades: [], reviewMonths: 12, source: null },
	{ code: 'tekun', name: '特困', nameEn: 'Extreme hardship', sensitivity: 'money', kinds: options(['home', '分散供养', 'Supported at home'], ['institution', '集中供养', 'Supported in an institution']), grades: [], reviewMonths: 12, source: '《社会救助暂行办法》第十四条' },
	{
		code: 'disabled',
		name: '残疾',
		nameEn: 'Disability',
		sensitivity: 'health',
		kinds: disabilityKinds.codes.map((code) => ({ code, name: disabilityKinds.word(code, 'zh'), nameEn: disabilityKinds.word(code, 'en') })),
		grades: options(['1', '一级', 'Grade 1'], ['2', '二级', 'Grade 2'], ['3', '三级', 'Grade 3'], ['4', '四级', 'Grade 4']),
		reviewMonths: null,
		source: 'GB/T 26341-2010'
	},
	{
		code: 'entitled',
		name: '优抚对象',
		nameEn: 'Veterans and families of the fallen',
		sensitivity: 'plain',
		kinds: options(
			['martyr_family', '烈士遗属', 'Family of a martyr'],
			['fallen_family', '因公牺牲军人遗属', 'Family of a soldier who died on duty'],
			['deceased_family', '病故军人遗属', 'Family of a soldier who died of illness'],
			['disabled_soldier', '残疾军人', 'Disabled soldier'],
			['demobilised', '在乡复员军人', 'Demobilised soldier'],
			['ill_veteran', '带病回乡退役军人', 'Veteran who returned ill'],
			['war_veteran', '参战退役军人', 'Combat veteran'],
			['test_veteran', '参试退役军人', 'Veteran of weapon tests'],
			['rural_soldier', '农村籍退役士兵', 'Rural veteran'],
			['veteran', '退役军人', 'Veteran'],
			['soldier_family', '现役军人家属', 'Family of a serving soldier']
		),
		grades: [],
		reviewMonths: 12,
		source: '《军人抚恤优待条例》'
	},
	{ code: 'unemployed', name: '失业登记', nameEn: 'Registered unemployed', sensitivity: 'plain', kinds: options(['registered', '登记失业', 'Registered'], ['hard_to_place', '就业困难', 'Hard to place']), grades: [], reviewMonths: 6, source: '《就业促进法》' },
	{ code: 'illness', name: '重病', nameEn: 'Serious illness', sensitivity: 'health', kinds: [], grades: [], reviewMonths: 12, source: null },
	{
		code: 'frail',
		name: '失能',
		nameEn: 'Loss of ability',
		sensitivity: 'health',
		kinds: [],
		grades: options(['1', '轻度', 'Mild'], ['2', '中度', 'Moderate'], ['3', '重度', 'Severe'], ['4', '完全丧失', 'Total']),
		reviewMonths: 12,
		source: 'GB/T 42195-2022'
	},
	{ code: 'left_behind_child', name: '留守儿童', nameEn: 'Left-behind child', sensitivity: 'child', kinds: options(['both', '父母双方外出', 'Both parents away'], ['one', '一方外出、另一方无监护能力', 'One away, the other unable']), grades: [], reviewMonths: 6, source: '国发〔2016〕13号' },
	{
		code: 'child_in_need',
		name: '困境儿童',
		nameEn: 'Child in need',
		sensitivity: 'child',
		kinds: options(['poverty', '家庭贫困', 'Poverty of the family'], ['own', '自身残疾或患病', 'Own disability or illness'], ['care', '监护缺失或不当', 'Care missing or unfit'], ['orphan', '孤儿', 'Orphan'], ['unattended', '事实无人抚养', 'Unsupported in fact']),
		grades: [],
		reviewMonths: 6,
		source: '国发〔2016〕36号'
	},
	{ code: 'bereaved_family', name: '计生特殊家庭', nameEn: 'Family that lost its only child', sensitivity: 'health', kinds: options(['lost', '独生子女死亡', 'Only child died'], ['disabled', '独生子女伤残', 'Only child disabled']), grades: [], reviewMonths: 12, source: null }
];
