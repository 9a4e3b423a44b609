/**
 * What of a sentence may count as evidence for a service: whole words that name a topic. Kin, numbers, times, weather
 * and turns of speech are company, not evidence; pairs cut out of the middle of words are none.
 */
import type { Corpus } from './corpus.ts';
import { readingOf } from './readings.ts';
import type { Taxonomy } from './taxonomy.ts';

export interface EvidenceWord {
	word: string;
	/** The word itself and its concepts, as tokens. */
	tokens: readonly string[];
}

/** Concepts that say who, when or how much, and never what. */
const COMPANY = new Set(['elder', 'child', 'baby', 'woman', 'husband', 'night', 'morning', 'urgent', 'where', 'free', 'travel', 'proxy', 'car', 'hot', 'allowance0']);
const NO_TOPIC =
	/^(?:[一二两三四五六七八九十百千万几半多零\d]+[个条天年月次回块元岁斤楼层号点多些位只度步下样起共夜]?|.*[爸妈爹娘爷奶姥姨叔舅姑]|儿子|女儿|闺女|老公|老婆|老伴|老人|老头|老太|老太太|老爷子|孩子|小孩|孙子|孙女|外孙|丈夫|妻子|媳妇|爱人|兄弟|姐妹|弟弟|妹妹|哥哥|姐姐|父母|父亲|母亲|婆婆|公公|岳父|岳母|大爷|大姐|邻居|朋友|亲戚|同事|阿姨|名字|先生|女士|大家|自己|别人|人家|没有|可以|能够|应该|需要|知道|觉得|时候|事情|东西|地方|问题|办法|情况|样子|世界|中国|北京|上海|日本|美国|英国|春天|夏天|秋天|冬天|旅游|下雨|下雪|天气|太阳|刮风|晴天|黄金|周末|星期|礼拜|上午|下午|中午|晚上|早上|半夜|夜里|白天|凌晨|元旦|国庆|好吃|好看|好玩|好听|最高|最大|最好|意思|这话|那话|一句|句话|开始|结束|发现|起来|出来|回来|过来|下来|上来|出去|过去|下去|上去|回去|进来|进去|还是|或者|就是|不是|不能|不会|不到|不了|不好|不行|不用|不要|不敢|没人|有人|一直|总是|比较|特别|非常|真的|实在|居然|竟然|突然|忽然|终于|刚刚|已经|马上|赶紧|厉害|麻烦|值得|直接|容易|方便|原来|本来|以前|以后|之前|之后|后来|最近|今年|去年|明年|每月|每天|每年|每次|一月|数学家|我家|咱家|他家|家里|家中|屋里|这里|那里|这边|那边|上面|下面|里面|外面|旁边|前面|后面|门口|什么|怎么|为什么|多少|哪里|哪儿|哪个|谁家|几点|为啥|咋样)$/u;

/** Questions for a search engine or an assistant; where somebody was cheated it is a need after all. */
const OTHER_TALK =
	/多少公里|周期表|怎么升级|怎么通关|科幻小说|下[雨雪][吗么?？]|天气(?:预报|怎么样|如何)|股票|股市|大盘|上证|基金[涨跌]|彩票|双色球|比分|[国省]的?首都|皇帝|总统|写(?:一|个|首|篇).{0,8}(?:诗|作文|文章|绝句|故事|文案)|翻译成|笑话|怎么做(?:才)?好吃|旅游攻略|机票|光速|解方程|什么名字|几月几号/u;
const A_NEED = /骗|赌|纠纷|投诉|退/u;

/** True for talk that no community service answers. */
export const isOtherTalk = (need: string): boolean => OTHER_TALK.test(need) && !A_NEED.test(need);

/** The words of a need that name topics, each with its tokens. */
export function evidenceWords(need: string, taxonomy: Taxonomy): EvidenceWord[] {
	const text = readingOf(need);
	const found = new Map<string, string[]>();
	const whole = taxonomy.tokenizer.words(text);
	for (const word of whole) if (!NO_TOPIC.test(word)) found.set(word, [word]);
	for (const { word, concepts } of taxonomy.tokenizer.mentions(text)) {
		const telling = concepts.filter((concept) => !COMPANY.has(concept)).map((concept) => '#' + concept);
		if (telling.length === 0 || NO_TOPIC.test(word)) continue;
		// 证 in 上证指数 is no certificate.
		if (word.length === 1 && whole.some((other) => other.includes(word))) continue;
		found.set(word, [...(found.get(word) ?? (word.length > 1 ? [word] : [])), ...telling]);
	}
	return [...found].map(([word, tokens]) => ({ word, tokens }));
}

/** How much one word speaks for a term. */
export function speaksFor({ word, tokens }: EvidenceWord, code: string, taxonomy: Taxonomy): number {
	let best = 0;
	for (const token of tokens) best = Math.max(best, taxonomy.needs.contribution(token, code) * (token.startsWith('#') ? 1.1 : 1));
	// A long word that no term knows whole speaks by its known parts.
	if (best === 0 && word.length > 2) for (let i = 0; i + 1 < word.length; i++) best = Math.max(best, 0.7 * taxonomy.needs.contribution(word.slice(i, i + 2), code));
	return best;
}

export interface Evidence {
	/** Strength, about 0 to 20. */
	strength: number;
	/** The term that joins need and service, if one does. */
	term: string | null;
	/** Words that speak, strongest first. */
	words: string[];
}

/** What joins a need and the service at a place: its terms' words, or words of its own text. */
export function evidenceFor(words: readonly EvidenceWord[], weights: ReadonlyMap<string, number>, place: number, corpus: Corpus): Evidence {
	const { taxonomy } = corpus;
	let best: Evidence = { strength: 0, term: null, words: [] };
	for (const { term, weight } of corpus.termsAt(place)) {
		const wanted = weights.get(term) ?? 0;
		if (wanted * weight < 0.02) continue;
		const speaking = words.map((word) => [word.word, speaksFor(word, term, taxonomy)] as const).filter(([, value]) => value > 0.8).sort(([, a], [, b]) => b - a);
		const strength = Math.min(1, weight + 0.2) * speaking.reduce((sum, [, value], i) => sum + value / (1 + i / 2), 0);
		if (strength > best.strength) best = { strength, term, words: speaking.map(([word]) => word) };
	}
	const { name, description } = corpus.at(place);
	const shared = words
		.filter(({ word }) => word.length > 1 && (name.includes(word) || description.includes(word)))
		.map(({ word }) => [word, corpus.idf(word)] as const)
		.sort(([, a], [, b]) => b - a);
	const strength = 0.8 * shared.reduce((sum, [, value], i) => sum + value / (1 + i / 2), 0);
	return strength > best.strength ? { strength, term: null, words: shared.map(([word]) => word) } : best;
}
