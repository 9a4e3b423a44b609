import { mayCall } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';
import { permissions, queueCounts, type QueueCounts } from '#modules/requests/index.ts';

/*
 * The rail shows the counts on every page of the desk. They are kept for a few seconds for each person, and forgotten
 * when that person does something, so that one's own work is seen at once.
 */
const KEEP_MS = 5_000;
const AT_MOST = 500;
const kept = new Map<string, { at: number; counts: Promise<QueueCounts> }>();

/** How many cases stand in each of the caller's queues; null for those who read no cases. */
export function railCounts(ctx: Ctx): Promise<QueueCounts | null> {
	if (!ctx.actor.id || !mayCall(ctx.actor, permissions.read)) return Promise.resolve(null);
	const now = Date.now();
	const found = kept.get(ctx.actor.id);
	if (found && now - found.at < KEEP_MS) return found.counts;
	if (kept.size >= AT_MOST) kept.clear();
	const counts = queueCounts(ctx, {});
	kept.set(ctx.actor.id, { at: now, counts });
	counts.catch(() => kept.delete(ctx.actor.id!));
	return counts;
}

export const forgetRailCounts = (ctx: Ctx): void => void (ctx.actor.id && kept.delete(ctx.actor.id));
