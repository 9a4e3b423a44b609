import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import type { Permission } from '#platform/access.ts';
import { permissions } from './volunteers.permissions.ts';

/** The communities in which the actor holds a permission, that of seeing volunteers unless said otherwise: the scope of every list here. */
export const volunteerScope = (actor: Actor, permission: Permission = permissions.read): 'all' | string[] => communitiesOf(actor, ...permission.roles);

/**
 * Whether the actor holds a permission for something of this community. What belongs to the whole subdistrict (null) is kept by
 * whoever may act in any community: a team of the subdistrict is led from one of them.
 */
export function mayWithin(actor: Actor, permission: Permission, communityId: string | null): boolean {
	const scope = volunteerScope(actor, permission);
	return scope === 'all' || (communityId === null ? scope.length > 0 : scope.includes(communityId));
}

/** @throws AppError platform.forbidden (403) */
export function demandWithin(actor: Actor, permission: Permission, communityId: string | null): void {
	if (!mayWithin(actor, permission, communityId)) throw forbidden(permission.key);
}
