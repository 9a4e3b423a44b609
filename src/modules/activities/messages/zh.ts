import type { ErrorWords } from '#platform/messages/index.ts';

export const zh = {
	errors: {
		'activities.titleMissing': '请写活动名称。',
		'activities.dayWrong': '请选日期，例如 2026-03-12。',
		'activities.timeWrong': '请选时间，例如 14:30。',
		'activities.numberWrong': '请填整数。',
		'activities.outOfRange': '这个数太大或太小了。',
		'activities.ruleWrong': '这个重复方式算不出日期，请重新选择。',
		'activities.feeMissing': '收费的活动请写每人多少元。',
		'activities.fullFeeWrong': '请写原价，不能低于补贴后的价格。',
		'activities.agesWrong': '最大年龄不能小于最小年龄。',
		'activities.kindWrong': '请选一个活动种类。',
		'activities.kindCode': '代码用小写英文字母和下划线，2 到 31 个字符。',
		'activities.kindTaken': '这个代码已经有了，请换一个。',
		'activities.seatsTaken': ({ taken }) => `有的场次已经报了 ${taken} 人，名额不能比这个少。`,
		'activities.noTimes': { what: '按现在的填写，没有一天会举办。', kept: '草稿已保存。', todo: '请看看开始日期、重复方式和不办的日期。' },
		'activities.notPublished': { what: '这个活动还没有发布，或者已经撤回。', todo: '请先发布，再改场次。' },
		'activities.notDraft': { what: '已经发布过的活动不能删除。', todo: '不办了请撤回，报名的人会知道。' },
		'activities.undoOver': { what: '撤销的时间过了。', kept: '活动保持现在的样子。', todo: '撤销只在 10 分钟内有效。您仍可以修改、取消或撤回。' },
		'activities.undoNotYours': { what: '这一步是别人做的。', kept: '活动保持现在的样子。', todo: '请由本人撤销，或请社区负责人撤销。' },
		'activities.signedUpAlready': { what: '已经有人报名，发布不能再撤销。', kept: '活动保持现在的样子。', todo: '不办了请撤回，报名的人会收到通知。' },
		'activities.alreadyCancelled': '这一场已经取消了。',
		'activities.alreadyOver': { what: '这一场已经办过，不能再取消或恢复。', todo: '签到和照片都在，记录保持原样。' },
		'activities.timeThere': '这个时间已经有一场了。',
		'activities.whyMissing': '请写原因，报名的人会看到。',
		'activities.consentMissing': '请选照片里的人是否同意公开。',
		'activities.photoMissing': '请选至少一张照片。'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	title: '活动'
};
export type ActivitiesMessages = typeof zh;
