/** The tokenizer of this module: jieba's dictionary, the taxonomy's terms and the everyday words of the lexicon. */
import { createTokenizer, type Tokenizer } from '#platform/search/index.ts';
import { builtInTerms, fillers, lexicon } from '../terms/index.ts';

const communityWords =
	'助餐 助浴 助洁 助行 助医 助急 代办 帮办 托育 晚托 日托 喘息 陪诊 辅具 适老化 失能 失智 独居 空巢 孤寡 低保 特困 优抚 双拥 议事 业委会 居委会 网格员 物业费 公租房 廉租房 长护险 残疾证 居住证 社保卡 医保卡 公积金 公益岗 零工 欠薪 家暴 反诈 消杀 违建 井盖 化粪池 飞线 充电桩 僵尸车 电瓶车 楼道灯 门禁 加装电梯';

let shared: Tokenizer | undefined;

/** One tokenizer for the process, made at first use. */
export function tokenizer(): Tokenizer {
	return (shared ??= createTokenizer({
		words: [
			...communityWords.split(' '),
			...builtInTerms.flatMap((term) => [term.zh, ...term.serviceWords]).filter((word) => word.length <= 4),
			...[...lexicon.keys()].filter((word) => word.length >= 2 && word.length <= 4)
		],
		concepts: lexicon,
		fillers,
		patterns: ages
	}));
}

const AGE = /(\d{1,3}|[一二两三四五六七八九十百]{1,4})[多来几]?个?(?:周岁|岁|大寿)/gu;
/** A room's temperature told in numbers. */
const ROOM_COLD = /(?:[屋家室房]|暖).{0,8}(?:\d|1\d|十[一二三四五六七]?|[三四五六七八九])来?几?度|(?:\d|1\d|十[一二三四五六七]?)度.{0,6}(?:冷|冻|暖)/u;
const SCHOOL = /[一二三四五六]年级|初[一二三](?!月)|高[一二三]/u;
const DIGITS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

/** An age said in words or digits tells whom the need is about: under 3 a baby, under 18 a child, from 60 an older person. */
export function ages(text: string): string[] {
	const found = new Set<string>();
	for (const [, said = ''] of text.matchAll(AGE)) {
		const age = /^\d/.test(said) ? Number(said) : chineseNumber(said);
		if (age < 3) found.add('baby');
		if (age < 18) found.add('child');
		if (age >= 60 && age < 130) found.add('elder');
	}
	if (SCHOOL.test(text)) found.add('child');
	if (ROOM_COLD.test(text)) found.add('heat');
	return [...found];
}

function chineseNumber(said: string): number {
	if (said.includes('百')) return 100;
	const [tens = '', ones = ''] = said.includes('十') ? said.split('十') : ['0', said];
	return (tens === '0' ? 0 : (DIGITS[tens] ?? 1)) * 10 + (DIGITS[ones] ?? 0);
}
