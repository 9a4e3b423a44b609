import { listCommunities } from '#modules/areas/index.ts';
import type { Ctx } from '#platform/context.ts';

/** The communities to choose from, by their codes. */
export async function areaChoices(ctx: Ctx): Promise<{ value: string; label: string }[]> {
	return (await listCommunities(ctx, {})).map((each) => ({ value: each.id, label: (ctx.locale === 'en' && each.nameEn) || each.name }));
}
