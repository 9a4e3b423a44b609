import type { ErrorWords } from '#platform/messages/index.ts';

export const zh = {
	errors: {
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
