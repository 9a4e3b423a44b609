/**
 * What a first plan holds: the indicators of the source (a subdistrict's yearly development plan) as far as it gives them, and
 * the numbers that published evaluation sheets use where it does not. The source's "not fewer than N mass activities" lacks its
 * N: 12, as in a district's sheet of 2021 (Hangzhou Jianggan), marked as ours. All of it is text that staff edit.
 */
import { newId } from '#platform/ids.ts';
import type { Goal, Origin, PlanText, Target } from '../plan.model.ts';

/** "1235" as such plans usually read it; 六型社区 as they usually fill it. */
export const FRAMEWORKS: readonly { code: string; name: string; nameEn: string; groups: readonly (readonly [code: string, name: string, nameEn: string])[] }[] = [
	{
		code: '1235',
		name: '“1235”工作思路',
		nameEn: '"1235"',
		groups: [
			['goal', '一个目标', 'One goal'],
			['drivers', '两个抓手', 'Two drivers'],
			['projects', '三项工程', 'Three projects'],
			['tasks', '五项任务', 'Five tasks']
		]
	},
	{
		code: 'six',
		name: '六型社区',
		nameEn: 'Six kinds of community',
		groups: [
			['learning', '学习型', 'Learning'],
			['service', '服务型', 'Serving'],
			['safe', '平安型', 'Safe'],
			['green', '生态型', 'Green'],
			['civil', '文明型', 'Civil'],
			['harmony', '和谐型', 'Harmonious']
		]
	}
];

type Shipped = Pick<Target, 'title' | 'measure' | 'rule' | 'aim' | 'points' | 'groups'> & Partial<Pick<Target, 'public' | 'origin' | 'note' | 'stateB' | 'stateC' | 'each' | 'atMost'>>;

const SOURCE_MISSING = '原文缺失，默认值';

const GOALS: readonly { title: string; targets: readonly Shipped[] }[] = [
	{
		title: '居民有诉求，件件有回音',
		targets: [
			{ title: '首次联系及时率不低于 95%', measure: 'requests.response', rule: 'ratio', aim: 0.95, points: 10, groups: ['six.service', '1235.goal'], public: true },
			{ title: '按时办结率不低于 95%', measure: 'requests.on_time', rule: 'ratio', aim: 0.95, points: 10, groups: ['six.service', '1235.tasks'], public: true },
			{ title: '居民答复已解决', measure: 'requests.solve', rule: 'states', aim: 0.9, stateB: 0.8, stateC: 0.6, points: 10, groups: ['six.service', '1235.tasks'] },
			{ title: '居民满意率不低于 90%', measure: 'requests.satisfaction', rule: 'ratio', aim: 0.9, points: 10, groups: ['six.harmony', '1235.goal'], public: true }
		]
	},
	{
		title: '志愿服务人人可为',
		targets: [
			{ title: '注册志愿者占常住人口 13% 以上', measure: 'volunteers.shareOfResidents', rule: 'ratio', aim: 0.13, points: 10, groups: ['six.civil', '1235.drivers'], public: true },
			{ title: '党员志愿者', measure: 'volunteers.party', rule: 'threshold', aim: 30, points: 2, groups: ['six.civil'] },
			{ title: '机关社区干部志愿者', measure: 'volunteers.cadre', rule: 'threshold', aim: 10, points: 2, groups: ['six.civil'] },
			{ title: '团员志愿者', measure: 'volunteers.league', rule: 'threshold', aim: 20, points: 2, groups: ['six.civil'] },
			{ title: '少先队员志愿者', measure: 'volunteers.pioneer', rule: 'threshold', aim: 10, points: 2, groups: ['six.civil'] },
			{ title: '居民志愿者', measure: 'volunteers.resident', rule: 'threshold', aim: 60, points: 2, groups: ['six.civil', 'six.harmony'] },
			{ title: '全年志愿服务 2000 小时', measure: 'volunteers.minutes', rule: 'count', aim: 120_000, points: 5, groups: ['six.harmony'], public: true },
			{ title: '参加过服务的志愿者', measure: 'volunteers.active', rule: 'count', aim: 100, points: 3, groups: ['six.harmony'] }
		]
	},
	{
		title: '文化活动丰富，人人有所学',
		targets: [
			{ title: '群众性文体活动不少于 12 次', measure: 'activities.mass_held', rule: 'count', aim: 12, points: 10, groups: ['six.civil', '1235.projects'], public: true, origin: 'source_missing', note: SOURCE_MISSING },
			{ title: '知识、法律、健康讲座不少于 12 场', measure: 'activities.lectures_held', rule: 'count', aim: 12, points: 8, groups: ['six.learning', '1235.projects'], public: true },
			{ title: '技能与兴趣课程上课不少于 24 次', measure: 'activities.courses_held', rule: 'count', aim: 24, points: 4, groups: ['six.learning'], public: true },
			{ title: '参加活动的不同居民', measure: 'activities.participants', rule: 'count', aim: 1000, points: 4, groups: ['six.learning', 'six.harmony'], public: true },
			{ title: '活动满意率不低于 90%', measure: 'activities.satisfaction', rule: 'ratio', aim: 0.9, points: 4, groups: ['six.civil'] },
			{ title: '科普宣讲走进学校', measure: 'activities.outreach', rule: 'bonus', aim: 0, each: 1, points: 4, groups: ['six.learning'] }
		]
	},
	{
		title: '老有所依，困有所助',
		targets: [
			{ title: '独居老人每周探访到位', measure: 'care.weeklyVisits', rule: 'deduct', aim: 0, each: 0.05, points: 10, groups: ['six.service', 'six.safe'], note: '漏一人一周扣 0.05 分' },
			{ title: '助餐日均份数', measure: 'meals.dailyPortions', rule: 'threshold', aim: 60, points: 4, groups: ['six.service'] }
		]
	},
	{
		title: '绿化家园，自己的规矩自己定',
		targets: [
			{ title: '人人植一棵树或养一盆花', measure: 'greening.participation', rule: 'ratio', aim: 1, points: 5, groups: ['six.green', '1235.tasks'], public: true },
			{ title: '议题落实率不低于 90%', measure: 'deliberation.carriedOut', rule: 'ratio', aim: 0.9, points: 5, groups: ['six.harmony', '1235.tasks'] },
			{ title: '重复填报的字段', measure: 'forms.repeatedFields', rule: 'threshold', aim: 20, atMost: true, points: 4, groups: ['1235.drivers'] }
		]
	}
];

const target = (shipped: Shipped): Target => ({ id: newId(), atMost: false, stateB: null, stateC: null, each: 0, public: false, origin: 'shipped' satisfies Origin, note: '', phases: [], ...shipped });

/** The shipped text, with ids of its own. */
export const shippedText = (): PlanText => ({ goals: GOALS.map(({ title, targets }): Goal => ({ id: newId(), title, targets: targets.map(target) })) });
