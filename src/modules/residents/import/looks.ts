import { asBoolean, asNumber, asText, type Cell } from '#platform/sheets/index.ts';
import { educations, ethnicities, maritalStatuses, parseDisability, parseDisabilityCard, politicalStatuses, relations, sexes, type CodeTable } from '../codes/index.ts';
import type { Look } from './fields.ts';
import { parseLooseDate, type DateHints } from './values/date.ts';
import { readIdCell } from './values/id-number.ts';
import { readName } from './values/name.ts';
import { readPhones } from './values/phones.ts';

/** What the values of a column look like: of `seen` cells that hold something, the share of each look. */
export interface ColumnLook {
	seen: number;
	share: Partial<Record<Look, number>>;
}

/** Enough to tell; more would cost time on every one of 300 columns. */
const SAMPLED = 200;

/** The looks of a column's values; of a long column, values from all over it. */
export function lookAt(cells: readonly Cell[], hints: DateHints): ColumnLook {
	const filled = cells.filter((cell) => cell !== null && asText(cell) !== '');
	const step = Math.max(1, filled.length / SAMPLED);
	const sample: Cell[] = [];
	for (let at = 0; at < filled.length; at += step) sample.push(filled[Math.floor(at)]!);
	const counts: Partial<Record<Look, number>> = {};
	for (const cell of sample) for (const look of looksOf(cell, hints)) counts[look] = (counts[look] ?? 0) + 1;
	const share: Partial<Record<Look, number>> = {};
	for (const [look, count] of Object.entries(counts) as [Look, number][]) share[look] = count / sample.length;
	if (isCounting(filled)) share.serial = 1;
	return { seen: filled.length, share };
}

/** Everything that one value may be. */
export function looksOf(cell: Cell, hints: DateHints): Look[] {
	const text = asText(cell);
	if (text === '') return [];
	const looks: Look[] = [];
	const add = (look: Look, is: boolean) => void (is && looks.push(look));
	const idKind = readIdCell(cell).kind;
	const isId = idKind === 'ok' || idKind === 'damaged' || idKind === 'masked' || (idKind === 'invalid' && /^\d{14,19}[\dXx]?$/.test(text.replace(/\s/g, '')));
	add('idNumber', isId || idKind === 'other');
	add('disabilityCard', parseDisabilityCard(text) !== null);
	const number = asNumber(cell);
	const word = /[^\d.,\s-]/.test(text) && text.length <= 12;
	add('sex', (word && means(sexes, text)) || text === '1' || text === '2');
	add('date', !isId && parseLooseDate(cell, hints) !== null && !(number !== null && number < 1850));
	add('age', number !== null && Number.isInteger(number) && number >= 0 && number <= 120);
	const phones = isId ? null : readPhones(cell);
	add('phone', phones !== null && phones.numbers.length > 0);
	add('relation', word && means(relations, text));
	add('ethnicity', word && means(ethnicities, text));
	add('education', word && means(educations, text));
	add('marital', word && means(maritalStatuses, text));
	add('political', word && means(politicalStatuses, text));
	add('disability', !/^\d+$/.test(text) && text.length <= 20 && parseDisability(text) !== null);
	add('yesNo', asBoolean(cell) !== null);
	add('name', looksLikeName(text));
	add('address', text.length >= 4 && /\d|[一二三四五六七八九十]/.test(text) && /幢|栋|号楼|单元|室|号|路|小区|弄|村|苑|楼|\d-\d/.test(text) && number === null && !isId);
	add('place', /^[\p{Script=Han}\dA-Za-z]{2,16}(?:社区|小区|苑|园|里|村|院|居委会|公寓|城|府|湾|庭|庄)$/u.test(text));
	add('doorNumber', /^(?:\d{3,4}[A-Za-z]?|[东南西北中])(?:室|号|户|房)?$/.test(text) || /^\d{1,2}-\d{3,4}$/.test(text));
	add('longNumber', /^[\dA-Za-z-]{5,}$/.test(text) && !isId && !/^1\d{10}$/.test(text));
	return looks;
}

const means = (table: CodeTable, text: string): boolean => table.parse(text) !== null;

function looksLikeName(text: string): boolean {
	const { name, odd } = readName(text);
	if (odd || name === '') return false;
	if (/^\p{Script=Han}{2,4}$/u.test(name)) return SURNAMES.has(name[0]!) && ![relations, ethnicities, educations, maritalStatuses, politicalStatuses, sexes].some((table) => means(table, name));
	return /^\p{Script=Han}{2,12}(?:·\p{Script=Han}{1,12})+$/u.test(name) || /^[A-Z][a-z'-]+(?: [A-Z][A-Za-z'-]+){1,3}$/.test(name);
}

/** 1, 2, 3 … down the column, blanks left out; numbering may begin anew with each household. */
function isCounting(cells: readonly Cell[]): boolean {
	if (cells.length < 2) return false;
	let steps = 0;
	for (let i = 1; i < cells.length; i++) {
		const [before, here] = [asNumber(cells[i - 1]!), asNumber(cells[i]!)];
		if (here === null || !Number.isInteger(here) || here < 1) return false;
		// The same number again stands in a merged cell.
		if (before !== null && (here === before + 1 || here === before || here === 1)) steps++;
	}
	return steps >= (cells.length - 1) * 0.9;
}

/** The surnames of about 90 in 100 people (公安部, 全国姓名报告), and those of two characters by their first. */
const SURNAMES = new Set(
	'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由欧司上诸东洪赖习'
);
