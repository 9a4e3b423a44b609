import { family } from '../term.ts';

/** Disability: certificates, money, aids, rehabilitation, access. */
export const disabled = family({
	code: 'disabled', zh: '助残服务', en: 'Disability', category: 'disabled', groups: ['disabled'],
	leaves: {
		card: {
			zh: '残疾人证', en: 'Disability card', def: '残疾评定、残疾人证的申领换证。',
			says: '残疾证咋办|腿残了怎么评级|聋了能不能办证|证到期换|眼睛看不见评残|精神病能办残疾证吗|孩子自闭症评残|残联办证要什么材料|没了两根手指算不算残疾',
			offers: '残疾人证|残疾证|残疾评定|残疾等级|评残|残疾人证办理', type: 'enquiry', category: 'cert'
		},
		subsidy: {
			zh: '残疾人两项补贴', en: 'Disability subsidies', def: '困难残疾人生活补贴、重度残疾人护理补贴。',
			says: '残疾人每月有多少钱|重残护理费怎么领|残疾补助停发了|一级残疾有啥补贴|残疾人的钱没打|瘫痪有没有国家补贴',
			offers: '残疾人两项补贴|生活补贴|护理补贴|重度残疾人|残疾人补贴', type: 'enquiry', category: 'assistance'
		},
		aids: {
			zh: '辅助器具适配', en: 'Assistive devices', def: '假肢、助听器、轮椅、盲杖等适配和补助。',
			says: '假肢坏了|助听器太贵能补吗|耳背想配助听器|申请个电动轮椅|盲杖|残疾人轮椅免费发吗|矫形鞋',
			offers: '辅助器具|辅具适配|假肢|助听器|轮椅适配|盲杖|矫形器|辅具服务', related: ['elder.equipment']
		},
		access: {
			zh: '无障碍改造', en: 'Barrier-free access', def: '坡道、无障碍通道和残疾人家庭改造。',
			says: '轮椅上不去楼门口没坡道|坡道太陡推不上|盲道被占了|门口台阶轮椅过不去|坡道扶手断了|残疾人家里卫生间改造|电梯按钮够不着',
			offers: '无障碍|坡道|无障碍改造|盲道|无障碍设施|家庭无障碍', related: ['elder.adapt']
		},
		rehab: {
			zh: '残疾人康复', en: 'Rehabilitation', def: '肢体、听力、精神等残疾人的康复训练。',
			says: '中风后手抬不起来想锻炼|偏瘫康复哪里做|车祸后走路不稳要训练|康复训练太贵|脑梗后说话不利索|截瘫恢复',
			offers: '康复训练|康复站|社区康复|理疗康复|康复治疗|肢体康复|康复指导', groups: ['disabled', 'patient'], related: ['health.rehab']
		},
		childRehab: {
			zh: '特殊儿童康复', en: 'Rehabilitation for children', def: '自闭症、脑瘫、听障、发育迟缓儿童的康复救助。',
			says: '孩子三岁还不说话|自闭症娃去哪训练|脑瘫孩子康复补贴|娃发育慢|孩子不跟人对视叫他没反应|听不见的孩子装耳蜗|多动症训练|星星的孩子',
			offers: '儿童康复|康复救助|孤独症|自闭症|感统训练|语言训练|脑瘫|发育迟缓|人工耳蜗|特殊儿童', groups: ['disabled', 'child']
		},
		dayCentre: {
			zh: '残疾人日间照料与托养', en: 'Day centre for disabled adults', def: '智力、精神、重度残疾人的托养和辅助性就业。',
			says: '智障儿子白天没地方去|我们老了残疾孩子咋办|脑子不好的孩子成年了没人收|白天给他找点事做|残疾人托养|傻儿子托管',
			offers: '阳光家园|托养|温馨家园|日间照料|庇护性就业|辅助性就业|残疾人之家|智力残疾'
		},
		job: {
			zh: '残疾人就业', en: 'Jobs for disabled people', def: '残疾人求职、培训与创业扶持。',
			says: '残疾人能干什么活|腿脚不好想找个坐着的活|聋哑人找工作|盲人按摩培训|残疾人居家就业',
			offers: '残疾人就业|按比例就业|盲人按摩|残疾人培训|居家就业|助残就业', category: 'job', related: ['job.seek']
		},
		sign: {
			zh: '手语与沟通协助', en: 'Sign language and communication', def: '手语翻译、视障阅读、沟通辅助。',
			says: '聋哑人办事没人懂手语|听不见怎么跟医生说|要个手语翻译|盲人看不了字想听书|看不见没人念信',
			offers: '手语|手语翻译|盲文|听书|视障阅览|无障碍沟通|导盲|字幕速录'
		}
	}
});

/** Children and young people, day by day. */
export const child = family({
	code: 'child', zh: '儿童青少年', en: 'Children and youth', category: 'child', groups: ['child'],
	leaves: {
		afterSchool: {
			zh: '课后托管', en: 'After-school care', def: '放学后到家长下班之间的看护。',
			says: '孩子放学没人接|四点半放学我下不了班|小孩放学没处去|放学到家没大人|娃放了学在街上晃|谁帮忙看俩小时孩子|接娃赶不上|钥匙娃',
			offers: '课后托管|四点半课堂|放学后|课后服务|晚托|校外托管|三点半|托管班|接送托管', related: ['child.homework', 'child.holiday']
		},
		holiday: {
			zh: '寒暑假托管', en: 'Holiday care', def: '寒假暑假的托管班、夏令营。',
			says: '暑假孩子没人带|放假了娃一个人在家|寒假孩子整天看电视|两口子上班暑假咋整|放假孩子没地方去|夏令营便宜点的',
			offers: '暑托班|寒托班|暑期托管|夏令营|冬令营|爱心暑托|假期托管|假日学校', related: ['child.afterSchool']
		},
		toddler: {
			zh: '婴幼儿托育', en: 'Nurseries', def: '三岁以下婴幼儿的全日、半日、计时照护。',
			says: '一岁多没人带|产假完了孩子谁看|不到三岁哪里收|幼儿园不收太小了|婆婆不给带孩子|半天托|临时放几小时宝宝|奶娃没人看要上班',
			offers: '托育|托班|婴幼儿照护|普惠托育|计时托|半日托|托儿所|0-3岁|早教', related: ['child.parenting']
		},
		homework: {
			zh: '作业辅导', en: 'Homework help', def: '大学生志愿者等辅导功课。',
			says: '孩子作业我不会教|功课没人辅导|我没文化教不了娃|数学跟不上|补课太贵|写作业磨蹭|英语差找人帮帮|大学生辅导',
			offers: '作业辅导|学业辅导|功课辅导|课业辅导|志愿家教|助学辅导', related: ['child.afterSchool']
		},
		parenting: {
			zh: '家庭教育指导', en: 'Parenting advice', def: '家长学校、亲子沟通指导。',
			says: '孩子不听话|青春期跟我对着干|管不了孩子天天吵|儿子玩手机没完|说两句就摔门|不知道怎么教育孩子|隔代带娃有矛盾|孩子厌学不想上学|老打游戏|二胎老大吃醋',
			offers: '家庭教育|家长学校|亲子沟通|育儿指导|家长课堂|亲职教育|隔代教育|育儿讲座', related: ['mental.child']
		},
		play: {
			zh: '亲子活动与儿童之家', en: 'Family activities', def: '儿童之家、亲子活动、游乐场地。',
			says: '周末带孩子去哪玩|小孩没地方玩|娃一个人在家没伴|亲子活动|小区没有儿童乐园|滑梯坏了|绘本故事会|小朋友聚一起玩',
			offers: '儿童之家|亲子活动|儿童乐园|妇女儿童之家|亲子阅读|儿童活动|绘本|儿童友好|玩具'
		},
		care: {
			zh: '困境儿童关爱', en: 'Children in hardship', def: '留守、困境、事实无人抚养儿童的关爱保障。',
			says: '孩子爸妈都不管|爷爷奶奶带的留守娃|孤儿补助|爸爸坐牢妈妈跑了|没爹没妈的孩子|孙子没人养活|小孩没户口没人管|事实孤儿',
			offers: '困境儿童|留守儿童|孤儿|事实无人抚养|儿童主任|儿童福利|关爱未成年人|基本生活保障', groups: ['child', 'lowIncome'], category: 'assistance'
		},
		protect: {
			zh: '未成年人保护', en: 'Child protection', def: '虐待、欺凌、侵害未成年人的举报和救助。',
			says: '隔壁天天打孩子|孩子在学校被欺负|继父打娃|小姑娘被人摸了|听见小孩惨叫|校园霸凌|孩子身上都是伤|有人虐待小孩',
			offers: '未成年人保护|未保|强制报告|校园欺凌|护苗|未成年人救助|儿童侵害', urgency: 'urgent', type: 'tipoff', category: 'safety', related: ['legal.violence']
		},
		youth: {
			zh: '青少年服务', en: 'Young people', def: '青少年社会实践、青春期、闲散青少年帮扶。',
			says: '孩子辍学在家|中学生社会实践盖章|学生寒假实践去哪|不上学整天混社会|半大小子跟人学坏|青少年活动|学生志愿服务时长',
			offers: '青少年|社会实践|青年之家|青少年事务|少年宫|实践基地|青春期教育', groups: ['youth']
		}
	}
});

/** Schooling and lifelong learning. */
export const education = family({
	code: 'education', zh: '教育就学', en: 'Education', category: 'education', type: 'enquiry',
	leaves: {
		enrol: {
			zh: '入学入园', en: 'School enrolment', def: '幼儿园、小学、初中的划片、报名、转学。',
			says: '孩子上学划哪个学校|外地户口能在这上小学吗|幼儿园报不上名|幼升小材料|转学怎么转|学区|没房子孩子能上学不|随迁子女读书|上幼儿园要什么手续',
			offers: '入学|入园|招生|划片|转学|学籍|义务教育|随迁子女|幼升小|小升初|学区', groups: ['child', 'newcomer']
		},
		aid: {
			zh: '助学救助', en: 'Help with school costs', def: '困难学生助学金、助学贷款、奖学。',
			says: '考上大学没钱交学费|家里穷供不起孩子念书|助学贷款|学费凑不齐|贫困生补助|孩子要辍学了没钱|大学生困难补助',
			offers: '助学|助学金|助学贷款|教育救助|金秋助学|贫困学生|学费资助|奖学金', groups: ['youth', 'lowIncome'], category: 'assistance', type: 'help', related: ['aid.charity']
		},
		adult: {
			zh: '成人学习', en: 'Adult education', def: '学历提升、夜校、扫盲、普通话。',
			says: '初中毕业想拿个文凭|不识字想学认字|晚上有没有课上|想考大专|普通话说不好|自考|夜校|学英语',
			offers: '学历提升|夜校|成人教育|开放大学|普通话培训|扫盲|继续教育|市民学校|社区学校', related: ['culture.course', 'job.training']
		}
	}
});

/** Veterans, servicemen's families, enlistment. */
export const veteran = family({
	code: 'veteran', zh: '退役军人', en: 'Veterans', category: 'veteran', groups: ['veteran'], type: 'enquiry',
	leaves: {
		card: {
			zh: '退役军人优待证', en: 'Veteran card', def: '优待证、信息采集、光荣牌。',
			says: '当过兵有什么证|老兵证怎么申请|光荣之家牌子没给我挂|退伍证丢了|复员军人登记|转业军人报到|牌牌掉了想换',
			offers: '优待证|退役军人|光荣牌|光荣之家|信息采集|退役军人服务站|建档立卡'
		},
		aid: {
			zh: '优抚帮扶', en: 'Support for veterans', def: '抚恤补助、困难退役军人帮扶、烈属慰问。',
			says: '老兵看病困难|当过兵打过仗有没有补助|烈士家属补贴|伤残军人抚恤金|参战老兵的钱|爷爷是抗美援朝的|退伍老兵生活困难',
			offers: '优抚|抚恤|伤残军人|烈属|军属|帮扶援助|双拥|关爱老兵|抚恤金|优抚对象', category: 'assistance'
		},
		job: {
			zh: '退役军人就业创业', en: 'Jobs for veterans', def: '退役士兵安置、培训、创业。',
			says: '退伍了找不到工作|刚退役回来干点啥|部队回来想学技术|退役士兵安置|自主就业金',
			offers: '退役军人就业|退役士兵|军创|安置|适应性培训|退役军人招聘', category: 'job', related: ['job.seek', 'job.training']
		},
		enlist: {
			zh: '征兵报名', en: 'Enlistment', def: '应征登记、兵役登记、双拥优待。',
			says: '孩子想当兵|怎么报名参军|兵役登记|大学生入伍有啥好处|满十八要登记吗|儿子要去部队',
			offers: '征兵|应征|兵役登记|入伍|参军|征兵报名|武装部', groups: ['youth']
		}
	}
});

/** People new to the city and people of new trades. */
export const newcomer = family({
	code: 'newcomer', zh: '新市民与新就业群体', en: 'Newcomers and gig workers', category: 'convenience', groups: ['newcomer', 'gigWorker'],
	leaves: {
		station: {
			zh: '骑手驿站', en: 'Rest stop for couriers', def: '外卖员、快递员、环卫工歇脚、喝水、充电、热饭。',
			says: '送外卖的有没有地方歇歇|跑单喝口热水|快递员中午没处吃饭休息|环卫工歇脚|冬天送餐冻得慌找地方暖和|热个饭充个电|骑手上厕所|送快递进不了小区',
			offers: '骑手驿站|户外劳动者|劳动者港湾|爱心驿站|暖蜂|歇脚|司机之家|小哥驿站|新就业群体|工会驿站', groups: ['gigWorker']
		},
		settle: {
			zh: '新市民融入', en: 'Settling in', def: '外来人员刚到时的住、学、办、融入服务。',
			says: '刚来这个城市啥也不懂|外地来打工的有什么服务|人生地不熟|刚搬来谁都不认识|农民工有没有人管|老乡会',
			offers: '新市民|外来务工|流动人口|融入|来穗|农民工服务|异乡人|新居民', groups: ['newcomer']
		},
		foreign: {
			zh: '涉外与少数民族服务', en: 'Foreign and ethnic-minority residents', def: '外国居民登记、双语协助、少数民族服务。',
			says: '外国人住下来要登记吗|老外办事听不懂中文|老公是外国人|少数民族有照顾吗|清真饭|会说英语的',
			offers: '外籍居民|涉外|境外人员|住宿登记|双语|少数民族|民族团结|清真', groups: ['newcomer'], type: 'enquiry'
		}
	}
});
