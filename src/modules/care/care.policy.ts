import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import { permissions } from './care.permissions.ts';

/** The communities whose care the actor sees: the scope of every list here. */
export const careScope = (actor: Actor): 'all' | string[] => communitiesOf(actor, ...permissions.read.roles);

/** The communities in which the actor visits, plans and assesses. */
export const ownCommunities = (actor: Actor): 'all' | string[] => communitiesOf(actor, ...permissions.look_after.roles);

const within = (scope: 'all' | string[], communityId: string | null): boolean => scope === 'all' || (communityId !== null && scope.includes(communityId));

export const maySee = (actor: Actor, communityId: string | null): boolean => within(careScope(actor), communityId);
export const mayLookAfter = (actor: Actor, communityId: string | null): boolean => within(ownCommunities(actor), communityId);

/** @throws AppError platform.forbidden (403) */
export function demandLookAfter(actor: Actor, communityId: string | null): void {
	if (!mayLookAfter(actor, communityId)) throw forbidden(permissions.look_after.key);
}
