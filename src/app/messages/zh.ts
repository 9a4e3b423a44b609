export const zh = {
	desk: '社区政务管理系统',
	skip: '跳到主要内容',
	find: '查找',
	findPlaceholder: '工单号、电话、姓名、地址、页面、操作',
	findEmpty: '没有找到。可以试试工单号的后四位，或地址里的小区名。',
	findFailed: '没有查成，请再试一次。',
	findPages: '页面',
	findHints: '上下键选择，回车打开，Esc 关闭',
	close: '关闭',
	menu: '菜单',
	undo: '撤销',
	signOut: '退出登录',
	myAccount: '我的账号',
	toSite: '居民网站',
	queues: '队列',
	groups: { work: '办件', people: '居民', activities: '活动', resources: '资源', site: '网站', admin: '管理' },
	home: '工作台'
};

export type DeskMessages = typeof zh;
