/**
 * English needs, read through Chinese: each content word stands for everyday words that the need terms know. It serves
 * plain sentences ("my mother cannot cook"), not literature; words that carry no need are dropped.
 */

import { cues } from '../terms/index.ts';
import { stemsOf } from '../terms/stems.ts';

const table = `
cook cooking meal meals eat food lunch dinner breakfast hungry canteen|做饭 吃饭 助餐
deliver delivery delivered|送上门
bath bathe bathing wash shower|洗澡
bedridden paralysed paralyzed|卧床 瘫痪
nurse nursing injection catheter dressing wound|护士上门 换药
care carer caregiver caring|照顾
daycare|日间照料
respite exhausted|喘息 照顾累
elderly old aged senior seniors grandmother grandma grandfather grandpa granny|老人
mother mom mum mama|老妈
father dad papa|老爸
parents|父母
husband|老公
wife|老婆
lonely alone|一个人 孤独
fall fell falls slipped|摔倒
handrail rail grab|扶手 防滑
wheelchair crutches walker|轮椅 辅具
dementia alzheimer forgets forgetful memory|失智 忘事
hospital clinic|医院 看病
doctor physician gp|医生 家庭医生
appointment|预约挂号
medicine medicines medication pills drugs prescription|药 配药
expired|过期药
vaccine vaccination vaccinate vaccinated shot shots jab|疫苗 接种
checkup screening|体检
pressure diabetes hypertension|血压 慢病
pregnant pregnancy antenatal prenatal maternity|怀孕 产检
acupuncture massage|针灸 推拿
rehabilitation rehab stroke|康复 中风
tooth teeth dentist dental|牙 口腔
eyesight glasses vision eyes|视力 近视
hearing deaf|助听器 听力
blind|盲人
disabled disability|残疾 残疾证
depressed depression anxious anxiety stress counselling counseling therapist sad|心理咨询 抑郁 心情不好
suicide suicidal|不想活 心理危机
alcohol drinking drunk|戒酒
gambling gamble|赌博
child children kid kids son daughter|孩子
baby toddler infant|宝宝
nursery kindergarten childcare babysitter|托育 幼儿园
school enrol enroll enrolment admission|入学 上学
homework tutor tutoring|作业辅导
afterschool|放学托管
vacation summer|暑假
bullied bullying bully|欺负
job jobs employment unemployed vacancy hiring career|工作 求职招聘
unemployment|失业金
resume cv interview|求职 简历
training skill skills course courses|技能培训
startup business entrepreneur loan|创业 贷款
wage wages salary unpaid overtime|欠工资 讨薪
fired dismissed laid|辞退
injury injured|受伤 工伤
pension|养老金
retire retirement retired|退休
insurance|医保 社保
reimburse reimbursement refund|报销
poor poverty income money afford|困难 低保
clothes clothing coat|衣服
homeless shelter|流浪救助
rent rental tenant landlord deposit|租房 房东
apartment flat housing house home|房子
elevator|电梯
leak leaks leaking leaky|漏水
roof ceiling|屋顶漏雨
tap faucet pipe pipes plumbing plumber|水龙头 水管
toilet drain blocked clogged sewer|马桶堵 疏通
electricity power outage blackout|停电
light lights bulb lamp|灯 灯泡
socket wiring|电路
lock locked key keys locksmith|开锁 钥匙
fridge refrigerator washer television tv appliance oven microwave|家电维修
heating radiator|暖气
gas|燃气
water|供水 水
internet wifi broadband network|宽带 网络
phone smartphone mobile wechat app|手机 教手机
computer|电脑
bike bicycle tyre tire puncture|自行车 补胎
shoe shoes zipper trousers sew sewing tailor|修鞋 改衣 缝补
knife knives scissors|磨刀
umbrella|修伞
repair fix broken mend|维修 坏了
window door|门窗
property management|物业
parking park car cars|停车 车
charge charging charger ebike scooter|充电 电动车
road pothole pavement|道路 路面坑
manhole|井盖
streetlight streetlamp|路灯
bus shuttle transport|公交 接送
noise noisy loud neighbour neighbor neighbours neighbors|噪音 邻居
quarrel dispute argue|纠纷 调解
garbage rubbish trash waste bin|垃圾
recycle recycling cardboard|废品 回收
sofa furniture mattress bulky|旧家具 大件垃圾
smell smoke fumes|异味 油烟
sewage|污水
tree trees branch branches|树 修剪
plant plants garden flower flowers vegetables|种花 种菜 绿化
rat rats mouse mice cockroach cockroaches mosquito mosquitoes pest pests|老鼠 蟑螂 虫鼠
dog dogs puppy|狗
cat cats kitten kittens|猫
stray strays|流浪猫 流浪狗
pet pets vet|宠物
fire|消防
scam scammed fraud cheated|诈骗 被骗
thief stolen theft burglar robbed|小偷 被盗
missing wandered|走失
flood flooded typhoon storm|防汛 台风 积水
lawyer legal lawsuit sue court|律师 法律咨询
divorce custody marriage|离婚 婚姻
married wedding|结婚登记
violence beats hits abuse abused|家暴
inheritance heir testament|遗嘱 继承
notary notarise notarize|公证
consumer shop seller complaint|消费维权 投诉
passport visa|护照 出入境
id identity|身份证
residence permit|居住证
household registration hukou|户口
birth newborn|出生 新生儿
death died funeral cremation|去世 殡葬
licence license|营业执照
certificate proof document|证明
print printing copy photocopy|打印 复印
volunteer volunteering|志愿者
donate donation|捐赠
borrow tool tools drill ladder|借工具
swap secondhand|跳蚤市场
haircut hair barber|理发
laundry|洗衣
clean cleaning cleaner housekeeping housekeeper|打扫 保洁
nanny|月嫂 育儿嫂
parcel package courier|快递
groceries grocery shopping|买菜
move moving removal|搬家
dance dancing sing singing choir music|跳舞 唱歌
painting calligraphy|书法 画画
library book books read reading|图书 借书
chess cards mahjong|下棋 棋牌
gym exercise sport sports swim swimming football basketball|健身 运动
venue room hall|场地
film movie cinema|电影
science robot|科普
friends friend|交友
dating|相亲
veteran army soldier|退役军人
foreigner foreign translation interpreter|外国人 涉外
party member|党员
suggestion suggest|建议
cry crying cries|哭 难过
talk talking chat|说话
nobody|没人
counsellor counselor psychologist|心理咨询 倾诉
confidential privacy|保密
stress worried worry overwhelmed panic insomnia|焦虑 压力大 睡不着
sleep sleeping|睡
wet|湿
dialysis|透析
chemo chemotherapy cancer tumour tumor|化疗 大病
surgery operation|手术
bed|床
bandage wound bedsore|伤口 换药
broke broken fracture leg ankle arm|骨折
oxygen|吸氧 制氧机
stairs upstairs|楼梯 爬楼
taxi cab ride van|打车 接送
slippery|滑 防滑
dark|黑 灯
alarm pendant button|呼叫器
floor|地上
noodles|方便面
hot|热
deliver bring|送来
weekly hourly|钟点
maid|保姆 家政
confinement|坐月子 月嫂
boarding sitter|寄养
vomiting vomit|呕吐
grooming|宠物美容
mattress couch wardrobe cabinet|旧家具 大件垃圾
debris rubble bricks tiles|建筑垃圾
dump throw dispose|扔
bins|垃圾桶
expat expats|外籍
landlord|房东
boss employer|老板
contract|合同
evict evicted|赶走 退租
refuses refuse|不肯
upstairs|楼上
downstairs|楼下
ceiling|天花板
mold mould damp|发霉 渗水
flooded flooding|淹
quiet study|自习
rehearse rehearsal|排练
choir|合唱
stroke|中风
paralyzed paralysed|瘫痪
autistic autism|自闭症
teenager teen teenage|青春期
grandson granddaughter grandchild grandchildren|孙子
toddler|幼儿
pickup|接孩子
diaper diapers|尿不湿
tuition fees scholarship|学费 助学
graduate graduated graduation|毕业生
layoff redundancy|裁员 失业
claim|申领
benefits benefit allowance subsidy|补贴
card|卡 证
lost|丢了
renew renewal|换证 到期
flight|坐飞机
stamp|盖章
address|住址
form forms paperwork|填表 手续
driver rider|司机 骑手
truck|拉货
sharpen|磨
umbrella|伞
stuck trapped|困住
guard guards|保安
intercom gate|门禁
leash|狗绳
bite bitten|咬
barking|狗叫
puppy|小狗
ashes|骨灰
grave cemetery tomb|墓地
widow widowed|丧偶
grief|哀伤
hours|时长
charity|慈善
blanket quilt|被子 棉被
hungry|饿
shelter|庇护 救助站
bruises bruise|伤
afraid scared|害怕
custody alimony|抚养费
mediate mediation mediator|调解
debt debts|欠债
loan|贷款
retired retiree|退休
hearing|听力
specialist|专家号
x scan|检查
blood|抽血 血压
sugar|血糖
test tests|检查
fever cough cold sore throat|发烧 咳嗽
rash|皮疹
shots|打针
stitches|拆线
attorney barrister solicitor|律师
borrowed owes owe owed|借钱 欠钱
vanished disappeared|不见了
advert adverts advertising advertisement|广告
facade exterior|外墙
chunk chunks crashing crumbling|掉下来
drums piano violin trumpet|乐器 噪音
practise practice|练习 排练
hoards hoarding clutter junk|堆杂物
blaze flames burning burnt burned|着火
ping pong|乒乓球
badminton|羽毛球
tennis|网球
volleyball|排球
yoga|瑜伽
jogging running run|跑步
hiking walk walking|散步
mind minding babysit babysitting|看孩子
tablet ipad|玩手机
tantrum tantrums fit yells yelling shouts|发脾气
ears ear|耳朵 听力
freelance freelancer|灵活就业
paying contribute contributions premium premiums|缴费
covers|不够
hire hired|请人
facility facilities|设施
supper dine dining|吃饭
stove cooker|灶
pot pots pan|锅
rice|米
bread biscuits crackers|干粮
fruit|水果
egg eggs milk|鸡蛋 牛奶
soup|汤
diabetic|糖尿病
dizzy dizziness|头晕
heart cardiac|心脏
lung lungs asthma|肺 哮喘
kidney|肾
liver|肝
stomach belly tummy|肚子
knee knees joint joints|膝盖
hip|髋 骨折
neck shoulder|颈椎 肩膀
spine backache lumbar|腰疼
skin|皮肤
headache migraine|头疼
pain painful hurts aching ache|疼
bleeding|出血
swollen swelling|肿
infection infected pus|感染 流脓
allergy allergic|过敏
breathe breathing breath|呼吸
faint fainted collapsed unconscious|晕倒
choking choke|噎住
ambulance|急救
emergency|紧急
tetanus rabies mmr polio measles chickenpox|疫苗
scratch scratched|抓伤 狂犬疫苗
smear mammogram|两癌筛查
ultrasound|B超
xray|拍片
prescriptions refill tablets|配药
pharmacy pharmacist|药房
surgeon|手术
ward|病房
discharge discharged|出院
hospitalised hospitalized admitted|住院
bill bills invoice|费用
receipt receipts|发票
savings|存款
paycheck|工资
manager supervisor|老板
colleague colleagues coworker|同事
factory workshop|工厂
restaurant diner cafe|饭店
waiter waitress|服务员
cashier|收银
teacher|老师
office|单位
shift shifts|上班
commute|通勤
intern internship|见习
degree diploma|学历
exam exams revise|考试
maths math mathematics|数学
spelling characters pinyin|认字
class classes classroom|上课
lesson lessons|课程
pupil pupils|小学生
grade|年级
catchment|划片
dropout|辍学
belt spank spanked|打孩子
scream screams screaming|哭喊
neglected|没人管
orphan orphans|孤儿
adoption adopt adopted|领养
stepmother stepfather|后妈 后爸
boyfriend girlfriend|男朋友
fiance fiancee engaged|结婚
ex|前夫
brother brothers sister sisters siblings|兄弟姐妹
aunt uncle|亲戚
cousin|亲戚
nephew niece|侄子
twin twins|双胞胎
infants|婴儿
crib stroller pram|婴儿车
formula bottle|奶粉
breastfeeding breastfeed|喂奶
postpartum|产后
midwife|助产 产检
expecting|怀孕
abortion miscarriage|流产
homesick|孤独
miserable hopeless worthless|绝望
angry anger|发脾气
weep weeps weeping tears|哭
grieving mourning bereaved|哀伤
voices hallucinations paranoid schizophrenia|精神病 幻听
psychiatric psychiatrist|精神科
bipolar|精神障碍
overdose wrists rooftop|自杀
bet betting casino|赌博
addicted addiction|上瘾
smoker smoking cigarettes cigarette|抽烟 戒烟
overweight obese fat|减肥
vegetarian diet nutrition|饮食 营养
slap slapped punch punched strangled choked shoved|挨打 家暴
terrified frightened|害怕
threatens threaten threatened|威胁
stalk stalking stalker follows followed|跟踪
harass harassed harassment|骚扰
stole steal stealing|偷
police officer cop cops|警察
fight fighting brawl|打架
suspicious stranger strangers|可疑 陌生人
transfer transferred|转账
invest investment investing crypto|投资 骗局
prize lottery|中奖
fake counterfeit|假货
membership|会员卡 预付卡
voucher vouchers coupon|消费券
salon|美容院 理发店
faulty defective|质量问题
warranty|保修
store|商家
lease|租约
agency agent|中介
roommate flatmate|合租
mortgage|房贷
eviction|赶走
utilities|水电费
meter|表
topup|充值
pump|水泵 打气筒
brake brakes|刹车
boiler heater|热水器
aircon conditioner|空调
dryer dishwasher|家电
fan|风扇
sockets plug outlet|插座
flicker flickering flickers|灯闪
breaker fuse trips|跳闸
wire wires cable cables|电线
paint|墙面
wall walls|墙
crack cracks cracked|裂缝
collapse collapsing|倒塌
tile|瓷砖
balcony|阳台
floorboards|地板
carpet curtain curtains blinds|窗帘
shelf shelves drawer|架子
hinge handle doorknob|门把手
glass|玻璃
hang|挂
assemble|安装
tub bathtub|浴缸
hose|软管
valve|阀门
sink basin|水池
flush|冲水
overflow overflowing overflows|溢出来
stink stinks stinking stench|臭
flies|苍蝇
roach roaches bedbug bedbugs|蟑螂 臭虫
termite termites|白蚁
wasp wasps hornets bees|马蜂
ant ants|蚂蚁
snake|蛇
bird birds|鸟
rabbit hamster parrot turtle|宠物
limp limping|瘸
sneeze sneezing|打喷嚏
neuter spay|绝育
kennel|寄养
collar tag|狗牌
retriever poodle husky bulldog|狗
feral|流浪
hydrant extinguisher|灭火器
detector|烟感
corridor hallway landing stairwell lobby|楼道
basement cellar|地下室
attic|阁楼
yard courtyard compound|小区 院子
gatekeeper security|保安
camera cameras cctv|监控
fob swipe|门禁卡
committee|业委会
vote voting election|投票
meeting|开会
rules rule|规矩
fee charges|收费
accounts transparent disclose|公开
bench benches|座椅
swing swings slide|滑梯
fitness equipment|健身器材
fence railing|栏杆
lawn grass|草地
shade sunlight|挡光
roots|树根
weeds|杂草
sidewalk|人行道
puddle puddles|积水
crossing zebra crosswalk|斑马线
junction intersection|路口
speeding|超速
congestion jam|堵车
lorry|货车
rotting abandoned rusty dusty|僵尸车
spot space|车位
garage|车库
tow towed|拖车
tesla ev|新能源车 充电桩
stall stalls vendor vendors hawker|摊贩
flyer flyers leaflet stickers|小广告
graffiti|涂鸦
karaoke bass speakers disco bar|KTV 噪音
jackhammer hammering|电钻 施工
construction site|工地
shed extension annex|违建
partition subdivided|隔断
chemicals|危险品
grill barbecue bbq|烧烤
dust|灰尘
exhaust|废气
hurricane|台风
sandbag sandbags|沙袋
evacuate evacuation|避难
earthquake|地震
drown drowning|溺水
river lake pond|河
wander wandering|走失
found|捡到
wallet purse|钱包
backpack luggage|行李
citizen citizenship|户籍
spouse|配偶
surname rename|改名
notarized|公证
translate|翻译
embassy consulate|出入境
tourist tourists|旅游
guest guests visitor visitors|客人
germany german france french japan japanese korea korean russia russian american british canadian india indian|外国人
abroad overseas|国外
province hometown|外地 老家
rural village countryside|农村
migrant migrants|外来务工
minority muslim halal|少数民族 清真
mosque|清真
church temple|宗教
riders|快递员
drone|无人机
apps|手机软件
password login|密码 登录
screen|屏幕
laptop|电脑
printer|打印机
click|手机操作
website webpage|网站
signal|信号
router|路由器
channel|电视
guitar|乐器 吉他
band orchestra|乐队
brush|书法
drawing|画画
photography|摄影
baking bake cake|烘焙
pottery craft crafts handicraft|手工
tea|茶艺
knit knitting crochet|编织
theatre theater opera|看戏
museum exhibition|展览
festival lantern dumplings|节日
lunar|春节
poker|打牌
novel novels magazine newspaper|书报
hammer screwdriver wrench trolley|工具
tent|帐篷
afternoon|下午
exchange|交换
belongings|东西
gift gifts|送人
needy|困难
starving starve|没饭吃
coats jacket|棉衣
freezing|冻
stranded|困在
jobless|失业
braille|盲文
amputated amputation|截肢
prosthetic prosthesis|假肢
cane|拐杖
ramp|坡道
accessible|无障碍
therapy|康复 治疗
stutter speech|语言训练
waitlist queue|排队
bedpan|导尿管
tube|管子
feed feeding spoon|喂饭
dress dressed|穿衣
toileting incontinent|大小便失禁
companion|陪伴
supervise|看管
frail weak|体弱
eighty eighties nineties|高龄 老人
pensioner pensioners folks|老人
centenarian|百岁老人
hospice palliative dying|临终
cremate cremated urn|火化 骨灰
scatter|撒海
coffin|殡葬
ancestors|祭祖
trim shave|剃头
iron ironing|熨衣
duvet|被子洗涤
dryclean|干洗
ayi|阿姨 保姆
trustworthy reliable|靠谱
windows|擦窗
movers|搬家
heavy|搬不动
carry carrying|搬
restroom washroom|公厕
nappy nappies|尿不湿
atm withdraw passbook|取钱
coins banknotes|零钱
cool cooling|凉快
thirsty drink|喝水
sit seat|坐坐
idea proposal propose|建议
praise compliment grateful|表扬
rude impolite|态度差
ignored ignore|没人理
number|联系电话
opening|办公时间
`;

const words = new Map<string, string>();
for (const line of table.trim().split('\n')) {
	const [said = '', meant = ''] = line.split('|');
	for (const word of said.split(' ')) words.set(word, words.has(word) ? `${words.get(word)} ${meant}` : meant);
}

let known: Set<string> | undefined;

/** The Chinese words that an English sentence stands for, followed by its own stems, which the need terms know too; null where it is not English. */
export function fromEnglish(text: string): string | null {
	if (/\p{Script=Han}/u.test(text)) return null;
	const said = text.toLowerCase().match(/[a-z]+/g) ?? [];
	const meant = said.flatMap((word) => words.get(word) ?? words.get(word.replace(/(?:s|ed|ing)$/, '')) ?? []);
	const stems = stemsOf(text).filter((stem) => (known ??= new Set([...cues.values()].flat())).has(stem));
	return meant.length + stems.length ? [...meant, ...stems].join(' ') : null;
}
