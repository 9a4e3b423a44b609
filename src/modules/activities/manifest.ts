import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { activitiesApi } from './activities.api.ts';
import { finder } from './activities.finder.ts';
import { heldMeasures } from './activities.measures.ts';
import { comeMeasures } from './come.measures.ts';
// All that routes may call is known where the product is put together, so that the walk of deny-by-default sees it.
import './index.ts';
import { permissions } from './activities.permissions.ts';
import { demoOffering } from './demo/activities.demo.ts';
import { demoComing } from './demo/coming.demo.ts';
import { installKinds } from './kinds/kinds.usecases.ts';
import { feedbackJob } from './feedback/ask.ts';
import { makeTimesAheadJob } from './occurrences/occurrence.job.ts';
import { activitiesHeld } from './held.ts';
import { activitiesPersonTab } from './person-tab.ts';
import { followTimesAndRegister } from './come.listen.ts';
import { offersJob } from './signup/sweep.ts';

export const activities: ModuleManifest = {
	name: 'activities',
	permissions,
	nav: [
		{ group: 'activities', href: '/desk/activities', label: { zh: '活动', en: 'Activities' }, icon: 'megaphone', roles: ['worker', 'head', 'manager'], order: 200 },
		{ group: 'activities', href: '/desk/activities/calendar', label: { zh: '活动日历', en: 'Calendar' }, icon: 'calendar-days', roles: ['worker', 'head', 'manager'], order: 205 },
		{ group: 'activities', href: '/desk/activities/programmes', label: { zh: '课程', en: 'Courses' }, icon: 'book-open', roles: ['worker', 'head', 'manager'], order: 520 },
		{ group: 'admin', href: '/desk/activities/kinds', label: { zh: '活动种类', en: 'Kinds of activities' }, icon: 'tag', roles: ['manager'], order: 915 }
	],
	measures: [...heldMeasures, ...comeMeasures],
	finder,
	api: activitiesApi,
	jobs: [makeTimesAheadJob, offersJob, feedbackJob],
	listen: followTimesAndRegister,
	personTabs: [activitiesPersonTab],
	heldAbout: activitiesHeld,
	install: (tx) => installKinds(tx as unknown as WriteTx<'activities'>),
	demo: async (ctx) => {
		await demoOffering(ctx);
		await demoComing(ctx);
	}
};
