import { writeTx } from '../db/tx.ts';
import type { JobDefinition } from '../jobs.ts';

const DAY = 86_400_000;
/** Ended sessions stay as long as the sign-in log is looked at for them. */
const KEEP_SESSIONS_DAYS = 30;

export const accountsJobs: readonly JobDefinition[] = [
	{
		task: 'accounts:sweep',
		cron: '41 3 * * *',
		run: async (ctx) => {
			const now = ctx.clock.now().getTime();
			await writeTx<'accounts' | 'platform', void>(ctx, async ({ db }) => {
				await db.deleteFrom('accounts.session').where('subdistrict_id', '=', ctx.subdistrictId).where('expires_at', '<', new Date(now - KEEP_SESSIONS_DAYS * DAY)).execute();
				await db.deleteFrom('accounts.phone_code').where('subdistrict_id', '=', ctx.subdistrictId).where('expires_at', '<', new Date(now - DAY)).execute();
				await db.deleteFrom('accounts.guess').where('subdistrict_id', '=', ctx.subdistrictId).where('last_at', '<', new Date(now - DAY)).execute();
				await db.deleteFrom('platform.rate_limit').where('subdistrict_id', '=', ctx.subdistrictId).where('window_start', '<', new Date(now - 2 * DAY)).execute();
			});
		}
	}
];
