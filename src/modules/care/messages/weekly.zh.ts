export const zh = {
	title: '独居老人周探访率',
	noun: '人周',
	counted: '这一周里见到过至少一次，上门、电话、碰面都算；一个人一周算一次，周一到周日为一周，记在周一',
	outOf: '整周都在关爱名单上的独居老人，一个人一周算一次',
	leftOut: {
		part_week: '这一周中途才进名单，或离开了名单',
		paused: '这一周里暂停走访（住院、去子女家等）',
		refused: '本人谢绝探访',
		running: '这一周还没有过完'
	},
	act: '看谁该去了',
	week: (from: string, to: string): string => `${from}至${to}`,
	unknown: '这个人不在档案里'
};
