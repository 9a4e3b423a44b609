export const zh = {
	/** what was answered to a fact; undefined: nobody asked */
	factAnswer: (said: boolean | number | undefined): string => (said === undefined ? '没有问' : typeof said === 'number' ? `${said} 次` : said ? '是' : '否'),
	paper: {
		kind: '评估报告',
		pages: '第 {page} 页，共 {total} 页',
		level: '评定等级',
		points: (of: string): string => `${of} 分`,
		failures: (of: string): string => `做不到 ${of} 项`,
		superseded: '已有更正的评估，本报告不再作数',
		why: '等级是怎么来的',
		asked: '另外问到的',
		sign: '签字',
		assessor: '评估人',
		informant: '老人或家属',
		signature: '签字',
		date: '日期',
		answers: '各项评分',
		number: '编号',
		item: '项目',
		answer: '评定',
		score: '得分',
		source: (standard: string, clause: string, version: string): string => `依据 ${standard}，${clause}；表单版本 ${version}`
	},
	/** how a result explains itself; one entry for each code of `Reason` */
	listed: (names: readonly string[]): string => names.join('、'),
	reasons: {
		missing: (count: number, names: string): string => `还有 ${count} 项没有评，评完才能定级：${names}。`,
		totalPoints: (total: number, max: number, items: number): string => `${items} 项都评完了，总分 ${total} 分（满分 ${max} 分，分越高能力越好）。`,
		totalFailures: (total: number, items: number): string => (total === 0 ? `${items} 项都能自己做。` : `${items} 项中有 ${total} 项做不到。`),
		bandPoints: (range: string, level: string): string => `总分 ${range} 分，对应“${level}”。`,
		bandFailures: (range: string, level: string): string => `做不到 ${range} 项，对应“${level}”。`,
		open: (facts: string): string => `还要问清楚才能定级：${facts}。`,
		adjusted: (why: string, from: string, to: string, clause: string, several: boolean): string => `因为${why}，等级从“${from}”调为“${to}”（${clause}）。${several ? '原因不止一个，也只调整一次。' : ''}`,
		badEnough: (why: string, level: string, clause: string): string => `${why}（${clause}）：已经是“${level}”，等级不变。`,
		nothingToAdjust: '没有需要调整等级的情况。',
		result: (level: string): string => `评定结果：${level}。`
	},
	range: (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`),
	because: {
		counted: (title: string, count: number): string => `${title} ${count} 次`,
		answered: (title: string, label: string): string => `${title}为“${label}”`
	}
};
