import type { ErrorWords } from '#platform/messages/index.ts';

export const settingsZh = {
	errors: {
		'volunteers.ruleBackdated': '不能从以前的日子起改：那时的时长和星级已经按旧的算了。请写今天或以后的日期。',
		'volunteers.ruleRange': ({ least, most }) => `请填 ${least} 到 ${most} 之间的整数。`,
		'volunteers.numberWrong': '请填整数。',
		'volunteers.sourceMissing': '请写依据，例如：街道 2026 年第 3 号通知。',
		'volunteers.starsFall': '星级要一级比一级高：这样改，会有某一天高一级的要求不高于低一级。',
		'volunteers.starsGap': '星级要从一星起连着排：请先停用更高的星级，或先设好更低的。'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	title: '志愿服务设置',
	lede: '星级和计时规则从哪一天起是多少，都有记录：以前的服务按当时的规则算，改动只管以后。',
	saved: '已保存',
	hours: '计时和报名规则',
	stars: '星级标准',
	starsLede: '按累计服务时长评定，培训和听讲座不算在内。起始值取自 2012 年的征求意见稿，不是正式规定，请按本地办法改。',
	rule: {
		checkin_before_minutes: { name: '签到最早提前', says: '班次开始前多久起可以签到；提前签到的时间不计入服务。' },
		count_after_minutes: { name: '结束后最多再计', says: '班次结束后才签退的，最多再计这么久。' },
		cancel_cutoff_hours: { name: '自行取消的截止', says: '班次开始前不足这么久时还可以取消，只是班次上会标明临时有人退出，好请人补上。' },
		publicise_days: { name: '证明公示天数', says: '志愿服务记录证明出具后公示这么多天。' },
		recent_days: { name: '推荐时看最近', says: '排班推荐人选时，看最近这么多天里谁服务得少。' },
		guardian_below_age: { name: '未成年人的年龄线', says: '不满这个年龄的，登记要监护人同意。' }
	},
	unit: { minutes: '分钟', hours: '小时', days: '天', years: '周岁' },
	amount: (value: number, unit: string): string => `${value} ${unit}`,
	star: (n: number): string => `${n} 星`,
	starHours: (hours: string): string => `累计满 ${hours} 小时`,
	starGone: '不再评定',
	since: (day: string): string => `自 ${day} 起`,
	comingFrom: (day: string): string => `${day} 起`,
	standing: { past: '以前', now: '现行', coming: '将生效' },
	change: '修改',
	changeOf: (name: string): string => `修改：${name}`,
	value: '改为',
	hoursValue: '满多少小时',
	hoursHint: '留空：从那天起不再评定这一星级',
	from: '从哪天起',
	source: '依据',
	sourceHint: '文件名、会议或本地办法',
	save: '保存',
	history: '历来的标准',
	firstDay: '起始日',
	drop: '撤销这项改动',
	dropOf: (name: string, day: string): string => `撤销 ${day} 起的 ${name}`,
	add: '增加一级',
	highest: '已到最高一级。'
};
