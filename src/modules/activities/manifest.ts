import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { activitiesApi } from './activities.api.ts';
import { finder } from './activities.finder.ts';
import { heldMeasures } from './activities.measures.ts';
// All that routes may call is known where the product is put together, so that the walk of deny-by-default sees it.
import './index.ts';
import { permissions } from './activities.permissions.ts';
import { demoOffering } from './demo/activities.demo.ts';
import { installKinds } from './kinds/kinds.usecases.ts';
import { feedbackJob } from './feedback/ask.ts';
import { makeTimesAheadJob } from './occurrences/occurrence.job.ts';
import { followTimes } from './signup/signup.listen.ts';
import { offersJob } from './signup/sweep.ts';

export const activities: ModuleManifest = {
	name: 'activities',
	permissions,
	measures: heldMeasures,
	finder,
	api: activitiesApi,
	jobs: [makeTimesAheadJob, offersJob, feedbackJob],
	listen: followTimes,
	install: (tx) => installKinds(tx as unknown as WriteTx<'activities'>),
	demo: demoOffering
};
