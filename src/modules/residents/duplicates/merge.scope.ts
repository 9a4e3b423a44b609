import { communitiesOf, type Actor } from '#platform/context.ts';

/** The communities whose records the actor may merge; both records' communities must be among them. */
export const mergeScope = (actor: Actor): 'all' | string[] => communitiesOf(actor, 'head', 'manager');

/** A record that no community keeps yet is everybody's who merges. */
export function mayMerge(actor: Actor, communityId: string | null): boolean {
	const own = mergeScope(actor);
	return own === 'all' || (communityId === null ? own.length > 0 : own.includes(communityId));
}
