import { family } from '../term.ts';

/** Law, disputes and rights. */
export const legal = family({
	code: 'legal', zh: '法律与调解', en: 'Law and mediation', category: 'legal',
	leaves: {
		consult: {
			zh: '法律咨询', en: 'Legal advice', def: '社区律师免费解答法律问题。',
			says: '想找律师问问|打官司要怎么打|合同看不懂|收到法院传票|欠条还有没有用|借钱不还|这算不算违法|被人告了|懂法的人|钱借出去要不回来|交通事故赔偿',
			offers: '法律咨询|律师|社区法律顾问|公共法律服务|法律服务|律师值班|法律工作室|普法', related: ['legal.aid']
		},
		aid: {
			zh: '法律援助', en: 'Legal aid', def: '经济困难的人免费请律师打官司。',
			says: '没钱请律师|打不起官司|穷人能免费打官司吗|工伤老板不赔请不起律师|申请免费律师',
			offers: '法律援助|法援|援助申请|免费代理|指派律师', groups: ['lowIncome'], related: ['legal.consult', 'legal.labour']
		},
		neighbour: {
			zh: '邻里纠纷调解', en: 'Disputes between neighbours', def: '漏水、噪声、占用、口角等邻里矛盾的调解。',
			says: '跟邻居吵起来了|楼上漏水不认账|对门把鞋柜放过道|跟楼下结了仇|邻居骂人|想找人说和说和|隔壁装空调对着我窗户|邻居种花挡我光|为了点小事闹翻|谁来评评理|邻居不讲理',
			offers: '人民调解|邻里纠纷|调解|矛盾调解|调委会|老娘舅|矛盾纠纷|和事佬|评理', category: 'dispute', type: 'complaint', related: ['legal.consult']
		},
		family: {
			zh: '婚姻家庭纠纷', en: 'Family disputes', def: '离婚、抚养、赡养、分家等家庭矛盾。',
			says: '两口子天天吵架|要离婚孩子归谁|儿子不养老|兄弟几个推着不管老娘|婆媳处不来|老公有外人|分家产打起来|前夫不给抚养费|丈夫不管家',
			offers: '婚姻家庭|家事调解|婚调|赡养|抚养|离婚调解|家庭矛盾|婚姻辅导', category: 'dispute', related: ['legal.neighbour', 'legal.consult']
		},
		violence: {
			zh: '反家庭暴力', en: 'Domestic violence', def: '家暴求助、庇护、人身安全保护令。',
			says: '老公打我|被打得不敢回家|家里男人动手|丈夫掐我脖子|媳妇被打了|前男友威胁要杀我|儿子打老娘|没地方躲',
			offers: '家庭暴力|反家暴|妇女维权|庇护所|人身安全保护令|妇联|家暴|维权', groups: ['woman'], urgency: 'emergency', category: 'safety', related: ['legal.family', 'legal.consult']
		},
		notary: {
			zh: '公证', en: 'Notary', def: '委托书、继承、房产等公证。',
			says: '要做公证|委托书要公证吗|国外要的证明公证|房子过户公证|继承公证',
			offers: '公证|公证处|委托公证|继承公证|公证服务', type: 'enquiry'
		},
		will: {
			zh: '遗嘱继承', en: 'Wills and inheritance', def: '立遗嘱、遗产继承、房产过户。',
			says: '想写遗嘱|房子以后留给谁|怕死了孩子争房子|老人走了房子怎么过户|父母去世存款取不出来|后事想先写下来|继承',
			offers: '遗嘱|继承|遗产|遗嘱库|房产继承|身后事', groups: ['elder'], type: 'enquiry', related: ['legal.notary', 'legal.consult']
		},
		consumer: {
			zh: '消费维权', en: 'Consumer rights', def: '预付卡跑路、假货、缺斤短两、保健品维权。',
			says: '理发店办卡跑路了|买到假货|健身房关门钱不退|缺斤少两|老人买了一堆保健品|网购不给退|饭馆吃坏肚子|培训班不退费|商家骗人',
			offers: '消费维权|消费者|12315|投诉举报|预付卡|消费纠纷|市场监管|退费', type: 'complaint', related: ['legal.consult', 'safety.fraud']
		},
		labour: {
			zh: '劳动维权', en: 'Rights at work', def: '欠薪、工伤、辞退、合同等劳动争议。',
			says: '老板拖着工资不给|干活摔伤老板不管|被公司辞了没赔偿|没签合同|欠薪|包工头跑了|加班不给钱|单位不交社保|黑中介',
			offers: '劳动维权|欠薪|劳动争议|劳动监察|劳动仲裁|工会|讨薪|农民工工资|劳动关系', groups: ['newcomer', 'gigWorker'], category: 'job', related: ['legal.aid', 'social.injury']
		},
		tenancy: {
			zh: '租房纠纷', en: 'Renting disputes', def: '押金不退、二房东、群租等租赁纠纷。',
			says: '房东不退押金|中介扣我钱|二房东跑了|没到期赶我走|租客不交房租|租的房子漏水房东不修',
			offers: '租赁纠纷|房屋租赁|押金|租房纠纷|中介投诉', category: 'dispute', type: 'complaint', related: ['legal.consult', 'legal.neighbour']
		},
		correction: {
			zh: '安置帮教', en: 'After prison', def: '刑满释放、社区矫正人员的帮扶。',
			says: '刚放出来没地方住|坐过牢找不到活|出狱人员低保|缓刑报到|社区矫正|判了缓刑去哪签到',
			offers: '安置帮教|社区矫正|刑满释放|司法所|矫正|刑释人员', type: 'enquiry'
		}
	}
});
