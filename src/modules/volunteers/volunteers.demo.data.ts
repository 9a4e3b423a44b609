/** The demonstration's teams (domain: demo.md) and what they do every week. */
import type { Category, Identity, Skill } from './register/volunteer.model.ts';

export interface DemoTeam {
	name: string;
	nameEn: string;
	about: string;
	aboutEn: string;
	categories: Category[];
	forIdentities: Identity[];
	/** which of the communities keeps it, from 0; null: the subdistrict */
	community: number | null;
	/** 1 Monday … 7 Sunday */
	weekday: number;
	from: string;
	to: string;
	title: string;
	place: string;
	served: string;
	content: string;
	/** how many serve each time */
	crew: number;
	dangerous?: boolean;
	skills?: Skill[];
}

export const demoTeams: readonly DemoTeam[] = [
	{ name: '红云先锋党员队', nameEn: 'Hongyun Party Vanguard', about: '党员亮身份、认岗位，哪里需要去哪里。', aboutEn: 'Party members who go where they are needed.', categories: ['civility', 'elderly'], forIdentities: ['party', 'cadre'], community: 0, weekday: 6, from: '09:00', to: '11:00', title: '楼道清洁日', place: '红云小区', served: '全体居民', content: '清理楼道堆物，擦扶手，查消防通道', crew: 6 },
	{ name: '银龄互助队', nameEn: 'Silver Mutual Help', about: '低龄老人陪伴高龄老人，聊天、买菜、取药。', aboutEn: 'Younger seniors keep older ones company.', categories: ['elderly'], forIdentities: [], community: 0, weekday: 2, from: '09:30', to: '11:30', title: '上门陪伴老人', place: '红云小区', served: '独居、高龄老人', content: '陪聊天，代买菜，看看煤气水电', crew: 5 },
	{ name: '青年突击队', nameEn: 'Youth Brigade', about: '团员青年利用晚上和周末做事。', aboutEn: 'League members who serve in the evening and at weekends.', categories: ['civility', 'science'], forIdentities: ['league'], community: 1, weekday: 7, from: '14:00', to: '16:30', title: '手机课堂', place: '社区党群服务中心', served: '老年居民', content: '教老人挂号、缴费、视频通话，防诈骗', crew: 4, skills: ['computing'] },
	{ name: '红领巾小队', nameEn: 'Red Scarf Squad', about: '少先队员在家长陪同下参加力所能及的服务。', aboutEn: 'Young Pioneers, with their parents, do what children can.', categories: ['civility', 'environment'], forIdentities: ['pioneer'], community: 1, weekday: 6, from: '15:00', to: '16:00', title: '小小护绿员', place: '中心花园', served: '全体居民', content: '给花木挂牌，劝导不踩草坪', crew: 4 },
	{ name: '绿手指养护队', nameEn: 'Green Fingers', about: '管好楼前的花和树。', aboutEn: 'Looks after the flowers and trees before our doors.', categories: ['environment'], forIdentities: [], community: 2, weekday: 3, from: '08:30', to: '10:30', title: '花木养护', place: '小区中心绿地', served: '全体居民', content: '浇水、修枝、补种、清落叶', crew: 5, skills: ['gardening'] },
	{ name: '邻里调解队', nameEn: 'Neighbourhood Mediators', about: '退休干部和律师志愿者听两边的话，把事说开。', aboutEn: 'Retired cadres and lawyers hear both sides.', categories: ['mediation', 'law'], forIdentities: [], community: 2, weekday: 4, from: '14:00', to: '16:00', title: '调解接待', place: '邻里说事室', served: '有纠纷的居民', content: '接待来访，约双方见面，记下约定', crew: 2, skills: ['mediation'] },
	{ name: '敲门暖心队', nameEn: 'Knock and Care', about: '每周敲一次独居老人的门。', aboutEn: 'Knocks at the doors of those who live alone, once a week.', categories: ['elderly'], forIdentities: [], community: 3, weekday: 1, from: '09:00', to: '11:00', title: '每周敲门', place: '各楼栋', served: '独居老人', content: '敲门问好，看身体和居家安全，有事马上报', crew: 5 },
	{ name: '平安巡逻队', nameEn: 'Safety Patrol', about: '晚上在小区里走一圈，看灯、看门、看电动车。', aboutEn: 'Walks through the compound at night: lights, gates, e-bikes.', categories: ['safety'], forIdentities: [], community: 3, weekday: 5, from: '19:30', to: '21:30', title: '夜间巡逻', place: '小区东门集合', served: '全体居民', content: '查照明、单元门、飞线充电、消防通道', crew: 4, dangerous: true },
	{ name: '科普宣讲队', nameEn: 'Science Speakers', about: '科学学校毕业的学员，走出去讲给邻居和孩子听。', aboutEn: 'Graduates of the science school who go out and teach.', categories: ['science', 'children'], forIdentities: [], community: null, weekday: 4, from: '09:30', to: '11:00', title: '科普进校园', place: '云岭小学', served: '小学生', content: '讲垃圾分类、急救和天气的小实验', crew: 3, skills: ['teaching'] },
	{ name: '棋苑裁判组', nameEn: 'Chess Club Referees', about: '为社区棋赛编排、裁判、记谱。', aboutEn: 'Pairs, referees and records the chess club’s games.', categories: ['culture'], forIdentities: [], community: null, weekday: 6, from: '13:00', to: '17:00', title: '棋苑周赛裁判', place: '社区棋苑', served: '棋友', content: '编排对局，裁判，登记成绩', crew: 2, skills: ['referee'] }
];

/** Made-up children of the demonstration, with a parent's telephone outside assigned ranges. */
export const demoPioneers: readonly { name: string; birthDate: string; guardian: string; phone: string }[] = [
	{ name: '林小满', birthDate: '2015-05-20', guardian: '林建国', phone: '12088000001' },
	{ name: '郑一诺', birthDate: '2014-09-03', guardian: '郑海', phone: '12088000002' },
	{ name: '许安安', birthDate: '2016-02-11', guardian: '许芳', phone: '12088000003' },
	{ name: '苏子墨', birthDate: '2015-11-28', guardian: '苏梅', phone: '12088000004' },
	{ name: '何雨桐', birthDate: '2014-12-19', guardian: '何勇', phone: '12088000005' },
	{ name: '罗天佑', birthDate: '2016-07-07', guardian: '罗静怡', phone: '12088000006' }
];
