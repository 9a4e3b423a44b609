import type { ModuleManifest } from '#platform/manifest.ts';
import { sweepDrafts } from './need-draft.ts';
import { demoSite } from './site.demo.ts';
import { permissions } from './site.permissions.ts';
// Joins the module's use cases to the product, so that the walk over all of them (deny by default) meets them.
import './site.usecases.ts';

export const site: ModuleManifest = {
	name: 'site',
	permissions,
	demo: demoSite,
	jobs: [{ task: 'site:sweepDrafts', cron: '*/20 * * * *', run: sweepDrafts }],
	nav: [{ href: '/desk/settings/site', label: { zh: '网站设置', en: 'Site settings' }, icon: 'settings', group: 'site', roles: ['manager', 'system_admin'], order: 910 }]
};
