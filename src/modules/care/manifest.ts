import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { installCare } from './care.install.ts';
import { permissions } from './care.permissions.ts';
import { sweepDoors } from './door/door.sweep.ts';

export const care: ModuleManifest = {
	name: 'care',
	permissions,
	jobs: [{ task: 'care:doors', cron: '* * * * *', run: async (ctx) => void (await sweepDoors(ctx)) }],
	install: (tx) => installCare(tx as unknown as WriteTx<'care'>)
};
