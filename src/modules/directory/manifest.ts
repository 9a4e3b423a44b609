import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { directoryApi } from './api/endpoints.ts';
import { demoDirectory } from './demo/index.ts';
import { listen } from './directory.listen.ts';
import { permissions } from './directory.permissions.ts';
// Joins the module's use cases to the product, so that the walk over all of them (deny by default) meets them.
import './index.ts';
import { installTerms } from './vocabulary/install-terms.ts';

export const directory: ModuleManifest = {
	name: 'directory',
	permissions,
	api: directoryApi,
	listen,
	install: async (tx) => void (await installTerms(tx as unknown as WriteTx<'directory'>)),
	demo: demoDirectory
};
