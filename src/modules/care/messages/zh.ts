import type { ErrorWords } from '#platform/messages/index.ts';

export const zh = {
	errors: {
		'care.planEnded': { what: '这份关爱计划已经结束。', kept: '没有改动。', todo: '要继续关爱，请重新加入名单。' },
		'care.planMoved': { what: '您看的时候，同事刚改过这份计划。', kept: '您写的还在页面上。', todo: '请看一眼新的内容，再保存一次。' },
		'care.workerElsewhere': '这位同事不在这个社区工作，请选本社区的同事。',
		'care.notHere': { what: '这位居民已去世或已迁出。', kept: '没有改动。', todo: '如果档案记错了，请先更正档案。' },
		'care.onTheList': { what: '这位居民已经在关爱名单上。', kept: '您写的还在页面上。', todo: '请打开现有的计划，在那里修改。' },
		'care.ruleHolds': { what: '按规则仍应关爱，不能移出名单。', kept: '没有改动。', todo: '可以调整走访间隔，或暂停到某一天；情况变了，请先更正档案。' },
		'care.rhythmWrong': '走访间隔请填 1 到 366 天。',
		'care.dayWrong': '请写日期，例如 2026-03-12。',
		'care.dayPast': '请写今天以后的日期。',
		'care.whyMissing': '请写原因。',
		'care.nobodyChosen': '请先选人。',
		'care.doorClosed': { what: '这件“敲门未应”已经有人了结了。', kept: '您写的还在页面上。', todo: '请看下面的经过；情况又有变化，就另开一件。' },
		'care.doorMoved': { what: '同事刚刚往下走了一步。', kept: '您写的还在页面上。', todo: '请看一眼经过，再决定怎么办。' },
		'care.notReachedYet': { what: '还没有人联系上本人，或联系上见过本人的人。', kept: '您写的还在页面上。', todo: '请先记下“联系上了”：是谁、什么时候见到或通上话。' },
		'care.doorOpenAlready': { what: '这位居民已有一件正在处理的“敲门未应”。', todo: '请在那一件里继续。' },
		'care.whoMissing': '请写联系了谁，例如：女儿、对门邻居。',
		'care.noteMissing': '请写几个字。',
		'care.noteTooLong': '太长了，请控制在 1000 字以内。',
		'care.findingMissing': '请选查明的情况。',
		'care.closingNoteMissing': '请写怎么查明的，例如：本人在女儿家，通了电话。'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	door: {
		title: '敲门未应',
		lede: '敲门没人开、电话没人接，一步一步找到人为止。只有写下姓名的人能了结，系统从不自动了结。',
		step: { call: '打本人电话', emergency_contact: '联系紧急联系人', grid_worker: '网格员上门', authorities: '请派出所、消防开门' },
		finding: { well: '平安', away: '外出了', needs_help: '需要帮助', hospital: '在医院', died: '已去世', mistake: '弄错了' },
		action: { opened: '敲门未应', tried: '没联系上', reached: '联系上了', handed_on: '往下一步', overdue: '超时', taken: '接手', noted: '记一笔', closed: '了结' },
		source: { visit: '走访', meal: '送餐', neighbour: '邻居反映', other: '其他' }
	}
};
