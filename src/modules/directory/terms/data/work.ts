import { family } from '../term.ts';

/** Work: finding it, learning for it, losing it. */
export const job = family({
	code: 'job', zh: '就业创业', en: 'Work', category: 'job', groups: ['unemployed'],
	leaves: {
		seek: {
			zh: '求职招聘', en: 'Finding a job', def: '岗位推荐、招聘会、职业介绍。',
			says: '下岗了想找个活|四十多岁没人要|哪招人|想找份离家近的工作|失业在家半年了|招聘会什么时候|有没有适合带孩子妈妈的活|厂子倒了没工作|想上班没门路|保安保洁招不招|年纪大还能干啥',
			offers: '招聘|求职|岗位|职业介绍|招聘会|就业服务|用工|就业推荐|职位|就业援助|人力资源', related: ['job.publicPost', 'job.flexible']
		},
		publicPost: {
			zh: '公益性岗位', en: 'Public-welfare posts', def: '政府补贴、安置就业困难人员的岗位。',
			says: '公益岗怎么进|社区有没有给困难户的活|大龄失业安排工作|离退休还差几年没人要|社区招协管|看看有没有公家的活',
			offers: '公益性岗位|公益岗|就业困难人员|岗位安置|零就业家庭|协管员|托底安置', groups: ['unemployed', 'lowIncome'], related: ['job.seek']
		},
		training: {
			zh: '技能培训', en: 'Skills training', def: '免费或补贴的职业技能培训。',
			says: '想学门手艺|免费培训有哪些|学电工证|想考月嫂证|没技术找不到活|学做面点|学开叉车|学美容|培训还给补贴吗',
			offers: '技能培训|职业培训|免费培训|培训班|技能提升|育婴员|养老护理员|电工|面点|培训补贴|证书', related: ['job.seek']
		},
		startup: {
			zh: '创业扶持', en: 'Starting a business', def: '创业担保贷款、场地、指导、补贴。',
			says: '想开个小店没本钱|摆摊去哪申请|贷款做点小生意|开店有没有补贴|创业去哪问|自己干想找人指点|租个便宜铺面',
			offers: '创业|创业担保贷款|创业指导|孵化|小额贷款|创业补贴|创业服务'
		},
		flexible: {
			zh: '零工灵活就业', en: 'Casual work', def: '零工市场、日结、居家手工。',
			says: '想打零工|日结的活|在家做点手工挣钱|干一天算一天的|小时工谁要|兼职|带孩子空闲时候想挣点|临时工',
			offers: '零工|零工市场|灵活就业|日结|手工活|来料加工|兼职|钟点工岗位|零工驿站', related: ['job.seek']
		},
		unemployed: {
			zh: '失业登记与失业金', en: 'Unemployment benefit', def: '失业登记、失业保险金、就业困难认定。',
			says: '被裁了能领钱吗|失业金怎么领|失业补助|辞退了去哪登记|失业证|领失业金期间医保|就业困难怎么认定',
			offers: '失业登记|失业保险金|失业金|就业失业登记|就业困难认定|失业补助金', category: 'social', type: 'enquiry', related: ['job.seek']
		},
		youth: {
			zh: '青年就业见习', en: 'Young people’s first job', def: '高校毕业生就业、见习、档案。',
			says: '孩子毕业在家待着|大学生找不到工作|实习单位|毕业了档案放哪|考公落榜在家啃老|应届生',
			offers: '高校毕业生|见习|就业见习|青年就业|毕业生档案|应届|档案托管|三支一扶', groups: ['youth'], related: ['job.seek']
		}
	}
});

/** Social insurance and medical insurance. */
export const social = family({
	code: 'social', zh: '社保医保', en: 'Social insurance', category: 'social', type: 'enquiry',
	leaves: {
		pension: {
			zh: '养老保险', en: 'Pension insurance', def: '职工、居民养老保险的缴费、转移、补缴。',
			says: '社保断了几年能补吗|没单位自己怎么交养老|交够十五年|城乡居民养老一年交多少|老家的社保转过来|个人交社保|养老保险交哪档',
			offers: '养老保险|居民养老|社保缴费|社保转移|补缴|灵活就业参保|参保登记|城乡居民养老', related: ['social.retire']
		},
		retire: {
			zh: '退休办理', en: 'Retiring', def: '退休申请、退休年龄、养老金待遇核算。',
			says: '到年龄了怎么办退休|退休能拿多少|延迟退休我几岁退|养老金涨了没有|退休工资少发了|五十岁能退吗|退休手续',
			offers: '退休|退休申请|养老金|待遇核定|退休人员社会化|退休审批|企业退休'
		},
		alive: {
			zh: '养老金资格认证', en: 'Pension life check', def: '领取待遇资格认证，刷脸或上门。',
			says: '每年要刷脸领养老金|认证过不去|人脸认证老是失败|不认证工资停了|证明我还活着|瘫床上怎么认证|养老金停发',
			offers: '资格认证|待遇领取资格|生存认证|人脸识别认证|上门认证', groups: ['elder'], related: ['digital.phone']
		},
		medicare: {
			zh: '医保参保', en: 'Medical insurance', def: '居民医保缴费、新生儿参保、断缴、门慢门特。',
			says: '医保在哪交钱|孩子刚生怎么上医保|医保断了|居民医疗保险一年多少|大学生医保|慢病门诊怎么申请医保|合作医疗|惠民保',
			offers: '医保参保|居民医保|医疗保险|医保缴费|新生儿参保|门诊慢特病|城乡居民医疗|惠民保'
		},
		claim: {
			zh: '医保报销', en: 'Medical claims', def: '手工报销、异地就医备案、共济。',
			says: '住院费怎么报|外地看病能报销吗|异地备案|发票拿回来报|医药费报多少|医保卡给家里人用|看病垫的钱|大病报销',
			offers: '医保报销|异地就医|备案|手工报销|零星报销|家庭共济|大病保险|医药费', related: ['aid.medical']
		},
		card: {
			zh: '社保卡', en: 'Social security card', def: '社保卡申领、补换、激活、改密码。',
			says: '社保卡丢了|医保卡刷不出来|卡密码忘了|换第三代卡|孩子办社保卡|卡坏了消磁',
			offers: '社保卡|社会保障卡|补换卡|激活|制卡|电子社保卡', category: 'cert'
		},
		maternity: {
			zh: '生育保险', en: 'Maternity benefit', def: '生育津贴、产检报销、育儿补贴。',
			says: '生孩子能报多少|产假工资谁发|生育津贴怎么领|生二胎三胎有钱吗|育儿补贴|没工作生孩子报销',
			offers: '生育保险|生育津贴|育儿补贴|生育医疗费|产假|生育待遇', groups: ['pregnant', 'woman'], related: ['cert.birthReg']
		},
		injury: {
			zh: '工伤', en: 'Injury at work', def: '工伤认定、劳动能力鉴定、待遇。',
			says: '上班路上撞了算不算工伤|干活手压断了|工伤怎么认|工地摔下来|劳动能力鉴定|职业病',
			offers: '工伤|工伤认定|劳动能力鉴定|工伤保险|职业病', related: ['legal.labour']
		},
		fund: {
			zh: '公积金', en: 'Housing fund', def: '住房公积金提取、贷款、转移。',
			says: '公积金怎么取|租房提公积金|离职公积金|公积金贷款|装修能用公积金吗',
			offers: '公积金|住房公积金|公积金提取|公积金贷款', category: 'housing'
		}
	}
});

/** Money and things for people in hardship. */
export const aid = family({
	code: 'aid', zh: '社会救助', en: 'Assistance', category: 'assistance', groups: ['lowIncome'],
	leaves: {
		dibao: {
			zh: '低保与低收入', en: 'Minimum living allowance', def: '低保、低保边缘、低收入家庭的认定。',
			says: '家里穷得揭不开锅|吃低保怎么申请|没收入日子过不下去|一家人就靠我一个|低保被停了|困难户|每月几百块不够活|没工作没钱还有病人',
			offers: '低保|最低生活保障|低收入|低保边缘|困难家庭|社会救助|救助申请|低保申请', related: ['aid.temporary']
		},
		tekun: {
			zh: '特困供养', en: 'People in extreme hardship', def: '无劳动能力、无收入、无赡养人的供养。',
			says: '无儿无女没收入的老人|五保户|孤寡老人没人养|光棍一辈子老了没人管',
			offers: '特困|特困供养|五保|集中供养|分散供养|特困人员', groups: ['lowIncome', 'elder']
		},
		temporary: {
			zh: '临时救助', en: 'Emergency grants', def: '突发变故造成的一时困难，急难救助。',
			says: '家里突然出事急用钱|着火烧光了|钱被骗光没饭吃|一下子失业断了粮|顶梁柱倒了|急等钱救命|身无分文',
			offers: '临时救助|急难救助|救急难|应急救助|突发困难', urgency: 'urgent', related: ['aid.dibao', 'aid.charity']
		},
		medical: {
			zh: '医疗救助', en: 'Help with medical bills', def: '大病、低收入者的医疗费救助。',
			says: '得了癌看不起病|医药费欠了十几万|透析没钱|大病能不能救助|白血病孩子筹钱|治病把房子都卖了|报销完还差好多',
			offers: '医疗救助|大病救助|重特大疾病|医疗互助|因病致贫|大病求助', groups: ['lowIncome', 'patient'], related: ['social.claim', 'aid.charity']
		},
		charity: {
			zh: '慈善帮扶', en: 'Charity', def: '慈善资金、微心愿、爱心物资。',
			says: '有没有好心人帮帮|想要个旧轮椅旧电视|过年没钱买年货|孩子想要个书包|爱心捐助|微心愿|慈善会能帮不',
			offers: '慈善|微心愿|爱心物资|帮扶|送温暖|慰问|爱心基金|结对帮扶|慈善超市'
		},
		goods: {
			zh: '衣食物资', en: 'Food and clothes', def: '慈善超市、食物、衣被的发放。',
			says: '没棉衣过冬|没米下锅|领点米油|旧衣服给点穿|被褥单薄|奶粉买不起|免费领吃的',
			offers: '慈善超市|爱心超市|食物银行|衣物发放|爱心衣橱|米面油|物资发放|共享冰箱|临期食品'
		},
		homeless: {
			zh: '流浪乞讨救助', en: 'People sleeping rough', def: '流浪、走失、露宿人员的救助。',
			says: '桥下睡着个流浪汉|要饭的|没地方住睡马路|身份证钱包都丢了回不了家|天冷露宿的人|有个老头在楼道里过夜',
			offers: '流浪乞讨|救助站|临时住宿|返乡|露宿|救助管理|寒冬送暖', urgency: 'urgent'
		},
		discount: {
			zh: '水电气减免', en: 'Discounts for hardship', def: '困难家庭水、电、气、有线电视、物业费减免。',
			says: '低保户电费减免|水费有没有优惠|困难家庭燃气费|有线电视费免吗|穷人取暖补贴',
			offers: '费用减免|水电减免|优惠电价|电费补贴|取暖补贴|减免政策'
		}
	}
});
