import { keptBy } from '#modules/activities/index.ts';
import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';

/** The communities of which the caller may keep courses, in their language; `whole`: also those of the subdistrict. */
export async function ownCommunities(ctx: Ctx): Promise<{ communities: { id: string; name: string }[]; whole: boolean }> {
	const kept = keptBy(ctx.actor);
	const all = await listCommunities(ctx, {});
	return { communities: all.filter(({ id }) => kept === 'all' || kept.includes(id)).map(({ id, name, nameEn }) => ({ id, name: (ctx.locale === 'en' && nameEn) || name })), whole: kept === 'all' };
}
