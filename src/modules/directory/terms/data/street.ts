import { family } from '../term.ts';

/** Streets, parking, charging, getting about. */
export const road = family({
	code: 'road', zh: '停车与出行', en: 'Parking and roads', category: 'road', type: 'complaint',
	leaves: {
		parking: {
			zh: '停车难', en: 'Parking', def: '车位不足、乱停车、占车位、错时共享。',
			says: '回家晚没地方停车|车位被占|车堵门口出不来|有人装地锁|乱停车|停车费太贵|想租个车位|晚上停马路被贴条|访客停车|单位车位晚上空着能停吗|堵了我车库',
			offers: '停车|车位|停车管理|错时停车|共享车位|停车场|地锁|停车收费|车位租赁', category: 'parking', related: ['gov.pact']
		},
		deadCar: {
			zh: '僵尸车', en: 'Abandoned vehicles', def: '长期停放无人管的废旧车辆。',
			says: '一辆破车停了两年没人动|僵尸车|没牌的车占着地方|轮胎都瘪了的车|废自行车堆楼下|烂电动车没人要',
			offers: '僵尸车|废旧车辆|车辆清理|无主车辆|废弃车辆', category: 'parking'
		},
		charging: {
			zh: '电动车充电', en: 'E-bike and car charging', def: '电动自行车充电棚、汽车充电桩。',
			says: '电瓶车没地方充电|充电桩不够用|充电棚坏了|飞线充电|想装个充电桩物业不让|充不上电扣钱|电动汽车哪里充|扫码充电没反应',
			offers: '充电桩|充电棚|电动自行车充电|集中充电|换电柜|充电设施|新能源充电', category: 'facility', related: ['safety.ebike']
		},
		surface: {
			zh: '道路破损', en: 'Damaged roads', def: '路面坑洼、积水、人行道砖松动。',
			says: '路上一个大坑|下雨积水过不去|地砖松了溅一身水|路面塌了|坑坑洼洼推轮椅颠|人行道烂了|减速带太高|修路挖开不填',
			offers: '道路养护|路面修复|市政养护|道路维修|人行道|积水点|市政工程', category: 'facility'
		},
		streetlight: {
			zh: '路灯', en: 'Street lights', def: '街道路灯不亮。',
			says: '整条街路灯都不亮|马路黑漆漆|路灯白天亮晚上灭|晚上下班路太黑害怕|巷子没灯',
			offers: '路灯|道路照明|街巷照明|市政照明', category: 'facility', related: ['property.lights']
		},
		manhole: {
			zh: '井盖', en: 'Manhole covers', def: '井盖缺失、松动、异响。',
			says: '井盖没了|井盖翘起来|车一压井盖咣当响|下水井敞着口|小孩差点掉井里|井盖碎了',
			offers: '井盖|窨井|井盖维护|防坠网', category: 'safety', urgency: 'emergency'
		},
		traffic: {
			zh: '交通秩序', en: 'Traffic', def: '红绿灯、斑马线、闯行、学校门口拥堵。',
			says: '学校门口堵成一锅粥|红绿灯太短老人过不去|没有斑马线|车开得飞快|逆行电动车|大货车半夜走|共享单车堆满路|路口看不见车',
			offers: '交通|交警|红绿灯|斑马线|交通设施|交通安全|共享单车|护学岗|拥堵'
		},
		transit: {
			zh: '公交与接送', en: 'Buses and rides', def: '公交线路、社区巴士、接送就医、无障碍出行。',
			says: '公交站太远|这儿没公交|去医院打不到车|不会用手机打车|老人坐车接送|社区小巴几点|地铁口太远走不动|想包个车',
			offers: '公交|社区巴士|微循环|接驳|接送|出行服务|助老打车|无障碍出租|班车|摆渡车', type: 'help'
		},
		occupy: {
			zh: '占道经营', en: 'Street vending', def: '流动摊贩、店外经营、占道堆物。',
			says: '烧烤摊摆到马路上|小贩堵着路|店门口堆货走不过去|人行道被占|卖菜的占道|流动摊|楼道堆满杂物|公共地方圈起来种菜',
			offers: '占道经营|流动摊贩|城管|综合执法|市容|店外经营|疏导点|占道', category: 'illegal'
		}
	}
});

/** The surroundings: noise, waste, smells, animals, trees, illegal building. */
export const env = family({
	code: 'env', zh: '环境与绿化', en: 'Environment', category: 'sanitation', type: 'complaint',
	leaves: {
		noise: {
			zh: '噪声扰民', en: 'Noise', def: '装修、广场舞、施工、娱乐场所、设备噪声。',
			says: '楼上半夜咚咚响|跳广场舞吵死了|装修电钻一大早|工地夜里施工睡不着|KTV吵到两点|水泵嗡嗡响|喇叭叫卖|楼上小孩跑跳|空调外机轰轰的|音响开那么大|吵得没法睡|孩子高考还在敲墙',
			offers: '噪声|噪音|扰民|隔音|广场舞管理|施工管理|静音|安宁小区|宁静小区', category: 'noise', related: ['legal.neighbour']
		},
		garbage: {
			zh: '垃圾清运', en: 'Rubbish', def: '垃圾满溢、脏乱、卫生死角、楼道杂物。',
			says: '垃圾桶满了没人倒|臭气熏天|楼下垃圾堆成山|有人往楼下扔垃圾|楼道里堆破烂|卫生没人打扫|苍蝇嗡嗡|满地狗屎纸屑|地上脏得不行',
			offers: '垃圾清运|环境卫生|保洁|环卫|清扫|卫生死角|楼道清理|堆物清理|垃圾'
		},
		sorting: {
			zh: '垃圾分类', en: 'Sorting waste', def: '分类指导、投放时间、兑换。',
			says: '不知道垃圾怎么分|骨头算什么垃圾|扔垃圾时间对不上|垃圾分类积分换东西|分了又混装|湿垃圾什么时候扔',
			offers: '垃圾分类|分类投放|可回收物|厨余垃圾|定时定点|分类指导|桶边督导', type: 'enquiry'
		},
		bulky: {
			zh: '大件与装修垃圾', en: 'Bulky and building waste', def: '旧家具、大件、装修垃圾的清运。',
			says: '旧沙发怎么扔|床垫没人收|装修垃圾堆门口|衣柜不要了搬不动|大件垃圾|拆下来的马桶放哪',
			offers: '大件垃圾|装修垃圾|建筑垃圾|大件清运|旧家具|预约清运', type: 'help'
		},
		recycle: {
			zh: '旧物回收', en: 'Recycling', def: '旧衣、废品、旧家电、废电池回收。',
			says: '旧衣服扔了可惜|收废品的|废纸箱卖哪|旧冰箱谁收|旧电池怎么处理|收破烂的电话|旧书没处放|不穿的衣服捐哪',
			offers: '回收|旧衣回收|废品回收|再生资源|旧家电回收|废电池|可回收|二手', type: 'help', related: ['mutual.donate', 'env.bulky']
		},
		fumes: {
			zh: '油烟异味', en: 'Fumes and smells', def: '饭店油烟、烧烤、工地扬尘、异味。',
			says: '楼下饭馆油烟往家灌|不敢开窗呛死了|烧烤味|有人烧垃圾冒烟|工地灰太大|不知哪来的臭味|烧塑料味',
			offers: '油烟|异味|扬尘|大气污染|餐饮油烟|环保|露天焚烧', related: ['legal.neighbour']
		},
		sewage: {
			zh: '污水外溢', en: 'Sewage', def: '化粪池、污水井外溢，公共下水堵塞。',
			says: '化粪池冒了|粪水流一地|楼下臭水沟|污水井往外溢|公共下水堵了整单元反水|院里一摊臭水',
			offers: '化粪池|污水|清掏|排水|污水外溢|雨水管网|排污', urgency: 'urgent', related: ['repair.drain']
		},
		tree: {
			zh: '树木修剪', en: 'Trees', def: '树挡光、枯枝、倒树、飞絮。',
			says: '树挡了我家光|树枝快戳到窗户|大树要倒|枯树枝掉下来砸车|飞絮满天|树上鸟屎虫子|风刮断了树|树根把地拱起来',
			offers: '树木修剪|枯枝|绿化修剪|倒伏|园林|飞絮|修树', category: 'green'
		},
		green: {
			zh: '绿化养护与种植', en: 'Planting and gardens', def: '绿地养护、毁绿种菜、认养花木、家庭园艺。',
			says: '绿地被人种菜了|草枯了没人浇|想领养棵树|家里花养不活|想种点花|花坛光秃秃|会养花的教教我|阳台种菜|绿化带踩秃',
			offers: '绿化|绿地|认养|园艺|养花|花草|植树|毁绿|社区花园|绿植|种植', category: 'green', type: 'help'
		},
		pests: {
			zh: '虫鼠消杀', en: 'Pests', def: '蟑螂、老鼠、白蚁、蚊蝇、马蜂的消杀。',
			says: '家里蟑螂成灾|老鼠满地跑|蚊子多得没法待|白蚁把门框蛀了|马蜂在窗户上做窝|跳蚤臭虫|想要点老鼠药|夏天打药',
			offers: '消杀|除四害|灭鼠|灭蟑|白蚁|病媒|除虫|马蜂窝|蚊虫|消毒', type: 'help'
		},
		dog: {
			zh: '文明养犬', en: 'Dogs', def: '遛狗不牵绳、犬吠、狗粪、犬证。',
			says: '遛狗不拴绳|狗叫一晚上|大狗吓哭孩子|到处狗屎|办狗证|邻居养了好几条狗|狗随地大小便|狗追人',
			offers: '养犬|犬证|犬只|文明养犬|养犬登记|犬类|遛狗|宠物免疫', category: 'pets'
		},
		stray: {
			zh: '流浪动物', en: 'Stray animals', def: '流浪猫狗的收容、绝育、领养，蛇鸟救助。',
			says: '流浪狗成群|野猫半夜叫|小区里有条疯狗|想领养只猫|捡了只小狗|家里进蛇了|捡到受伤的鸟|喂野猫招虫',
			offers: '流浪犬|流浪猫|流浪动物|收容|领养|TNR|绝育|捕犬|野生动物', category: 'pets', related: ['env.dog']
		},
		petCare: {
			zh: '宠物照看', en: 'Pet care', def: '宠物寄养、洗护、看病、告别。',
			says: '出门几天猫没人喂|狗狗生病|给狗洗澡|宠物死了怎么处理|帮忙喂猫|遛狗没空',
			offers: '宠物|宠物医院|寄养|宠物美容|喂养|宠物无害化', category: 'pets', type: 'help'
		},
		illegal: {
			zh: '违章搭建', en: 'Illegal building', def: '私搭乱建、占用公共区域、群租、拆改。',
			says: '顶楼私自盖房子|邻居把露台封了|一楼圈院子|违建没人管|楼上打隔断住十几个人|群租|公共走廊装个门占了|私自开门开窗',
			offers: '违建|违法建设|私搭乱建|拆违|群租|违章搭建|综合执法', category: 'illegal', type: 'tipoff'
		},
		ads: {
			zh: '小广告', en: 'Fly-posting', def: '楼道、墙面小广告、涂鸦清理。',
			says: '楼道里贴满小广告|门上被塞卡片|墙上乱涂乱画|开锁广告撕不完|电线杆贴的广告',
			offers: '小广告|非法广告|牛皮癣|墙面清理|涂鸦', related: ['env.garbage']
		}
	}
});

/** Safety: fire, gas, crime, fraud, people missing, disaster. */
export const safety = family({
	code: 'safety', zh: '公共安全', en: 'Safety', category: 'safety', type: 'tipoff',
	leaves: {
		fire: {
			zh: '消防安全', en: 'Fire safety', def: '灭火器、消防栓、烟感、隐患排查和演练。',
			says: '灭火器过期了|楼道堆纸箱怕着火|消防栓没水|想学用灭火器|装个烟雾报警器|老人做饭忘关火|着火了怎么跑|线路老化怕起火|烧纸',
			offers: '消防|灭火器|消防栓|烟感|火灾|消防演练|微型消防站|逃生|消防隐患|报警器', type: 'help'
		},
		fireLane: {
			zh: '消防通道被占', en: 'Blocked fire lanes', def: '消防通道、安全出口堵塞。',
			says: '消防通道停满车|救火车进不来|安全出口锁了|楼梯间堆东西走不了人|救护车开不进来|逃生门打不开',
			offers: '消防通道|安全出口|生命通道|通道清理|疏散通道', urgency: 'urgent', related: ['safety.fire', 'road.parking']
		},
		ebike: {
			zh: '电动车上楼', en: 'E-bikes indoors', def: '电动车、电池进楼入户充电。',
			says: '有人推电瓶车上楼充电|电动车停楼道|电池拎回家充|从窗户拉线充电|电梯里推电动车',
			offers: '电动自行车上楼|飞线充电|电动车治理|阻车系统|电池入户', urgency: 'urgent', related: ['road.charging', 'safety.fire']
		},
		gasLeak: {
			zh: '燃气泄漏', en: 'Gas leak', def: '闻到燃气味、疑似泄漏的抢险。',
			says: '楼道里一股煤气味|闻到燃气味|家里煤气漏了|臭鸡蛋味是不是漏气|燃气报警器响了|煤气中毒头晕',
			offers: '燃气泄漏|燃气抢修|燃气抢险|燃气报警|抢险', urgency: 'emergency', related: ['utility.gas']
		},
		fraud: {
			zh: '反诈骗', en: 'Fraud', def: '电信诈骗、养老诈骗的识别、止付、宣传。',
			says: '接到电话说我犯案|让我转账到安全账户|老人被骗了钱|刷单|点了链接钱没了|推销保健品的天天来|投资群拉老妈进去|冒充公检法|我爸非要给网上的人打钱|中奖要先交税',
			offers: '反诈|诈骗|电信网络诈骗|防诈|养老诈骗|止付|反诈宣传|劝阻|96110', urgency: 'urgent', type: 'help', related: ['safety.police']
		},
		police: {
			zh: '治安', en: 'Public order', def: '盗窃、打架、可疑人员、赌博、警务。',
			says: '电瓶车被偷|家里进贼了|楼下打架|有人在门口鬼鬼祟祟|隔壁聚众打麻将赌钱|快递老丢|传销|有人跟踪我|找片警|黄赌毒',
			offers: '社区民警|警务室|治安|派出所|巡逻|盗窃|报警|警务|平安', urgency: 'urgent'
		},
		thrown: {
			zh: '高空抛物', en: 'Things thrown from above', def: '高空抛物、坠物、花盆晃动。',
			says: '楼上往下扔东西|烟头从天上掉下来|花盆要掉|差点砸到人|空调架锈了要掉|外墙瓷砖掉',
			offers: '高空抛物|坠物|高空坠物|外墙脱落|防坠物', urgency: 'urgent'
		},
		missing: {
			zh: '走失寻人', en: 'Missing people', def: '老人、孩子走失、失联。',
			says: '老人走丢了|孩子找不着了|我爸出门没回来|打电话没人接敲门没人应|老人联系不上|奶奶不见了|捡到一个迷路老人|好几天联系不到他',
			offers: '走失|寻人|防走失|黄手环|失联|寻亲', urgency: 'emergency', type: 'help', related: ['elder.visit', 'safety.police', 'elder.dementia']
		},
		disaster: {
			zh: '防灾应急', en: 'Disaster and emergencies', def: '暴雨内涝、台风、避难场所、应急物资。',
			says: '地下室进水了|台风来了去哪躲|避难所在哪|要个沙袋|积水倒灌到家|应急包|地震了往哪跑|暴雨淹了车库|抽水',
			offers: '应急|防汛|避难场所|应急物资|防灾减灾|沙袋|排涝|台风|应急演练', type: 'help', urgency: 'urgent'
		},
		child: {
			zh: '防溺水与儿童安全', en: 'Keeping children safe', def: '防溺水、交通、居家儿童安全教育。',
			says: '孩子们去河里游泳|暑假防溺水|小孩爬栏杆玩|池塘没护栏|孩子在马路上玩',
			offers: '防溺水|儿童安全|安全教育|安全课堂|自护', groups: ['child'], type: 'help'
		},
		production: {
			zh: '安全生产举报', en: 'Unsafe premises', def: '小作坊、危险品、三合一场所等隐患举报。',
			says: '居民楼里有个小工厂|楼下囤了好多煤气罐|店里住人做饭|私自加工|放鞭炮|仓库味道呛人',
			offers: '安全生产|隐患举报|三合一|危险化学品|沿街商铺|九小场所|安全检查'
		}
	}
});
