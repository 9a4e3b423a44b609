/**
 * Danger now. A directory of services must not answer a fire with a canteen: the telephone comes first, and of services
 * only those that help in the danger itself.
 */

export interface Emergency {
	/** who is to be called */
	call: '119' | '120' | '110';
	/** need terms whose services may stand in the answer; a prefix ending in a dot stands for the family */
	helps: readonly string[];
}

/** Talk about danger that is not now: learning, fearing, remembering, equipment. */
const NOT_NOW = /想学|学一学|学学|培训|课程|讲座|演练|预防|防止|以防|万一|要是|如果|害怕|担心|怕|会不会|容易|隐患|以前|曾经|上次|去年|前年|上个?月|上周|那次|后来|以后|一个月|几个月|好几天|自己锁|自己关|出院|灭火器|报警器|证书/u;

const dangers: [RegExp, Emergency][] = [
	[/(?<![打点烧])着火了|起火了?|失火|着了大?火|冒(?:出|着|了)?(?:浓|黑|大|好多)烟|烧起来|烧着了|火(?:很|好|太)?大|爆炸|\b(?:is|on|caught) (?:on )?fire\b|smoke everywhere/iu, { call: '119', helps: ['safety.fire', 'safety.gasLeak', 'safety.fireLane', 'safety.disaster'] }],
	[/(?:燃气|煤气|天然气|液化气).{0,6}(?:泄漏|漏|味|臭)|闻到.{0,4}(?:煤气|燃气|天然气)/u, { call: '119', helps: ['safety.gasLeak', 'utility.gas'] }],
	[/没(?:有)?(?:呼吸|意识|脉搏|心跳)|(?:人|爸|妈|爷|奶|老头|老太|老伴|孩子|娃).{0,4}没气了|喊不醒|叫不醒|昏迷|昏过去|昏倒|晕倒|晕过去|倒(?:在)?地(?:上)?.{0,4}(?:不动|不起|没反应)|噎(?:住|着)|卡住(?:喉|嗓)|喘不上|喘不过|大出血|血止不住|流(?:了)?(?:好多|很多)血|口吐白沫|抽搐|心梗|胸口(?:很|好|特别)?(?:痛|疼)得|中风了|嘴(?:都|突然)?歪了|煤气中毒|触电|not breathing|unconscious|chok(?:ing|ed)|heart attack/iu, { call: '120', helps: ['elder.alarm', 'safety.police'] }],
	[/(?:困|关|卡)(?:在)?.{0,4}电梯|电梯.{0,6}(?:出不[来去]|困住|关住|卡住)|(?:被困|困在|反锁在|锁在)(?:.{0,4})(?:里|阳台|车|厕所|屋)|被困住?了?|(?:屋|房|里).{0,4}出不[来去]/u, { call: '119', helps: ['property.lift', 'repair.lock', 'safety.', 'property.service'] }],
	[/(?:拿|持|举|挥)着?(?:菜)?刀|砍人|捅人|抢劫|要杀|往死里打|正在打|已经打起来了|撬(?:我家)?门|有人(?:闯|翻)进/u, { call: '110', helps: ['safety.police', 'legal.violence', 'child.protect'] }],
	[/不想活|想死|轻生|自杀|要?跳楼|割腕|寻短见|遗书|喝(?:了)?农药|吞(?:了)?药/u, { call: '110', helps: ['mental.crisis', 'mental.talk', 'mental.'] }]
];

/** The danger that a sentence tells of, or null. */
export function emergencyIn(text: string): Emergency | null {
	if (NOT_NOW.test(text)) return null;
	return dangers.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

export const helpsIn = ({ helps }: Emergency, term: string): boolean => helps.some((help) => (help.endsWith('.') ? term.startsWith(help) : term === help));
