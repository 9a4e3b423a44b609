import { family } from '../term.ts';

/** Culture, sport, learning for pleasure, places to meet. */
export const culture = family({
	code: 'culture', zh: '文化体育', en: 'Culture and sport', category: 'culture',
	leaves: {
		troupe: {
			zh: '文艺团队', en: 'Singing and dancing groups', def: '合唱、舞蹈、戏曲、乐队、模特等居民团队。',
			says: '想跳舞没人带|爱唱歌想找个队|会拉二胡没伴|京剧票友|广场舞队收人吗|合唱团|太闷想参加集体活动|走秀|想登台表演',
			offers: '合唱团|舞蹈队|戏曲|文艺团队|乐队|文体团队|歌友|票友|腰鼓|模特队|艺术团'
		},
		course: {
			zh: '兴趣课程', en: 'Hobby courses', def: '书画、摄影、手工、烘焙、茶艺、乐器课程。',
			says: '想学写毛笔字|学画画|学拍照|做手工|学烘焙|学插花|下班想学点东西|学个乐器|孩子学书法便宜的|学织毛衣|剪纸',
			offers: '书法|绘画|摄影|手工|烘焙|茶艺|插花|剪纸|兴趣班|公益课程|国画|编织|乐器|非遗', related: ['elder.university']
		},
		library: {
			zh: '图书借阅与阅读', en: 'Library and reading', def: '图书室、借书、自习、读书会。',
			says: '哪能借书|想看看报纸|孩子没地方看书|找个安静地方自习|考试复习没地儿|读书会|图书馆几点关|还书|家里太吵写不了作业',
			offers: '图书室|图书馆|借阅|阅览|书屋|读书会|自习室|阅读|书房|报刊'
		},
		chess: {
			zh: '棋牌', en: 'Chess and cards', def: '象棋、围棋、桥牌、棋牌室、比赛。',
			says: '想找人下棋|象棋比赛|孩子学围棋|打牌的地方|棋友|下盘棋没对手|老头们下棋的地方',
			offers: '象棋|围棋|棋牌|棋苑|棋社|对弈|桥牌|棋艺'
		},
		sport: {
			zh: '健身运动', en: 'Sport and exercise', def: '健身房、球类、太极、健步、体育指导、体测。',
			says: '想锻炼身体|打乒乓球去哪|打羽毛球约人|学太极拳|减肥跑步没人一起|篮球场|八段锦|健身房便宜的|练瑜伽|游泳',
			offers: '健身|乒乓球|羽毛球|太极|篮球|瑜伽|体育|八段锦|健步走|运动|体质测试|球场|游泳|体育指导员'
		},
		venue: {
			zh: '场地预约', en: 'Rooms to book', def: '会议室、活动室、礼堂、厨房等场地借用。',
			says: '想借个地方开会|给孩子办生日找场地|排练没场地|开家庭会议室|借用礼堂|读书会找地方|几十个人坐的屋子|业主开会没地方',
			offers: '场地|活动室|会议室|礼堂|多功能厅|排练厅|场地预约|共享空间|教室|露营|厨房'
		},
		lecture: {
			zh: '讲座', en: 'Talks', def: '法律、科普、文化、安全等讲座。',
			says: '有没有讲座听|听听课长知识|民法典讲解|理财讲座|科普|名师讲课',
			offers: '讲座|大讲堂|道德讲堂|宣讲|科普讲座|公开课|市民讲堂', related: ['health.lecture']
		},
		film: {
			zh: '观影演出', en: 'Films and shows', def: '露天电影、送戏、展览、票务。',
			says: '露天电影什么时候放|想看场戏|看电影便宜票|有啥演出|展览',
			offers: '电影|放映|演出|惠民演出|送戏|展览|观影|文艺演出'
		},
		festival: {
			zh: '节庆活动', en: 'Festivals', def: '春节、元宵、端午、中秋、重阳等群众活动。',
			says: '过节有啥活动|包粽子活动|写春联|元宵猜灯谜|重阳节老人活动|中秋晚会|社区有没有热闹看|邻居节百家宴',
			offers: '节庆|春联|灯谜|端午|中秋|重阳|百家宴|邻居节|联欢|群众活动|民俗'
		},
		science: {
			zh: '科普活动', en: 'Science', def: '科学实验、机器人、天文、科普志愿讲解。',
			says: '孩子喜欢做实验|机器人编程便宜的|看星星|科技馆|科学老师来讲课|小发明',
			offers: '科普|科学|实验|机器人|编程|科技馆|天文|科学课|创客', groups: ['child']
		}
	}
});

/** Neighbours for one another: lending, volunteering, giving. */
export const mutual = family({
	code: 'mutual', zh: '邻里互助', en: 'Mutual help', category: 'volunteer',
	leaves: {
		tools: {
			zh: '工具借用', en: 'Tools to lend', def: '电钻、梯子、推车、雨伞等借用。',
			says: '借个梯子|电钻用一下|借把伞|搬东西要小推车|哪有打气筒|就用一次不想买|借个折叠桌|借工具|充电宝',
			offers: '工具借用|共享工具|电钻|梯子|推车|借用|雨伞|物品共享|工具箱|爱心伞', category: 'convenience'
		},
		join: {
			zh: '加入志愿者', en: 'Becoming a volunteer', def: '报名志愿服务、志愿时长、证明。',
			says: '退休有空想做点好事|怎么当志愿者|志愿时长怎么算|想为社区出份力|有力气没处使想帮人|学生要志愿证明|我会修电器想帮邻居|业余时间想做公益',
			offers: '志愿者招募|志愿服务|志愿者|志愿服务队|注册志愿者|时长|公益服务', type: 'enquiry'
		},
		help: {
			zh: '志愿者帮忙', en: 'A volunteer’s hand', def: '志愿者搬抬、跑腿、应急帮手。',
			says: '搬个柜子没人搭把手|找人抬一下病人下楼|有没有志愿者帮忙|一个人弄不动要人帮|谁能搭把手|家里没男人换煤气罐搬米',
			offers: '志愿帮扶|搭把手|邻里互助|互助队|学雷锋|志愿服务|便民服务日', related: ['elder.errands']
		},
		timeBank: {
			zh: '时间银行', en: 'Time bank', def: '存时间换服务、互助养老。',
			says: '年轻时帮人老了有人帮我|存时间换服务|帮老人做事能攒着吗|时间银行|互助养老',
			offers: '时间银行|时间币|互助养老|服务积分|低龄老人'
		},
		donate: {
			zh: '捐赠物资与善款', en: 'Giving', def: '捐钱捐物、认领心愿、义卖。',
			says: '旧衣服想捐|想资助个孩子|捐点钱给困难户|家里书想送人|旧玩具捐哪|想帮困难老人|我有台旧电视送人',
			offers: '捐赠|捐款|爱心捐赠|义卖|认领|衣物捐赠|旧书捐赠|爱心捐助|善款', type: 'enquiry', related: ['env.recycle']
		},
		swap: {
			zh: '跳蚤市场', en: 'Swap market', def: '闲置交换、二手市集。',
			says: '闲置东西换一换|二手婴儿车|跳蚤市场|孩子衣服小了送人换|旧货卖|以物换物',
			offers: '跳蚤市场|闲置交换|市集|以物易物|二手|集市|闲置'
		},
		lost: {
			zh: '失物招领', en: 'Lost property', def: '丢失、拾到物品。',
			says: '钥匙丢小区里了|捡到个钱包|手机落在活动室|丢了个包|谁捡到我的卡',
			offers: '失物招领|拾金不昧|失物|招领'
		}
	}
});

/** Everyday conveniences, free and paid. */
export const life = family({
	code: 'life', zh: '便民生活', en: 'Everyday life', category: 'convenience',
	leaves: {
		haircut: {
			zh: '理发', en: 'Haircuts', def: '平价、公益、上门理发。',
			says: '头发长了没法出门剪|老人剃头|上门理发|几块钱理发|瘫痪老人头发太长|给宝宝剃胎毛|剪头发便宜的',
			offers: '理发|剪发|义剪|上门理发|剃头|美发|公益理发'
		},
		laundry: {
			zh: '洗衣', en: 'Laundry', def: '洗衣店、被褥清洗、自助洗衣。',
			says: '大被子洗不了|羽绒服干洗|窗帘拆洗|家里没洗衣机|床单太重洗不动|洗衣服的地方',
			offers: '洗衣|干洗|洗涤|被褥清洗|自助洗衣|洗衣房|洗衣店'
		},
		housekeeping: {
			zh: '家政保洁', en: 'Housekeeping', def: '钟点工、保洁、擦窗、开荒。',
			says: '想找个钟点工|擦玻璃|过年大扫除|找阿姨做饭打扫|家里太脏请人收拾|小时工多少钱|新房开荒',
			offers: '家政|保洁|钟点工|擦窗|小时工|家政服务|阿姨|开荒保洁|收纳', related: ['elder.chores']
		},
		nanny: {
			zh: '月嫂育儿嫂', en: 'Nannies', def: '月嫂、育婴师、住家保姆。',
			says: '快生了找月嫂|请个住家保姆|找人带孩子|育儿嫂靠谱的|伺候月子|找个看孩子的阿姨',
			offers: '月嫂|育儿嫂|保姆|育婴|住家|母婴护理|产后护理', groups: ['pregnant', 'child']
		},
		parcel: {
			zh: '快递代收', en: 'Parcels', def: '快递驿站、代收代寄、快递柜。',
			says: '快递没人收|寄个包裹|快递柜收费|快递不送上门|老人取不了快递|驿站几点关|包裹太重拿不动',
			offers: '快递|驿站|代收|代寄|快递柜|包裹|快件|菜鸟'
		},
		shopping: {
			zh: '买菜代购', en: 'Groceries', def: '菜场、平价菜、代买送货上门。',
			says: '买菜太远|菜太贵|米面油提不动|能送菜上门吗|附近没有菜场|下不了楼买菜|超市送不送货|牛奶早餐配送',
			offers: '菜市场|便民菜店|平价菜|代购|送菜上门|便利店|直供菜|生鲜|送货上门|农贸市场|早餐', related: ['elder.errands']
		},
		moving: {
			zh: '搬家拉货', en: 'Moving house', def: '搬家、搬运、拉货。',
			says: '要搬家找车|洗衣机搬不下楼|钢琴搬运|拉点东西回老家|搬家公司便宜的',
			offers: '搬家|搬运|货运|拉货|搬场'
		},
		bath: {
			zh: '便民浴室与公厕', en: 'Bath house and toilets', def: '公共浴室、公厕、母婴室。',
			says: '家里没法洗澡去哪洗|澡堂子|附近公厕在哪|公厕太脏|给孩子喂奶换尿布的地方|厕所堵了没人修',
			offers: '公共浴室|公厕|卫生间|母婴室|浴池|澡堂|第三卫生间', category: 'facility'
		},
		bank: {
			zh: '金融便民', en: 'Banking', def: '助农助老取款、零钱兑换、保险、理财咨询。',
			says: '银行太远取不了钱|不会用ATM|换点零钱|存折取钱|老人卧床银行卡密码忘了|想存点钱怕被骗|贷款',
			offers: '银行|取款|零钱|金融服务|存折|金融宣传|上门服务|残币兑换|理财'
		},
		carWash: {
			zh: '洗车修车', en: 'Cars', def: '洗车、汽车维修、搭电救援。',
			says: '车打不着火|洗个车|汽车没电搭个电|补个轮胎汽车|代驾|汽车年检',
			offers: '洗车|汽车维修|搭电|汽修|道路救援|代驾|年检'
		},
		shelter: {
			zh: '纳凉取暖歇脚', en: 'Somewhere cool or warm', def: '纳凉点、取暖点、便民饮水。',
			says: '家里没空调热死了|天太热哪能凉快会儿|外面冷想进来坐坐|走累了找个地方坐|讨口水喝|停电了家里太冷',
			offers: '纳凉|取暖|饮水|歇脚|便民服务点|避暑|党群服务中心|休息区', related: ['newcomer.station']
		}
	}
});

/** Taking part: proposals, votes, Party life, feedback on the office itself. */
export const gov = family({
	code: 'gov', zh: '议事与党群', en: 'Taking part', category: 'deliberation', type: 'suggestion',
	leaves: {
		pact: {
			zh: '居民议事与公约', en: 'Residents’ deliberation', def: '提建议、议事会、居民公约、协商。',
			says: '有个主意想提|小区的事大家商量|想给社区提建议|开个会商量停车|公约|议事会怎么参加|希望能多装几个椅子|能不能建个亭子',
			offers: '议事|协商|居民公约|建议|听证会|议事厅|提案|民主协商|征集'
		},
		party: {
			zh: '党员服务', en: 'Party members', def: '组织关系转接、党费、流动党员、党员报到。',
			says: '党组织关系转过来|党费交哪|退休党员找组织|党员报到|入党怎么申请|流动党员|老党员上门过组织生活',
			offers: '党员|党组织关系|党费|党建|流动党员|入党|双报到|组织关系', groups: ['partyMember'], type: 'enquiry'
		},
		women: {
			zh: '妇女之家', en: 'Women', def: '妇联活动、妇女权益、单亲妈妈支持。',
			says: '单亲妈妈太难了|妇女活动|全职妈妈想跟人聊聊|三八节活动|女的有什么帮助|一个人带孩子撑不住',
			offers: '妇女之家|妇联|巾帼|单亲妈妈|姐妹|女性成长|妇女活动', groups: ['woman'], type: 'help', category: 'convenience'
		},
		union: {
			zh: '工会服务', en: 'Trade union', def: '职工互助、困难职工、工会卡、职工疗休养。',
			says: '工会卡怎么用|困难职工补助|工会福利|职工互助保险|加入工会|职工生病慰问',
			offers: '工会|职工|困难职工|职工互助|工会会员|职工之家', category: 'job', type: 'enquiry'
		},
		feedback: {
			zh: '对工作的投诉与表扬', en: 'Complaints and praise about us', def: '对工作人员、办事效率的反映，或表扬感谢。',
			says: '办事的人态度不好|推来推去没人管|打电话没人接|想感谢网格员|给社区送锦旗|表扬志愿者|反映了几次都不解决',
			offers: '意见反馈|投诉受理|效能|表扬|信访|接访|民意', type: 'complaint'
		},
		info: {
			zh: '社区联系与办事指引', en: 'Who and where', def: '找社区、网格员、办公时间、地址电话。',
			says: '居委会在哪|社区电话多少|我归哪个社区管|网格员是谁|周末上班吗|几点下班|我家属于哪个网格',
			offers: '办公时间|联系方式|网格员|居委会|咨询|服务指南|社区工作站', type: 'enquiry', category: 'convenience'
		}
	}
});
