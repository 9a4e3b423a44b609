import { mayCall } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';
import { permissions, queueCounts, type QueueCounts } from '#modules/requests/index.ts';
import { keptFor } from './kept.ts';

/* The rail shows the counts on every page of the desk. */
const kept = keptFor<QueueCounts>(5_000);

/** How many cases stand in each of the caller's queues; null for those who read no cases. */
export function railCounts(ctx: Ctx): Promise<QueueCounts | null> {
	if (!ctx.actor.id || !mayCall(ctx.actor, permissions.read)) return Promise.resolve(null);
	return kept.get(ctx.actor.id, () => queueCounts(ctx, {}));
}

/** Called by whoever does something to a case, so that the doer sees it counted at once. */
export const forgetRailCounts = (ctx: Ctx): void => kept.forget(ctx.actor.id ?? '');
