/** Words on paper: certificates, the list at the door, the poster. */
export const paperZh = {
	certificate: {
		title: { attendance: '参加证明', passed: '结业证书' } as Record<string, string>,
		before: '兹证明',
		span: (from: string, to: string): string => `${from}至${to}`,
		attended: (when: string, title: string, minutes: number): string => `于${when}参加了《${title}》，时长 ${minutes} 分钟。`,
		passed: (when: string, title: string, sessions: number): string => `于${when}参加《${title}》学习，完成 ${sessions} 次课，成绩合格，准予结业。`,
		taught: (times: number): string => `结业后出去讲课 ${times} 次。`,
		number: '编号',
		scan: '扫码可核对真伪，不显示姓名'
	},
	roster: {
		title: (activity: string): string => `签到表：${activity}`,
		sheet: '报名签到表',
		number: '序号',
		name: '姓名',
		phone: '电话',
		state: '报名',
		came: '签到',
		sign: '签名',
		note: '备注',
		source: '怎么报的',
		cameBy: '怎么签的',
		guardian: (name: string): string => `监护人 ${name} 同意`,
		how: '怎么用',
		howText: '来了在“签到”一栏打勾。没报名的写在后面的空行里。结束后请把打勾的补录到系统，或拍照留存后录入。'
	},
	door: {
		kind: '签到',
		scan: '扫一扫，点一下，就签到好了',
		otherwise: '没有手机、不会扫码，请找门口的工作人员登记，一样方便。'
	}
};
export type PaperWords = typeof paperZh;
