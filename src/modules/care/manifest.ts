import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { installCare } from './care.install.ts';
import { permissions } from './care.permissions.ts';

export const care: ModuleManifest = {
	name: 'care',
	permissions,
	install: (tx) => installCare(tx as unknown as WriteTx<'care'>)
};
