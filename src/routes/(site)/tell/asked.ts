import { getService, listSlots } from '#modules/directory/index.ts';
import { siteMessages } from '#modules/site/messages/index.ts';
import type { NeedDraft } from '#modules/site/index.ts';
import type { Ctx } from '#platform/context.ts';
import { isId } from '#platform/ids.ts';

/** What a link brings along: words from a search (`text`), or a service's own page (`service`, with a free time in `slot`). */
export interface Asked {
	text: string;
	chosen: NeedDraft['chosen'];
}

/** Unknown services and times that are gone are passed over: the reader can still tell the need in words. */
export async function askedFor(ctx: Ctx, of: (name: string) => string | null | undefined): Promise<Asked> {
	const text = (of('text') ?? '').trim().slice(0, 4000);
	const [serviceId, slotId] = [of('service'), of('slot')];
	if (!isId(serviceId)) return { text, chosen: null };
	const service = await getService(ctx, { id: serviceId }).catch(() => null);
	if (!service || service.status !== 'active') return { text, chosen: null };
	const slot = isId(slotId) ? (await listSlots(ctx, { serviceId, limit: 60 })).find(({ id }) => id === slotId) : undefined;
	const name = (ctx.locale === 'en' && service.nameEn) || service.name;
	return {
		text: text || siteMessages[ctx.locale].tell.wants(name),
		chosen: { serviceId, slotId: slot?.id ?? null, startsAt: slot?.startsAt.toISOString() ?? null, name: `${name}（${service.organization.name}）` }
	};
}
