/**
 * The built-in categories of a new installation, in the groups of the demonstration weights (demo.md).
 *
 * Names are in residents' words. The codes in `terms` are need terms of the directory (`src/modules/directory/terms`);
 * a test of the directory checks that each exists.
 */
import type { Category, CategoryGroup, Question, Words } from './categories.ts';

const w = (zh: string, en: string): Words => ({ zh, en });

/** Shares as proposed in demo.md (invented, they add up to 100). */
export const CATEGORY_GROUPS: readonly CategoryGroup[] = [
	{ code: 'property', name: w('物业管理', 'Property management'), demoWeight: 21 },
	{ code: 'parking', name: w('停车管理', 'Parking'), demoWeight: 14 },
	{ code: 'sanitation', name: w('环境卫生', 'Cleanliness'), demoWeight: 12 },
	{ code: 'noise', name: w('噪声扰民', 'Noise'), demoWeight: 10 },
	{ code: 'facilities', name: w('公共设施', 'Public facilities'), demoWeight: 10 },
	{ code: 'water', name: w('漏水下水', 'Leaks and drains'), demoWeight: 8 },
	{ code: 'structures', name: w('违建占道', 'Illegal building and obstruction'), demoWeight: 6 },
	{ code: 'assistance', name: w('社会救助', 'Social assistance'), demoWeight: 5 },
	{ code: 'elderly', name: w('养老助餐', 'Care and meals for the old'), demoWeight: 4 },
	{ code: 'neighbours', name: w('邻里纠纷', 'Disputes between neighbours'), demoWeight: 4 },
	{ code: 'employment', name: w('就业社保', 'Jobs and social security'), demoWeight: 3 },
	{ code: 'other', name: w('其他', 'Other'), demoWeight: 3 }
];

const text = (code: string, zh: string, en: string, required = false): Question => ({ code, kind: 'text', label: w(zh, en), required });
const yesNo = (code: string, zh: string, en: string, required = false, more: Partial<Question> = {}): Question => ({
	code,
	kind: 'yes_no',
	label: w(zh, en),
	required,
	...more
});
const number = (code: string, zh: string, en: string, unit: Words, min: number, max: number, more: Partial<Question> = {}): Question => ({
	code,
	kind: 'number',
	label: w(zh, en),
	unit,
	min,
	max,
	required: false,
	...more
});
const choice = (code: string, zh: string, en: string, options: readonly (readonly [string, string, string])[], required = false): Question => ({
	code,
	kind: 'choice',
	label: w(zh, en),
	required,
	options: options.map(([option, a, b]) => ({ code: option, label: w(a, b) }))
});

// Questions that several categories share.
const WHERE = text('where', '具体在哪里（楼号、单元、楼层，或附近标志）', 'Where exactly (building, entrance, floor, or a landmark)', true);
const SINCE = number('days', '有多少天了', 'For how many days', w('天', 'days'), 0, 3650);
const AT_HOME = text('at_home', '什么时候方便上门', 'When may we call at your home');
const WHEN_NOISY = choice(
	'when',
	'一般什么时候最吵',
	'When is it worst',
	[
		['day', '白天', 'Daytime'],
		['noon', '午休', 'Midday rest'],
		['evening', '晚上十点前', 'Evening, before ten'],
		['night', '夜里十点后', 'Night, after ten']
	],
	true
);
const FOR_WHOM = choice(
	'for_whom',
	'是为谁问的',
	'Who is it for',
	[
		['self', '本人', 'Myself'],
		['parent', '家里老人', 'An older relative'],
		['child', '家里孩子', 'A child'],
		['neighbour', '邻居或其他人', 'A neighbour or somebody else']
	],
	true
);
const AGE = number('age', '年龄', 'Age', w('岁', 'years'), 0, 120);
const ALONE = yesNo('alone', '是不是独自居住', 'Does the person live alone');
const DANGER_NOW = yesNo('danger', '现在有没有人受伤或有危险', 'Is anybody hurt or in danger now', true, {
	stop: {
		equals: true,
		notice: w('请先拨打 110、119 或 120，再把情况告诉我们。我们照样登记并马上联系您。', 'Please call 110, 119 or 120 first. We still take your report and will call you at once.')
	}
});
const PLATE = text('plate', '车牌号（看得清的话）', 'Number plate, if you can read it');

interface Row {
	type?: Category['type'];
	urgency?: Category['urgency'];
	confidential?: true;
	/** Not about a public place: inside a home, or about a person. */
	personal?: true;
	/** Needs somebody to call back: may not be anonymous. */
	named?: true;
	terms: readonly string[];
	ask?: readonly Question[];
}

function row(group: string, code: string, zh: string, en: string, { type = 'help', urgency = 'normal', ...more }: Row): Category {
	return {
		code,
		group,
		name: w(zh, en),
		type,
		urgency,
		confidential: more.confidential ?? false,
		anonymous: !(more.named ?? false),
		publicPlace: !(more.personal ?? false) && !more.confidential,
		terms: more.terms,
		questions: more.ask ?? [WHERE]
	};
}

export const CATEGORIES: readonly Category[] = [
	// 物业管理
	row('property', 'corridor_light', '楼道灯不亮', 'Stairway lights out', { terms: ['property.lights'], ask: [WHERE, SINCE] }),
	row('property', 'lift_fault', '电梯故障', 'Lift out of order', {
		urgency: 'urgent',
		terms: ['property.lift'],
		ask: [
			yesNo('trapped', '现在有人被困吗', 'Is anybody trapped now', true, {
				stop: { equals: true, notice: w('请立即按电梯内呼救按钮，或拨打 119。', 'Press the alarm button in the lift, or call 119, now.') }
			}),
			WHERE,
			SINCE
		]
	}),
	row('property', 'entrance_door', '单元门、门禁损坏', 'Entrance door or access control broken', { terms: ['property.gate'], ask: [WHERE, SINCE] }),
	row('property', 'property_service', '物业服务不到位', 'Poor property service', { type: 'complaint', terms: ['property.service', 'property'] }),
	row('property', 'property_fee', '物业费争议', 'Dispute over property fees', { type: 'consult', personal: true, named: true, terms: ['property.fee', 'legal.consult'], ask: [] }),
	row('property', 'repair_fund', '维修资金使用', 'Use of the repair fund', { type: 'consult', urgency: 'long_term', terms: ['housing.fundUse'], ask: [] }),
	row('property', 'owners_committee', '业主委员会事务', "Owners' committee", { type: 'consult', urgency: 'long_term', terms: ['property.owners'], ask: [] }),
	row('property', 'security_guard', '小区安保、门岗', 'Compound security', { type: 'complaint', terms: ['property.gate', 'safety.police'] }),
	row('property', 'ebike_indoors', '电动车上楼、飞线充电', 'E-bikes charged indoors', { type: 'tip_off', urgency: 'urgent', terms: ['safety.ebike', 'safety.fire', 'road.charging'], ask: [WHERE, yesNo('charging', '现在正在充电吗', 'Is it charging now')] }),
	row('property', 'lift_addition', '加装电梯', 'Adding a lift', { type: 'suggestion', urgency: 'long_term', terms: ['housing.lift', 'property.owners'], ask: [text('concern', '您的想法或顾虑', 'Your view or concern')] }),
	// 停车管理
	row('parking', 'fire_lane', '占用消防通道', 'Fire lane blocked', { type: 'tip_off', urgency: 'urgent', terms: ['safety.fireLane', 'safety.fire'], ask: [WHERE, PLATE] }),
	row('parking', 'parking_shortage', '停车位不够', 'Not enough parking', { type: 'suggestion', urgency: 'long_term', terms: ['road.parking', 'gov.pact'], ask: [] }),
	row('parking', 'bad_parking', '乱停车挡路', 'Cars parked in the way', { type: 'complaint', urgency: 'urgent', terms: ['road.parking', 'road.traffic'], ask: [WHERE, PLATE, yesNo('blocked', '您的车或人被堵住了吗', 'Are you blocked in')] }),
	row('parking', 'parking_fee', '停车收费', 'Parking charges', { type: 'complaint', terms: ['road.parking', 'property.fee'], ask: [WHERE] }),
	row('parking', 'abandoned_car', '僵尸车', 'Abandoned car', { type: 'tip_off', terms: ['road.deadCar'], ask: [WHERE, PLATE, SINCE] }),
	row('parking', 'charging_point', '充电桩、充电车棚', 'Charging points', { type: 'suggestion', urgency: 'long_term', terms: ['road.charging'], ask: [WHERE] }),
	row('parking', 'bicycle_heap', '共享单车乱放', 'Shared bicycles left about', { type: 'complaint', terms: ['road.traffic'], ask: [WHERE] }),
	// 环境卫生
	row('sanitation', 'rubbish_heap', '垃圾堆放、清运不及时', 'Rubbish not collected', { terms: ['env.garbage', 'env'], ask: [WHERE, SINCE] }),
	row('sanitation', 'rubbish_sorting', '垃圾分类', 'Rubbish sorting', { type: 'consult', terms: ['env.sorting'], ask: [] }),
	row('sanitation', 'bulky_waste', '大件、装修垃圾清运', 'Bulky or building waste', { terms: ['env.bulky', 'env.recycle'], ask: [WHERE] }),
	row('sanitation', 'corridor_clutter', '楼道堆物', 'Things stored in the stairway', { type: 'complaint', terms: ['safety.fire', 'road.occupy'], ask: [WHERE] }),
	row('sanitation', 'pests', '鼠、蟑、蚊虫', 'Rats, roaches, mosquitoes', { terms: ['env.pests'], ask: [WHERE] }),
	row('sanitation', 'stray_dogs', '流浪犬猫、不拴绳', 'Stray or unleashed dogs', { type: 'complaint', urgency: 'urgent', terms: ['env.dog', 'env.stray'], ask: [WHERE, yesNo('bitten', '有人被咬伤吗', 'Has anybody been bitten', true, { stop: { equals: true, notice: w('请先用肥皂水冲洗伤口 15 分钟，并尽快到狂犬病暴露处置门诊。', 'Wash the wound with soap and water for 15 minutes and go to a rabies clinic soon.') } })] }),
	row('sanitation', 'smoke_smell', '油烟、异味', 'Cooking fumes or smells', { type: 'complaint', terms: ['env.fumes'], ask: [WHERE, SINCE] }),
	row('sanitation', 'public_toilet', '公厕', 'Public toilet', { type: 'complaint', terms: ['life.bath'], ask: [WHERE] }),
	// 噪声扰民
	row('noise', 'square_dance', '广场舞、音响', 'Square dancing and loudspeakers', { type: 'complaint', terms: ['env.noise'], ask: [WHERE, WHEN_NOISY] }),
	row('noise', 'renovation_noise', '装修噪声', 'Renovation noise', { type: 'complaint', terms: ['env.noise'], ask: [WHERE, WHEN_NOISY] }),
	row('noise', 'site_noise', '工地夜间施工', 'Night work on a building site', { type: 'complaint', urgency: 'urgent', terms: ['env.noise'], ask: [WHERE, WHEN_NOISY] }),
	row('noise', 'shop_noise', '商铺、餐饮噪声', 'Noise from shops and restaurants', { type: 'complaint', terms: ['env.noise'], ask: [WHERE, WHEN_NOISY] }),
	row('noise', 'neighbour_noise', '楼上楼下噪声', 'Noise from a neighbour', { type: 'complaint', personal: true, terms: ['legal.neighbour', 'env.noise'], ask: [WHERE, WHEN_NOISY] }),
	// 公共设施
	row('facilities', 'manhole', '井盖松动、缺失', 'Loose or missing manhole cover', { urgency: 'critical', terms: ['road.manhole'], ask: [WHERE, yesNo('open', '井口是敞开的吗', 'Is the hole open', true)] }),
	row('facilities', 'street_light', '路灯不亮', 'Street light out', { terms: ['road.streetlight'], ask: [WHERE, SINCE] }),
	row('facilities', 'road_damage', '道路破损、积水', 'Broken or flooded road', { terms: ['road.surface', 'road'], ask: [WHERE, SINCE] }),
	row('facilities', 'ramp', '无障碍坡道、扶手破损', 'Broken ramp or handrail', { terms: ['disabled.access'], ask: [WHERE, yesNo('needed', '有坐轮椅的人每天要走这里吗', 'Does a wheelchair user need it every day')] }),
	row('facilities', 'fitness_equipment', '健身器材、儿童设施损坏', 'Broken fitness or play equipment', { terms: ['property.facility'], ask: [WHERE, yesNo('sharp', '有没有尖角或会倒的危险', 'Is anything sharp or about to fall')] }),
	row('facilities', 'trees_green', '树木修剪、绿化', 'Trees and greenery', { terms: ['env.tree', 'env.green'], ask: [WHERE, yesNo('falling', '有没有要倒或掉枝的危险', 'Might it fall')] }),
	row('facilities', 'hanging_wires', '飞线、杆线下垂', 'Hanging wires', { urgency: 'urgent', terms: ['utility.network', 'utility.power'], ask: [WHERE, yesNo('power', '像是电线吗', 'Does it look like a power line', true, { stop: { equals: true, notice: w('请不要靠近或触碰，并拨打 95598。', 'Keep away, do not touch it, and call 95598.') } })] }),
	row('facilities', 'activity_room', '活动场地', 'Rooms and places for activities', { type: 'consult', terms: ['culture.venue'], ask: [] }),
	// 漏水下水
	row('water', 'roof_leak', '顶楼、外墙渗水', 'Roof or outer wall leaks', { personal: true, named: true, terms: ['repair.leak', 'housing.fundUse'], ask: [WHERE, SINCE, AT_HOME] }),
	row('water', 'upstairs_leak', '楼上漏水到楼下', 'Leak from the flat above', { personal: true, named: true, urgency: 'urgent', terms: ['repair.leak', 'legal.neighbour'], ask: [WHERE, yesNo('running', '现在还在漏吗', 'Is it leaking now', true), AT_HOME] }),
	row('water', 'sewer_overflow', '化粪池、污水外溢', 'Sewage overflowing', { urgency: 'urgent', terms: ['env.sewage'], ask: [WHERE, SINCE] }),
	row('water', 'drain_blocked', '下水道堵塞', 'Blocked drain', { personal: true, terms: ['repair.drain'], ask: [WHERE, AT_HOME] }),
	row('water', 'no_water', '停水、水压低', 'No water or low pressure', { urgency: 'urgent', terms: ['utility.water'], ask: [WHERE, choice('scope', '影响多大范围', 'How many are affected', [['home', '只有我家', 'Only my home'], ['entrance', '整个单元', 'The whole entrance'], ['compound', '整个小区', 'The whole compound']])] }),
	row('water', 'no_power_gas', '停电、停气、暖气', 'Power, gas or heating', { urgency: 'urgent', terms: ['utility.power', 'utility.gas', 'utility.heat', 'safety.gasLeak', 'utility'], ask: [yesNo('smell', '闻到燃气味吗', 'Do you smell gas', true, { stop: { equals: true, notice: w('请开窗、不要开关电器，到室外拨打燃气抢修电话或 119。', 'Open the windows, touch no switch, go outside and call the gas company or 119.') } }), WHERE] }),
	// 违建占道
	row('structures', 'illegal_building', '违章搭建', 'Illegal building', { type: 'tip_off', terms: ['env.illegal'], ask: [WHERE, yesNo('ongoing', '正在施工吗', 'Is work going on')] }),
	row('structures', 'load_wall', '拆改承重墙', 'A load-bearing wall being removed', { type: 'tip_off', urgency: 'critical', terms: ['housing.danger', 'env.illegal'], ask: [WHERE, yesNo('ongoing', '正在施工吗', 'Is work going on', true)] }),
	row('structures', 'street_stalls', '占道经营', 'Stalls blocking the way', { type: 'complaint', terms: ['road.occupy'], ask: [WHERE] }),
	row('structures', 'group_rental', '群租', 'Overcrowded letting', { type: 'tip_off', terms: ['housing.rent', 'safety.fire'], ask: [WHERE] }),
	row('structures', 'falling_objects', '高空抛物、墙皮脱落', 'Things falling from height', { type: 'tip_off', urgency: 'critical', terms: ['safety.thrown', 'housing.danger'], ask: [DANGER_NOW, WHERE] }),
	// 社会救助
	row('assistance', 'minimum_allowance', '低保、特困、临时救助', 'Minimum allowance and relief', { type: 'consult', confidential: true, named: true, terms: ['aid.dibao', 'aid.tekun', 'aid.temporary', 'aid.medical', 'aid'], ask: [FOR_WHOM, number('members', '家里几口人', 'People in the household', w('人', 'people'), 1, 20)] }),
	row('assistance', 'disability', '残疾人服务、证件、补贴', 'Disability services and allowances', { type: 'consult', personal: true, named: true, terms: ['disabled.card', 'disabled.subsidy', 'disabled'], ask: [FOR_WHOM] }),
	row('assistance', 'veterans', '优抚、退役军人', 'Veterans and entitled groups', { type: 'consult', personal: true, named: true, terms: ['veteran.aid', 'veteran.card', 'veteran'], ask: [] }),
	row('assistance', 'child_care', '孩子放学没人接、托管', 'After-school care', { personal: true, named: true, terms: ['child.afterSchool', 'child.holiday', 'child'], ask: [number('age', '孩子几岁', "The child's age", w('岁', 'years'), 0, 17)] }),
	row('assistance', 'domestic_violence', '家庭暴力、人身安全', 'Domestic violence and personal safety', { urgency: 'critical', confidential: true, terms: ['legal.violence'], ask: [DANGER_NOW, yesNo('safe_call', '现在打电话给您安全吗', 'Is it safe to call you now')] }),
	row('assistance', 'psychology', '心理疏导', 'Somebody to talk to', { confidential: true, terms: ['mental.talk', 'mental.crisis', 'mental'], ask: [FOR_WHOM] }),
	// 养老助餐
	row('elderly', 'meal_service', '老年助餐、送餐', 'Meals for the old', { personal: true, named: true, terms: ['elder.mealDelivery', 'elder.meal'], ask: [FOR_WHOM, AGE, ALONE, choice('diet', '饮食要求', 'Diet', [['none', '没有', 'None'], ['low_salt', '低盐', 'Low salt'], ['low_sugar', '低糖', 'Low sugar'], ['soft', '软烂', 'Soft'], ['halal', '清真', 'Halal']])] }),
	row('elderly', 'home_care', '居家照料、助浴助洁', 'Care at home', { personal: true, named: true, terms: ['elder.homecare', 'elder.bath', 'elder.chores', 'elder'], ask: [FOR_WHOM, AGE, ALONE] }),
	row('elderly', 'age_allowance', '高龄津贴', 'Old-age allowance', { type: 'consult', personal: true, named: true, terms: ['elder.allowance'], ask: [FOR_WHOM, AGE] }),
	row('elderly', 'visit_alone', '独居老人探访', 'Visits to an older person living alone', { personal: true, terms: ['elder.visit'], ask: [WHERE, AGE] }),
	row('elderly', 'phone_help', '手机挂号、智能设备帮办', 'Help with a phone or online booking', { personal: true, named: true, terms: ['digital.phone', 'health.booking', 'digital'], ask: [AT_HOME] }),
	row('elderly', 'health_service', '家庭医生、体检、上门护理', 'Family doctor and nursing', { type: 'consult', personal: true, named: true, terms: ['health.familyDoctor', 'health.homeNursing', 'health.checkup'], ask: [FOR_WHOM, AGE] }),
	// 邻里纠纷
	row('neighbours', 'neighbour_dispute', '邻里矛盾调解', 'Mediation between neighbours', { personal: true, named: true, terms: ['legal.neighbour'], ask: [text('other_side', '对方住哪里', 'Where the other side lives')] }),
	row('neighbours', 'family_dispute', '婚姻家庭矛盾', 'Family dispute', { confidential: true, named: true, terms: ['legal.family'], ask: [] }),
	row('neighbours', 'legal_help', '法律咨询、法律援助', 'Legal advice', { type: 'consult', personal: true, named: true, terms: ['legal.consult', 'legal.aid', 'legal'], ask: [] }),
	row('neighbours', 'wage_dispute', '欠薪、劳动纠纷', 'Unpaid wages', { personal: true, named: true, urgency: 'urgent', terms: ['legal.labour'], ask: [number('people', '涉及几个人', 'How many people', w('人', 'people'), 1, 1000)] }),
	// 就业社保
	row('employment', 'job_seeking', '找工作、公益性岗位', 'Finding work', { personal: true, named: true, terms: ['job.seek', 'job.publicPost', 'job.flexible', 'job'], ask: [FOR_WHOM] }),
	row('employment', 'skills_training', '技能培训', 'Training', { type: 'consult', personal: true, named: true, terms: ['job.training'], ask: [] }),
	row('employment', 'social_security', '医保、社保、退休', 'Medical and social insurance', { type: 'consult', personal: true, named: true, terms: ['social.medicare', 'social.pension', 'social.retire', 'social.claim', 'job.unemployed', 'social'], ask: [FOR_WHOM] }),
	// 其他
	row('other', 'certificates', '开证明、办事指南', 'Certificates and how-to', { type: 'consult', personal: true, named: true, terms: ['gov.info', 'cert.proxy', 'cert.residenceProof', 'cert', 'family'], ask: [] }),
	row('other', 'medical', '看病、疫苗、配药', 'Medical care and vaccines', { type: 'consult', personal: true, named: true, terms: ['health'], ask: [FOR_WHOM, AGE] }),
	row('other', 'schooling', '入学、升学、助学', 'Schooling', { type: 'consult', personal: true, named: true, terms: ['education'], ask: [] }),
	row('other', 'housing_help', '公租房、租房、房屋改造', 'Housing', { type: 'consult', personal: true, named: true, terms: ['housing'], ask: [] }),
	row('other', 'convenience', '便民生活、家庭维修', 'Everyday services and repairs', { personal: true, terms: ['life', 'repair', 'mutual'], ask: [AT_HOME] }),
	row('other', 'culture_sport', '文体活动、讲座、场地', 'Culture, sport and courses', { type: 'consult', personal: true, terms: ['culture'], ask: [] }),
	row('other', 'newcomers', '新市民、骑手服务', 'Newcomers and couriers', { type: 'consult', personal: true, terms: ['newcomer'], ask: [] }),
	row('other', 'hidden_danger', '安全隐患', 'A hidden danger', { type: 'tip_off', urgency: 'urgent', terms: ['safety'], ask: [] }),
	row('other', 'fraud_alert', '电信诈骗', 'Fraud', { type: 'tip_off', urgency: 'urgent', personal: true, terms: ['safety.fraud'], ask: [yesNo('paid', '已经转账了吗', 'Has money been sent', true, { stop: { equals: true, notice: w('请马上拨打 110 或 96110 止付。', 'Call 110 or 96110 at once to stop the payment.') } })] }),
	row('other', 'staff_conduct', '反映工作人员', 'About a member of staff', { type: 'complaint', confidential: true, terms: ['gov.feedback'], ask: [] }),
	row('other', 'praise', '表扬感谢', 'Thanks', { type: 'praise', urgency: 'long_term', personal: true, terms: ['gov.feedback'], ask: [] }),
	row('other', 'site_error', '网站找错', 'An error on this site', { type: 'suggestion', personal: true, terms: [], ask: [] }),
	row('other', 'other', '其他', 'Something else', { terms: [], personal: true, ask: [] })
];
