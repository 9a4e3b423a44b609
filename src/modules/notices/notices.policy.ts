import { communitiesOf, type Actor } from '#platform/context.ts';
import { forbidden } from '#platform/errors.ts';

/** Where the actor may write notices: `'all'` includes those of the whole subdistrict. */
export const writableBy = (actor: Actor): 'all' | string[] => (actor.kind === 'token' ? 'all' : communitiesOf(actor, 'worker', 'head', 'manager'));

/** A notice of a community is its own staff's; one of the whole subdistrict needs a role for the whole. */
export const mayWrite = (actor: Actor, communityId: string | null): boolean => {
	const where = writableBy(actor);
	return where === 'all' || (communityId !== null && where.includes(communityId));
};

/**
 * Files are named by their keys; only those of the own subdistrict may be shown.
 * @throws platform.forbidden (403)
 */
export function demandOwnFiles(subdistrictId: string, files: readonly { key: string }[]): void {
	if (files.some(({ key }) => !key.startsWith(`${subdistrictId}/`))) throw forbidden('notices.edit');
}

/** @throws platform.forbidden (403) */
export function demandWrite(actor: Actor, communityId: string | null): void {
	if (!mayWrite(actor, communityId)) throw forbidden('notices.edit');
}
