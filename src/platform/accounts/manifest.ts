import { permissions as audit } from '../audit-log.ts';
import type { ModuleManifest } from '../manifest.ts';
import { permissions as sms, smsJobs } from '../sms/index.ts';
import { accountsJobs } from './jobs.ts';
import { permissions } from './permissions.ts';

const prefixed = (table: typeof audit | typeof sms) => Object.fromEntries(Object.values(table).map((each) => [each.key, each]));

/** What the platform's own pages give to the product: accounts, sign-ins, audit log, outbox. */
export const accounts: ModuleManifest = {
	name: 'accounts',
	permissions: { ...permissions, ...prefixed(audit), ...prefixed(sms) },
	nav: [
		{ group: 'admin', href: '/desk/admin/accounts', label: { zh: '账号管理', en: 'Accounts' }, icon: 'users', roles: permissions.list.roles, order: 10 },
		{ group: 'admin', href: '/desk/admin/tokens', label: { zh: 'API 令牌', en: 'API tokens' }, icon: 'key-round', roles: permissions.tokens.roles, order: 15 },
		{ group: 'admin', href: '/desk/admin/sign-ins', label: { zh: '登录日志', en: 'Sign-ins' }, icon: 'log-in', roles: audit.signIns.roles, order: 20 },
		{ group: 'admin', href: '/desk/admin/audit', label: { zh: '审计日志', en: 'Audit log' }, icon: 'shield-check', roles: audit.read.roles, order: 30 },
		{ group: 'admin', href: '/desk/outbox', label: { zh: '短信发件箱', en: 'SMS outbox' }, icon: 'send', roles: sms.outbox.roles, order: 40 },
		{ group: 'admin', href: '/desk/account', label: { zh: '账号与安全', en: 'My account' }, icon: 'lock', roles: permissions.staff.roles, order: 90 }
	],
	jobs: [...accountsJobs, ...smsJobs]
};
