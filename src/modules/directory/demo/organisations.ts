import { week, type DemoOrganisation } from './shape.ts';

const office = week('1-5', '09:00-12:00', '13:30-17:30');
const everyDay = week('1-7', '08:30-20:00');
const newYear = { date: '01-01', note: '元旦休息' };
const nationalDay = { date: '10-01', note: '国庆休息' };

/** Fictional organisations of 云岭街道. Numbers begin with 120 and have 11 digits: no such number is given out. */
export const demoOrganisations: DemoOrganisation[] = [
	{ key: 'office', name: '云岭街道办事处', kind: 'government', community: 'hongyun', about: '街道办事处各业务科室。', phone: '12000000001', at: [0, 0], building: '云岭街道办事处大楼', opening: office, exceptions: [newYear, nationalDay] },
	{ key: 'hall', name: '云岭街道便民服务中心', kind: 'government', community: 'hongyun', about: '街道综合窗口，一窗通办。', phone: '12000000002', at: [30, -20], building: '云岭街道办事处大楼', opening: [...office, ...week('6-6', '09:00-12:00')], exceptions: [newYear, nationalDay] },
	{ key: 'hongyun', name: '红云社区居民委员会', kind: 'community', community: 'hongyun', about: '红云社区党群服务中心。', phone: '12000000003', at: [180, 90], building: '红云社区党群服务中心', opening: week('1-7', '08:30-18:00') },
	{ key: 'baiyun', name: '白云社区居民委员会', kind: 'community', community: 'baiyun', about: '白云社区党群服务中心。', phone: '12000000004', at: [60, -40], building: '白云社区党群服务中心', opening: week('1-7', '08:30-18:00') },
	{ key: 'cuihu', name: '翠湖社区居民委员会', kind: 'community', community: 'cuihu', about: '翠湖社区党群服务中心。', phone: '12000000005', at: [-70, 50], building: '翠湖社区党群服务中心', opening: week('1-7', '08:30-18:00') },
	{ key: 'qipan', name: '棋盘社区居民委员会', kind: 'community', community: 'qipan', about: '棋盘社区党群服务中心。', phone: '12000000006', at: [40, 20], building: '棋盘社区党群服务中心', opening: week('1-7', '08:30-18:00') },
	{ key: 'elderHall', name: '云岭街道综合养老服务中心', kind: 'nonprofit', community: 'hongyun', about: '集助餐、日托、助浴、康复为一体的街道级养老服务综合体。', phone: '12000000007', at: [-120, 60], opening: week('1-7', '08:00-18:00') },
	{ key: 'kitchen', name: '红云幸福食堂', kind: 'nonprofit', community: 'hongyun', about: '政府补贴的社区食堂。', phone: '12000000008', at: [150, 120], opening: [...week('1-7', '10:30-13:00'), ...week('1-7', '16:30-18:30')] },
	{ key: 'care', name: '暖阳居家照护服务社', kind: 'company', community: 'baiyun', about: '承接政府购买的居家上门服务。', phone: '12000000009', at: [210, 30], opening: week('1-6', '08:00-18:00') },
	{ key: 'home', name: '翠湖颐养院', kind: 'company', community: 'cuihu', about: '医养结合的养老机构，床位 180 张。', phone: '12000000010', at: [-300, 200], opening: everyDay },
	{ key: 'clinic', name: '云岭街道社区卫生服务中心', kind: 'health', community: 'baiyun', about: '基本医疗与公共卫生服务。', phone: '12000000011', at: [-60, 140], opening: [...week('1-5', '08:00-17:30'), ...week('6-7', '08:00-12:00')] },
	{ key: 'station', name: '翠湖社区卫生服务站', kind: 'health', community: 'cuihu', about: '家门口的卫生服务站。', phone: '12000000012', at: [90, -80], opening: week('1-6', '08:00-17:00') },
	{ key: 'mind', name: '心桥社会工作服务中心', kind: 'nonprofit', community: 'baiyun', about: '持证心理咨询师和社工团队。', phone: '12000000013', at: [20, 160], opening: week('2-7', '10:00-20:00') },
	{ key: 'justice', name: '云岭司法所', kind: 'government', community: 'hongyun', about: '人民调解、法律援助、社区矫正。', phone: '12000000014', at: [40, 10], building: '云岭街道办事处大楼', opening: office },
	{ key: 'law', name: '明理律师工作室', kind: 'nonprofit', community: 'qipan', about: '驻社区的公益律师。', phone: '12000000015', at: [-50, 70], opening: [...week('2-2', '14:00-17:00'), ...week('6-6', '09:00-11:30')] },
	{ key: 'police', name: '云岭派出所社区警务室', kind: 'government', community: 'qipan', about: '社区民警驻点。', phone: '12000000016', at: [120, -60], opening: week('1-7', '08:00-22:00') },
	{ key: 'jobs', name: '云岭街道就业和社会保障服务站', kind: 'government', community: 'hongyun', about: '就业、社保、医保经办。', phone: '12000000017', at: [35, -10], building: '云岭街道办事处大楼', opening: office },
	{ key: 'skills', name: '启程职业培训学校', kind: 'school', community: 'qipan', about: '定点职业技能培训机构。', phone: '12000000018', at: [260, 110], opening: week('1-6', '09:00-20:30') },
	{ key: 'kids', name: '小白杨青少年服务中心', kind: 'nonprofit', community: 'baiyun', about: '课后看护、假期成长营。', phone: '12000000019', at: [-160, -30], opening: [...week('1-5', '15:30-19:00'), ...week('6-6', '09:00-17:00')] },
	{ key: 'nursery', name: '小脚丫托育园', kind: 'company', community: 'cuihu', about: '备案普惠托育机构。', phone: '12000000020', at: [130, 90], opening: week('1-5', '07:30-18:00') },
	{ key: 'school', name: '云岭小学', kind: 'school', community: 'hongyun', about: '公办小学，向社区开放场地。', phone: '12000000021', at: [320, -150], opening: week('1-5', '07:40-17:30') },
	{ key: 'sunhome', name: '阳光残疾人之家', kind: 'nonprofit', community: 'qipan', about: '托养、康复与辅助性就业。', phone: '12000000022', at: [-140, -120], opening: week('1-5', '09:00-16:30') },
	{ key: 'vets', name: '云岭退役军人服务站', kind: 'government', community: 'hongyun', about: '退役军人及优抚对象服务。', phone: '12000000023', at: [45, -15], opening: office },
	{ key: 'property1', name: '安居物业服务有限公司', kind: 'company', community: 'baiyun', about: '白云、红云多个小区的物业服务企业。', phone: '12000000024', at: [-30, -60], opening: week('1-7', '08:00-21:00') },
	{ key: 'property2', name: '翠湖苑物业服务中心', kind: 'company', community: 'cuihu', about: '翠湖苑小区物业。', phone: '12000000025', at: [60, 40], opening: week('1-7', '08:00-21:00') },
	{ key: 'repair', name: '老周便民维修铺', kind: 'shop', community: 'baiyun', about: '三十年老师傅，水电、家电、门窗。', phone: '12000000026', at: [80, 15], opening: week('1-7', '08:00-19:00') },
	{ key: 'drain', name: '通达管道工程队', kind: 'company', community: 'qipan', about: '管道疏通与防水。', phone: '12000000027', at: [200, -40], opening: week('1-7', '07:00-22:00') },
	{ key: 'locks', name: '平安锁业', kind: 'shop', community: 'hongyun', about: '公安备案的开锁企业。', phone: '12000000028', at: [230, 60], opening: week('1-7', '00:00-23:59') },
	{ key: 'craft', name: '巧手小修小补服务点', kind: 'shop', community: 'qipan', about: '社区免费提供场地的便民手艺摊。', phone: '12000000029', at: [70, 30], opening: week('1-6', '08:30-17:30') },
	{ key: 'gas', name: '云岭燃气客户服务部', kind: 'company', community: 'hongyun', about: '辖区管道燃气经营单位。', phone: '12000000030', at: [-220, -90], opening: week('1-7', '00:00-23:59') },
	{ key: 'power', name: '云岭供电服务站', kind: 'company', community: 'qipan', about: '供电服务与抢修。', phone: '12000000031', at: [-200, 40], opening: week('1-7', '00:00-23:59') },
	{ key: 'waterCo', name: '清源供水营业所', kind: 'company', community: 'cuihu', about: '供水与二次供水。', phone: '12000000032', at: [180, -160], opening: office },
	{ key: 'city', name: '云岭综合行政执法队', kind: 'government', community: 'hongyun', about: '市容、违建、噪声、养犬等综合执法。', phone: '12000000033', at: [-90, -130], opening: week('1-7', '08:00-22:00') },
	{ key: 'clean', name: '净美环卫服务公司', kind: 'company', community: 'qipan', about: '清扫保洁、垃圾清运、消杀。', phone: '12000000034', at: [-260, -60], opening: week('1-7', '05:30-20:00') },
	{ key: 'green', name: '绿野园林养护队', kind: 'company', community: 'cuihu', about: '绿地养护与社区花园。', phone: '12000000035', at: [-150, 120], opening: week('1-6', '07:30-17:00') },
	{ key: 'fire', name: '云岭消防救援站', kind: 'government', community: 'qipan', about: '消防救援与宣传。', phone: '12000000036', at: [300, 200], opening: week('1-7', '00:00-23:59') },
	{ key: 'culture', name: '云岭文化活动中心', kind: 'nonprofit', community: 'cuihu', about: '街道文化站与老年学校。', phone: '12000000037', at: [20, 110], opening: week('2-7', '09:00-21:00') },
	{ key: 'chess', name: '棋盘社区棋苑', kind: 'group', community: 'qipan', about: '居民棋类社团。', phone: '12000000038', at: [50, 25], opening: week('1-7', '13:00-20:30') },
	{ key: 'library', name: '白云社区图书室', kind: 'community', community: 'baiyun', about: '藏书一万两千册。', phone: '12000000039', at: [65, -35], opening: week('2-7', '09:00-20:00') },
	{ key: 'sports', name: '翠湖全民健身站', kind: 'nonprofit', community: 'cuihu', about: '公益健身场馆。', phone: '12000000040', at: [-210, -90], opening: week('1-7', '06:30-21:30') },
	{ key: 'team', name: '红云先锋志愿服务队', kind: 'group', community: 'hongyun', about: '党员、团员和居民志愿者 260 人。', phone: '12000000041', at: [175, 85], opening: week('1-7', '09:00-18:00') },
	{ key: 'charity', name: '云岭慈善超市', kind: 'nonprofit', community: 'qipan', about: '慈善物资发放与募集。', phone: '12000000042', at: [-80, 140], opening: week('2-7', '09:30-17:30') },
	{ key: 'market', name: '翠湖邻里生活市集', kind: 'company', community: 'cuihu', about: '平价菜场、洗衣、理发、快递等便民业态。', phone: '12000000043', at: [110, -30], opening: week('1-7', '06:30-20:30') },
	{ key: 'maid', name: '安心家政服务部', kind: 'company', community: 'baiyun', about: '员工持健康证上岗的家政企业。', phone: '12000000044', at: [140, -110], opening: week('1-7', '08:00-19:00') },
	{ key: 'bank', name: '云岭惠民银行营业部', kind: 'company', community: 'hongyun', about: '驻区金融单位。', phone: '12000000045', at: [270, 20], opening: week('1-5', '09:00-17:00') },
	{ key: 'funeral', name: '云岭殡仪服务站', kind: 'government', community: 'qipan', about: '殡葬便民服务。', phone: '12000000046', at: [-320, 260], opening: week('1-7', '00:00-23:59') },
	{ key: 'union', name: '云岭街道总工会', kind: 'government', community: 'hongyun', about: '职工与新就业形态劳动者服务。', phone: '12000000047', at: [38, -5], opening: office }
];
