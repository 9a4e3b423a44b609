import type { NavItem } from '#platform/manifest.ts';

const staff = ['worker', 'head', 'manager'] as const;

/** The module's pages on the desk's rail. The queues stand above them with their counts and come from the desk itself. */
export const nav: readonly NavItem[] = [
	{ group: 'work', href: '/desk/requests/new', label: { zh: '代居民登记', en: 'Register a request' }, icon: 'message-square-plus', roles: staff, order: 110 },
	{ group: 'work', href: '/desk/patrol', label: { zh: '巡查上报', en: 'Patrol report' }, icon: 'camera', roles: staff, order: 120 },
	{ group: 'work', href: '/desk/requests/callbacks', label: { zh: '回访电话', en: 'Calls to make' }, icon: 'phone', roles: staff, order: 130 },
	{ group: 'work', href: '/desk/offers', label: { zh: '转给服务方的', en: 'With providers' }, icon: 'hand-helping', roles: staff, order: 140 },
	{ group: 'work', href: '/desk/offers', label: { zh: '转来的诉求', en: 'Requests passed to us' }, icon: 'hand-helping', roles: ['contact'], order: 140 },
	{ group: 'work', href: '/desk/requests/unmet', label: { zh: '未满足需求', en: 'Unmet needs' }, icon: 'circle-question-mark', roles: staff, order: 150 },
	{ group: 'work', href: '/desk/requests/rates', label: { zh: '三率', en: 'Rates' }, icon: 'chart-column', roles: staff, order: 160 },
	{ group: 'admin', href: '/desk/requests/settings', label: { zh: '诉求设置', en: 'Request settings' }, icon: 'settings', roles: ['head', 'manager'], order: 905 }
];
