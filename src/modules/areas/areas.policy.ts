import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import { permissions } from './areas.permissions.ts';

/** The communities whose grids, compounds and buildings the actor may change. */
export const editableCommunities = (actor: Actor): 'all' | string[] => communitiesOf(actor, ...permissions.editWithin.roles);

export function mayEditWithin(actor: Actor, communityId: string): boolean {
	const own = editableCommunities(actor);
	return own === 'all' || own.includes(communityId);
}

/** @throws AppError platform.forbidden (403) */
export function demandWithin(actor: Actor, communityId: string): void {
	if (!mayEditWithin(actor, communityId)) throw forbidden(permissions.editWithin.key);
}
