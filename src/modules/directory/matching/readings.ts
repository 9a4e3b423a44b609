/**
 * Turns of speech whose words say something else: what is meant is put in their place before a need is read. Euphemisms
 * of death, a stove that will not light, "那个本儿" for a certificate. Whole families, not single sentences.
 */

import { normalise } from '#platform/search/index.ts';
import { inCommonWords } from './dialects.ts';
import { fromEnglish } from './english.ts';
import { spelledOut } from './homophones.ts';

const KIN = '(?:爸|妈|爹|娘|爷爷|奶奶|爷|奶|姥姥|姥爷|外公|外婆|公公|婆婆|阿婆|阿公|老伴|老头子?|老太太?|老爷子|老人家?|丈夫|老公|老婆|妻子|爱人|岳父|岳母|大爷|大妈|叔叔?|舅舅?|姑姑?|哥哥?|姐姐?|弟弟?|妹妹?)';
const LATELY = '(?:刚|今早|今天|今晨|昨晚|昨天|昨夜|凌晨|半夜|夜里|早上|晚上|在家里?|在医院|上午|下午)';
const GONE = '(?:走了|没了|不在了|过去了|老了|咽气|断气|没挺过来|没救过来|去了)(?![丢失])';

const readings: [RegExp, string][] = [
	// The dead of years ago are a circumstance; those of last night need a funeral.
	[new RegExp(`(${KIN}.{0,8}?)${GONE}(?=以后|之后|后|.{0,2}[一二两三四五六七八九十几多半]+年)`, 'gu'), '$1丧偶'],
	[new RegExp(`(${KIN}.{0,6}${LATELY}.{0,8}?|${LATELY}.{0,8}${KIN}.{0,6}?)${GONE}`, 'gu'), '$1去世 后事 殡葬'],
	[/(?:后事|寿衣|装老衣|白喜事|办白事|老了人|走得很安详)/gu, '$& 去世 殡葬'],
	// A stove or a boiler that does not light is no fire.
	[/(?:打|点|烧)不着火?(?!车)|不打火|点不燃|点不上火|打火打不着/gu, ' 灶 点火故障 坏了 '],
	[/(?:车|摩托|发动机).{0,3} 灶 点火故障 /gu, '车 发动不了 '],
	[/(?:那|这|个|办|领|换|补|的)(?:小|红|绿)?本(?:儿|本|子)(?!生意)/gu, '$& 证件'],
	[/(药.{0,8}|奶粉.{0,6}|食品.{0,6})过了?日子了?/gu, '$1过期'],
	// What is held already, or refused, is not what is asked for.
	[/(?:证|本本?|卡|手续)[^，。]{0,4}(?:早就?|已经|都)(?:有|办|拿)了?/gu, ' '],
	[/(?:不(?:想|愿意?|肯|打算)|死活不|舍不得)(?:去|住|进|送|送去|住进)(?:养老院|敬老院|福利院|护理院|机构|医院)/gu, ' 在家 '],
	[/(?:走不[到去]|去不了|到不了|不能去|没法去)(?:社区|老年|长者)?(?:食堂|饭堂|餐厅|助餐点|吃饭)/gu, ' 行动不便 送餐上门 '],
	[/刷脸|扫脸|点头眨眼|眨眼睛张嘴|人脸/gu, ' 人脸识别 资格认证 '],
	[/打过仗|上过(?:前线|战场)|扛过枪|抗美援朝|参过军|当过兵|部队回来|穿过军装|立过功/gu, '$& 退役军人 优抚'],
	[/缠腰龙|蛇盘疮|串腰龙|缠腰火丹/gu, ' 带状疱疹 疫苗 '],
	[/(?:碰|沾|吸|抽|打)过?(?:白粉|那个东西|那玩意)|溜冰毒|嗑药/gu, ' 吸毒 戒毒 '],
	[/上网课|听网课|网课/gu, ' 网络 '],
	[/网(?:又|老|总)?断|断网|没网|网卡得|网速|连不上网|上不了网/gu, '$& 宽带 网络故障 '],
	[/没犯过(?:事|法|罪)|清白证明|政审|无犯罪/gu, ' 无犯罪记录证明 派出所 '],
	[/(?:锯|截)(?:了|掉)?.{0,2}(?:腿|胳膊|手|脚)|(?:腿|胳膊|手|脚)(?:锯|截|没|断)了/gu, '$& 截肢 残疾'],
	[/短斤少两|缺斤短两|[一称]+.{0,3}少了?[一二三四五六七八九十半]+[斤两]|称[^，。]{0,6}[斤两]/gu, '$& 缺斤少两 消费维权'],
	[/(?:打|闹|做)隔断|隔成.{0,4}(?:间|屋)|一套房.{0,6}住.{0,4}(?:十几|几十|好多)/gu, '$& 群租 隔断']
];

/** The sentence as it is meant, in simplified characters. */
export function readingOf(text: string): string {
	const english = fromEnglish(text);
	if (english) return english;
	const plain = inCommonWords(normalise(text));
	return readings.reduce((said, [turn, meant]) => said.replace(turn, meant), /[a-z]/.test(plain) ? spelledOut(plain) : plain);
}
