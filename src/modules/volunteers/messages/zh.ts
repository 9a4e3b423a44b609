import type { ErrorWords } from '#platform/messages/index.ts';

const time = (minutes: number): string => {
	const sign = minutes < 0 ? '−' : '';
	const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
	return sign + (hours && rest ? `${hours} 小时 ${rest} 分钟` : hours ? `${hours} 小时` : `${rest} 分钟`);
};

export const zh = {
	errors: {
		'volunteers.moved': { what: '您看的时候，同事刚改过这里。', kept: '您写的还在页面上。', todo: '请看一眼新的内容，再保存一次。' },
		'volunteers.notRegistered': { what: '您还不是注册志愿者。', todo: '先花一分钟登记，再来报名。' },
		'volunteers.registeredAlready': { what: '这个人已经登记过了。', kept: '没有重复登记。', todo: '请用姓名、手机号或身份证号查找原来的登记。' },
		'volunteers.noPurpose': { what: '现在没有启用“志愿服务”这项用途，所以不收志愿者登记。', kept: '没有登记。', todo: '街道管理员启用这项用途后，就可以登记；有疑问请问社区。' },
		'volunteers.consentMissing': { what: '登记为志愿者要本人（不满十四周岁的由监护人）同意，现在没有有效的同意。', kept: '您写的还在页面上。', todo: '请先在居民档案的“同意”里记下，再从那里登记；还没有档案的，先建档案。' },
		'volunteers.consentFirst': { what: '登记为志愿者，要先有您的同意。', kept: '没有登记。', todo: '请打开“我的”里的“我的档案”，关联本人的档案，在“志愿服务”一项点“同意”，再回来登记。也可以到社区服务台办。' },
		'volunteers.notActive': { what: '这位志愿者已暂停服务或退出。', todo: '恢复登记后就能报名。' },
		'volunteers.tooLong': '写得太长了，请简短些。',
		'volunteers.dayWrong': '请写日期，例如 2026-03-12。',
		'volunteers.dayAhead': '日期不能在今天以后。',
		'volunteers.timeWrong': '请写时间，例如 09:30。',
		'volunteers.timesWrong': '开始和结束不能是同一时刻。',
		'volunteers.nameMissing': '请写姓名。',
		'volunteers.birthMissing': '少先队员请写出生日期。',
		'volunteers.birthOrDocument': '请写出生日期，或下面的身份证号。未成年人要和监护人一起登记。',
		'volunteers.birthWrong': '这个出生日期不对。',
		'volunteers.birthNotOfId': '出生日期和身份证号对不上。',
		'volunteers.idNumberWrong': '身份证号不对，请核对 18 位号码。',
		'volunteers.nationalNumberWrong': '全国志愿者编号是 18 位数字。',
		'volunteers.phoneWrong': '这不像电话号码，请写 11 位手机号，或带区号的座机。',
		'volunteers.pioneerAge': '少先队员的年龄在 6 到 14 岁。',
		'volunteers.pioneerAlone': '少先队员不能同时是党员或干部。',
		'volunteers.guardianMissing': '未成年人请写监护人姓名。',
		'volunteers.guardianPhoneMissing': '未成年人请写监护人电话。',
		'volunteers.guardianConsentMissing': '未成年人参加志愿服务，要监护人同意。',
		'volunteers.guardianAtCounter': { what: '监护人的同意要当面或电话确认。', kept: '您填的还在页面上。', todo: '请家长到社区服务台登记，或打社区电话。' },
		'volunteers.personGone': '档案里记着这位居民已去世。',
		'volunteers.personElsewhere': '这位居民的档案在别的社区，请由那个社区登记。',
		'volunteers.teamNameMissing': '请写队伍名称。',
		'volunteers.teamNameTaken': { what: '已经有同名的队伍。', kept: '您写的还在页面上。', todo: '换个名字，或打开原来的队伍修改。' },
		'volunteers.titleMissing': '请写做什么。',
		'volunteers.placeMissing': '请写在哪里。',
		'volunteers.leadUnknown': '没有这个编号的志愿者。',
		'volunteers.categoryMissing': '请选服务类别。',
		'volunteers.roleMissing': '至少写一个岗位。',
		'volunteers.neededWrong': '人数请填 1 到 500。',
		'volunteers.ageWrong': '年龄请填 6 到 99。',
		'volunteers.whyMissing': '请写原因。',
		'volunteers.taskMoved': { what: '这件事刚刚有了变化。', kept: '没有改动。', todo: '请刷新页面看看现在的状态。' },
		'volunteers.taskTakenOn': { what: '队伍已经接下这件诉求。', kept: '没有改动。', todo: '办不了的，请工单负责人撤回，另找办法。' },
		'volunteers.roleTaken': ({ role }) => ({ what: `“${role}”已经有人报名，不能删掉，也不能少于已报名的人数。`, kept: '您写的还在页面上。', todo: '请先和报名的人商量。' }),
		'volunteers.movedIntoClash': { what: '改到这个时间，有人会和自己的另一个班次撞上。', kept: '没有改动。', todo: '换个时间，或先和他们商量。' },
		'volunteers.shiftBegun': { what: '班次已经开始，不能再改。', kept: '没有改动。' },
		'volunteers.shiftCancelled': { what: '这个班次已经取消。', todo: '请看看别的班次。' },
		'volunteers.shiftOver': { what: '这个班次已经结束。', todo: '时长有问题，请联系社区工作人员补记。' },
		'volunteers.full': { what: '这个岗位刚刚满员。', kept: '没有报名。', todo: '谢谢您！请看看别的岗位或班次。' },
		'volunteers.clash': { what: '这个时间您已经有另一个班次。', kept: '原来的报名没有动。', todo: '先取消或换掉那一个，再来报名。' },
		'volunteers.signedAlready': { what: '已经报过名了。', kept: '没有重复报名。' },
		'volunteers.signupGone': { what: '这个报名已经取消，或不是您的。', todo: '请刷新页面看看。' },
		'volunteers.swapTaken': { what: '这个班次已经有人接了，或者本人又能来了。', kept: '没有改动。', todo: '谢谢您愿意帮忙。' },
		'volunteers.barTeam': { what: '这个班次只由本队队员参加。', todo: '可以先加入这支队伍。' },
		'volunteers.barSkills': { what: '这个岗位需要的技能，您的登记里还没有。', todo: '有的话，请到社区补登记。' },
		'volunteers.barAge': { what: '这个岗位有年龄要求。', todo: '请看看别的岗位。' },
		'volunteers.barDangerous': { what: '这个班次有一定危险，未满 18 周岁不能参加。', todo: '请看看别的班次，谢谢您的热心。' },
		'volunteers.wrongCode': { what: '二维码不对，或已经过期。', todo: '请扫现场张贴的二维码，或请工作人员替您签到。' },
		'volunteers.tooEarly': ({ minutes }) => ({ what: `还没到签到时间，开始前 ${minutes} 分钟起可以签到。`, kept: '没有签到。' }),
		'volunteers.threePairs': ({ most }) => ({ what: `同一活动一天最多签到签退 ${most} 次。`, kept: '前几次都已记下。', todo: '有特殊情况，请工作人员处理。' }),
		'volunteers.overlap': { what: '这段时间和您已记下的另一段服务重叠。', kept: '原来的时长没有动。', todo: '同一时间只能记一处，请工作人员核对。' },
		'volunteers.stillIn': { what: '这位志愿者在这个班次还有一次签到没有签退。', kept: '纸质表的这一行没有记下。', todo: '请先为那次签到签退，或把它作废，再补录这一行。' },
		'volunteers.outBeforeIn': { what: '签退时间不能早于签到。', kept: '没有改动。' },
		'volunteers.checkOutLate': { what: '班次结束已久，不能再直接签退。', kept: '签到还在。', todo: '请联系社区工作人员，说明几点离开，由他们补签退。' },
		'volunteers.spanClosed': { what: '这次签到已经签退。', kept: '没有改动。' },
		'volunteers.spanVoid': { what: '这次签到已经作废，不计时长。', kept: '没有改动。', todo: '作废错了，请在班次里按纸质签到表补录。' },
		'volunteers.inTheFuture': { what: '这个时间还没到。', kept: '没有改动。' },
		'volunteers.minutesWrong': '时长请填 0 到 1440 分钟。',
		'volunteers.correctsCorrection': { what: '更正本身不能再更正。', todo: '请在原来那一条上更正。' },
		'volunteers.correctsUp': { what: '更正只能减少服务时长，不能凭空增加。', kept: '没有改动。', todo: '漏记的，请在班次里按纸质签到表补录。' },
		'volunteers.nothingToCorrect': { what: '和现在的时长一样，不用更正。', kept: '没有改动。' },
		'volunteers.nothingServed': { what: '这段时间里还没有可以证明的服务时长。', todo: '培训和讲座不计入服务证明。' },
		'volunteers.appliedAlready': { what: '已经有一份申请在办。', kept: '没有重复申请。' },
		'volunteers.rangeWrong': '结束日期不能早于开始日期。',
		'volunteers.certificateMoved': { what: '这份证明刚刚有了变化。', kept: '没有改动。', todo: '请刷新页面看看现在的状态。' },
		'volunteers.noDocument': { what: '还没有登记身份证号，不能出具证明。', kept: '申请还在。', todo: '请先在志愿者登记里补上身份证号。' },
		'volunteers.responsibleMissing': '请写单位负责人姓名。'
	} satisfies Record<string, ErrorWords> as Record<string, ErrorWords>,
	identity: { party: '党员', cadre: '干部', league: '团员', pioneer: '少先队员', resident: '居民' },
	skill: { first_aid: '急救', nursing: '护理', psychology: '心理', law: '法律', mediation: '调解', teaching: '教学', repairs: '维修', computing: '电脑手机', haircut: '理发', gardening: '园艺', arts: '文艺', sign_language: '手语', driving: '驾驶', translation: '外语', referee: '裁判' },
	category: { elderly: '为老服务', children: '关爱儿童', disabled: '助残', poverty: '帮困', environment: '环境绿化', civility: '文明引导', safety: '平安巡逻', health: '健康', law: '法律服务', culture: '文化体育', science: '科普', mediation: '邻里调解', repairs: '便民维修', other: '其他' },
	time: {
		days: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
		parts: { a: '上午', b: '下午', c: '晚上' }
	},
	sex: { '0': '不详', '1': '男', '2': '女', '9': '不详' },
	state: { active: '服务中', paused: '暂停', left: '已退出', merged: '已并入', erased: '已删除' },
	memberRole: { lead: '队长', deputy: '副队长', member: '队员' },
	teamOf: (members: number): string => `志愿服务队 · ${members} 人`,
	hours: {
		time,
		kinds: { service: '志愿服务', training: '参加培训', lecture: '听讲座', award: '表彰' },
		sources: { checked: '签到签退', closed: '工作人员补签退', paper: '纸质签到表', desk: '工作人员登记', activity: '活动记录', correction: '更正' },
		correction: (why: string): string => `更正：${why}`,
		stars: (n: number): string => `${'一二三四五六七八九'[n - 1] ?? n}星志愿者`,
		noStars: '未达星级'
	},
	certificate: {
		title: '志愿服务记录证明',
		states: { applied: '已申请', accepted: '已受理', issued: '已出具', refused: '未予出具', revoked: '已撤销' },
		verified: { public: '有效，公示中', valid: '有效，公示期满', revoked: '已撤销' }
	},
	/** of a shift whose activity was cancelled without a word */
	activityCancelled: '活动取消了',
	/** events of somebody's own calendar */
	calendar: {
		category: '志愿服务',
		title: (shift: string): string => `志愿服务 · ${shift}`,
		role: (name: string): string => `岗位：${name}`,
		contact: (name: string): string => `联系人：${name}`,
		swapAsked: '您已请人接班；有人接下之前，仍请按时到岗。'
	},
	held: {
		registration: (number: string): string => `志愿者登记 ${number}`,
		guardian: (who: string): string => `监护人：${who}`
	},
	measures: {
		registered: '注册志愿者',
		registeredOf: (identity: string): string => `注册志愿者：${identity}`,
		registeredCounted: '期末在册、没有退出的志愿者，同一人只算一次',
		share: '志愿者占常住居民的比例',
		residents: '期末在册、没有去世或迁出的居民',
		minutes: '志愿服务时长',
		minutesCounted: '签到到签退、按规则计入的服务时间，更正已扣除',
		active: '参加过服务的志愿者',
		activeCounted: '期内有服务时长的人，同一人只算一次',
		shifts: '已服务的班次',
		shiftsCounted: '有人签到并签退的班次'
	}
};
