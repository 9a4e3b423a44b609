import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { assessmentPersonTab } from './assessment/person-tab.ts';
import { installCare } from './care.install.ts';
import { permissions } from './care.permissions.ts';
import { followTheRegister } from './care.listen.ts';
import { followAll, followCommunity } from './list/follow.ts';
import { sweepDoors } from './door/door.sweep.ts';

export const care: ModuleManifest = {
	name: 'care',
	permissions,
	personTabs: [assessmentPersonTab],
	jobs: [
		{ task: 'care:doors', cron: '* * * * *', run: async (ctx) => void (await sweepDoors(ctx)) },
		// 17:30 UTC is half past one at night in Shanghai: ages have changed, dated rules begin.
		{ task: 'care:follow', cron: '30 17 * * *', run: (ctx, { communityId }) => (typeof communityId === 'string' ? followCommunity(ctx, communityId).then(() => {}) : followAll(ctx)) }
	],
	listen: followTheRegister,
	install: (tx) => installCare(tx as unknown as WriteTx<'care'>)
};
