import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';

/** The community that keeps an entry; null is the subdistrict itself. */
export interface Kept {
	communityId: string | null;
}

/** Communities whose entries the actor keeps: `'all'` includes the subdistrict's own. */
export const keptBy = (actor: Actor): 'all' | string[] =>
	actor.kind === 'token' ? (actor.scopes.includes('directory:write') ? 'all' : []) : communitiesOf(actor, 'worker', 'head', 'manager');

/** May the actor change this entry? Those of a community: its own staff; those of the subdistrict: who serves all of it. */
export function mayKeep(actor: Actor, entry: Kept): boolean {
	const kept = keptBy(actor);
	return kept === 'all' || (entry.communityId !== null && kept.includes(entry.communityId));
}

/** @throws AppError platform.forbidden (403) */
export function demandKeeper(actor: Actor, entry: Kept): void {
	if (!mayKeep(actor, entry)) throw forbidden('directory.edit');
}

/** Organisations that the actor speaks for. */
export const organizationsOf = (actor: Actor): string[] =>
	actor.grants.flatMap((grant) => (grant.role === 'contact' && grant.organizationId ? [grant.organizationId] : []));

/** @throws AppError platform.forbidden (403) */
export function demandContact(actor: Actor, organizationId: string): void {
	if (!organizationsOf(actor).includes(organizationId)) throw forbidden('directory.propose');
}
