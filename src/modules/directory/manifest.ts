import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { directoryApi } from './api/endpoints.ts';
import { demoDirectory } from './demo/index.ts';
import { listen } from './directory.listen.ts';
import { permissions } from './directory.permissions.ts';
// Joins the module's use cases to the product, so that the walk over all of them (deny by default) meets them.
import './index.ts';
import { finder } from './directory.finder.ts';
import { sweepImportFiles } from './exchange/import-files.ts';
import { installTerms } from './vocabulary/install-terms.ts';

export const directory: ModuleManifest = {
	name: 'directory',
	permissions,
	api: directoryApi,
	jobs: [{ task: 'directory:sweepImportFiles', cron: '40 18 * * *', run: async (ctx) => void (await sweepImportFiles(ctx, {})) }],
	nav: [
		{ group: 'resources', href: '/desk/directory', label: { zh: '资源', en: 'Directory' }, icon: 'heart-handshake', roles: ['worker', 'head', 'manager'], order: 10 },
		{ group: 'resources', href: '/desk/mine', label: { zh: '本单位的服务', en: 'Our services' }, icon: 'heart-handshake', roles: ['contact'], order: 10 }
	],
	finder,
	listen,
	install: async (tx) => void (await installTerms(tx as unknown as WriteTx<'directory'>)),
	demo: demoDirectory
};
