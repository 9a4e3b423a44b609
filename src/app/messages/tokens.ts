import type { MessageSet } from '#platform/i18n.ts';

const zh = {
	title: 'API 令牌',
	lead: '别的系统拿着令牌按开放接口读写本街道的数据。一个系统一个令牌，只给用得着的权限；停用后立刻失效。',
	docs: '接口说明',
	name: '给哪个系统用',
	nameHint: '会写进审计日志，如“区数据平台”。',
	scopes: '能做什么',
	expires: '用到哪一天',
	expiresHint: '到这天结束为止。不填就一直有效，直到停用。',
	make: '生成令牌',
	made: (name: string): string => `“${name}”的令牌已生成`,
	madeHint: '只显示这一次，请现在就复制给对方；丢了只能停用后重新生成。',
	token: '令牌',
	ending: '末四位',
	created: '生成于',
	until: '用到',
	noEnd: '不限',
	used: '最近使用',
	never: '从未用过',
	expired: '已过期',
	revoke: '停用',
	revokeWhat: (name: string): string => `停用后，“${name}”立刻不能再访问，且不能恢复。`,
	revokeNow: '确认停用',
	revoked: '已停用。',
	none: '还没有令牌。',
	/** What each scope opens; a test holds this list to the scopes that there are. */
	scope: {
		'directory:read': '读资源目录（含未公开的）',
		'directory:write': '改资源目录',
		'activities:write': '发布、修改活动',
		'activities:serve': '代人报名、签到、看名单',
		'notices:write': '发布通知公告',
		'requests:read': '读诉求工单（不含保密件，个人信息脱敏）',
		'requests:submit': '代居民提交诉求',
		'requests:write': '办理诉求工单',
		'residents:read': '读居民档案（脱敏）'
	} as Record<string, string>
};

const en: typeof zh = {
	title: 'API tokens',
	lead: 'With a token another system reads and writes this subdistrict’s data by the open API. One token for each system, with no more rights than it needs; a revoked one stops at once.',
	docs: 'API description',
	name: 'Which system it is for',
	nameHint: 'Stands in the audit log: “District data platform”.',
	scopes: 'What it may do',
	expires: 'Last day',
	expiresHint: 'Good to the end of this day. Leave it empty for no end but revoking.',
	make: 'Make a token',
	made: (name) => `The token for ${name} is made`,
	madeHint: 'It is shown this once: copy it now. If it is lost, revoke it and make another.',
	token: 'Token',
	ending: 'Ends in',
	created: 'Made',
	until: 'Until',
	noEnd: 'no end',
	used: 'Last used',
	never: 'never',
	expired: 'expired',
	revoke: 'Revoke',
	revokeWhat: (name) => `${name} loses access at once. This cannot be undone.`,
	revokeNow: 'Revoke it',
	revoked: 'Revoked.',
	none: 'There are no tokens.',
	scope: {
		'directory:read': 'Read the directory, unpublished entries included',
		'directory:write': 'Change the directory',
		'activities:write': 'Offer and change activities',
		'activities:serve': 'Sign people up, check them in, read the lists',
		'notices:write': 'Publish notices',
		'requests:read': 'Read cases (not confidential ones; personal values masked)',
		'requests:submit': 'Tell needs for residents',
		'requests:write': 'Work on cases',
		'residents:read': 'Read resident records (masked)'
	}
};

/** The page of API tokens. */
export const tokensMessages: MessageSet<typeof zh> = { zh, en };
