/**
 * What a column of a resident sheet can be: the fields of the register, the words under which they stand in sheets,
 * and how their values look. Order matters only for equal likeness: the first wins.
 */

/** What a column's values look like (`looks.ts` tells). */
export type Look =
	| 'name'
	| 'idNumber'
	| 'sex'
	| 'date'
	| 'age'
	| 'phone'
	| 'address'
	| 'place'
	| 'doorNumber'
	| 'relation'
	| 'ethnicity'
	| 'education'
	| 'marital'
	| 'political'
	| 'disability'
	| 'disabilityCard'
	| 'yesNo'
	| 'serial'
	| 'longNumber';

export interface FieldSpec {
	/** heads, the most usual first; compared by `plainName`, which drops blanks, marks and remarks in brackets */
	words: readonly string[];
	/** the values look like this; without it every value fits */
	look?: Look;
	/** several columns may serve it */
	many?: true;
	/** of the household: stands once for all its members, merged or with blanks below */
	household?: true;
}

export const fieldSpecs = {
	serial: { words: ['序号', '编号', '顺序号', '序', 'no', '#'], look: 'serial' },
	name: { words: ['姓名', '居民姓名', '本人姓名', '成员姓名', '家庭成员姓名', '家庭成员', '老人姓名', '儿童姓名', '人员姓名', '常住人口姓名', '姓名全称', '名字', '申请人', '申请人姓名', '持证人', '残疾人姓名', '对象姓名', '党员姓名', '承租人', '租客', '租户', '租住人', '住户', '业主', '居民', '老人', 'name', 'full name'], look: 'name' },
	idNumber: {
		words: ['身份证号', '身份证号码', '公民身份号码', '公民身份证号', '公民身份证号码', '身份证', '居民身份证号', '居民身份证号码', '证件号码', '证件号', '证件编号', '身份号码', '本人身份证号', '有效证件号码', 'id number', 'id no', 'idcard'],
		look: 'idNumber'
	},
	sex: { words: ['性别', 'sex', 'gender'], look: 'sex' },
	birthDate: { words: ['出生日期', '出生年月', '出生年月日', '生日', '出生', '出生时间', '出生年份', 'date of birth', 'birth date', 'birthday', 'dob'], look: 'date' },
	age: { words: ['年龄', '周岁', '年龄周岁', '岁数', 'age'], look: 'age' },
	phone: {
		words: ['联系电话', '电话', '手机', '手机号', '手机号码', '联系方式', '电话号码', '本人电话', '本人联系电话', '联系手机', '移动电话', '固定电话', '固话', '座机', '住宅电话', '家庭电话', '宅电', '联系号码', '手机1', '手机2', '备用电话', 'phone', 'mobile', 'telephone', 'tel'],
		look: 'phone',
		many: true
	},
	relation: { words: ['与户主关系', '与户主的关系', '和户主关系', '户主关系', '家庭关系', '关系', '成员关系', '与本户关系', '与申请人关系', 'relation', 'relationship'], look: 'relation' },
	householdNumber: { words: ['户号', '户编号', '户籍编号', '户口本号', '户口簿号', '户口编号', '家庭编号', '户序号', '户口号', 'household number', 'household no'], look: 'longNumber', household: true },
	headName: { words: ['户主', '户主姓名', 'head of household', 'household head'], look: 'name', household: true },
	headIdNumber: { words: ['户主身份证号', '户主身份证号码', '户主证件号码'], look: 'idNumber', household: true },
	headPhone: { words: ['户主电话', '户主联系电话', '户主手机'], look: 'phone', household: true },
	community: { words: ['社区', '所属社区', '所在社区', '居委会', '社区名称', '所属居委会', '村社区', '村居', 'community'], look: 'place', household: true },
	grid: { words: ['网格', '所属网格', '网格名称', '所在网格', '网格编号', '网格号', 'grid'], household: true },
	address: {
		words: ['住址', '现住址', '家庭住址', '家庭地址', '居住地址', '详细地址', '地址', '现居住地', '现居住地址', '实际居住地', '实际居住地址', '常住地址', '居住地', '现居地', '住房地址', '房屋地址', '住所', '门牌地址', '具体住址', '家庭详细住址', '居住详细地址', 'address'],
		look: 'address',
		household: true
	},
	registeredAddress: { words: ['户籍地址', '户籍地', '户口所在地', '户籍所在地', '户口地址', '户籍住址', '身份证地址', '户籍', 'registered address'], look: 'address', household: true },
	compound: { words: ['小区', '小区名称', '所属小区', '所在小区', '楼盘', '院落', '小区名', 'compound'], look: 'place', household: true },
	building: { words: ['楼栋', '楼号', '栋', '幢', '楼', '栋号', '幢号', '楼栋号', '几栋', '楼幢', '楼宇', 'building'], household: true },
	unit: { words: ['单元', '单元号', '门洞', 'unit'], household: true },
	floor: { words: ['楼层', '层', '所在楼层', 'floor'], household: true },
	door: { words: ['室', '房号', '房间号', '室号', '门牌', '门牌号', '门号', '门户号', '户室号', '房室号', '户号', 'door', 'room'], look: 'doorNumber', household: true },
	residence: { words: ['居住性质', '居住类型', '人户状态', '住房性质', '房屋性质', '居住情况', '居住状态', '人户情况', '户籍类型', '人口类型', '户口性质', '住房情况', '产权性质', '入住类型', '房屋类型', 'residence'] },
	ethnicity: { words: ['民族', 'ethnicity', 'ethnic group'], look: 'ethnicity' },
	education: { words: ['文化程度', '学历', '受教育程度', '教育程度', '文化', '最高学历', 'education'], look: 'education' },
	marital: { words: ['婚姻状况', '婚姻', '婚否', '婚姻情况', '婚姻状态', 'marital status'], look: 'marital' },
	political: { words: ['政治面貌', '政治面目', '党派', '政治身份', 'political status'], look: 'political' },
	health: { words: ['健康状况', '身体状况', '健康', '健康情况', '身体情况', 'health'] },
	groups: { words: ['人员类别', '人群类别', '人员类型', '特殊人群', '人群标签', '类别', '对象类别', '困难类型', '困难类别', '救助类型', '救助类别', '保障类别', '重点人群', '特殊群体', '人群分类', '标签', '身份类别', '优抚类别', '优抚对象类别', '对象类型', 'groups'], many: true },
	disability: { words: ['残疾情况', '残疾类别等级', '残疾类别及等级', '残疾状况', '残疾类型及等级', '残疾', '残疾人', '是否残疾', '残疾人情况'], look: 'disability' },
	disabilityKind: { words: ['残疾类别', '残疾类型', '残疾种类', '残类'], look: 'disability' },
	disabilityGrade: { words: ['残疾等级', '残疾级别', '残疾程度', '残级', '伤残等级'], look: 'disability' },
	disabilityCard: { words: ['残疾证号', '残疾人证号', '残疾证', '残疾证号码', '残疾人证', '残疾证编号', '残疾人证号码'], look: 'disabilityCard' },
	moveInDate: { words: ['入住时间', '入住日期', '迁入时间', '迁入日期', '搬入时间', '来本地时间', '居住起始时间', '何时迁入', '现住址居住时间', 'moved in'], look: 'date' },
	workplace: { words: ['工作单位', '单位', '服务处所', '就业单位', '工作单位及职务', '就读学校', '学校', '单位名称', '工作或学习单位', '从业单位', 'workplace', 'employer'] },
	emergencyName: { words: ['紧急联系人', '紧急联系人姓名', '应急联系人', '家属姓名', '亲属姓名', '联系人', '联系人姓名', '子女姓名', '赡养人', '赡养人姓名', 'emergency contact'], look: 'name' },
	emergencyPhone: { words: ['紧急联系电话', '紧急联系人电话', '应急联系电话', '紧急电话', '家属电话', '亲属电话', '联系人电话', '子女电话', '子女联系方式', '赡养人电话', 'emergency phone'], look: 'phone' },
	guardianName: { words: ['监护人', '监护人姓名', '家长姓名', '家长', 'guardian'], look: 'name' },
	guardianPhone: { words: ['监护人电话', '监护人联系电话', '监护人联系方式', '家长电话', '家长联系方式', '家长联系电话', 'guardian phone'], look: 'phone' },
	remarks: { words: ['备注', '说明', '备注说明', '其他说明', 'remarks', 'notes'], many: true }
} as const satisfies Record<string, FieldSpec>;

/** Groups that a column may be about by itself: 是否低保, or a tick under 低保. Codes of `group_type`, and of groups that follow from other facts. */
export const flagGroups = {
	dibao: ['低保', '低保户', '低保对象', '是否低保', '是否低保户', '享受低保', '最低生活保障', '城市低保', '城镇低保'],
	dibao_edge: ['低保边缘', '低边', '是否低边', '低收入', '低收入家庭', '低保边缘家庭', '边缘户', '是否低收入'],
	tekun: ['特困', '特困人员', '是否特困', '特困供养', '五保', '五保户', '三无'],
	entitled: ['优抚', '优抚对象', '是否优抚', '是否优抚对象', '烈军属', '军烈属', '退役军人', '是否退役军人', '退伍军人', '复退军人', '是否退伍军人'],
	unemployed: ['失业', '失业登记', '登记失业', '是否失业', '失业人员', '登记失业人员', '下岗失业', '是否登记失业', '就业困难', '就业困难人员'],
	illness: ['大病', '重病', '重大疾病', '是否大病', '患重大疾病', '是否重病', '重病患者', '大病患者'],
	frail: ['失能', '失能老人', '是否失能', '半失能', '失能半失能', '失能等级', '失能情况', '失能程度'],
	left_behind_child: ['留守儿童', '是否留守儿童', '留守'],
	child_in_need: ['困境儿童', '困境', '孤儿', '事实无人抚养儿童', '是否困境儿童'],
	bereaved_family: ['失独', '失独家庭', '计生特殊家庭', '计划生育特殊家庭', '是否失独'],
	living_alone: ['独居', '独居老人', '是否独居', '独居情况'],
	empty_nest: ['空巢', '空巢老人', '是否空巢', '空巢家庭']
} as const satisfies Record<string, readonly string[]>;

export type FlagGroup = keyof typeof flagGroups;
export type PlainField = keyof typeof fieldSpecs;
/** A column of consents given on paper, to the purpose with this code; only a person says of a column that it is one. */
export type ConsentField = `consent:${string}`;
/** `group:dibao`: the column says of each person whether they belong. */
export type Field = PlainField | `group:${FlagGroup}` | ConsentField;

/** Every field that is the same everywhere, in the order in which a list to choose from shows them. */
export const fields: readonly Field[] = [
	...(Object.keys(fieldSpecs) as PlainField[]),
	...(Object.keys(flagGroups) as FlagGroup[]).map((group): Field => `group:${group}`)
];

export function specOf(field: Field): FieldSpec {
	// One column may be ticked, and another hold the day.
	if (isConsent(field)) return { words: [], many: true };
	if (field.startsWith('group:')) return { words: flagGroups[field.slice(6) as FlagGroup], look: 'yesNo' };
	return fieldSpecs[field as PlainField];
}

export const isConsent = (text: string): text is ConsentField => /^consent:[a-z][a-z0-9_]{1,39}$/.test(text);
/** The purpose that the column is a consent to. */
export const consentTo = (field: ConsentField): string => field.slice('consent:'.length);
export const isField = (text: string): text is Field => (fields as readonly string[]).includes(text) || isConsent(text);
