import type { NavItem } from '#platform/manifest.ts';

const staff = ['worker', 'head', 'manager'] as const;

/** The register on the desk's rail. */
export const nav: readonly NavItem[] = [
	{ group: 'people', href: '/desk/residents', label: { zh: '居民档案', en: 'Residents' }, icon: 'users', roles: staff, order: 310 },
	{ group: 'people', href: '/desk/residents/groups', label: { zh: '人群', en: 'Groups' }, icon: 'tag', roles: staff, order: 320 },
	{ group: 'people', href: '/desk/residents/duplicates', label: { zh: '疑似重复', en: 'Possible duplicates' }, icon: 'copy', roles: ['head', 'manager'], order: 335 },
	{ group: 'people', href: '/desk/residents/import', label: { zh: '导入名单', en: 'Import lists' }, icon: 'upload', roles: staff, order: 330 },
	{ group: 'people', href: '/desk/residents/forms', label: { zh: '上级表格', en: 'Superiors’ forms' }, icon: 'table', roles: staff, order: 335 },
	{ group: 'people', href: '/desk/residents/requests', label: { zh: '个人信息请求', en: 'Data requests' }, icon: 'shield-check', roles: staff, order: 390 },
	{ group: 'admin', href: '/desk/settings/groups', label: { zh: '人群设置', en: 'Group settings' }, icon: 'settings', roles: ['manager'], order: 911 },
	{ group: 'admin', href: '/desk/admin/purposes', label: { zh: '个人信息的用途', en: 'Purposes of data' }, icon: 'list', roles: ['manager', 'security_admin', 'audit_admin'], order: 925 },
	{ group: 'admin', href: '/desk/admin/impact', label: { zh: '影响评估记录', en: 'Impact record' }, icon: 'shield-check', roles: ['manager', 'security_admin', 'audit_admin'], order: 926 },
	{ group: 'admin', href: '/desk/admin/retention', label: { zh: '到期清除', en: 'Retention' }, icon: 'history', roles: ['manager', 'security_admin', 'audit_admin'], order: 927 },
	{ group: 'admin', href: '/desk/admin/looks', label: { zh: '谁看过居民信息', en: 'Looks at residents' }, icon: 'eye', roles: ['audit_admin'], order: 930 }
];
