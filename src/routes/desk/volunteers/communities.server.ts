import { listCommunities } from '#modules/areas/index.ts';
import { mayWithin } from '#modules/volunteers/index.ts';
import type { Permission } from '#platform/access.ts';
import type { Ctx } from '#platform/context.ts';

/** The communities by name in the reader's language; with a permission: only those in which the caller holds it. */
export async function communityChoices(ctx: Ctx, permission?: Permission): Promise<{ id: string; name: string }[]> {
	return (await listCommunities(ctx, {})).filter(({ id }) => !permission || mayWithin(ctx.actor, permission, id)).map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name }));
}
