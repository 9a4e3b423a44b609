/** Keeps the days settled while the server runs: at once after a commit of this process, and every minute for those of others. */
import type { Ctx } from '#platform/context.ts';
import { onFacts } from '#platform/facts.ts';
import type { JobDefinition } from '#platform/jobs.ts';
import { settle } from './follow.ts';

/** Changes that follow each other closely are counted together. */
const GATHER_MS = 150;

const states = new Map<string, 'waiting' | 'running' | 'again'>();

/** @param ctxOf the context in which the product counts for a subdistrict */
export function followFacts(ctxOf: (subdistrictId: string) => Ctx): void {
	const later = (subdistrictId: string): void => {
		states.set(subdistrictId, 'waiting');
		setTimeout(() => void now(subdistrictId), GATHER_MS).unref();
	};
	const now = async (subdistrictId: string): Promise<void> => {
		states.set(subdistrictId, 'running');
		// What fails is still written down, and the next change or the minute's job takes it up.
		await settle(ctxOf(subdistrictId), { wait: true }).catch(() => {});
		const again = states.get(subdistrictId) === 'again';
		states.delete(subdistrictId);
		if (again) later(subdistrictId);
	};
	onFacts((subdistrictId) => {
		const state = states.get(subdistrictId);
		if (!state) later(subdistrictId);
		else if (state === 'running') states.set(subdistrictId, 'again');
	});
}

/** Also at the start after a crash, and for changes that other processes made (an import, a seed). */
export const followJob: JobDefinition = { task: 'plan:follow', cron: '* * * * *', run: async (ctx) => void (await settle(ctx)) };
