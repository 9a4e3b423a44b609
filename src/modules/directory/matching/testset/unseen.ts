/**
 * The set that we report: ordinary speech over the demonstration directory with its terms taken away, written after the
 * last change of words and weights. Whoever changes the engine on account of a need in it must write another.
 */
import type { Need } from './needs.ts';

const lines = `
我大爷一个人过，懒得生火，想问问有没有老人能去吃饭的食堂 > canteen
奶奶走路颤颤巍巍的，想请你们每天把午饭送来 > mealDelivery canteen
老娘大半年没正经洗过澡了，她一百五十斤我抱不动 > bath
丈母娘做完脑部手术躺家里，白天想找个会护理的人来几个小时 > homecare homeNursing
爸白天自己在家总忘关水龙头，想白天送到个有人照看的地方 > dayCare
独居的老舅上次晕倒在厨房，隔天才被发现，有没有什么装置 > alarm visits
我每天陪护公公累得直不起腰，想歇个几天 > respite
外婆总把女儿叫成姐姐，还半夜开门出去 > dementia
家里厕所是蹲坑，老人起不来 > adapt
脚脖子骨裂，想租辆轮椅 > wheelchair
九十岁老人有没有长寿补助 > allowance
老年乘车卡丢了到哪补 > seniorCard
残疾人护理补贴两个月没见着了 > disabledSubsidy
儿子有自闭症，训练一个月要六七千，国家有补助没 > childRehab
晚上六点多才能到家，三年级的孩子放学咋弄 > afterSchool
暑假谁能帮看一下八岁的娃 > holidayCare
一岁半的宝宝想找个地方托 > toddler
初二的儿子天天打游戏，一管就吵 > parenting teenMind
孙子爸妈都不在了，就靠我捡破烂养着 > childCare dibao
听见楼上小孩哭得撕心裂肺，像是被打 > childProtect policeDesk
我是外地的，娃要上小学怎么报 > enrol
孩子考上重点大学，家里拿不出学费 > studentAid
感冒发烧想就近看个医生 > clinic
被猫咬了去哪打针 > vaccine
老爸血压高，想有医生常给看看 > chronic familyDoctor
褥疮需要换药，去医院不方便，护士能来吗 > homeNursing
怀上了，要办孕妇的那个册子 > prenatal
颈椎疼，想做推拿 > tcm
药快没了，腿不好去不了，能给送吗 > pharmacy
最近老失眠，心里烦得很，想找人说说 > counsel
女儿割手腕，怎么办 > teenMind crisis counsel
邻居得精神病，拿棍子乱打人 > psychiatric policeDesk
朋友欠我三万不还，想打官司 > lawyer legalAid
楼上漏水泡了我的天花板，他不承认 > mediation waterproof
两口子闹离婚，孩子归谁 > familyMediation lawyer marriage
老公打我，没地方去 > violence
健身房关门了，办的卡钱要不回来 > consumer
老板欠我半年工资 > labour
四十多岁下岗了，想找个活干 > jobs publicPost
想免费学个月嫂 > training
开个早餐店差点钱，能贷款吗 > startup
失业了能领点补助不 > unemployment
没单位，社保自己怎么交 > pension
养老金刷脸刷不过去 > alive
在外省看病的钱能报销吗 > claim
社保卡丢了 > socialCard
家里没有劳动力，日子过不下去 > dibao
家里刚着了火，什么都没了 > temporary
得了癌症没钱化疗 > medicalAid
孩子们过冬没有棉衣 > goods
买不起房，公租房怎么申请 > publicRental
六楼老人下不来，想装电梯 > addLift
水龙头关不严，一直滴 > plumbing
厕所堵得死死的 > drain
天花板一下雨就滴水 > waterproof
家里突然跳闸了，合不上 > electric
钥匙忘屋里了，进不去 > locks
洗衣机不转了 > appliance
裤子太长想剪一截 > sewing
家里闻到一股煤气味 > gasEmergency
报修一周了物业不理人 > propertyDesk
电梯把人关在里面了 > liftRescue
楼道灯坏了，老人不敢下楼 > lights
晚上回来没地方停车 > parking
电动车没地方充电 > charging
路上井盖松了，车压过去咣咣响 > manhole
楼下广场舞吵得孩子没法写作业 > noise
垃圾桶三天没人清了 > garbage
旧沙发没人要，怎么扔 > bulky
窗外的树太密，屋里见不着太阳 > trees
家里闹老鼠 > pests
有人遛狗不牵绳吓到孩子 > dogs
楼顶有人偷着盖房 > illegalBuild
消防通道停满了车 > fireLane
老妈被人骗着买了好多保健品 > fraud consumer
电瓶被偷了 > policeDesk
我奶奶走丢了 > missing
孩子刚出生，户口怎么上 > birthReg hukou
租房子的怎么办居住证 > residence
身份证丢了要坐飞机 > idCard
老人过世了，手续怎么办 > death funeral
单位要我开个居住证明 > proofs
不会填表，能有人帮忙吗 > proxy onlineHelp
孩子的试卷想打印一下 > print
闺女三十了没对象 > matchmaking
想让老爸学会用微信 > phoneClass
退休了想找个唱歌的队伍 > choir
想借几本书看 > library
爷爷想找人下象棋 > chess
想打羽毛球 > sport
开业主会想借个会议室 > room
借个电钻用用 > tools
退休了想当志愿者 > joinVolunteers
家里有不穿的好衣服想捐 > donate
瘫在床上的老人要理发 > haircut
想找个钟点工擦玻璃 > housekeeping
快递老没人收 > parcel
送外卖中午想找地方歇歇 > courier
想给社区提个建议 > deliberation
我爸是老兵，看病困难有帮助吗 > vetAid
`;

export const unseenNeeds: Need[] = lines.split('\n').filter(Boolean).map((line) => {
	const [says = '', wants = ''] = line.split(' > ');
	return { says, wants: wants.split(' ') };
});
