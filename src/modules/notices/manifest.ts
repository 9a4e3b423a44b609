import type { ModuleManifest } from '#platform/manifest.ts';
import { noticesApi } from './notices.api.ts';
import { demoNotices } from './notices.demo.ts';
import { permissions } from './notices.permissions.ts';

export const notices: ModuleManifest = {
	name: 'notices',
	permissions,
	nav: [{ href: '/desk/notices', label: { zh: '通知公告', en: 'Notices' }, icon: 'megaphone', group: 'site', roles: ['worker', 'head', 'manager'], order: 300 }],
	api: noticesApi,
	demo: demoNotices
};
