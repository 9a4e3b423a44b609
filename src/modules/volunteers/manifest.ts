import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
// Every use case is known once the manifest is, so that the tests over all of them walk these too.
import './index.ts';
import { demoVolunteers } from './volunteers.demo.ts';
import { finder } from './volunteers.finder.ts';
import { volunteersHeld } from './volunteers.held.ts';
import { listen } from './volunteers.listen.ts';
import { measures } from './volunteers.measures.ts';
import { permissions } from './volunteers.permissions.ts';
import { volunteersPersonalData } from './volunteers.personal-data.ts';
import { volunteerPersonTab } from './volunteers.person-tab.ts';
import { installRules } from './volunteers.rules.ts';

export const volunteers: ModuleManifest = {
	name: 'volunteers',
	permissions,
	nav: [
		{ group: 'activities', href: '/desk/volunteers', label: { zh: '志愿服务', en: 'Volunteers' }, icon: 'hand-helping', roles: ['worker', 'head', 'manager'], order: 450 },
		{ group: 'admin', href: '/desk/settings/volunteers', label: { zh: '志愿服务设置', en: 'Settings of volunteering' }, icon: 'settings', roles: ['manager'], order: 915 }
	],
	measures,
	finder,
	personTabs: [volunteerPersonTab],
	heldAbout: volunteersHeld,
	personalData: volunteersPersonalData,
	listen,
	install: (tx) => installRules(tx as unknown as WriteTx<'volunteers'>),
	demo: demoVolunteers
};
