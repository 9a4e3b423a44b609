import { family } from '../term.ts';

/** Care for older people at home, in the community and in institutions. */
export const elder = family({
	code: 'elder', zh: '养老服务', en: 'Older people', category: 'elder', groups: ['elder'],
	leaves: {
		meal: {
			zh: '老年助餐', en: 'Meals for older people', def: '为老年人提供食堂就餐、配餐。',
			says: '老人不会做饭|一个人懒得开火|我妈一个人在家吃饭凑合|天天吃剩饭剩菜|哪有老年人吃饭的地方|想找个食堂给爸妈吃|年纪大了做不动饭|中午没人做饭给老爷子|老两口想搭伙吃饭|一日三餐没着落|顿顿煮面条|有没有便宜的老人饭堂|牙口不好想吃软烂的',
			offers: '助餐|老年食堂|长者饭堂|幸福食堂|社区食堂|助餐点|老年餐|爱心餐|营养配餐|就餐|餐厅|餐饮|长者餐厅', related: ['elder.mealDelivery']
		},
		mealDelivery: {
			zh: '送餐上门', en: 'Meal delivery', def: '把饭菜送到行动不便的人家里。',
			says: '下不了楼吃饭怎么办|能不能把饭送家里来|腿脚不好没法去食堂|老人动不了想订饭|给我爸每天送顿午饭|我上班中午没人给老人弄饭|瘫在床上吃饭成问题|饭能送上来吗',
			offers: '送餐|送餐上门|上门送餐|配送餐食|助餐配送|送饭|订餐', related: ['elder.meal']
		},
		bath: {
			zh: '助浴', en: 'Help with bathing', def: '帮助失能、行动不便的人洗澡。',
			says: '老人洗不了澡|一个月没洗上澡|瘫痪在床怎么洗澡|怕她洗澡摔倒|我抱不动我妈洗澡|身上都有味了|想给老爷子擦擦身|浴室滑不敢洗|坐轮椅洗不成澡',
			offers: '助浴|上门助浴|洗浴|沐浴|助浴车|擦浴|清洁身体|助浴点', groups: ['elder', 'disabled'], related: ['elder.homecare']
		},
		homecare: {
			zh: '居家照护', en: 'Home care', def: '护理员上门照料失能、半失能老人的起居。',
			says: '老人身边离不开人|白天没人照看老人|想找人上门伺候老人|我爸半身不遂要人照顾|老伴瘫了我一个人弄不动|大小便要人管|翻身擦洗没人会|请不起住家保姆|子女都在外地没人照料',
			offers: '居家养老|居家照护|上门照护|生活照料|护理员|助急|居家上门服务|照料服务|失能照护|家庭养老床位|助老服务', related: ['elder.dayCare', 'elder.respite']
		},
		chores: {
			zh: '助洁', en: 'Cleaning for older people', def: '帮老人打扫屋子、洗晒衣被。',
			says: '老人家里没人收拾|屋里乱得下不去脚|爬不高擦不了窗户|被子洗不动|奶奶弯不下腰拖地|家里脏没力气打扫',
			offers: '助洁|居室清洁|上门保洁|洗涤|整理收纳|助洁服务', related: ['life.housekeeping']
		},
		escort: {
			zh: '陪诊助医', en: 'Going to hospital with you', def: '陪老人看病、取药、做检查。',
			says: '一个人去医院不会弄|没人陪我去看病|医院楼上楼下跑不动|做检查得有人跟着|儿女不在跟前看病没伴|想找人陪老妈去医院|不认路不会挂号没人带|住院没人跑手续',
			offers: '陪诊|助医|陪同就医|就医陪护|陪护就诊|陪医|代取药', related: ['health.booking', 'health.prescription']
		},
		errands: {
			zh: '助行代办', en: 'Errands and outings', def: '代买代办，陪同外出。',
			says: '腿不行没人帮我跑腿|想出门没人推轮椅|去银行得有人陪|走不远想找人搀着|缴费跑不动|买东西提不动上楼',
			offers: '助行|代办|代购|跑腿|陪同外出|代缴费|上下楼搀扶|爬楼机|代买代办', related: ['life.shopping']
		},
		dayCare: {
			zh: '日间照料', en: 'Day care', def: '白天把老人托在照料中心。',
			says: '白天老人一个人在家不放心|上班没法看着老爸|白天送去晚上接回来|有没有老人托管|老年幼儿园|白天有人看着就行|怕她乱跑想找地方看着',
			offers: '日间照料|日托|日间照料中心|托老所|日间托养|长者照护之家', related: ['elder.homecare', 'elder.respite']
		},
		nursingHome: {
			zh: '机构养老', en: 'Care homes', def: '入住养老院、护理院。',
			says: '想找个养老院|家里实在伺候不了了|老人住哪个院好|敬老院怎么进|要排队吗养老院|老太太要长期住机构|全护理的地方',
			offers: '养老院|敬老院|护理院|福利院|机构养老|全托|入住|养老机构|床位'
		},
		respite: {
			zh: '喘息服务', en: 'Respite for carers', def: '替照护者顶几天，让家人歇一歇。',
			says: '照顾老人累垮了|我也想歇两天|出差几天老人没人管|伺候了三年撑不住了|临时替我看几天老人|照顾病人快崩溃了|过年要回老家老人咋办',
			offers: '喘息服务|短期托养|临时照护|照护者支持|替班照护|家庭照护者', groups: ['elder', 'carer'], related: ['elder.homecare', 'elder.dayCare']
		},
		visit: {
			zh: '探访关爱', en: 'Visits to people living alone', def: '定期上门或电话问候独居、空巢老人。',
			says: '一个人住怕出事没人知道|好几天没见楼上老人|老人在家摔了没人发现|儿女远常来看看我妈|独居老头没人管|打电话问候一下老人|怕老人死在家里没人知道|空巢|邻居大爷好久没出门',
			offers: '探访|巡访|走访关爱|独居老人关爱|敲门行动|电话问候|结对关爱|空巢老人|巡视探访', groups: ['aloneElder', 'elder'], related: ['elder.alarm', 'elder.company']
		},
		alarm: {
			zh: '紧急呼叫', en: 'Emergency button', def: '一键呼叫、跌倒报警、智能看护设备。',
			says: '老人摔倒了怎么叫人|按一下就有人来的那个|想装个报警的|晚上犯病没人知道|给老人装个监控|拉绳呼救|手环定位怕走丢|夜里出事喊不到人',
			offers: '紧急呼叫|一键呼叫|呼叫器|智能手环|跌倒报警|烟感门磁|智慧养老|安全守护|应急呼叫', groups: ['aloneElder', 'elder'], related: ['elder.visit']
		},
		company: {
			zh: '陪聊解闷', en: 'Company and talk', def: '陪老人说话、读报、解闷。',
			says: '老人没人说话|一天到晚闷得慌|就想有人唠唠嗑|老伴走了我整天对着电视|孤单没人理|找人陪老太太聊聊天|念念报纸给我听|儿女不回来冷冷清清',
			offers: '陪聊|精神慰藉|读报|谈心|陪伴|情感关怀|助老陪伴', related: ['elder.visit', 'mental.talk']
		},
		adapt: {
			zh: '适老化改造', en: 'Adapting the home', def: '装扶手、改卫生间、防滑等家庭改造。',
			says: '卫生间想装个扶手|厕所蹲不下去|门槛老绊倒|地砖滑怕摔|改坐便器|洗澡间要装凳子|床边装护栏|家里台阶太高老人过不去',
			offers: '适老化改造|居家适老化|扶手安装|防滑处理|卫浴改造|家庭改造|适老改造', related: ['disabled.access']
		},
		equipment: {
			zh: '辅具租借', en: 'Wheelchairs and aids', def: '轮椅、拐杖、护理床、助行器的租借。',
			says: '借个轮椅|腿摔了要用轮椅|出院想租护理床|拐杖哪里借|助行器|便椅|制氧机借用|推老人出门没车|护理床太贵买不起',
			offers: '轮椅|辅具租赁|康复辅具|护理床|助行器|拐杖|辅具借用|轮椅租借', groups: ['elder', 'disabled'], related: ['disabled.aids', 'mutual.tools']
		},
		allowance: {
			zh: '高龄津贴', en: 'Allowance for the very old', def: '高龄老人按月领取的津贴。',
			says: '八十岁有没有补助|年纪大的老人每个月给的钱|高龄补贴怎么领|过了八十能领钱不|九十岁老人的钱没到账|寿星钱|老人上岁数国家给的钱|尊老金',
			offers: '高龄津贴|高龄补贴|尊老金|长寿金|老年津贴|高龄老人补贴', category: 'assistance', type: 'enquiry'
		},
		careSubsidy: {
			zh: '养老服务补贴', en: 'Care subsidies', def: '困难失能老人的服务补贴、养老券。',
			says: '养老券怎么用|请护工政府补不补钱|失能老人有什么补贴|养老卡里的钱能干啥|老人护理费能报吗|照顾老人的补助',
			offers: '养老服务补贴|养老服务券|护理补贴|失能补贴|居家养老补贴|养老消费券|失能老人补贴', category: 'assistance', type: 'enquiry'
		},
		assess: {
			zh: '失能评估与长护险', en: 'Ability assessment and long-term care insurance', def: '老年人能力评估、长期护理保险的申请。',
			says: '老人动不了怎么评级|长护险咋申请|评几级能有人上门|躺床上半年了能不能评定|护理保险报销|失能鉴定找谁',
			offers: '能力评估|失能评估|长期护理保险|长护险|评估等级|失能等级', type: 'enquiry', related: ['elder.homecare']
		},
		dementia: {
			zh: '认知症支持', en: 'Dementia support', def: '记忆筛查、认知训练、失智老人家庭支持。',
			says: '老人老糊涂了|刚吃完饭又说没吃|不认得人了|出门找不着家|老年痴呆怎么照顾|记性越来越差|脑子不灵光总丢东西|半夜闹腾不睡乱翻东西|阿尔茨海默',
			offers: '认知症|认知障碍|失智|记忆门诊|记忆筛查|阿尔茨海默|认知训练|记忆家园|认知障碍友好', related: ['elder.dayCare', 'safety.missing']
		},
		university: {
			zh: '老年大学', en: 'Classes for older people', def: '老年学校的课程与兴趣班。',
			says: '退休了没事干想学点啥|老年人能学的课|想学书画唱歌退休班|老年大学怎么报名|闲着发慌想上课|老了想学跳舞弹琴',
			offers: '老年大学|老年学校|长者课堂|老年教育|银龄课堂|老年教学点|老年班', category: 'culture', related: ['culture.course']
		},
		card: {
			zh: '老年优待证', en: 'Senior card', def: '老年优待证、敬老卡，免费乘车、进园。',
			says: '老人坐公交不要钱的卡|老年证怎么办|六十岁能办啥卡|敬老卡丢了补办|免费进公园那个证|刷卡显示过期老年卡|六十五岁坐车免费吗',
			offers: '老年优待证|老年证|敬老卡|老年人优待|老年公交卡|爱心卡|优待卡|免费乘车', category: 'cert', type: 'enquiry'
		},
		hospice: {
			zh: '安宁疗护', en: 'End-of-life care', def: '临终阶段的照护与家属支持。',
			says: '医生说没几天了想在家走|老人最后日子少遭罪|癌症晚期在家疼得受不了|临终没人会照顾|不想插管子想安安静静走',
			offers: '安宁疗护|临终关怀|舒缓疗护|缓和医疗|安宁病房', groups: ['elder', 'patient'], urgency: 'urgent'
		},
		guardian: {
			zh: '意定监护', en: 'Choosing a guardian', def: '无子女或不便依靠子女的老人预先确定监护人。',
			says: '没儿没女以后谁给我签字|将来糊涂了谁替我做主|动手术没人签字|老了托付给谁|孤老无依想找个靠得住的人',
			offers: '意定监护|监护协议|监护服务|社会监护', category: 'legal', type: 'enquiry', related: ['legal.will', 'legal.notary']
		}
	}
});
