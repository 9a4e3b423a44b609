import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import type { Permission } from '#platform/access.ts';

/** Where the actor may keep activities: `'all'` includes those of the whole subdistrict. */
export const keptBy = (actor: Actor): 'all' | string[] => (actor.kind === 'token' || actor.kind === 'system' ? 'all' : communitiesOf(actor, 'worker', 'head', 'manager'));

/** An activity is its leading community's staff's, and theirs of the communities named with it; one of the subdistrict needs a role for the whole. */
export function mayKeep(actor: Actor, activity: { communityId: string | null; named: readonly string[] }): boolean {
	const where = keptBy(actor);
	return where === 'all' || [activity.communityId, ...activity.named].some((community) => community !== null && where.includes(community));
}

/** @throws platform.forbidden (403) */
export function demandKeep(actor: Actor, activity: { communityId: string | null; named: readonly string[] }, permission: Permission): void {
	if (!mayKeep(actor, activity)) throw forbidden(permission.key);
}
