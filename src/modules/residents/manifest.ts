import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { demoResidents } from './demo/residents.demo.ts';
import { installGroups } from './groups/groups.install.ts';
import { importJobs } from './import/import.jobs.ts';
import { api } from './residents.api.ts';
import { finder } from './residents.finder.ts';
import { nav } from './residents.nav.ts';
import { permissions } from './residents.permissions.ts';

export const residents: ModuleManifest = {
	name: 'residents',
	permissions,
	jobs: importJobs,
	nav,
	finder,
	api,
	install: (tx) => installGroups(tx as unknown as WriteTx<'residents'>),
	demo: demoResidents
};
