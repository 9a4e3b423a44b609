import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { assessmentPersonTab } from './assessment/person-tab.ts';
import { recordLevelJob } from './assessment/record-level.ts';
import { installCare } from './care.install.ts';
import { demoCare } from './care.demo.ts';
import { carePersonTab } from './person-tab.ts';
import { careHeld } from './held.ts';
import { permissions } from './care.permissions.ts';
import { carePersonalData } from './personal-data.ts';
import { followTheRegister } from './care.listen.ts';
import { followAll } from './list/follow.ts';
import { sweepDoors } from './door/door.sweep.ts';
import { visitsPersonTab } from './visits/person-tab.ts';
import { forgetPhotosJob } from './visits/visit.photos.ts';
import { visitFollowJob } from './visits/visit.record.ts';
import { weeklyVisits } from './weekly/weekly.measure.ts';
import { sweepVisits } from './visits/visit.retention.ts';

export const care: ModuleManifest = {
	name: 'care',
	permissions,
	personTabs: [carePersonTab, visitsPersonTab, assessmentPersonTab],
	nav: [
		{ group: 'people', href: '/desk/visits', label: { zh: '今天的走访', en: 'Visits today' }, icon: 'map-pin', roles: ['worker', 'head'], order: 325 },
		{ group: 'people', href: '/desk/care', label: { zh: '关爱名单', en: 'Care list' }, icon: 'heart-handshake', roles: ['worker', 'head', 'manager'], order: 330 },
		{ group: 'people', href: '/desk/care/doors', label: { zh: '敲门未应', en: 'Nobody opened' }, icon: 'bell', roles: ['worker', 'head', 'manager'], order: 335 },
		{ group: 'people', href: '/desk/care/calendar', label: { zh: '生日与到期', en: 'Birthdays and dates' }, icon: 'calendar-days', roles: ['worker', 'head', 'manager'], order: 340 },
		{ group: 'people', href: '/desk/care/rules', label: { zh: '名单规则', en: 'Rules of the list' }, icon: 'list-filter', roles: ['manager'], order: 395 },
		{ group: 'admin', href: '/desk/settings/assessments', label: { zh: '评估表', en: 'Assessment forms' }, icon: 'settings', roles: ['manager'], order: 910 }
	],
	measures: [weeklyVisits],
	jobs: [
		recordLevelJob,
		visitFollowJob,
		forgetPhotosJob,
		// 18:40 UTC is twenty to three at night in Shanghai.
		{ task: 'care:retention', cron: '40 18 * * *', run: async (ctx) => void (await sweepVisits(ctx, {})) },
		{ task: 'care:doors', cron: '* * * * *', run: async (ctx) => void (await sweepDoors(ctx)) },
		// 17:30 UTC is half past one at night in Shanghai: ages have changed, dated rules begin.
		{ task: 'care:follow', cron: '30 17 * * *', run: followAll }
	],
	heldAbout: careHeld,
	personalData: carePersonalData,
	listen: followTheRegister,
	demo: demoCare,
	install: (tx) => installCare(tx as unknown as WriteTx<'care'>)
};
