import { family } from '../term.ts';

/** Where people live: renting, public housing, renewal. */
export const housing = family({
	code: 'housing', zh: '住房', en: 'Housing', category: 'housing', type: 'enquiry',
	leaves: {
		public: {
			zh: '公租房与租房补贴', en: 'Public rental and rent subsidy', def: '公租房、保障房、租金补贴的申请。',
			says: '没房子住租不起|公租房怎么排|租房补贴|廉租房|一家五口挤一间|保障房条件|年轻人买不起房|人才公寓',
			offers: '公租房|保障房|廉租房|租金补贴|住房保障|租赁补贴|保障性租赁|人才公寓', groups: ['lowIncome', 'newcomer']
		},
		rent: {
			zh: '租房找房', en: 'Finding a place to rent', def: '租房信息、租赁登记备案。',
			says: '想租个便宜房子|附近有没有房出租|空房想租出去|合租|租房备案|房东要登记吗|陪读租房',
			offers: '租房|出租|房源|租赁登记|租赁备案|青年驿站|住宿|宿舍'
		},
		renewal: {
			zh: '老旧小区改造', en: 'Renewing old compounds', def: '老小区管线、外墙、屋面、环境改造。',
			says: '我们小区什么时候改造|外墙皮往下掉|老房子管子都烂了|墙面保温|小区太破了|拆迁轮到没有|改造完更糟',
			offers: '老旧小区改造|小区改造|外墙|雨污分流|城市更新|拆迁|征收|房屋修缮'
		},
		lift: {
			zh: '加装电梯', en: 'Adding a lift', def: '既有住宅加装电梯的咨询、协商。',
			says: '想装电梯一楼不同意|六楼爬不动想加电梯|装电梯钱怎么摊|加装电梯找谁|装电梯挡我家光线|老楼没电梯老人下不来',
			offers: '加装电梯|增设电梯|加梯|电梯加装', category: 'deliberation', related: ['legal.neighbour']
		},
		danger: {
			zh: '房屋安全', en: 'Unsafe buildings', def: '危房鉴定、裂缝、墙体脱落、拆改承重墙。',
			says: '墙裂了好大缝|房子歪了|楼上砸承重墙|阳台要塌|天花板掉水泥块|危房鉴定|房梁朽了',
			offers: '危房|房屋安全|房屋鉴定|承重墙|结构安全|排险', category: 'safety', urgency: 'urgent', type: 'help'
		},
		fundUse: {
			zh: '维修资金', en: 'Maintenance fund', def: '住宅专项维修资金的使用。',
			says: '大修的钱从哪出|维修基金怎么动用|屋顶漏要用公维金|电梯换要业主签字|房屋本体维修金',
			offers: '维修资金|维修基金|公共维修金|专项维修|紧急使用', category: 'property'
		}
	}
});

/** Things at home that break. */
export const repair = family({
	code: 'repair', zh: '便民维修', en: 'Repairs', category: 'repair',
	leaves: {
		plumbing: {
			zh: '水管水龙头维修', en: 'Taps and pipes', def: '水龙头、水管、马桶、热水器漏水维修。',
			says: '水龙头滴答滴答关不住|水管爆了|家里漏水|马桶一直流水|水表转得飞快|暖气片漏|阀门锈死|厨房水管渗水|花洒坏了|水哗哗往外冒',
			offers: '水管维修|水电维修|水暖|管道维修|漏水维修|水龙头|马桶维修|管道工|洁具', related: ['repair.leak', 'repair.drain']
		},
		leak: {
			zh: '渗水漏雨', en: 'Leaks through roof or wall', def: '屋顶、外墙、楼上卫生间渗漏，防水补漏。',
			says: '一下雨就漏|顶楼渗水墙皮发霉|天花板滴水|楼上卫生间往下漏|墙角发黑长毛|阳台返水|窗户进雨|楼顶防水',
			offers: '防水|补漏|渗水|漏雨|屋面维修|外墙渗漏|渗漏|堵漏', related: ['repair.plumbing', 'legal.neighbour', 'housing.fundUse']
		},
		drain: {
			zh: '下水道疏通', en: 'Blocked drains', def: '下水道、马桶、地漏堵塞疏通。',
			says: '马桶堵了|下水道反水|厨房水下不去|地漏往上冒脏水|厕所不通|水池漏得慢|管子堵了臭|卫生间冒粪水',
			offers: '管道疏通|下水道|疏通|通下水|马桶疏通|地漏|排水管', related: ['env.sewage']
		},
		electric: {
			zh: '家庭电路维修', en: 'Wiring at home', def: '跳闸、插座、灯具、老线路检修。',
			says: '家里老跳闸|插座冒火花|灯不亮了不会换|电线老化|换个灯泡够不着|一开空调就断电|开关坏了|电路烧了|屋里没电别人家有',
			offers: '电路维修|电工|水电维修|换灯|灯具安装|线路检修|用电检查|插座', related: ['utility.power']
		},
		lock: {
			zh: '开锁换锁', en: 'Locks', def: '忘带钥匙、换锁芯、门坏维修。',
			says: '钥匙锁屋里了|门打不开|忘带钥匙进不去|锁芯坏了|换个锁|老人把自己反锁了|小孩反锁在屋里|防盗门关不上|钥匙断锁眼里',
			offers: '开锁|换锁|锁具|配钥匙|门锁维修|锁芯'
		},
		appliance: {
			zh: '家电维修', en: 'Appliances', def: '冰箱、洗衣机、电视、空调、热水器维修清洗。',
			says: '冰箱不制冷|洗衣机不转|电视没声音|空调不凉|热水器打不着|油烟机洗不动|微波炉坏了|电饭锅不热|修电器的|空调加氟|风扇不转|灶台打不着火',
			offers: '家电维修|电器维修|空调清洗|家电清洗|冰箱|洗衣机|油烟机清洗|小家电|以旧换新|热水器'
		},
		bike: {
			zh: '修车补胎', en: 'Bicycles and e-bikes', def: '自行车、电动车维修、打气、补胎。',
			says: '电瓶车没电骑不动|车胎扎了|自行车链子掉了|打个气|电动车坏路上|修自行车的老师傅|三轮车坏了|刹车不灵',
			offers: '修车|自行车维修|电动车维修|补胎|打气|修车摊'
		},
		sewing: {
			zh: '缝补修鞋', en: 'Sewing and shoes', def: '改裤脚、换拉链、修鞋、修伞、配饰。',
			says: '裤子太长改一改|拉链坏了|鞋底开胶|扣子掉了|裤脚裁短|鞋跟掉了|补衣服|修伞|修包',
			offers: '缝补|裁缝|修鞋|织补|改衣|修伞|缝纫|小修小补|修补'
		},
		knives: {
			zh: '磨刀等老手艺', en: 'Knife grinding and old crafts', def: '磨刀、修表、配镜、修家具等小修小补。',
			says: '刀钝了切不动|磨剪子|表停了|老花镜腿断了|凳子腿松了|柜门掉了|磨菜刀的不来了|修钟表|沙发塌了',
			offers: '磨刀|修表|钟表|家具维修|木工|小修小补|磨剪刀|匠人|老手艺'
		},
		phone: {
			zh: '手机电脑维修', en: 'Phones and computers', def: '手机贴膜、换屏，电脑重装、卡顿。',
			says: '手机摔坏屏裂了|电脑开不了机|手机卡得不行|充不进电|电脑中毒|手机没声音了|打印机连不上',
			offers: '手机维修|电脑维修|换屏|贴膜|系统重装|数码维修|清内存', related: ['digital.phone']
		},
		fitting: {
			zh: '门窗与安装', en: 'Doors, windows, fitting', def: '门窗、纱窗、晾衣架、打孔安装。',
			says: '窗户关不严|纱窗破了|晾衣架坏了|墙上打个孔|窗帘杆装不上|换玻璃|玻璃碎了|门合页坏了|挂画钉钉子',
			offers: '门窗维修|纱窗|晾衣架|打孔|安装|玻璃|换纱窗|五金'
		}
	}
});

/** Water, power, gas, heat, network as supplied. */
export const utility = family({
	code: 'utility', zh: '水电气暖网', en: 'Utilities', category: 'utility',
	leaves: {
		gas: {
			zh: '燃气服务', en: 'Gas', def: '燃气开通、缴费、安检、换软管。',
			says: '煤气费怎么交|天然气开户|灶具软管老化要换|燃气安检什么时候来|没气了|煤气罐换|燃气表坏|通气',
			offers: '燃气|天然气|燃气安检|燃气公司|软管更换|煤气|液化气|燃气开户', related: ['safety.gasLeak']
		},
		water: {
			zh: '供水', en: 'Water supply', def: '停水、水压、水质、水费。',
			says: '停水了|水小得洗不了澡|自来水发黄|水费怎么多这么多|六楼没水|二次供水脏|水有怪味|几点来水',
			offers: '供水|自来水|停水|水费|水质|二次供水|水务|水箱清洗', type: 'complaint'
		},
		power: {
			zh: '供电', en: 'Power supply', def: '停电、电费、电表、电压不稳。',
			says: '停电了什么时候来|整栋楼没电|电费不对|电压低灯一闪一闪|电表走得快|欠费停电|电线耷拉下来',
			offers: '供电|停电|电费|电表|电力|供电所|抢修|国家电网', related: ['repair.electric']
		},
		heat: {
			zh: '供暖', en: 'Heating', def: '暖气不热、供暖费、报停。',
			says: '暖气不热|家里才十五度|暖气片冰凉|取暖费怎么交|今年不想供暖停了|暖气管子响|冻得睡不着',
			offers: '供暖|供热|暖气|热力|采暖|供热站|测温', type: 'complaint'
		},
		network: {
			zh: '宽带电视', en: 'Broadband and television', def: '宽带、信号、有线电视、老旧线缆。',
			says: '网断了|wifi连不上|电视没信号|手机没信号|楼道网线乱糟糟|装宽带|电视机顶盒不会弄|电话线断',
			offers: '宽带|有线电视|网络|信号|机顶盒|通信|线缆|运营商'
		}
	}
});

/** The managed compound: property company, lifts, lights, gates, owners. */
export const property = family({
	code: 'property', zh: '物业管理', en: 'Property management', category: 'property', type: 'complaint',
	leaves: {
		service: {
			zh: '物业服务', en: 'Property service', def: '物业不作为、服务差、更换物业。',
			says: '物业光收钱不干活|物业电话没人接|报修石沉大海|想换物业|物业态度差|物业跑了没人管|管家不理人|小区没物业',
			offers: '物业|物业服务|物业管理|物业投诉|物业监管|准物业|物管会', related: ['property.owners', 'property.fee']
		},
		fee: {
			zh: '物业费', en: 'Property fee', def: '物业费、公共收益、停车费的争议。',
			says: '物业费涨价不合理|没享受服务凭啥交物业费|广告费进了谁口袋|公共收益账目|物业费欠了被告|电费分摊不明白',
			offers: '物业费|公共收益|收费公示|物业收费', related: ['legal.neighbour']
		},
		lift: {
			zh: '电梯故障', en: 'Lift breakdown', def: '电梯停运、困人、异响、维保。',
			says: '电梯坏了三天|电梯关着人出不来|电梯忽上忽下|坐电梯心惊胆战|电梯按钮不亮|电梯晃|十八楼爬楼梯|电梯夹人',
			offers: '电梯维保|电梯故障|电梯维修|电梯困人|电梯安全|特种设备', urgency: 'urgent'
		},
		lights: {
			zh: '楼道灯', en: 'Stairwell lights', def: '楼道、院内公共照明不亮。',
			says: '楼道黑灯瞎火的|楼梯灯坏了|晚上上楼看不见|声控灯不灵|楼道灯常亮不灭|单元门口没灯|院里路灯不亮摔了一跤|摸黑上楼',
			offers: '楼道灯|公共照明|照明维修|声控灯|亮化|路灯', category: 'facility', related: ['road.streetlight', 'property.service']
		},
		gate: {
			zh: '门禁与安防', en: 'Gates and cameras', def: '单元门、门禁、监控、保安。',
			says: '单元门关不上谁都能进|门禁卡刷不开|对讲坏了|监控不管用|保安睡觉|小区随便进人|补张门禁卡|人脸进门不认',
			offers: '门禁|单元门|监控|保安|安防|对讲|门禁卡', related: ['safety.police']
		},
		owners: {
			zh: '业委会', en: 'Owners’ committee', def: '业主委员会的成立、换届、监督。',
			says: '想成立业委会|业委会不公开账|业主大会怎么开|选业委会|业委会主任捞钱|业主投票',
			offers: '业委会|业主委员会|业主大会|换届|物业管理委员会', category: 'deliberation', type: 'enquiry', related: ['property.service']
		},
		facility: {
			zh: '公共设施损坏', en: 'Broken public facilities', def: '健身器材、座椅、栏杆、儿童设施等损坏。',
			says: '健身器材断了|长椅烂了|栏杆晃|滑梯裂口子|信箱撬了|楼梯扶手断|围墙要倒|凉亭破了|晾衣杆倒了|台阶缺一块',
			offers: '公共设施|健身器材|设施维修|设施维护|便民座椅|围墙|护栏', category: 'facility'
		}
	}
});
