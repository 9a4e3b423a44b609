import { family } from '../term.ts';

/** Body: clinics, nursing, prevention, medicines. */
export const health = family({
	code: 'health', zh: '医疗卫生', en: 'Health', category: 'health',
	leaves: {
		clinic: {
			zh: '社区门诊', en: 'Community clinic', def: '常见病看诊、开药、输液。',
			says: '头疼脑热去哪看|发烧了附近有医生吗|拉肚子|感冒打针|不想跑大医院|嗓子疼咳嗽|身上起疹子|小病在哪看|肚子疼|关门了没有晚上看病',
			offers: '社区卫生服务|门诊|全科|诊疗|卫生服务站|常见病|输液|看诊|社区医院|发热', groups: []
		},
		familyDoctor: {
			zh: '家庭医生签约', en: 'Family doctor', def: '签约家庭医生，固定医生管健康。',
			says: '想有个固定的大夫|签家庭医生有啥好处|谁能定期给我看看身体|家庭大夫怎么签|有个能打电话问的医生',
			offers: '家庭医生|签约服务|家庭医生签约|签约居民|健康管理', related: ['health.chronic']
		},
		vaccine: {
			zh: '预防接种', en: 'Vaccination', def: '儿童疫苗、流感、肺炎、狂犬疫苗。',
			says: '娃打预防针|宝宝疫苗漏打了|老人打流感针|被狗咬了打针|猫抓了一下|接种本丢了|肺炎疫苗哪里打|HPV',
			offers: '预防接种|疫苗|接种门诊|计划免疫|狂犬疫苗|流感疫苗|打疫苗|HPV疫苗', related: ['health.childHealth']
		},
		chronic: {
			zh: '慢病管理', en: 'Long-term conditions', def: '高血压、糖尿病等的监测、用药、随访。',
			says: '血压老是高|血糖降不下来|糖尿病该怎么吃|量个血压|头晕是不是血压高|三高|天天吃药没人管|痛风|慢性病',
			offers: '慢病管理|高血压|糖尿病|慢性病|血压监测|血糖|随访|健康小屋|三高', related: ['health.familyDoctor', 'health.nutrition']
		},
		homeNursing: {
			zh: '上门护理', en: 'Nursing at home', def: '护士上门换药、导尿、打针、压疮护理。',
			says: '卧床老人插尿管要换|褥疮烂了没人会弄|护士能来家里打针吗|胃管换一次太折腾|伤口换药走不动|抽血上门|PICC|出院后在家换药',
			offers: '上门护理|护士上门|互联网+护理|换药|导尿|压疮|居家护理|鼻饲|造口|网约护士', groups: ['patient', 'elder'], related: ['health.homeBed']
		},
		homeBed: {
			zh: '家庭病床', en: 'Hospital bed at home', def: '医生定期上门、按住院管理的家庭病床。',
			says: '老人住不进医院想在家挂水|医生能上门看病吗|起不来床请大夫来家|在家躺着能建病床吗|出诊',
			offers: '家庭病床|巡诊|上门诊疗|医生上门|出诊|建床|上门巡诊', groups: ['patient', 'elder'], related: ['health.homeNursing']
		},
		checkup: {
			zh: '体检筛查', en: 'Check-ups', def: '老年人免费体检、两癌筛查、职工体检。',
			says: '老人免费体检什么时候|想查查身体|妇女查病|免费查癌|体检报告看不懂|抽血化验空腹去哪|查骨密度',
			offers: '体检|健康检查|两癌筛查|癌症筛查|骨密度|健康筛查|免费体检|筛查'
		},
		prenatal: {
			zh: '孕产保健', en: 'Pregnancy care', def: '孕期建册、产检、产后访视、叶酸。',
			says: '怀孕了要办什么|大肚子在哪建档|领叶酸|产后医生来家看吗|备孕|奶水不够|生完孩子涨奶|坐月子伤口疼|孕妇课',
			offers: '孕产|建册|母子健康手册|产检|产后访视|叶酸|孕妇学校|妇幼保健|母乳喂养|孕期|围产', groups: ['pregnant', 'woman']
		},
		childHealth: {
			zh: '儿童保健', en: 'Child health', def: '婴幼儿体检、发育评估、入园体检。',
			says: '宝宝不长个|量身高体重|满月体检|入园体检在哪做|黄疸|孩子不吃饭太瘦|宝宝缺钙|孩子近视',
			offers: '儿童保健|儿保|新生儿访视|生长发育|入园体检|近视防控|婴幼儿体检', groups: ['child']
		},
		tcm: {
			zh: '中医理疗', en: 'Chinese medicine', def: '针灸、推拿、艾灸、拔罐、三伏贴。',
			says: '腰疼想扎针|脖子僵按一按|落枕|想拔个罐|贴三伏贴|肩周炎胳膊抬不起|颈椎病|腰腿疼理疗|艾灸|看中医开汤药',
			offers: '中医|针灸|推拿|艾灸|拔罐|理疗|三伏贴|按摩|中医馆|正骨|颈肩腰腿痛'
		},
		rehab: {
			zh: '康复医疗', en: 'Medical rehabilitation', def: '术后、中风后的康复治疗。',
			says: '手术后腿弯不了|骨折拆石膏后动不了|中风后恢复锻炼|换了膝盖要练走路|脑梗出院恢复',
			offers: '康复医学|康复科|术后康复|功能训练|运动康复|言语治疗|脑卒中', groups: ['patient'], related: ['disabled.rehab']
		},
		dental: {
			zh: '口腔', en: 'Teeth', def: '补牙、镶牙、洁牙、儿童窝沟封闭。',
			says: '牙疼|掉了几颗牙吃不了东西|补牙|镶假牙|孩子长虫牙|洗牙|牙齿松了',
			offers: '口腔|牙科|义齿|窝沟封闭|洁牙|口腔检查|护牙|镶牙'
		},
		eyeEar: {
			zh: '视力听力', en: 'Eyes and ears', def: '配镜、白内障筛查、听力检查。',
			says: '眼睛花看不清|白内障|耳朵背听不见|配老花镜|眼前有黑影|测听力',
			offers: '眼科|白内障|验光|配镜|老花镜|听力检测|视力筛查|眼健康', related: ['disabled.aids']
		},
		booking: {
			zh: '预约挂号转诊', en: 'Appointments and referral', def: '代预约大医院号源、双向转诊。',
			says: '大医院挂不上号|专家号抢不到|不会网上挂号|能帮我约个号吗|转院|转诊单|市里医院怎么预约',
			offers: '预约挂号|转诊|双向转诊|号源|绿色通道|专家号|代预约', related: ['digital.phone', 'elder.escort']
		},
		prescription: {
			zh: '配药取药', en: 'Getting medicines', def: '长处方、代取药、药品配送、用药咨询。',
			says: '药吃完了走不动去拿|降压药没了|一次能多开点药吗|附近药店买不到|替老人拿药|几种药能一起吃吗|药怎么吃记不清',
			offers: '长处方|配药|取药|送药上门|药房|药师|用药指导|合理用药|药品配送'
		},
		oldMedicine: {
			zh: '过期药品回收', en: 'Old medicines', def: '家庭过期药、水银体温计回收。',
			says: '家里一堆过期药怎么扔|旧药丢哪|体温计打碎了水银|药过期了|不吃的药能收吗',
			offers: '过期药品回收|药品回收|废旧药品|水银体温计|家庭小药箱|有害垃圾'
		},
		firstAid: {
			zh: '急救培训与设备', en: 'First aid', def: '心肺复苏培训、AED、急救常识。',
			says: '想学急救|AED在哪里|人晕倒了怎么救|噎住了怎么办|心肺复苏|家里老人突然倒地不会救|救命的机器在哪',
			offers: '急救|心肺复苏|AED|除颤仪|救护员|红十字|海姆立克|应急救护', category: 'safety'
		},
		blood: {
			zh: '献血与器官捐献', en: 'Blood and organ donation', def: '无偿献血、造血干细胞、器官遗体捐献登记。',
			says: '想献血去哪|身后捐器官|遗体捐给国家|献血车|献过血用血报销|死后想把眼角膜捐了',
			offers: '献血|无偿献血|器官捐献|遗体捐献|造血干细胞|献血屋', category: 'volunteer', type: 'enquiry'
		},
		nutrition: {
			zh: '营养与戒烟', en: 'Diet, weight and smoking', def: '营养指导、减重、戒烟戒酒门诊。',
			says: '太胖想减肥|戒烟戒不掉|不知道该忌口啥|血脂高吃什么|老伴烟瘾大|体重超标|吃得太咸',
			offers: '营养|膳食指导|减重|控烟|戒烟|体重管理|健康饮食|食谱'
		},
		lecture: {
			zh: '健康讲座义诊', en: 'Health talks and free clinics', def: '健康科普讲座、专家义诊。',
			says: '有没有专家来坐诊不要钱的|听听养生|免费看病的活动|义诊什么时候|健康知识讲座|量血压的活动',
			offers: '义诊|健康讲座|健康教育|科普|专家坐诊|健康宣教|健康大讲堂', related: ['culture.lecture']
		}
	}
});

/** Mind: talking, crisis, severe illness, grief, addiction. */
export const mental = family({
	code: 'mental', zh: '心理健康', en: 'Mental health', category: 'mental',
	leaves: {
		talk: {
			zh: '心理咨询', en: 'Counselling', def: '情绪低落、焦虑、失眠等的倾听与咨询。',
			says: '心里堵得慌|睡不着觉整夜想事|老想哭|压力大喘不过气|最近特别烦躁|没意思活着没劲|想找人聊聊心事|焦虑|抑郁|没有人理解我|什么都提不起劲|心慌害怕',
			offers: '心理咨询|心理疏导|心理服务|心理健康|倾听|心理援助|情绪疏导|心灵驿站|解忧|心理热线', related: ['mental.crisis']
		},
		crisis: {
			zh: '心理危机干预', en: 'Crisis help', def: '轻生念头、自伤的紧急干预。',
			says: '不想活了|有人要跳楼|想死的心都有|孩子割手腕|留了遗书|活不下去了|要寻短见|吃了一瓶安眠药|闹着要自杀',
			offers: '危机干预|自杀干预|心理援助热线|心理危机|生命热线', urgency: 'emergency', related: ['mental.talk']
		},
		child: {
			zh: '青少年心理', en: 'Young people’s minds', def: '孩子厌学、情绪、网瘾等心理支持。',
			says: '孩子把自己关屋里不出来|闺女总说没人喜欢她|儿子不肯上学|孩子突然不爱说话|考试前紧张得吐|孩子自残|青春期情绪不对|孩子沉迷网络',
			offers: '青少年心理|学生心理|心理辅导|沙盘|成长辅导|厌学|网瘾|考前减压', groups: ['child', 'youth'], related: ['child.parenting', 'mental.talk']
		},
		illness: {
			zh: '精神障碍社区服务', en: 'Severe mental illness', def: '严重精神障碍患者的服药、随访、监护补助。',
			says: '邻居疯了乱骂人|儿子精神病不吃药|精神分裂在家砸东西|疯子拿刀吓人|免费精神病药|幻听|监护人补贴|有个精神不正常的人在楼下',
			offers: '精神障碍|精神卫生|精防|免费服药|监护人以奖代补|精神康复|精神科', groups: ['patient'], urgency: 'urgent'
		},
		grief: {
			zh: '哀伤与失独关怀', en: 'Grief and bereaved parents', def: '丧亲、失独家庭的陪伴与扶助。',
			says: '孩子没了我们老两口没法过|老伴刚走走不出来|失独家庭|儿子出车祸走了|家里刚有人去世想不开|白发人送黑发人',
			offers: '哀伤辅导|失独|计生特殊家庭|丧亲|特别扶助|联系人制度', groups: ['elder'], related: ['mental.talk', 'elder.company']
		},
		addiction: {
			zh: '戒酒戒毒戒赌', en: 'Drink, drugs, gambling', def: '酗酒、吸毒、赌博的帮教与戒除。',
			says: '老公天天喝醉打人|戒毒回来|儿子赌博欠一屁股债|酒瘾戒不了|吸过毒想重新做人|网上赌钱输光了',
			offers: '戒毒|禁毒|社区戒毒|戒酒|戒赌|社区康复|帮教|酒精依赖', urgency: 'normal'
		}
	}
});
