import type { MessageSet } from '#platform/i18n.ts';

const zh = {
	name: '姓名',
	document: '证件',
	idCard: '居民身份证',
	volunteerNumber: '志愿者编号',
	statement: (name: string, from: string, to: string, time: string): string => `兹证明${name}自${from}至${to}参加志愿服务，经记录的服务时长共计${time}（按实际签到签退计算，不含往返路途、培训和讲座）。服务情况如下：`,
	times: (n: number): string => `（${n} 次）`,
	posterKind: '志愿服务签到',
	posterBody: (place: string, time: string): string => `时间：${time}\n地点：${place}\n到岗请扫码签到，离开时请扫码签退。\n没有手机？请找现场负责人登记，一样计入时长。`,
	posterScan: '扫码签到 签退',
	posterContact: (who: string): string => `现场负责人：${who}`,
	sheetTitle: (title: string): string => `${title} 签到表`,
	columns: { role: '岗位', name: '姓名', number: '志愿者编号', phone: '电话', in: '签到时间', inSign: '签到签名', out: '签退时间', outSign: '签退签名' },
	note: '说明',
	noteText: '请写实际到岗和离开的时间。一人一天同一活动最多三次；空白行供临时参加的志愿者填写。'
};
const en: typeof zh = {
	name: 'Name',
	document: 'Document',
	idCard: 'Resident ID card',
	volunteerNumber: 'Volunteer number',
	statement: (name, from, to, time) => `This is to certify that ${name} took part in volunteer service from ${from} to ${to}, with ${time} of service on record (from check-in to check-out; travel, trainings and lectures not included), as follows:`,
	times: (n) => `(${n} times)`,
	posterKind: 'Volunteer check-in',
	posterBody: (place, time) => `When: ${time}\nWhere: ${place}\nPlease scan to check in when you arrive, and to check out when you leave.\nNo phone? The person in charge writes you down; it counts all the same.`,
	posterScan: 'Check in and out',
	posterContact: (who) => `In charge here: ${who}`,
	sheetTitle: (title) => `${title}: sign-in sheet`,
	columns: { role: 'Role', name: 'Name', number: 'Volunteer number', phone: 'Phone', in: 'Time in', inSign: 'Signature', out: 'Time out', outSign: 'Signature' },
	note: 'Note',
	noteText: 'Please write when you really began and left. At most three times a day at one activity; the empty lines are for those who join on the spot.'
};

export const paperWords: MessageSet<typeof zh> = { zh, en };
