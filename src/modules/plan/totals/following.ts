/** Keeps the days settled while the server runs: at once after a commit of this process, and every minute for those of others. */
import type { Ctx } from '#platform/context.ts';
import { readTx, writeTx } from '#platform/db/tx.ts';
import { factChanged, onFacts } from '#platform/facts.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { todayOf } from '#platform/today.ts';
import { differences } from './audit.ts';
import { settle } from './follow.ts';

/** Changes that follow each other closely are counted together. */
const GATHER_MS = 150;
/** On a day of thousands of facts counting is long, and after each the next would begin: it rests some times as long as it took. */
const RESTS = 9;
/** But a fact is to be counted within a second. One that comes as counting begins waits for its end, the rest, and the next counting; some is left for a busy machine. */
const WITHIN_MS = 700;

/** More commits than this between two countings are an import, or somebody's load: they need the machine more than the kept days do, and a board says how much is still to come. */
const FLOOD = 60;
const LONGEST_REST_MS = 10_000;

/** How long to rest after counting that took so long, while so many commits changed facts since the one before. */
export const restAfter = (took: number, commits: number): number => Math.max(GATHER_MS, Math.min(RESTS * took, commits > FLOOD ? LONGEST_REST_MS : WITHIN_MS - 2 * took));

const states = new Map<string, 'waiting' | 'running' | 'again'>();

/** @param ctxOf the context in which the product counts for a subdistrict */
export function followFacts(ctxOf: (subdistrictId: string) => Ctx): void {
	const restUntil = new Map<string, number>();
	const commits = new Map<string, number>();
	const later = (subdistrictId: string): void => {
		states.set(subdistrictId, 'waiting');
		setTimeout(() => void now(subdistrictId), Math.max(GATHER_MS, (restUntil.get(subdistrictId) ?? 0) - performance.now())).unref();
	};
	const now = async (subdistrictId: string): Promise<void> => {
		states.set(subdistrictId, 'running');
		const began = performance.now();
		const gathered = commits.get(subdistrictId) ?? 0;
		commits.delete(subdistrictId);
		// What fails is still written down, and the next change or the minute's job takes it up.
		await settle(ctxOf(subdistrictId), { wait: true }).catch(() => {});
		const ended = performance.now();
		restUntil.set(subdistrictId, ended + restAfter(ended - began, gathered));
		const again = states.get(subdistrictId) === 'again';
		states.delete(subdistrictId);
		if (again) later(subdistrictId);
	};
	onFacts((subdistrictId) => {
		commits.set(subdistrictId, (commits.get(subdistrictId) ?? 0) + 1);
		const state = states.get(subdistrictId);
		if (!state) later(subdistrictId);
		else if (state === 'running') states.set(subdistrictId, 'again');
	});
}

/** Also at the start after a crash, and for changes that other processes made (an import, a seed). */
export const followJob: JobDefinition = { task: 'plan:follow', cron: '* * * * *', run: async (ctx) => void (await settle(ctx)) };

/**
 * Holds this year's and last year's kept days against the facts each night. A module that forgot to say that something changed
 * is found out here, and the days are counted anew.
 */
export async function verify(ctx: Ctx): Promise<number> {
	await settle(ctx, { wait: true });
	const today = await readTx<'plan', string>(ctx, todayOf);
	const found = await differences(ctx, { from: `${Number(today.slice(0, 4)) - 1}-01-01`, to: today });
	if (!found.length) return 0;
	const byMeasure = Map.groupBy(found, ({ measure }) => measure);
	await writeTx<'plan', void>(ctx, async (tx) => {
		for (const [measure, days] of byMeasure) factChanged(tx, { measures: [measure], days: [...new Set(days.map(({ day }) => day))] });
		tx.audit({ action: 'plan.corrected', detail: Object.fromEntries([...byMeasure].map(([measure, days]) => [measure, days.length])) });
	});
	await settle(ctx, { wait: true });
	return found.length;
}

/** 18:30 UTC is half past two at night in Shanghai. */
export const verifyJob: JobDefinition = { task: 'plan:verify', cron: '30 18 * * *', run: async (ctx) => void (await verify(ctx)) };
