/**
 * English needs, read through Chinese: each content word stands for everyday words that the need terms know. It serves
 * plain sentences ("my mother cannot cook"), not literature; words that carry no need are dropped.
 */

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
mother mom mum father dad parents|老人
lonely alone company|一个人 孤独
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
holiday vacation summer|暑假托管
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
elevator lift|电梯
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
cat cats kitten stray|猫 流浪猫
pet pets vet|宠物
fire|消防
scam scammed fraud cheated|诈骗 被骗
thief stolen theft burglar robbed|小偷 被盗
missing wandered|走失
flood flooded typhoon storm|防汛 台风 积水
lawyer legal lawsuit sue court|律师 法律咨询
divorce custody marriage|离婚 婚姻
married wedding register|结婚登记
violence beats hits abuse abused husband|家暴
inheritance will heir testament|遗嘱 继承
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
dating single|相亲
veteran army soldier|退役军人
foreigner foreign translation interpreter|外国人 涉外
party member|党员
suggestion suggest|建议
`;

const words = new Map<string, string>();
for (const line of table.trim().split('\n')) {
	const [said = '', meant = ''] = line.split('|');
	for (const word of said.split(' ')) words.set(word, words.has(word) ? `${words.get(word)} ${meant}` : meant);
}

/** The Chinese words that an English sentence stands for, or null where it is not English. */
export function fromEnglish(text: string): string | null {
	if (/\p{Script=Han}/u.test(text)) return null;
	const said = text.toLowerCase().match(/[a-z]+/g) ?? [];
	const meant = said.flatMap((word) => words.get(word) ?? words.get(word.replace(/(?:s|ed|ing)$/, '')) ?? []);
	return meant.length ? meant.join(' ') : null;
}
