/** The demonstration's year of activities in four communities: what is offered, when, by whom, and who gives what. */
import type { ActivityFields } from '../offering/activity.schemas.ts';
import type { Gift } from '../offering/activity.model.ts';

/** When it begins: so many days from today, a day of the year, or one of the Chinese calendar; the nearest one that the year around today holds. */
export type When = { days: number } | { date: string } | { lunar: [month: number, day: number] };

export interface Offered {
	/** index of the community in order of code; null: the whole subdistrict */
	where: number | null;
	named?: number[];
	kind: string;
	title: string;
	body: string;
	on: When;
	/** 1 Monday … 7 Sunday: on this weekday of that week */
	weekday?: number;
	time: string;
	minutes: number;
	rule?: string;
	place: string;
	/** organisations of the directory by a part of the name, with what they give */
	parts?: [name: string, role: 'host' | 'contributor', gives: Gift | null, amount: number | null, words: string][];
	/** a draft is not published */
	draft?: boolean;
	/** a photo of it is there, when it is over */
	photo?: string;
	more?: Partial<ActivityFields>;
}

const HALL = ['红云社区文化活动室', '白云社区党群服务中心二楼', '翠湖社区多功能厅', '棋盘社区居民议事厅'] as const;
const clinic = ['社区卫生服务中心', 'contributor', 'people', 2, '全科医生和护士各一名'] as Offered['parts'] extends (infer P)[] | undefined ? P : never;
const police = ['派出所', 'contributor', 'people', 1, '社区民警主讲'] as typeof clinic;
const lawyer = ['明理律师', 'contributor', 'people', 1, '律师主讲'] as typeof clinic;
const bank = ['惠民银行', 'contributor', 'goods', null, '宣传册 200 份、小礼品'] as typeof clinic;
const centre = ['文化活动中心', 'host', null, null, ''] as typeof clinic;

const lecture = (where: number | null, days: number, weekday: number, title: string, body: string, parts: Offered['parts'], more: Offered['more'] = {}, photo?: string): Offered => ({
	where, kind: 'lecture', title, body, on: { days }, weekday, time: '14:30', minutes: 90, place: HALL[where ?? 0]!, parts, photo, more: { capacity: 60, howToCome: '大厅进门右手边，有电梯。', ...more }
});

/** One lecture a month and more, over the year; the last ones are still to come. */
const lectures: Offered[] = [
	lecture(0, -320, 3, '识破电话诈骗', '社区民警讲身边的真实案例：冒充客服、冒充公检法、刷单返利。\n- 接到陌生来电怎么办\n- 转账前问三句话\n- 被骗以后第一步做什么', [police, bank], {}, 'lecture'),
	lecture(1, -290, 4, '高血压日常管理', '家庭医生讲怎么量血压、怎么记、什么时候该去医院。\n现场免费测血压，请带上正在吃的药。', [clinic], { minAge: 50 }, 'lecture'),
	lecture(2, -262, 2, '民法典里的邻里关系', '楼上漏水、占用过道、噪声扰民，法律怎么说，邻居怎么谈。', [lawyer]),
	lecture(3, -235, 5, '心肺复苏实操', '每人在模型上做满两分钟，合格的发结业卡。\n请穿方便活动的衣服。', [['社区卫生服务中心', 'contributor', 'goods', null, '模型 6 套、除颤器 1 台']], { capacity: 24, minAge: 16 }, 'lecture'),
	lecture(0, -208, 3, '遗嘱怎么写才有效', '自书、代书、打印遗嘱各要什么，怎样避免孩子之间起争执。', [lawyer], { minAge: 50 }),
	lecture(1, -176, 4, '家庭用电用气安全', '燃气公司和供电所的师傅带着实物讲：软管几年一换、插线板怎么看。', [['燃气', 'contributor', 'people', 1, '安检师傅'], ['供电', 'contributor', 'people', 1, '']]),
	lecture(2, -150, 6, '暑期防溺水', '给孩子和家长一起听：为什么不能下河，看见有人落水怎么救。', [['消防救援', 'contributor', 'people', 2, '']], { maxAge: 14, guardianUnder: 14 }, 'lecture'),
	lecture(3, -122, 2, '隔代教育：爷爷奶奶怎么带娃', '少说“不许”，多说“可以”。有育婴师现场答疑。', [['小脚丫', 'contributor', 'people', 1, '育婴师']]),
	lecture(0, -96, 3, '老年安全用药', '药师逐个看您的药盒：哪些不能一起吃，过期药怎么处理。', [clinic], { minAge: 60 }, 'lecture'),
	lecture(1, -68, 4, '智能手机挂号缴费', '一对一教：挂号、缴费、查报告。请带手机和医保卡。', [['启程职业培训', 'contributor', 'people', 4, '学员一对一辅导']], { capacity: 20, minAge: 55 }),
	lecture(2, -41, 2, '灵活就业怎么参保', '送外卖、跑网约车、摆摊，社保怎么交最合算。', [['就业和社会保障', 'contributor', 'people', 1, '']]),
	lecture(3, -13, 5, '垃圾分类这样做', '拿家里的垃圾来，现场分一分。', [['净美环卫', 'contributor', 'goods', null, '分类桶 40 只']], {}, 'lecture'),
	lecture(0, 8, 3, '食品标签怎么看', '配料表、保质期、“零添加”都是什么意思，买菜买零食少花冤枉钱。', [['云岭小学', 'contributor', 'room', 2, '借用阶梯教室投影']], { howToCome: '公交 12 路红云里站下车，走 3 分钟。大厅进门右手边，有电梯。' }),
	lecture(1, 15, 4, '识破养老诈骗', '“保健品”“以房养老”“高息存款”，民警和银行的同志教您三招识破。', [police, bank], { minAge: 55 }),
	lecture(2, 23, 2, '冬季取暖与防一氧化碳中毒', '讲燃气热水器、煤炉、烤火盆各要注意什么，现场演示报警器。', [['消防救援', 'contributor', 'people', 2, ''], ['燃气', 'contributor', 'goods', null, '报警器 30 只，抽签送给独居老人']])
];

/** What comes again and again, led by one community and open to all. */
const series: Offered[] = [
	{
		where: 0, kind: 'course', title: '红云合唱团周排练', body: '不看谱也能学，新朋友随时来。年底参加街道汇演。', on: { days: -300 }, weekday: 2, time: '09:00', minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=TU', place: HALL[0],
		parts: [centre], more: { signup: 'none', skipHolidays: true, howToCome: '一楼活动室，从东门进最近。' }
	},
	{
		where: 1, kind: 'reading', title: '周六亲子故事会', body: '馆员和志愿者轮流讲绘本，讲完一起画一画。请大人全程陪着。', on: { days: -240 }, weekday: 6, time: '10:00', minutes: 60, rule: 'FREQ=WEEKLY;BYDAY=SA', place: '白云社区图书室',
		parts: [['图书室', 'host', null, null, ''], ['小白杨', 'contributor', 'people', 2, '故事姐姐']], more: { maxAge: 8, guardianUnder: 8, capacity: 20, skipHolidays: true }, photo: 'story'
	},
	{
		where: 2, kind: 'course', title: '翠湖晨练八段锦', body: '教练带练四十分钟，穿软底鞋。下雨改在多功能厅。', on: { days: -210 }, weekday: 1, time: '07:00', minutes: 45, rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR', place: '翠湖公园北广场',
		parts: [['全民健身站', 'host', null, null, '']], more: { signup: 'none' }
	},
	{
		where: 3, kind: 'other', title: '棋苑周赛（象棋）', body: '五轮积分赛，来了就能下，十点半前都收。', on: { days: -180 }, weekday: 7, time: '09:30', minutes: 180, rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU', place: '棋盘社区棋苑',
		parts: [['棋苑', 'host', null, null, '']], more: { capacity: 32 }, photo: 'chess'
	},
	{
		where: null, named: [0, 1, 2, 3], kind: 'market', title: '便民服务集市', body: '理发、磨刀、配钥匙、修小家电、量血压、查社保，一次办齐。理发和磨刀免费，修理只收材料钱。', on: { days: -270 }, weekday: 6, time: '08:30', minutes: 180, rule: 'FREQ=MONTHLY;BYDAY=2SA', place: '云岭文化广场',
		parts: [['老周便民', 'contributor', 'people', 2, '修小家电'], ['平安锁业', 'contributor', 'people', 1, '配钥匙'], clinic, ['惠民银行', 'contributor', 'goods', null, '遮阳棚 6 顶']], more: { signup: 'none' }, photo: 'market'
	},
	{
		where: 1, kind: 'training', title: '家政与育婴技能班', body: '六次课，讲新生儿护理、家常菜、收纳。学完考核合格发结业证，优先推荐上岗。\n下岗失业人员只交材料费。', on: { days: -34 }, weekday: 4, time: '14:00', minutes: 120, rule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=8', place: HALL[1],
		parts: [['启程职业培训', 'host', null, null, ''], ['安心家政', 'contributor', 'people', 1, '实操老师'], ['总工会', 'contributor', 'money', 600_000, '补贴学费']],
		more: { capacity: 25, minAge: 18, fee: 'subsidised', feeFen: 5000, fullFeeFen: 38_000, feeNote: '下岗失业人员凭证只交材料费', materials: '围裙、笔记本自备', resources: ['示范厨房', '投影仪'] }
	},
	{
		where: 0, kind: 'course', title: '短视频拍摄入门', body: '四次课：怎么拿稳、怎么取景、怎么剪、怎么加字。带自己的手机就行。', on: { days: 6 }, weekday: 1, time: '19:00', minutes: 90, rule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=4', place: HALL[0],
		parts: [centre], more: { capacity: 16, minAge: 16, materials: '手机，留出 2G 空间' }
	},
	{
		where: 2, named: [3], kind: 'course', title: '小盆栽养护', body: '每月一次，带一盆来，走的时候会养。绿野的师傅教配土、浇水、防虫。', on: { days: -150 }, weekday: 6, time: '15:00', minutes: 90, rule: 'FREQ=MONTHLY;BYDAY=3SA', place: HALL[2],
		parts: [['绿野园林', 'contributor', 'goods', null, '花土、花盆各 30 份']], more: { capacity: 30 }, photo: 'pots'
	}
];

/** Through the year: what the calendar brings. */
const festivals: Offered[] = [
	{ where: null, named: [0, 1, 2, 3], kind: 'festival', title: '元宵灯谜会', body: '三百条灯谜，猜中有礼。现场煮元宵，六十岁以上的先坐。', on: { lunar: [1, 15] }, time: '18:30', minutes: 150, place: '云岭文化广场', parts: [centre, ['惠民银行', 'contributor', 'money', 500_000, '奖品'], ['幸福食堂', 'contributor', 'goods', null, '元宵 400 份']], more: { signup: 'none' }, photo: 'lantern' },
	{ where: 0, named: [1], kind: 'market', title: '学雷锋志愿集市', body: '红云先锋队和各单位一起摆摊：义诊、理发、法律咨询、旧书换新友。', on: { date: '03-05' }, time: '09:00', minutes: 180, place: '红云里南门广场', parts: [['红云先锋', 'host', null, null, ''], clinic, lawyer], more: { signup: 'none' }, photo: 'market' },
	{ where: 1, kind: 'festival', title: '妇女节手作：一枝花', body: '缠花、扎染任选一样，材料都备好了。', on: { date: '03-08' }, time: '14:00', minutes: 120, place: HALL[1], parts: [['心桥', 'contributor', 'people', 2, '手作老师']], more: { capacity: 40, materials: '都备好了' } },
	{ where: null, named: [0, 1, 2, 3], kind: 'volunteering', title: '植树节：每人一树一盆花', body: '树苗和小铲子现场领。种下的树挂上您的名牌，以后手机上能看它长。', on: { date: '03-12' }, time: '09:00', minutes: 150, place: '翠湖西岸', parts: [['绿野园林', 'contributor', 'goods', null, '树苗 120 株'], ['安居物业', 'contributor', 'people', 6, '']], more: { guardianUnder: 14 }, photo: 'trees' },
	{ where: 1, kind: 'reading', title: '世界读书日：旧书换新友', body: '带一本看完的书来，换一本想看的走，顺便认识一位邻居。', on: { date: '04-23' }, time: '15:00', minutes: 120, place: '白云社区图书室', parts: [['图书室', 'host', null, null, '']], more: { signup: 'none' } },
	{ where: null, named: [0, 1, 2, 3], kind: 'performance', title: '五一文艺汇演', body: '四个社区的合唱、快板、广场舞、太极扇，每队一个节目。', on: { date: '04-30' }, time: '19:00', minutes: 120, place: '云岭文化活动中心剧场', parts: [centre, ['总工会', 'contributor', 'money', 800_000, '服装和音响']], more: { capacity: 280 }, photo: 'stage' },
	{ where: 3, kind: 'training', title: '防灾减灾日疏散演练', body: '听到警报按楼层撤到小广场，消防员讲评。', on: { date: '05-12' }, time: '10:00', minutes: 60, place: '棋盘里小广场', parts: [['消防救援', 'host', null, null, '']], more: { signup: 'none' } },
	{ where: 2, kind: 'festival', title: '六一儿童游园会', body: '套圈、投壶、泡泡、画脸。请大人陪着，午饭自理。', on: { date: '05-31' }, time: '09:00', minutes: 180, place: '翠湖公园', parts: [['云岭小学', 'contributor', 'people', 12, '少先队员当小导游'], ['邻里生活市集', 'contributor', 'goods', null, '汽水 200 瓶']], more: { maxAge: 14, guardianUnder: 14, capacity: 150 }, photo: 'park' },
	{ where: 0, named: [3], kind: 'festival', title: '端午包粽子送老人', body: '一起包四百个粽子，下午志愿者送到独居老人家里。', on: { lunar: [5, 5] }, time: '09:00', minutes: 180, place: '红云幸福食堂', parts: [['幸福食堂', 'host', null, null, ''], ['慈善超市', 'contributor', 'goods', null, '糯米 100 斤']], more: { capacity: 60 }, photo: 'food' },
	{ where: 1, kind: 'meeting', title: '七一党日开放课', body: '老党员讲社区四十年，党员和居民都可以来听。', on: { date: '07-01' }, time: '15:00', minutes: 90, place: HALL[1], more: { signup: 'none' } },
	{ where: 2, kind: 'course', title: '暑期托管班', body: '周一到周五，写作业、下棋、阅读、打球。午餐在食堂吃，按次交饭钱。', on: { date: '07-13' }, time: '08:30', minutes: 510, rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=25', place: HALL[2], parts: [['小白杨', 'host', null, null, ''], ['云岭小学', 'contributor', 'room', 200, '两间教室和操场']], more: { minAge: 6, maxAge: 12, guardianUnder: 12, capacity: 40, fee: 'subsidised', feeFen: 30_000, fullFeeFen: 120_000, feeNote: '午餐另付，每餐 12 元', ownCommunityOnly: true } },
	{ where: null, kind: 'performance', title: '八一双拥慰问演出', body: '请驻地官兵、退役军人和军烈属看戏，居民凭票入座。', on: { date: '08-01' }, time: '19:30', minutes: 100, place: '云岭文化活动中心剧场', parts: [['退役军人', 'host', null, null, ''], centre], more: { capacity: 280, signup: 'staff' }, photo: 'stage' },
	{ where: 3, named: [0, 1, 2], kind: 'outreach', title: '全国科普日：小讲师进校园', body: '科普学校结业的学员到小学讲三个小实验。', on: { date: '09-19' }, time: '14:00', minutes: 90, place: '云岭小学', parts: [['云岭小学', 'contributor', 'room', 2, '科学教室'], ['小白杨', 'contributor', 'people', 3, '']], more: { signup: 'staff' }, photo: 'lecture' },
	{ where: 2, named: [1], kind: 'festival', title: '中秋邻里宴', body: '每家一道菜，月饼社区备。长桌摆在湖边，下雨改在多功能厅。', on: { lunar: [8, 15] }, time: '18:00', minutes: 150, place: '翠湖北岸长廊', parts: [['邻里生活市集', 'contributor', 'goods', null, '月饼 300 块'], ['翠湖苑物业', 'contributor', 'people', 4, '搭桌椅']], more: { capacity: 120 }, photo: 'food' },
	{ where: 0, named: [1, 2, 3], kind: 'festival', title: '重阳敬老长寿面', body: '七十岁以上的老人吃长寿面、照全家福，行动不便的我们送上门。', on: { lunar: [9, 9] }, time: '10:00', minutes: 150, place: '红云幸福食堂', parts: [['幸福食堂', 'host', null, null, ''], ['养老服务中心', 'contributor', 'people', 5, ''], ['惠民银行', 'contributor', 'money', 300_000, '长寿面和相框']], more: { minAge: 60, capacity: 100 }, photo: 'food' },
	{ where: 3, kind: 'training', title: '消防日：灭火器人人会', body: '每人喷一次，学会“提、拔、握、压”。', on: { date: '11-09' }, time: '09:30', minutes: 90, place: '棋盘里小广场', parts: [['消防救援', 'host', 'goods', null, '灭火器 30 具']], more: { signup: 'none' }, photo: 'fire' },
	{ where: 1, kind: 'lecture', title: '宪法日：身边的法律', body: '律师讲四个本社区的真事，现场答疑。', on: { date: '12-04' }, time: '14:30', minutes: 90, place: HALL[1], parts: [lawyer, ['云岭司法所', 'host', null, null, '']], more: { capacity: 60 } },
	{ where: null, named: [0, 1, 2, 3], kind: 'volunteering', title: '志愿者日：谢谢您', body: '给今年服务的志愿者发证书，晚上看电影。', on: { date: '12-05' }, time: '15:00', minutes: 120, place: '云岭文化活动中心剧场', parts: [['红云先锋', 'host', null, null, ''], centre], more: { capacity: 200 } },
	{ where: null, named: [0, 1, 2, 3], kind: 'meeting', title: '居民评议与年度总结', body: '街道和四个社区报告今年做了什么、没做成什么，请居民当场打分。', on: { date: '12-18' }, time: '14:00', minutes: 150, place: '云岭文化活动中心剧场', more: { capacity: 200 } },
	{ where: 0, kind: 'festival', title: '写春联送福字', body: '书法老师现场写，红纸备好，各家拿两副。', on: { days: 48 }, weekday: 6, time: '09:00', minutes: 180, place: HALL[0], parts: [centre, ['惠民银行', 'contributor', 'goods', null, '红纸和墨']], more: { signup: 'none' } },
	{ where: null, named: [0, 1], kind: 'market', title: '冬季义诊进小区', body: '量血压、测血糖、看眼底，医生当场解读。请带上正在吃的药。', on: { days: 2 }, time: '09:00', minutes: 150, place: '红云里南门广场', parts: [clinic, ['养老服务中心', 'contributor', 'people', 2, '']], more: { signup: 'none', howToCome: '公交 12 路红云里站。下雨改在红云社区一楼大厅。' } },
	{ where: 3, kind: 'course', title: '智能手机一对一', body: '不会的都可以问：微信、挂号、付款、防骗。每位老人配一名志愿者。', on: { days: 1 }, time: '15:00', minutes: 90, place: HALL[3], parts: [['启程职业培训', 'contributor', 'people', 6, '志愿辅导']], more: { capacity: 12, minAge: 55 } },
	{ where: 0, kind: 'reading', title: '旧书漂流读书会', body: '这次读《平凡的世界》前六章，没读完也可以来听。', on: { days: 4 }, time: '19:00', minutes: 90, place: HALL[0], more: { capacity: 20 } },
	{ where: 1, kind: 'performance', title: '周末露天电影', body: '放老片，自带小马扎，下雨顺延。', on: { days: 4 }, time: '19:30', minutes: 110, place: '白云里广场', parts: [centre], more: { signup: 'none' } },
	{ where: 2, kind: 'meeting', title: '翠湖停车议事会', body: '业主代表一起看三套方案，谁都可以旁听。', on: { days: 3 }, time: '19:00', minutes: 120, place: HALL[2], more: { signup: 'none' } },
	{ where: 2, kind: 'sports', title: '翠湖环湖健步走', body: '全程 3.6 公里，六十岁以上走半程。', on: { days: 12 }, weekday: 7, time: '08:00', minutes: 120, place: '翠湖公园北广场', parts: [['全民健身站', 'host', null, null, '']], more: { capacity: 200 } },
	{ where: 3, kind: 'performance', title: '新年戏曲专场', body: '折子戏三出，茶水自取。', on: { days: 40 }, weekday: 6, time: '14:00', minutes: 120, place: HALL[3], draft: true, more: { capacity: 80 } }
];

export const offered: readonly Offered[] = [...lectures, ...series, ...festivals];
