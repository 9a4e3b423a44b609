import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';
import { permissions } from './plan.permissions.ts';

/** The subdistrict's plan is the manager's; a community's is its head's too. */
export function mayEdit(actor: Actor, communityId: string | null): boolean {
	const own = communitiesOf(actor, ...permissions.edit.roles);
	return own === 'all' ? communitiesOf(actor, 'manager') === 'all' || communityId !== null : communityId !== null && own.includes(communityId);
}

/** @throws AppError platform.forbidden (403) */
export function demandEdit(actor: Actor, communityId: string | null): void {
	if (!mayEdit(actor, communityId)) throw forbidden(permissions.edit.key);
}
