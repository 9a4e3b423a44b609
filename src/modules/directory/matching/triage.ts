/** What the system proposes for a request: category, type and urgency, each with the words that led to it. */
import type { CategoryCode, RequestType, Urgency } from '../terms/index.ts';
import { classifyNeed, type NeedTerm } from './classify.ts';
import { builtInTaxonomy, type Taxonomy } from './taxonomy.ts';

export interface Proposal {
	terms: NeedTerm[];
	category: CategoryCode | null;
	type: RequestType;
	urgency: Urgency;
	/** Words of the request behind the urgency; empty when it is the term's usual one. */
	urgencyWords: string[];
}

/** Danger to life or limb, now, and whose it is. The duty worker calls at once; the clock is the area's own. */
const EMERGENCY: [CategoryCode, RegExp][] = [
	['safety', /(燃气|煤气|天然气|臭鸡蛋).{0,4}(味|漏|泄)|漏气|煤气中毒/u],
	['safety', /井盖?.{0,8}(没了|不见|丢了|敞|掉下去|被.{1,4}走)|黑窟窿/u],
	['safety', /(老人|爸|妈|爷|奶|爹|娘|大爷|大妈|孩子|娃|孙).{0,14}(联系不上|失联|走丢|走失|不见了|没回来|没回家|找不[到着]|敲门.{0,4}(没人|不应))/u],
	['mental', /不想活|轻生|自杀|跳楼|割腕|寻短见|遗书|上吊/u],
	['safety', /着火|起火|冒(浓)?烟|爆炸|触电|漏电/u],
	['property', /困在?.{0,4}电梯|电梯.{0,8}(关|困|卡)|轿厢/u],
	['health', /晕倒|昏迷|没气了|没呼吸|大出血|噎住|倒地不起/u],
	['safety', /(拿|持|举)着?刀|要杀|往死里打|正在打/u]
];
/** Harm that grows by the hour. */
const URGENT: RegExp[] = [
	/爆管|水管爆|往外(冒|喷)|倒灌|淹了|漫出来|进水/u,
	/打我|家暴|挨打|动手|虐待|掐/u,
	/反锁|困在|进不了门/u,
	/裂.{0,3}缝|要塌|要倒|掉下来|砸到|坠/u,
	/转账|汇款|被骗|安全账户|公检法/u,
	/粪水|化粪池|污水.{0,4}(溢|冒)/u,
	/没饭吃|断粮|没地方(住|睡)|冻/u,
	/马上|立刻|紧急|赶紧|救命|十万火急|快来/u
];
const TYPES: [RequestType, RegExp][] = [
	['praise', /表扬|感谢|锦旗|点赞|夸夸|夸一夸|好人好事|谢谢(你们|他|她|社区|网格员)/u],
	['suggestion', /建议|提个(议|意见|建议)|希望(社区|街道|能|增|加|多)|能不能(加|增|建|装|设)|最好能|点子/u],
	['tipoff', /举报|有人.{0,6}(赌|传销|贩|私自|偷偷|违建)|黄赌毒|窝点/u],
	['complaint', /投诉|没人管|不作为|太吵|吵死|扰民|推诿|态度|石沉大海|凭什么|不给退|乱收费/u],
	['enquiry', /怎么办理|怎么申请|如何办|要什么(材料|手续)|带(啥|什么)|什么条件|几点(开|关|上班)|多少钱|在哪(办|里办)|电话(是)?多少|可以吗|够不够|有没有政策|咨询/u]
];

/** Proposes how to triage a request. Rules name the words they rest on; staff decide. */
export function proposeTriage(text: string, taxonomy: Taxonomy = builtInTaxonomy()): Proposal {
	const terms = classifyNeed(text, taxonomy, 3);
	const leading = terms[0] ? taxonomy.terms.get(terms[0].term) : undefined;
	const danger = EMERGENCY.find(([, pattern]) => pattern.test(text));
	const emergency = danger?.[1].exec(text)?.[0] ?? null;
	const urgent = firstWords(URGENT, text);
	// An emergency by topic alone is urgent: "井盖" may be a question about a rattling one.
	const usual: Urgency = leading?.urgency === 'emergency' ? 'urgent' : (leading?.urgency ?? 'normal');
	const urgency: Urgency = emergency ? 'emergency' : urgent ? 'urgent' : usual;
	const said = TYPES.find(([, pattern]) => pattern.test(text))?.[0];
	return {
		terms,
		category: danger?.[0] ?? leading?.category ?? null,
		type: said ?? leading?.type ?? 'help',
		urgency,
		urgencyWords: [emergency ?? urgent ?? ''].filter(Boolean)
	};
}

function firstWords(patterns: RegExp[], text: string): string | null {
	for (const pattern of patterns) {
		const found = pattern.exec(text);
		if (found) return found[0];
	}
	return null;
}
