import type { WriteTx } from '#platform/db/tx.ts';
import type { ModuleManifest } from '#platform/manifest.ts';
import { permissions } from './plan.permissions.ts';
import { demoPlan } from './plan.demo.ts';
import './index.ts';
import { installFrameworks } from './plans/frameworks.ts';
import { followJob, verifyJob } from './totals/following.ts';

export const plan: ModuleManifest = {
	name: 'plan',
	permissions,
	// It stands where a manager looks first.
	nav: [{ group: 'work', href: '/desk/plan', label: { zh: '计划看板', en: 'Plan' }, icon: 'target', roles: ['worker', 'head', 'manager'], order: 5 }],
	jobs: [followJob, verifyJob],
	install: (tx) => installFrameworks(tx as unknown as WriteTx<'plan'>),
	demo: demoPlan
};
