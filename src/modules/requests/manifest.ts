import { useNamedDays } from '#modules/directory/index.ts';
import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import './index.ts';
import { requestsApi } from './requests.api.ts';
import { installDefaults } from './settings/config.ts';
import { demoRequests } from './demo/requests.demo.ts';
import { finder } from './requests.finder.ts';
import { measures } from './requests.measures.ts';
import { nav } from './requests.nav.ts';
import { permissions } from './requests.permissions.ts';
import { namedDays } from './settings/settings.usecases.ts';
import { sweep } from './handling/sweep.ts';

export const requests: ModuleManifest = {
	name: 'requests',
	permissions,
	nav,
	api: requestsApi,
	finder,
	measures,
	jobs: [
		{
			task: 'requests:sweep',
			cron: '*/5 * * * *',
			run: async (ctx) => void (await sweep(ctx))
		}
	],
	// The working calendar has its home here; opening hours of the directory follow the same holidays.
	listen: () => useNamedDays(namedDays),
	install: (tx) => installDefaults(tx as unknown as WriteTx<'requests'>),
	demo: demoRequests
};
