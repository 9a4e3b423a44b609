/**
 * What residents of the demonstration say, in their own words, by category. `{b}` is a building, `{u}` an entrance.
 * The first lines are those of demo.md; nothing here is taken from a real case.
 */
import type { Answers } from '../settings/categories.ts';

export interface DemoLine {
	category: string;
	say: string;
	answers?: Answers;
	/** what staff write when it is done */
	done: string;
	/** a provider of the directory could do it */
	provider?: true;
}

const where = (text: string): Answers => ({ where: text });
const noisy = (text: string, when: string): Answers => ({ where: text, when });

export const DEMO_LINES: readonly DemoLine[] = [
	// 物业管理
	{ category: 'corridor_light', say: '{b}{u}楼道灯不亮三天了，老人晚上不敢下楼', answers: { where: '{b}{u}', days: 3 }, done: '更换了 2 只声控灯，已试亮。' },
	{ category: 'corridor_light', say: '{b}四楼到五楼的灯一闪一闪，快坏了', answers: where('{b}四楼'), done: '更换灯座和灯泡。' },
	{ category: 'corridor_light', say: '楼道灯白天也亮着，浪费电', answers: where('{b}{u}'), done: '调整了光控开关。' },
	{ category: 'lift_fault', say: '{b}电梯又停了，十一楼的老人下不来', answers: { trapped: false, where: '{b}' }, done: '维保单位更换门机皮带，已恢复运行。' },
	{ category: 'lift_fault', say: '电梯运行的时候有怪声，还抖', answers: { trapped: false, where: '{b}{u}' }, done: '维保单位检修导靴，已试运行 24 小时。' },
	{ category: 'entrance_door', say: '{b}{u}单元门关不上，谁都能进', answers: where('{b}{u}'), done: '更换闭门器，已能自动关闭。' },
	{ category: 'entrance_door', say: '门禁卡刷不开，物业说要等', answers: where('{b}'), done: '门禁主板已更换，旧卡可继续使用。' },
	{ category: 'property_service', say: '小区里的落叶一个星期没人扫，打物业电话没人接', answers: where('{b}附近'), done: '约谈物业，明确每日清扫两次并公示责任人。' },
	{ category: 'property_fee', say: '物业费涨了没有公示，想问问合不合规', done: '已说明调价须业主共同决定的程序，物业补充公示。' },
	{ category: 'repair_fund', say: '屋面防水想用维修资金，不知道怎么申请', done: '已告知申请流程并协助启动业主表决。' },
	{ category: 'owners_committee', say: '业委会到期了怎么换届', done: '已说明换届筹备程序，纳入本季度计划。' },
	{ category: 'security_guard', say: '半夜门岗没人，外卖电动车随便进', answers: where('南门'), done: '物业调整排班，夜间双人值守。' },
	{ category: 'ebike_indoors', say: '电动车推上楼充电，半夜都在充，太危险了', answers: { where: '{b}{u}三楼', charging: true }, done: '上门劝导并移至充电棚，楼道已复查。' },
	{ category: 'ebike_indoors', say: '一楼从窗户拉线下来给电瓶车充电', answers: { where: '{b}{u}一楼' }, done: '已拆除飞线，当事人签了承诺书。' },
	{ category: 'lift_addition', say: '想加装电梯，可是一楼邻居有顾虑', answers: { concern: '担心采光和噪声' }, done: '组织两次协商，形成书面意见，转入议事程序。' },
	// 停车管理
	{ category: 'fire_lane', say: '{b}前面的消防通道被占了，一排车', answers: { where: '{b}前消防通道' }, done: '联合物业挪车 4 辆，重新划线并加装隔离桩。' },
	{ category: 'fire_lane', say: '消防通道天天停车，说了也没人管', answers: { where: '东门内消防通道' }, done: '已挪车并列入每日巡查。' },
	{ category: 'parking_shortage', say: '晚上九点以后小区里一个车位都没有，能不能借旁边学校的', done: '与驻区学校协商夜间错时共享，已纳入停车议题。' },
	{ category: 'parking_shortage', say: '访客车占了固定车位，业主没地方停', done: '访客限时两小时的规则已提交业主讨论。' },
	{ category: 'bad_parking', say: '一辆黑色轿车堵住单元门，轮椅出不去', answers: { where: '{b}{u}门口', blocked: true }, done: '联系车主挪车，门口划了禁停线。' },
	{ category: 'parking_fee', say: '停车费收了两次，要求退', answers: where('北门岗亭'), done: '核对记录后物业已退费。' },
	{ category: 'abandoned_car', say: '一辆没有牌照的面包车停了大半年，轮胎都瘪了', answers: { where: '{b}后面', days: 180 }, done: '张贴告知书满 7 日后由交警拖移。' },
	{ category: 'charging_point', say: '充电棚不够用，能不能再装几个口子', answers: where('西侧车棚'), done: '物业增设充电口 12 个。' },
	{ category: 'bicycle_heap', say: '共享单车在小区门口堆成山，过不去人', answers: where('小区正门'), done: '通知企业清运，划定停放区。' },
	// 环境卫生
	{ category: 'rubbish_heap', say: '垃圾桶满了两天没人清，味道很大', answers: { where: '{b}垃圾点', days: 2 }, done: '当日清运，调整清运时间为早晚各一次。' },
	{ category: 'rubbish_sorting', say: '大件垃圾和厨余垃圾到底怎么分', done: '已电话解答并送了分类手册。' },
	{ category: 'bulky_waste', say: '装修垃圾堆在绿化带里一个多月了', answers: where('{b}旁绿化带'), done: '找到业主清运，绿化带已恢复。', provider: true },
	{ category: 'corridor_clutter', say: '楼道里堆满纸箱，走路要侧着身', answers: where('{b}{u}二楼'), done: '劝导住户清理，楼栋长每周查看。' },
	{ category: 'pests', say: '下水道里老鼠很多，一楼都跑进屋了', answers: where('{b}一楼'), done: '专业公司投放毒饵站 6 个，两周后复查。', provider: true },
	{ category: 'stray_dogs', say: '小区里有三四条流浪犬，孩子不敢出门', answers: { where: '小区花园', bitten: false }, done: '联系收容队捕收 3 只，加强巡查。' },
	{ category: 'stray_dogs', say: '遛狗不拴绳，还不捡粪便', answers: { where: '{b}前草坪', bitten: false }, done: '上门劝导，张贴文明养犬公约。' },
	{ category: 'smoke_smell', say: '楼下烧烤店的油烟直往屋里灌', answers: where('{b}临街一侧'), done: '商户清洗并更换净化器，现场复测合格。' },
	{ category: 'public_toilet', say: '公厕的冲水坏了，很脏', answers: where('菜场旁公厕'), done: '更换冲水阀，增加保洁频次。' },
	// 噪声扰民
	{ category: 'square_dance', say: '广场舞音量太大，晚上九点半还在跳，孩子没法写作业', answers: noisy('小区广场', 'evening'), done: '与舞队约定：音量不超过 60 分贝，20:30 结束。' },
	{ category: 'renovation_noise', say: '夜间装修敲墙，十点多了还在砸', answers: noisy('{b}楼上', 'night'), done: '现场制止并告知施工时段，次日复查未再发生。' },
	{ category: 'renovation_noise', say: '中午一点多就开始钻墙，老人睡不了午觉', answers: noisy('{b}{u}', 'noon'), done: '装修公司承诺 12:00–14:30 停工。' },
	{ category: 'site_noise', say: '对面工地凌晨还在浇混凝土', answers: noisy('小区北侧工地', 'night'), done: '环保部门核查，工地夜间施工证明已公示并调整工序。' },
	{ category: 'shop_noise', say: '超市门口的喇叭从早喊到晚', answers: noisy('小区东门超市', 'day'), done: '撤除室外音箱。' },
	{ category: 'neighbour_noise', say: '楼上孩子每天拍球到十点，沟通过没用', answers: noisy('{b}楼上', 'evening'), done: '组织双方面谈，约定晚八点后不拍球。' },
	// 公共设施
	{ category: 'manhole', say: '井盖松动，车一压就响，怕小孩掉下去', answers: { where: '{b}前路口', open: false }, done: '更换井盖并加防坠网。' },
	{ category: 'street_light', say: '路灯不亮，下班回家的路黑漆漆的', answers: { where: '小区南侧小路', days: 4 }, done: '报修后更换光源 3 盏。' },
	{ category: 'road_damage', say: '路面有个大坑，下雨全是水', answers: where('{b}西侧道路'), done: '填补破损路面约 12 平方米。' },
	{ category: 'ramp', say: '轮椅坡道破损，轮子卡住了', answers: { where: '{b}{u}', needed: true }, done: '重做坡道面层，加装扶手。' },
	{ category: 'fitness_equipment', say: '健身器材的踏板断了，露着铁边', answers: { where: '中心花园', sharp: true }, done: '先围挡，后更换踏板。' },
	{ category: 'trees_green', say: '大树挡住窗户，三楼白天都要开灯', answers: where('{b}南侧'), done: '绿化公司修剪，遮挡已消除。', provider: true },
	{ category: 'hanging_wires', say: '光缆垂下来快碰到头了', answers: { where: '{b}到{u}之间', power: false }, done: '运营商收紧线缆并清理废线。' },
	{ category: 'activity_room', say: '我们合唱队想借个地方排练，每周两次', done: '安排在文化活动室，周二、周四 9:00–11:00。' },
	// 漏水下水
	{ category: 'roof_leak', say: '顶楼渗水，一下雨屋里就滴', answers: { where: '{b}{u}顶楼', at_home: '周末全天' }, done: '屋面局部做了防水，雨后复查不渗。' },
	{ category: 'upstairs_leak', say: '楼上漏水，把我家厨房吊顶泡坏了', answers: { where: '{b}{u}', running: true, at_home: '随时' }, done: '查明为楼上水管接头，已更换，双方就赔偿达成协议。', provider: true },
	{ category: 'sewer_overflow', say: '化粪池外溢，一楼门口都是污水', answers: { where: '{b}{u}门口', days: 1 }, done: '当日抽排清掏，冲洗消毒。' },
	{ category: 'drain_blocked', say: '厨房下水堵了，水往上返', answers: { where: '{b}{u}', at_home: '下午三点后' }, done: '疏通主管道，已通水。', provider: true },
	{ category: 'no_water', say: '整个单元停水，没有通知', answers: { where: '{b}{u}', scope: 'entrance' }, done: '总阀检修完毕，已恢复供水，并补发了通知。' },
	{ category: 'no_power_gas', say: '家里跳闸，推不上去，老人一个人在家', answers: { smell: false, where: '{b}{u}' }, done: '更换漏电保护器，已送电。', provider: true },
	// 违建占道
	{ category: 'illegal_building', say: '顶楼在搭阳光房，天天施工', answers: { where: '{b}顶楼', ongoing: true }, done: '执法队责令停工，当事人自行拆除。' },
	{ category: 'load_wall', say: '一楼在砸承重墙改门面', answers: { where: '{b}一楼', ongoing: true }, done: '现场叫停，委托鉴定并恢复原状。' },
	{ category: 'street_stalls', say: '小贩把人行道占满了，推婴儿车只能走马路', answers: where('小区正门外'), done: '引导进入疏导点经营。' },
	{ category: 'group_rental', say: '隔壁一套房住了十几个人，整夜进进出出', answers: where('{b}{u}'), done: '联合检查，拆除隔断，清退超员。' },
	{ category: 'falling_objects', say: '楼上扔东西下来，差点砸到人', answers: { danger: false, where: '{b}前' }, done: '逐户走访提醒，物业加装朝上监控。' },
	// 社会救助
	{ category: 'minimum_allowance', say: '家里人生了大病，欠了不少钱，想问能不能申请救助', answers: { for_whom: 'self', members: 3 }, done: '已协助提交临时救助申请，民政窗口受理。' },
	{ category: 'disability', say: '残疾人证快到期了，行动不便，怎么换', answers: { for_whom: 'parent' }, done: '安排上门评定，新证已送达。' },
	{ category: 'veterans', say: '退役军人优待证在哪里办', done: '已告知材料，并陪同到窗口办结。' },
	{ category: 'child_care', say: '孩子放学没人接，爸妈六点才下班', answers: { age: 8 }, done: '已接入社区四点半课堂，本周起入班。', provider: true },
	{ category: 'psychology', say: '老伴走了以后整夜睡不着，想找人说说话', answers: { for_whom: 'self' }, done: '社工每周上门一次，已介绍心理咨询师。' },
	// 养老助餐
	{ category: 'meal_service', say: '我妈八十三了，一个人做不动饭，想订午餐送到家', answers: { for_whom: 'parent', age: 83, alone: true, diet: 'low_salt' }, done: '已开通送餐，每天 11:30 前送到。', provider: true },
	{ category: 'home_care', say: '老人出院后不能自己洗澡，有没有助浴', answers: { for_whom: 'parent', age: 79, alone: false }, done: '助浴服务已上门一次，家属满意。', provider: true },
	{ category: 'age_allowance', say: '想申请高龄津贴，要带什么', answers: { for_whom: 'parent', age: 80 }, done: '材料已代收，下月起发放。' },
	{ category: 'visit_alone', say: '对门老人三天没见出门，敲门也没人应', answers: { where: '{b}{u}', age: 82 }, done: '入户确认平安，列入每周探访名单。' },
	{ category: 'phone_help', say: '老人不会用手机挂号，医院又不给现场号', answers: { at_home: '上午' }, done: '志愿者上门教会挂号，并留了步骤卡。', provider: true },
	{ category: 'health_service', say: '想签家庭医生，能不能上门量血压', answers: { for_whom: 'self', age: 71 }, done: '已签约，本周四首次上门。', provider: true },
	// 邻里纠纷
	{ category: 'neighbour_dispute', say: '隔壁在公共走道装鞋柜，说了几次不听', answers: { other_side: '{b}{u}对门' }, done: '调解达成一致，鞋柜移入室内。' },
	{ category: 'legal_help', say: '租客不交房租又不搬，想问问怎么办', done: '社区律师解答并代拟了催告函。', provider: true },
	{ category: 'wage_dispute', say: '小区改造的工人说三个月没发工资', answers: { people: 6 }, done: '劳动监察介入，工资已补发。' },
	// 就业社保
	{ category: 'job_seeking', say: '下岗两年了，五十一岁，想找个离家近的活', answers: { for_whom: 'self' }, done: '推荐公益性岗位，面试通过。', provider: true },
	{ category: 'skills_training', say: '想学育婴，有没有免费的培训', done: '已报名下期育婴班，免费。', provider: true },
	{ category: 'social_security', say: '灵活就业怎么交医保，断缴了会怎样', answers: { for_whom: 'self' }, done: '已解答并协助线上参保。' },
	// 其他
	{ category: 'certificates', say: '孩子上学要开居住证明，社区能开吗', done: '已开具并加盖公章。' },
	{ category: 'fraud_alert', say: '有人冒充社区收养老金认证费', answers: { paid: false }, done: '已报派出所，楼栋群发布提醒。' },
	{ category: 'praise', say: '谢谢张师傅，大热天来修水管，水都没喝一口', done: '已转达并在公示栏表扬。' },
	{ category: 'other', say: '想给小区捐一批旧书，找谁', done: '社区图书室已接收 120 册并出具收据。' }
];

/** Words that were searched for in vain, and the need behind them where one can be named. */
export const DEMO_MISSES: readonly (readonly [words: string, term: string | null])[] = [
	['夜里能接老人去医院的车', 'elder.escort'],
	['周末托班', 'child.toddler'],
	['手语翻译', 'disabled.sign'],
	['认知症老人白天照看', 'elder.dementia'],
	['修老式缝纫机', null],
	['宠物寄养', 'env.petCare'],
	['夜间托管', 'child.afterSchool'],
	['上门理发', 'life.haircut'],
	['磨刀', 'repair.knives'],
	['轮椅出租', 'elder.equipment']
];

export const DEMO_SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'.split('');
export const DEMO_GIVEN = '秀英 桂兰 建国 志强 玉珍 丽 敏 静 伟 芳 洋 勇 娜 磊 婷 海燕 国庆 春梅 小红 建华 文 晓东 淑珍 凤英 明 慧 振华 玉兰 新民 雪梅'.split(' ');

export const DEMO_DENIALS = ['晚上又坏了，还是老样子。', '只修了一半，另一边没弄。', '管了两天又开始了。', '没看到有人来，怎么就办完了？', '味道还是有。'];
export const DEMO_MESSAGES = ['请问什么时候能来？', '今天下午我在家。', '照片发给您了，就是这个位置。', '谢谢，已经看到师傅来了。', '能不能早一点？老人不方便。'];
