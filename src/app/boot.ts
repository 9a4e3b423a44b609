import type { Runner } from 'graphile-worker';
import { joinOwnCalendars } from '#modules/activities/index.ts';
import { followFacts, joinMeasures } from '#modules/plan/index.ts';
import { warmMatching } from '#modules/directory/index.ts';
import { ownShiftEvents } from '#modules/volunteers/index.ts';
import { chainAudit } from '#platform/audit.ts';
import { appPool, closePools } from '#platform/db/pools.ts';
import { followKeys } from '#platform/keys/notice.ts';
import { startJobs, systemCtx, type JobDefinition } from '#platform/jobs.ts';
import { subdistricts } from '#platform/tenant.ts';
import { joinRequestsPorts } from './ports.ts';
import { modules } from './registry.ts';

/** Takes the audit log into its chain; with `whole` also what committed so late that the minute's pass no longer looks for it. */
const chain = (whole: boolean): JobDefinition['run'] => async ({ subdistrictId }) => {
	const client = await appPool().connect();
	try {
		await chainAudit(client, subdistrictId, { whole });
	} finally {
		client.release();
	}
};

/** The platform's own recurring work. */
const platformJobs: readonly JobDefinition[] = [
	{ task: 'platform:chainAudit', cron: '* * * * *', run: chain(false) },
	// 18:45 UTC is a quarter to three at night in Shanghai.
	{ task: 'platform:chainWholeAudit', cron: '45 18 * * *', run: chain(true) }
];

let listening = false;

/** Joins the modules to each other: ports and event handlers; once for each process, also in the CLI and in tests. */
export function joinModules(): void {
	if (listening) return;
	listening = true;
	joinRequestsPorts();
	joinOwnCalendars([ownShiftEvents]);
	joinMeasures(modules.flatMap((module) => module.measures ?? []));
	for (const module of modules) module.listen?.();
}

/**
 * Starts what the server does besides answering: the job worker, unless BAIYUN_WORKER=0 (a node that only serves).
 * When the server has answered its last request (`sveltekit:shutdown`), jobs under way are finished and connections closed.
 */
export async function boot(): Promise<Runner | null> {
	joinModules();
	followKeys();
	followFacts((subdistrictId) => systemCtx(subdistrictId, 'plan:follow'));
	const runner = process.env.BAIYUN_WORKER === '0' ? null : await startJobs([...platformJobs, ...modules.flatMap((module) => module.jobs ?? [])]);
	setTimeout(() => void warm(), WARM_AFTER_MS).unref();
	// The event's name is SvelteKit's own, unknown to the type of `process`.
	(process as NodeJS.EventEmitter).once('sveltekit:shutdown', () => void Promise.resolve(runner?.stop()).finally(closePools));
	return runner;
}

/** After the first page has been answered; a start is not held up by it. */
const WARM_AFTER_MS = 3_000;
/** Where more subdistricts share a node, each is loaded when it is first asked. */
const MOST_WARMED = 5;

async function warm(): Promise<void> {
	const all = await subdistricts().catch(() => []);
	for (const { id } of all.slice(0, MOST_WARMED)) await warmMatching(systemCtx(id, 'boot:warm')).catch(() => {});
}
