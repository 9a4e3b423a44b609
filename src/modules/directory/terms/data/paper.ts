import { family } from '../term.ts';

/** Certificates and paperwork by name. */
export const cert = family({
	code: 'cert', zh: '证照证明', en: 'Certificates and paperwork', category: 'cert', type: 'enquiry',
	leaves: {
		hukou: {
			zh: '户口办理', en: 'Household registration', def: '落户、迁移、分户、户口本补办。',
			says: '户口怎么迁过来|买了房想落户|户口本丢了|新媳妇户口|想单独立户|集体户|老家户口转|改名字',
			offers: '户口|户籍|落户|迁移|户口簿|立户|分户|户口登记', related: ['cert.birthReg']
		},
		residence: {
			zh: '居住证与暂住登记', en: 'Residence permit', def: '居住登记、居住证签注。',
			says: '外地人要办居住证|暂住证|居住证到期|租房登记在哪|办居住证要房东陪吗|流动人口登记',
			offers: '居住证|居住登记|暂住|签注|流动人口|来沪人员|居住证办理', groups: ['newcomer']
		},
		idCard: {
			zh: '身份证', en: 'Identity card', def: '身份证办理、补领、临时身份证、上门。',
			says: '身份证丢了|身份证过期|小孩办身份证|老人瘫床上怎么拍身份证照|明天坐高铁身份证没了|临时身份证',
			offers: '身份证|居民身份证|补领|临时身份证|身份证办理'
		},
		birthReg: {
			zh: '出生与生育登记', en: 'Birth registration', def: '生育登记、出生医学证明、新生儿上户口。',
			says: '生孩子要办准生证吗|娃刚出生上户口|生育登记|二胎要登记不|出生证明丢了|三胎手续',
			offers: '生育登记|出生证明|出生一件事|新生儿|生育服务|准生证|出生登记', groups: ['pregnant', 'child'], related: ['cert.hukou', 'social.medicare']
		},
		marriage: {
			zh: '婚姻登记', en: 'Marriage registration', def: '结婚、离婚登记，补领证件，婚姻状况。',
			says: '领结婚证要带啥|结婚证找不到了|离婚怎么办|扯证|协议离婚冷静期|单身证明|二婚登记',
			offers: '婚姻登记|结婚登记|离婚登记|结婚证|补领婚姻|婚俗', related: ['legal.family']
		},
		death: {
			zh: '死亡证明与销户', en: 'Death certificate', def: '死亡证明、注销户口、遗属待遇。',
			says: '老人在家走了要什么手续|销户口|开死亡证明|人没了社保怎么停|丧葬费怎么领|家里老人刚去世怎么办',
			offers: '死亡证明|户口注销|销户|身后一件事|丧葬费|抚恤金|公民身后', related: ['family.funeral']
		},
		residenceProof: {
			zh: '居住与社区证明', en: 'Letters from the community', def: '居住证明、情况证明等社区出具的证明。',
			says: '开个证明|居委会盖章|单位让社区开证明|证明我住这儿|学校要居住证明|银行要我证明我妈是我妈|居委会能开什么证明',
			offers: '居住证明|社区证明|开具证明|盖章|情况证明|证明事项', related: ['cert.kinship']
		},
		kinship: {
			zh: '亲属关系证明', en: 'Proof of kinship', def: '亲属关系、继承人、监护关系证明。',
			says: '怎么证明我们是母子|亲属关系证明|继承要证明是独生子女|父子关系证明去哪开',
			offers: '亲属关系|关系证明|监护证明|亲属证明', related: ['cert.residenceProof', 'legal.notary']
		},
		record: {
			zh: '无犯罪记录与政审', en: 'Police clearance and vetting', def: '无犯罪记录证明、政审材料。',
			says: '入职要无犯罪证明|考公务员政审|孩子当兵政审材料|没犯过法的证明|网约车要证明',
			offers: '无犯罪记录|政审|犯罪记录查询|政治审查'
		},
		passport: {
			zh: '出入境', en: 'Passport and travel', def: '护照、港澳通行证、签注。',
			says: '想出国办护照|去香港玩的证|港澳通行证续签|护照过期|台湾通行证',
			offers: '护照|出入境|港澳通行证|签注|出国'
		},
		licence: {
			zh: '营业执照与食品许可', en: 'Business licences', def: '个体户执照、食品经营许可、注销、年报。',
			says: '开小店办执照|小吃店要什么证|执照注销|个体户年报|家里开网店要执照吗|摆摊要办什么',
			offers: '营业执照|食品经营许可|个体工商户|注册登记|年报|经营许可|企业开办', category: 'job', related: ['job.startup']
		},
		onlyChild: {
			zh: '独生子女奖扶', en: 'One-child family benefits', def: '独生子女父母奖励、计生奖扶。',
			says: '独生子女费|独生子女光荣证丢了|只生一个退休有补助吗|计划生育奖励|独生子女父母奖',
			offers: '独生子女|奖励扶助|计生奖扶|独生子女父母|计划生育', groups: ['elder']
		},
		proxy: {
			zh: '帮办代办与上门办', en: 'Help with paperwork', def: '政务事项帮办代办、上门办理、自助终端。',
			says: '不会填表|手续太复杂跑了三趟|腿脚不便能上门给我办吗|不知道该去哪个窗口|材料不懂|不识字填不了|周末能办事吗|事情不知道找谁问',
			offers: '帮办|代办|上门办|政务服务|一窗通办|办事大厅|便民服务中心|自助终端|延时服务|综合窗口', related: ['digital.phone']
		},
		print: {
			zh: '打印复印拍照', en: 'Printing, copying, photos', def: '打印复印、证件照、扫描。',
			says: '打印几张纸|复印身份证|拍证件照|家里没打印机孩子要打作业|扫描个东西|洗照片|一寸照',
			offers: '打印|复印|证件照|扫描|传真|自助打印|照相'
		}
	}
});

/** Milestones of family life. */
export const familyLife = family({
	code: 'family', zh: '婚育殡葬', en: 'Family milestones', category: 'convenience',
	leaves: {
		matchmaking: {
			zh: '婚恋交友', en: 'Meeting a partner', def: '相亲、青年联谊、老年再婚。',
			says: '儿子三十多还没对象|想给闺女介绍对象|相亲会|单身想认识人|老年人找个伴|大龄剩女|脱单|再找个老伴',
			offers: '相亲|婚恋|交友|联谊|红娘|青年交友|鹊桥|牵线'
		},
		wedding: {
			zh: '婚嫁喜事', en: 'Weddings', def: '婚礼场地、移风易俗、喜事简办。',
			says: '办喜事没场地|结婚想简单办|借个地方摆酒|集体婚礼|彩礼太高',
			offers: '婚礼|集体婚礼|喜事|红白理事会|移风易俗|婚宴'
		},
		funeral: {
			zh: '殡葬', en: 'Funerals', def: '治丧、火化、骨灰安放、惠民殡葬补贴。',
			says: '老人走了不知道找谁办后事|殡仪馆电话|火化多少钱|骨灰放哪|墓地太贵|办丧事搭灵棚|海葬树葬|穷人丧葬补助|人没了第一步干啥',
			offers: '殡葬|殡仪|火化|治丧|骨灰|公墓|生态葬|惠民殡葬|白事|丧事|安葬', urgency: 'urgent', related: ['cert.death', 'mental.grief']
		},
		memorial: {
			zh: '文明祭扫', en: 'Remembrance', def: '清明祭扫、代祭、网上祭奠。',
			says: '清明回不去想祭拜|路口烧纸|上坟坐车|代扫墓|给逝去的人寄思念',
			offers: '祭扫|清明|追思|代祭|网上祭奠|鲜花换纸钱'
		}
	}
});

/** Phones, apps and online chores. */
export const digital = family({
	code: 'digital', zh: '数字帮扶', en: 'Digital help', category: 'digital',
	leaves: {
		phone: {
			zh: '手机使用教学', en: 'Using a smartphone', def: '教老人用智能手机、微信、挂号、打车。',
			says: '不会用智能手机|微信视频怎么打|手机上挂号不会点|不会扫码|儿子给买的手机不会弄|字太小看不清怎么调大|不会手机付钱|想学发朋友圈|手机弹广告不敢点|不会叫车',
			offers: '智能手机|手机课堂|数字助老|手机教学|数字鸿沟|智慧助老|智能手机培训|银龄数字|手机使用', groups: ['elder'], related: ['repair.phone']
		},
		online: {
			zh: '网上办事协助', en: 'Doing things online', def: '帮忙在网上缴费、申报、查询、认证。',
			says: '网上办事不会操作|要下载APP搞不懂|线上申报谁能帮我|验证码收不到|网上缴费不会|密码忘了登不进去|系统提交不了|小程序找不到',
			offers: '网上办事|线上办理|代操作|掌上办|网办协助|一网通办|APP|小程序|电子证照', related: ['digital.phone', 'cert.proxy']
		},
		media: {
			zh: '电脑与新媒体学习', en: 'Computers and new media', def: '电脑基础、短视频、直播、修图。',
			says: '想学拍抖音|剪视频|学电脑打字|做表格不会|直播带货怎么弄|P图|学用人工智能',
			offers: '短视频|电脑培训|直播|办公软件|摄影后期|新媒体|人工智能|剪辑', related: ['culture.course']
		}
	}
});
