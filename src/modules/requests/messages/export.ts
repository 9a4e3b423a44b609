import type { MessageSet } from '#platform/i18n.ts';

const zh = {
	sheet: '工单',
	number: '编号',
	createdAt: '登记时间',
	community: '社区',
	category: '类别',
	type: '诉求类型',
	urgency: '紧急程度',
	channel: '来源',
	state: '状态',
	round: '第几轮',
	text: '内容（摘要）',
	place: '地点',
	reporter: '诉求人',
	phone: '电话',
	owner: '承办人',
	provider: '服务方',
	acceptedAt: '受理时间',
	contactDueAt: '应首次联系',
	contactedAt: '首次联系',
	resolveDueAt: '应办结',
	servedAt: '办完时间',
	answer: '居民答复',
	answers: { solved: '已解决', not_solved: '没解决' } as Record<string, string>,
	answerWay: '答复方式',
	rating: '评价',
	closedAt: '结案时间'
};

const en: typeof zh = {
	sheet: 'Cases',
	number: 'Number',
	createdAt: 'Registered',
	community: 'Community',
	category: 'Category',
	type: 'Type',
	urgency: 'Urgency',
	channel: 'Came in by',
	state: 'State',
	round: 'Round',
	text: 'Summary',
	place: 'Place',
	reporter: 'Resident',
	phone: 'Phone',
	owner: 'Handler',
	provider: 'Provider',
	acceptedAt: 'Accepted',
	contactDueAt: 'First contact due',
	contactedAt: 'First contact',
	resolveDueAt: 'Resolution due',
	servedAt: 'Done',
	answer: 'Resident’s answer',
	answers: { solved: 'solved', not_solved: 'not solved' },
	answerWay: 'Answered by',
	rating: 'Rating',
	closedAt: 'Closed'
};

/** Column heads of exported lists. */
export const exportWords: MessageSet<typeof zh> = { zh, en };
