/** Words of the page that says what the nightly clearing did and will do. */
import type { Staying } from '../privacy/retention.forecast.ts';
import type { Rule } from '../privacy/retention.rules.ts';

export const zh = {
	title: '到期清除',
	lede: '个人信息用完了、到期了，或者本人撤回了同意，系统每天夜里自动清除。这里只记清除了多少、凭哪条规则，看不到任何人的信息。',
	last: (when: string): string => `上一次运行：${when}`,
	never: '夜间清除还没有运行过。',
	late: '昨天夜里没有运行',
	lateText: '到期的信息还没有清除。请系统管理员看看后台任务是不是停了；补上以后，会把漏掉的一起清除。',
	grace: {
		title: '撤回同意以后，留几天可以改主意',
		text: '这几天里，撤回的信息谁也看不到、用不了；本人重新同意就都还在，过了就删除。法律没有规定天数，由街道定。改了以后只管新的撤回，已经告诉本人的日子不变。',
		days: '天数',
		unit: '天',
		now: (days: number): string => `现在是 ${days} 天`,
		isDefault: '起始值，街道还没有定',
		save: '保存',
		saved: '已保存，从现在起的撤回按新的天数。'
	},
	ahead: {
		title: '接下来会清除的',
		lede: (day: string): string => `到 ${day} 为止，按现在的用途和期限算。用途、期限改了，或者有人重新同意，这里跟着变。`,
		none: '这段时间没有到期的。',
		tonight: '下一个夜里',
		elsewhere: '由各模块清点',
		rest: (n: number): string => `后面还有 ${n} 行`
	},
	staying: {
		title: '还留着的，为什么',
		none: '没有：离开的人都清除完了，也没有撤回了还留着的。',
		why: '为什么留着',
		days: '到什么时候',
		reasons: {
			period: '已迁出或去世，保存期限没到',
			grace: '撤回了同意，还在可以改主意的几天里；谁也看不到',
			other_purpose: '撤回了同意，但另有法定职责等用途要用，或者另外同意过',
			waiting: '用途改了，等本人重新同意；谁也看不到',
			no_purpose: '没有启用的用途需要它；谁也看不到，也没有期限'
		} satisfies Record<Staying['why'], string>,
		unneeded: '请决定：启用一个需要它的用途，或请居民要求删除',
		between: (from: string, until: string): string => (from === until ? from : `${from} 至 ${until}`),
		noDay: '没有定日子'
	},
	log: {
		title: '每天夜里做了什么',
		when: '什么时候',
		nothing: '没有到期的',
		something: '有清除的',
		all: '每一夜',
		none: '还没有记录。',
		newest: '回到最近',
		older: '更早的'
	},
	rule: '规则',
	purpose: '用途',
	people: '多少人',
	count: '多少条',
	day: '哪一天',
	rules: {
		left: '迁出或去世后到期',
		ended: '事项结束后到期',
		recorded: '登记后到期',
		withdrawn: '撤回同意',
		anonymised: '全部到期，改成没有姓名的编号',
		merges: '合并档案前的底稿',
		sheets: '导入名单的原表和行'
	} satisfies Record<Rule, string>,
	peopleOf: (n: number): string => `${n} 人`,
	countOf: (rule: Rule, n: number): string => (rule === 'sheets' ? `${n} 份` : rule === 'anonymised' ? `${n} 人` : `${n} 条`),
	noPurpose: '—'
};
export type RetentionMessages = typeof zh;
