/** Whom a need is about and whom a service is for, as read from their words: a baby is not sent to the vaccination of adults. */
import type { MatchService } from './service.ts';

/** An age was said and the service is not for it. */
const TOLD_MISFIT = 0.5;
/** Only elders are spoken of and the service is for children. */
const KIN_MISFIT = 0.65;
/** A doctor for animals, when none is spoken of. */
const ANIMALS_ONLY = 0.4;
/** A service for some only, when the need names none of them. */
const UNSAID = 0.85;

/** An inclusive span of full years. */
export type Ages = readonly [from: number, to: number];

export interface Persons {
	/** Said in numbers or months. */
	told: Ages[];
	/** Told by kin words: wide, and the speaker may be another. */
	kin: Ages[];
	disabled: boolean;
	veteran: boolean;
	pregnant: boolean;
	animal: boolean;
}

const NUMBER = '(\\d{1,3}|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九]|一?百)';
const TENS = '([3-9]\\d|[三四五六七八九]十[一二三四五六七八九]?)';
const YEARS = new RegExp(
	`(?<![\\d一二两三四五六七八九百千万])(?:${NUMBER}(多|来|几|出头)?个?(?:周岁|岁|大寿|高龄)|(?<![费钱花交价元块])${TENS}(多|来|出头)(?=[了的，。！？\\s]|还|一个人|$)|(?<=[人爸妈爷奶婆公太头娘爹都]|今年|年纪)\\s?([6-9]\\d|[六七八九]十[一二三四五六七八九]?)(?=[了咯，。！？\\s]|$))`,
	'gu'
);
const MONTHS = /(?:\d{1,2}|[一二两三四五六七八九十半几])个?多?月(?:大|的?(?:娃|宝|孩|婴))|(?:宝宝|娃|孩子|宝贝|小孩|毛毛).{0,6}(?:\d{1,2}|[一二两三四五六七八九十])个?月|满月|刚(?:出生|生下)|新生儿|百天|月子娃/u;
const DIGITS: Record<string, number> = { 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };

const ELDER = /老人|老年|老爷子|老头|老太|老伴|老爸|老妈|老父|老母|老娘|老爹|爷爷|奶奶|姥姥|姥爷|外公|外婆|阿婆|阿公|阿爷|阿嬷|公公|婆婆|大爷|大妈|大娘|爸妈|父母|长者|高龄|[我俺咱他她]爹|[我俺咱他她]娘|养老|敬老|退休/u;
const CHILD = /孩子|小孩|娃|儿童|少儿|小朋友|小学|中学|初中|高中|年级|幼儿|囡|孙子|孙女|外孙|崽|伢|学生|少年|暑假|寒假|放学/u;
const BABY = /宝宝|婴|奶娃|奶粉|毛毛|尿不湿|辅食/u;
const DISABLED = /残疾|残障|残联|聋|哑|瞎|盲|失明|看不见|听不见|助听|瘸|截肢|假肢|轮椅|拐杖|拄拐|智力|智障|自闭|孤独症|脑瘫|唐氏|发育迟|瘫|肢体|手语|失能|义肢|小儿麻痹|耳背|耳聋|不会说话|不说话|多动|缺胳膊|少条腿|坡道|台阶/u;
const VETERAN = /退役|退伍|当过兵|军|部队|打过仗|烈|优抚|参战|复员|转业|立功|服役|老兵|战场/u;
const ANIMAL = /猫|狗|犬|宠物|兔|仓鼠|鹦鹉|鸟|乌龟|毛孩子|小动物|金毛|泰迪|哈士奇|喵|汪/u;
const PREGNANT = /孕|怀上|怀了|月子|产检|产后|预产|分娩|二胎|待产|生娃|生孩子|大肚子|产妇|坐月/u;

function yearsOf(said: string): number {
	if (/^\d/.test(said)) return Number(said);
	if (said.includes('百')) return 100;
	if (!said.includes('十')) return DIGITS[said] ?? 0;
	const [tens = '', ones = ''] = said.split('十');
	return (tens ? DIGITS[tens]! : 1) * 10 + (DIGITS[ones] ?? 0);
}

/** Whom a sentence speaks of. Ages said in numbers are narrow, kin words wide. */
export function personsIn(text: string): Persons {
	const told: Ages[] = [];
	const kin: Ages[] = [];
	if (MONTHS.test(text)) told.push([0, 1]);
	for (const found of text.matchAll(YEARS)) {
		const years = yearsOf(found[1] ?? found[3] ?? found[5] ?? '');
		if (years > 0 && years < 120) told.push([years, years + (found[2] ?? found[4] ? 9 : 0)]);
	}
	if (BABY.test(text)) kin.push([0, 3]);
	if (CHILD.test(text)) kin.push([2, 17]);
	if (ELDER.test(text) || /孙/u.test(text)) kin.push([60, 100]);
	return { told, kin, disabled: DISABLED.test(text), veteran: VETERAN.test(text), pregnant: PREGNANT.test(text), animal: ANIMAL.test(text) };
}

/** For whom a service is, from its limits, its name and the words "为…" and "面向…"; null: for anybody. */
export function agesOf({ name, description, eligibility }: Audience): Ages | null {
	if (eligibility.minAge !== undefined || eligibility.maxAge !== undefined) return [eligibility.minAge ?? 0, eligibility.maxAge ?? 150];
	const spans = [...`${name}，${description.slice(0, 60)}`.matchAll(/(\d{1,2})(?:周岁|岁)?(?:至|到|—|–|-|~)(\d{1,2})(?:周岁|岁)/gu)];
	if (spans[0]) return [Number(spans[0][1]), Number(spans[0][2])];
	const whom = `${name} ${/(?:^|[，。])(?:为|面向|针对|接收|对)[^，。]{0,14}/u.exec(description)?.[0] ?? ''}`;
	const old = /老年|老人|长者|敬老|高龄|养老|助老/u.test(whom);
	const young = /儿童|少儿|青少年|少年|婴|幼|小学生|中学生|未成年|亲子|孩子/u.test(whom);
	if (old === young) return /成人|成年/u.test(whom) ? [18, 150] : null;
	return old ? [55, 150] : [0, 18];
}

/** What of a service says for whom it is. */
type Audience = Pick<MatchService, 'name' | 'description' | 'eligibility'>;
/* Read once for each service. */
const known = new WeakMap<Audience, Ages | null>();
function limitsOf(service: Audience): Ages | null {
	let limits = known.get(service);
	if (limits === undefined) known.set(service, (limits = agesOf(service)));
	return limits;
}

/** 1 where persons and service go together or nothing is said, less where they do not. */
export function audienceFactor(service: Audience, { told, kin, disabled, veteran, pregnant, animal }: Persons): number {
	let factor = 1;
	const limits = limitsOf(service);
	if (limits) {
		const meets = (spans: readonly Ages[]) => spans.some(([from, to]) => from <= limits[1] && to >= limits[0]);
		const young = limits[1] <= 18;
		if (told.length + kin.length === 0) factor *= young ? UNSAID : 1;
		else if (!meets(told) && !meets(kin)) factor *= told.length ? TOLD_MISFIT : young ? KIN_MISFIT : UNSAID;
		else if (told.length && !meets(told)) factor *= UNSAID;
	}
	if (!disabled && /残疾|残障|障碍|盲人|聋/u.test(service.name)) factor *= UNSAID;
	if (!veteran && /退役|军人|优抚|兵役/u.test(service.name)) factor *= UNSAID;
	if (!pregnant && /孕|产妇|母婴/u.test(service.name)) factor *= UNSAID;
	if (!animal && /宠物|毛孩子|兽医|动物医院|绝育|驱虫/u.test(`${service.name} ${service.description}`)) factor *= ANIMALS_ONLY;
	return factor;
}
