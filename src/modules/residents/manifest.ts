import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { duplicateJobs, followRecords } from './duplicates/duplicates.jobs.ts';
import { demoResidents } from './demo/residents.demo.ts';
import { installGroups } from './groups/groups.install.ts';
import { importJobs } from './import/import.jobs.ts';
import { installPurposes } from './privacy/purposes.ts';
import { runRetention } from './privacy/retention.ts';
import { api } from './residents.api.ts';
import { finder } from './residents.finder.ts';
import { nav } from './residents.nav.ts';
import { permissions } from './residents.permissions.ts';

export const residents: ModuleManifest = {
	name: 'residents',
	permissions,
	// 18:10 UTC is ten past two at night in Shanghai.
	jobs: [...importJobs, ...duplicateJobs, { task: 'residents:retention', cron: '10 18 * * *', run: async (ctx) => void (await runRetention(ctx)) }],
	listen: followRecords,
	nav,
	finder,
	api,
	install: async (tx) => {
		await installGroups(tx as unknown as WriteTx<'residents'>);
		await installPurposes(tx as unknown as WriteTx<'residents'>);
	},
	demo: demoResidents
};
