import { listCommunities } from '#modules/areas/index.ts';
import { mayWithin, permissions } from '#modules/volunteers/index.ts';
import type { Ctx } from '#platform/context.ts';

/** The communities by name in the reader's language; `own`: only those in which the caller keeps volunteers. */
export async function communityChoices(ctx: Ctx, own = false): Promise<{ id: string; name: string }[]> {
	return (await listCommunities(ctx, {})).filter(({ id }) => !own || mayWithin(ctx.actor, permissions.keep, id)).map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name }));
}
