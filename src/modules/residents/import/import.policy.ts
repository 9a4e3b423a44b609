/** Who may do what with an import. */
import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden, notFound } from '#platform/errors.ts';
import { permissions } from '../residents.permissions.ts';

/** The communities whose people the actor may take in: their own, or all of a manager of the subdistrict. */
export const importScope = (actor: Actor): 'all' | string[] => communitiesOf(actor, 'worker', 'head', 'manager');

export const mayImportInto = (scope: 'all' | readonly string[], communityId: string | null): boolean => scope === 'all' || (communityId !== null && scope.includes(communityId));

/** @throws platform.forbidden for a community that is not the actor's */
export function demandImportInto(actor: Actor, communityId: string | null): void {
	if (communityId !== null && !mayImportInto(importScope(actor), communityId)) throw forbidden(permissions.import.key);
}

/**
 * Whose file it is may see what stands in it; colleagues see that it came, how it went, and may take it back.
 * @throws platform.notFound for who may know nothing of it
 */
export function demandOwn(actor: Actor, row: { createdBy: string | null }): void {
	if (actor.kind !== 'system' && (row.createdBy === null || row.createdBy !== actor.id)) throw notFound('import');
}

export function demandSeen(actor: Actor, row: { createdBy: string | null; communityId: string | null }): void {
	if (actor.kind === 'system' || (row.createdBy !== null && row.createdBy === actor.id)) return;
	if (!mayImportInto(importScope(actor), row.communityId)) throw notFound('import');
}
