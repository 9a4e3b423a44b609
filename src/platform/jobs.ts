import { Logger, run, type Runner, type Task } from 'graphile-worker';
import { systemClock } from './clock.ts';
import { systemActor, type Ctx } from './context.ts';
import { ownerPool, workerPool } from './db/pools.ts';
import { newId } from './ids.ts';

/** A job's work for one subdistrict. It must be safe to run twice: a crash between work and tick repeats it. */
export type JobHandler = (ctx: Ctx, payload: Record<string, unknown>) => Promise<void>;

export interface JobDefinition {
	/** `module:what` (the queue allows no dots in a crontab) */
	task: string;
	/** crontab line (five fields, UTC) for jobs that come round by themselves, for every subdistrict */
	cron?: string;
	run: JobHandler;
}

/** The context in which the product acts for itself in a subdistrict. */
export const systemCtx = (subdistrictId: string, name: string): Ctx => ({
	actor: systemActor(name),
	subdistrictId,
	clock: systemClock,
	locale: 'zh',
	requestId: newId(),
	ip: null
});

/** Jobs that went well are nobody's news; the start prints the sign-ins, and they would run off the screen. */
const logger = new Logger(() => (level, message) => {
	if (level === 'error' || level === 'warning') console.error(`Jobs: ${message}`);
});

/**
 * Starts the worker. A cron job is queued once and fans out over the subdistricts here, so that one tenant's
 * failure does not hold the others.
 */
export async function startJobs(definitions: readonly JobDefinition[], concurrency = 2): Promise<Runner> {
	const taskList: Record<string, Task> = {};
	for (const definition of definitions) {
		taskList[definition.task] = async (payload) => {
			const data = (payload ?? {}) as Record<string, unknown>;
			if (typeof data.subdistrictId === 'string') {
				await definition.run(systemCtx(data.subdistrictId, `job:${definition.task}`), data);
				return;
			}
			const { rows } = await ownerPool().query<{ subdistrict_id: string }>('SELECT subdistrict_id FROM platform.subdistrict');
			const failures: unknown[] = [];
			for (const row of rows) await definition.run(systemCtx(row.subdistrict_id, `job:${definition.task}`), data).catch((error) => failures.push(error));
			if (failures.length) throw new AggregateError(failures, `${definition.task} failed for ${failures.length} of ${rows.length} subdistricts`);
		};
	}
	return run({
		pgPool: workerPool(),
		schema: 'jobs',
		concurrency,
		noHandleSignals: true,
		logger,
		taskList,
		crontab: definitions.filter((definition) => definition.cron).map((definition) => `${definition.cron} ${definition.task}`).join('\n')
	});
}
